import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cli, makeFolder, removeFolders, run } from '../cli/cli.js';
import { document, runWith } from './run-with.js';

afterAll(removeFolders);

const openapi = 'openapi: 3.0.3\ninfo: { title: t, version: 1.0.0 }\npaths: {}\n';
const page = '---\ntitle: API\nlanguage_tabs:\n  - shell\n---\n\n# Zone\n';
const others = {
  'README.md': '# A project\n',
  'package.json': '{ "name": "project" }',
  'node_modules/x/openapi.yaml': openapi,
};

describe('init', () => {
  it('writes a config file from the documents that it finds', async () => {
    const files = { ...others, 'docs/page.md': page, 'specs/cloud.yaml': openapi };
    const { exitCode, folder, stderr } = await runWith(files, 'init');
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('Wrote cloudstack-codegen.config.json')]);
    const written = JSON.parse(await readFile(join(folder, 'cloudstack-codegen.config.json'), 'utf8')) as object;
    expect(written).toEqual({
      openapi: ['specs/cloud.yaml'],
      slate: ['docs/page.md'],
      listapis: ['api.json'],
      out: './output',
      name: 'cloudstack-client',
    });
  });

  it('finds documents that are links, or in folders that are, and passes over links to nothing', async () => {
    const elsewhere = await makeFolder({ 'cloud.yaml': openapi, 'docs/page.md': page });
    const here = await makeFolder();
    await symlink(join(elsewhere, 'cloud.yaml'), join(here, 'cloud.yaml'));
    await symlink(join(elsewhere, 'docs'), join(here, 'docs'));
    await symlink('nowhere.json', join(here, 'gone.json'));
    const { exitCode, stdout } = await run(['init', '--json'], { cwd: here });
    const config = { openapi: ['cloud.yaml'], slate: ['docs/page.md'] };
    expect({ exitCode, report: JSON.parse(stdout) as unknown }).toMatchObject({ exitCode: 0, report: { config } });
  });

  it.each([['ts'], ['mjs'], ['json'], ['yaml']])('writes a .%s that generate understands', async (format) => {
    const typed = ['--format', format, '--name', '@acme/cloud', '--out', './it\'s "here"', '--emit', 'client,server'];
    const { folder } = await runWith({}, 'init', ...typed);
    const { exitCode, stdout } = await run(['generate', '--json'], { cwd: folder });
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { out: './it\'s "here"', outcome: 'written' }]);
  });

  it.each(['client, validators', 'client,', ' validators ,client'])(
    'splits lists as generate does: %j',
    async (emit) => {
      const { folder } = await runWith({}, 'init', '--emit', emit);
      expect((await run(['generate', '--dry-run'], { cwd: folder })).exitCode).toBe(0);
    },
  );

  it('leaves the commas in paths alone', async () => {
    const { folder } = await runWith({ 'a,b.json': document }, 'init', 'a,b.json');
    expect((await run(['generate', '--dry-run'], { cwd: folder })).exitCode).toBe(0);
    const named = await run(['init', '--force', '--listapis', 'a,b.json', '--listapis', 'api.json'], { cwd: folder });
    expect(named.exitCode).toBe(0);
    const text = await readFile(join(folder, 'cloudstack-codegen.config.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ listapis: ['a,b.json', 'api.json'] });
  });

  it.each([
    ['json', '"allowNetwork": true,'],
    ['yaml', 'allowNetwork: true'],
    ['ts', 'allowNetwork: true,'],
  ])('lets generate fetch the addresses that it was given: %s', async (format, line) => {
    const served = createServer((_, response) => response.end(document)).listen(0, '127.0.0.1');
    await once(served, 'listening');
    const { port } = served.address() as AddressInfo;
    const { folder } = await runWith({}, 'init', '--format', format, '--listapis', `http://127.0.0.1:${port}/api.json`);
    expect(await readFile(join(folder, `cloudstack-codegen.config.${format}`), 'utf8')).toContain(line);
    const { exitCode, stderr } = await run(['generate', '--dry-run'], { cwd: folder });
    served.close();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('2 commands') as string });
  });

  it('writes TypeScript in a project of TypeScript', async () => {
    const { folder } = await runWith({ 'tsconfig.json': '{}' }, 'init');
    expect(await readFile(join(folder, 'cloudstack-codegen.config.ts'), 'utf8')).toBe(
      `import { defineConfig } from 'cloudstack-codegen';

export default defineConfig({
  listapis: ['api.json'],
  out: './output',
  name: 'cloudstack-client',
});
`,
    );
  });

  it('names the schema where the package is installed', async () => {
    const files = { 'node_modules/cloudstack-codegen/schema/config.schema.json': '{}' };
    const { folder } = await runWith(files, 'init');
    const text = await readFile(join(folder, 'cloudstack-codegen.config.json'), 'utf8');
    expect(text).toContain('"$schema": "./node_modules/cloudstack-codegen/schema/config.schema.json"');
    expect((await run(['generate'], { cwd: folder })).exitCode).toBe(0);
  });

  it('leaves a config file alone that is there, unless it is told otherwise', async () => {
    const files = { 'cloudstack-codegen.config.json': 'mine' };
    const { exitCode, folder, stderr } = await runWith(files, 'init');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('config-exists')]);
    expect(await readFile(join(folder, 'cloudstack-codegen.config.json'), 'utf8')).toBe('mine');
    expect((await run(['init', '--force', '--format', 'yaml'], { cwd: folder })).exitCode).toBe(2);
    expect(existsSync(join(folder, 'cloudstack-codegen.config.yaml'))).toBe(false);
    expect((await run(['init', '--force'], { cwd: folder })).exitCode).toBe(0);
    expect((await run(['generate'], { cwd: folder })).exitCode).toBe(0);
  });

  it('needs a document, and values that generate takes', async () => {
    const empty = await runWith({ 'api.json': '{}' }, 'init');
    expect([empty.exitCode, empty.stderr]).toEqual([2, expect.stringContaining('init-without-documents')]);
    const gone = await runWith({}, 'init', '--openapi', 'gone.yaml');
    expect([gone.exitCode, gone.stderr]).toEqual([2, expect.stringContaining('There is no file "gone.yaml"')]);
    const wrong = await runWith({}, 'init', '--name', 'No Name', '--format', 'xml');
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('"--format" cannot be "xml"')]);
    expect(wrong.stderr).toContain('"--name" cannot be "No Name"');
  });
});

