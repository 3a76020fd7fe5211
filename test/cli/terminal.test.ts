import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { cli, makeFolder, removeFolders, run } from './cli.js';
import { page, pageWithWarning } from './documents.js';

afterAll(removeFolders);

const escape = '\u001b';
const cwd = await makeFolder({
  'page.md': pageWithWarning,
  'evil.md': page.replace(
    '**id**|Only this zone|uuid|255|false|',
    `**id**|${escape}[2J${escape}]0;owned\u0007|uu\u202eid|255|perhaps`,
  ),
  'dir, a:b%/page.md': pageWithWarning,
});

describe.concurrent('colours', () => {
  const isColoured = async (env: Readonly<Record<string, string>>): Promise<boolean> => {
    const { stderr } = await run(['model', 'page.md'], { cwd, env });
    return stderr.includes(escape);
  };

  it.each([
    ['are left out where no terminal looks on', {}, false],
    ['are shown with FORCE_COLOR', { FORCE_COLOR: '1' }, true],
    ['are left out with FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['are left out with NO_COLOR', { NO_COLOR: '1' }, false],
    ['are left out with NO_COLOR, even with FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['are left out in CI', { CI: 'true' }, false],
    ['are shown with an empty NO_COLOR, which counts as none', { NO_COLOR: '', FORCE_COLOR: '1' }, true],
  ])('%s', async (_, env, expected) => {
    expect(await isColoured(env)).toBe(expected);
  });

  it('colour only the severity, and never what --json prints', async () => {
    const { stderr } = await run(['model', 'page.md'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(stderr).toContain(`page.md:23:30  ${escape}[33mwarning${escape}[39m  row-without-closing-pipe\n`);
    const { stdout } = await run(['model', 'page.md', '--json'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(stdout).not.toContain(escape);
  });
});

describe.concurrent('what a document says', () => {
  it.each([['generate', '--dry-run'], ['explain'], ['check']])(
    'cannot steer the terminal of %s',
    async (verb, ...flags) => {
      const subject = verb === 'explain' ? ['listZones.id'] : [];
      const { stdout, stderr } = await run([verb, ...subject, 'evil.md', ...flags], { cwd });
      const shown = verb === 'check' ? stderr : stdout + stderr;
      expect(verb === 'explain' ? stdout : stderr).toContain('␛[2J␛]0;owned␇');
      // oxlint-disable-next-line no-control-regex
      expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
    },
  );
});

describe.concurrent('under GITHUB_ACTIONS', () => {
  const env = { GITHUB_ACTIONS: 'true' };

  it('every diagnostic is an annotation as well', async () => {
    const { stderr } = await run(['generate', 'page.md', '--dry-run'], { cwd, env });
    expect(stderr).toMatch(
      /^::warning file=page\.md,line=23,col=30,title=row-without-closing-pipe::The row "id" of listZones lacks the pipe at its end.*Add "\|" at the end of the line\.$/m,
    );
    expect(stderr).toMatch(/^::notice file=page\.md,line=\d+,col=\d+,title=paging-added::/m);
    const missing = await run(['generate', 'nowhere.md'], { cwd, env });
    expect(missing.stderr).toMatch(/^::error title=file-missing::There is no file "nowhere\.md"\./m);
  });

  it('what would end a property or a line is escaped', async () => {
    const { stderr } = await run(['generate', 'dir, a:b%/page.md', '--dry-run'], { cwd, env });
    expect(stderr).toMatch(/^::warning file=dir%2C a%3Ab%25\/page\.md,line=23/m);
    const name = 'no\nsuch::error::file';
    const missing = await run(['generate', name], { cwd, env });
    expect(missing.stderr).toMatch(/^::error title=file-missing::There is no file "no%0Asuch::error::file"\./m);
    expect(missing.stderr.split('\n').filter((line) => line.trimStart().startsWith('::'))).toHaveLength(1);
  });

  it('--json keeps stdout for the report', async () => {
    const { stdout, stderr } = await run(['model', 'page.md', '--json'], { cwd, env });
    expect(JSON.parse(stdout)).toHaveProperty('model');
    expect(stderr).toMatch(/^(?:::(?:warning|notice) .*\n)+$/);
  });
});

const needsFullDisk = existsSync('/dev/full') ? '' : ' (skipped: /dev/full is not here)';

describe.skipIf(needsFullDisk)(`a full disk behind stdout${needsFullDisk}`, () => {
  it.each([
    ['--help'],
    ['--version'],
    ['generate --help'],
    ['model page.md'],
    ['check page.md'],
    ['explain listZones page.md'],
    ['generate page.md --dry-run --json'],
    ['mock page.md --port 0'],
    ['publish --json'],
  ])('is one line and no finding: %s', async (typed) => {
    const full = await open('/dev/full', 'w');
    const options = { cwd, env: { PATH: process.env['PATH'] }, timeout: 20_000 };
    const child = spawn(process.execPath, [cli, ...typed.split(' ')], {
      ...options,
      stdio: ['ignore', full.fd, 'pipe'],
    });
    const [stderr, exitCode] = await Promise.all([
      child.stderr === null ? '' : text(child.stderr),
      new Promise((resolve) => void child.once('close', resolve)),
    ]);
    await full.close();
    expect(stderr).toBe('What belongs on stdout could not be written: the disk is full.\n');
    expect(exitCode).toBe(2);
  });
});
