import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../support/pipeline.js';
import { makeFolder, removeFolders, run } from './cli.js';
import { page } from './documents.js';

afterAll(removeFolders);

const cwd = await makeFolder({ 'page.md': page });

/** Something mistyped, the code of the complaint and what it says. */
const mistakes: readonly [argv: readonly string[], code: string, says: string][] = [
  [['generate', 'page.md', '--oput', 'x'], 'flag-unknown', '"generate" has no option "--oput". Did you mean "--out"?'],
  [['generate', '--opnapi', 'page.md'], 'flag-unknown', 'Did you mean "--openapi"?'],
  [['generate', 'page.md', '-o', 'x'], 'flag-unknown', '"generate" has no option "-o".'],
  [['explain', 'listZones', 'page.md', '--out', 'x'], 'flag-unknown', '"explain" has no option "--out".'],
  [['check', 'page.md', '--dry-run'], 'flag-unknown', '"check" has no option "--dry-run".'],
  [['generat', 'page.md'], 'verb-unknown', 'There is no command "generat". Did you mean "generate"?'],
  [['publish'], 'verb-unknown', 'There is no command "publish".'],
  [['--openapi', 'page.md'], 'verb-unknown', 'The option "--openapi" stands where the command belongs.'],
  [['generate', 'page.md', '--out'], 'flag-without-value', 'The option "--out" needs a value.'],
  [['generate', 'page.md', '--out', '--strict'], 'flag-without-value', 'The option "--out" needs a value.'],
  [['generate', 'page.md', '--out='], 'flag-without-value', 'The option "--out" needs a value.'],
  [['generate', 'page.md', '--out', ''], 'flag-without-value', 'The option "--out" needs a value.'],
  [['generate', 'page.md', '--emit', ','], 'flag-without-value', 'The option "--emit" needs a value.'],
  [['generate', 'page.md', '--strict=no'], 'flag-with-value', 'The option "--strict" takes no value'],
  [['generate', 'page.md', '--emit', 'client,magic'], 'flag-invalid', 'The option "--emit" cannot be "magic"'],
  [['generate', 'page.md', '--name', 'Not A Name'], 'flag-invalid', 'The option "--name" cannot be "Not A Name"'],
  [['generate', 'page.md', '--name', '../../etc'], 'flag-invalid', 'The option "--name" cannot be "../../etc"'],
  [['generate', 'page.md', '--package-version', '1'], 'flag-invalid', 'The option "--package-version" cannot be "1"'],
  [['explain'], 'argument-missing', '"explain" needs a command.'],
  [['explain', 'listZone', 'page.md'], 'command-not-found', 'no command "listZone". Did you mean "listZones"?'],
  [
    ['explain', 'listZones.idd', 'page.md'],
    'command-not-found',
    'no parameter "listZones.idd". Did you mean "listZones.id"',
  ],
];

describe.concurrent('a mistake on the command line', () => {
  for (const [argv, code, says] of mistakes) {
    it(argv.join(' '), async () => {
      const { exitCode, stdout, stderr } = await run(argv, { cwd });
      expect(stderr).toContain(says);
      expect(stderr).toMatch(new RegExp(`^error  ${code}$`, 'm'));
      expect(stderr).toMatch(/Nothing was written\.\n$/);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    });
  }

  it('is told together with every other', async () => {
    const argv = ['generate', '--emit', 'magic', '--name', 'No!', '--package-version', 'x'];
    const { stderr } = await run(argv, { cwd });
    expect(stderr).toMatch(/^3 errors\. Nothing was written\.$/m);
    const unknown = await run(['generate', '--opnapi', 'x', '--out', '--strikt'], { cwd });
    expect(unknown.stderr).toMatch(/^3 errors\. Nothing was written\.$/m);
  });

  it.each(['--help', '-h', '--json'])('is no option behind --, but a document: %s', async (name) => {
    const { exitCode, stdout, stderr } = await run(['generate', '--', name], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`There is no file "${name}".`);
  });

  it('of an address shows no key that stands in it', async () => {
    const address = 'https://alice:hunter2@cloud.example.com/client/api?command=listApis&apikey=topsecret&signature=x';
    const { stderr } = await run(['generate', address], { cwd });
    expect(stderr).toContain('"https://cloud.example.com/client/api?…" is an address');
    expect(stderr).not.toMatch(/alice|hunter2|topsecret/);
  });
});

describe.concurrent('help', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

  it.each(['--version', '-v'])('%s prints the version and nothing else', async (flag) => {
    expect(await run([flag], { cwd })).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each(['--help', '-h', 'help'])('%s names every command and every exit code', async (flag) => {
    const { exitCode, stdout, stderr } = await run([flag], { cwd });
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const verb of ['generate', 'check', 'explain', 'model'])
      expect(stdout).toMatch(new RegExp(`^  ${verb} `, 'm'));
    expect(stdout).toMatch(/0 fine.*1 a finding.*2 bad input.*3 a bug/);
  });

  it.each([
    [
      'generate',
      [
        'openapi',
        'slate',
        'listapis',
        'overrides',
        'out',
        'emit',
        'name',
        'package-version',
        'only',
        'exclude',
        'strict',
        'dry-run',
        'json',
      ],
    ],
    ['check', ['openapi', 'out', 'strict', 'json']],
    ['explain', ['openapi', 'strict', 'json']],
    ['model', ['openapi', 'strict', 'json']],
  ])('%s --help names every option', async (verb, options) => {
    const { exitCode, stdout, stderr } = await run([verb, 'anything', '--help'], { cwd });
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const option of options) expect(stdout).toContain(`  --${option}`);
  });

  it('is what one gets without a command, and that is a mistake', async () => {
    const { exitCode, stdout } = await run([], { cwd });
    expect(exitCode).toBe(2);
    expect(stdout).toContain('Usage: cloudstack-codegen COMMAND');
  });
});