/** It makes a terminal. */
const needsScript = spawnSync('script', ['--version']).status === 0 ? '' : ' (skipped: script is not here)';

describe.skipIf(needsScript)(`init in a terminal${needsScript}`, () => {
  /** Runs in a terminal, and types an answer whenever a question has come. */
  async function answering(folder: string, answers: readonly (readonly [RegExp, string])[]): Promise<string> {
    const env = { PATH: process.env['PATH'], TERM: 'xterm' };
    const command = `stty cols 80 rows 24; "${process.execPath}" "${cli}" init`;
    const child = execFile('script', ['-qec', command, '/dev/null'], { cwd: folder, env, timeout: 10_000 });
    let told = '';
    const left = [...answers];
    child.stdout?.on('data', (text: string) => {
      told += text;
      const [next] = left;
      if (next === undefined || !next[0].test(told)) return;
      left.shift();
      told = '';
      child.stdin?.write(next[1]);
    });
    await new Promise((resolve) => child.once('close', resolve));
    return told;
  }

  it('asks what was not said, and takes the usual for no answer', async () => {
    const { folder } = await runWith({ 'cloud.yaml': openapi }, 'model');
    await answering(folder, [
      [/Which documents/, '\r'],
      [/Folder of/, './sdk\r'],
      [/Name of/, '\r'],
    ]);
    const written = JSON.parse(await readFile(join(folder, 'cloudstack-codegen.config.json'), 'utf8')) as object;
    expect(written).toEqual({
      openapi: ['cloud.yaml'],
      listapis: ['api.json'],
      out: './sdk',
      name: 'cloudstack-client',
    });
  });

  it('replaces a file only when that is confirmed, and writes nothing when who is asked goes away', async () => {
    const files = { 'cloudstack-codegen.config.json': 'mine' };
    const { folder } = await runWith(files, 'init');
    await answering(folder, [[/Replace it/, 'n']]);
    await answering(folder, [
      [/Replace it/, 'y'],
      [/Folder of/, '\x03'],
    ]);
    expect(await readFile(join(folder, 'cloudstack-codegen.config.json'), 'utf8')).toBe('mine');
  });
});
