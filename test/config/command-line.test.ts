import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run, snapshot } from '../cli/cli.js';
import { root } from '../support/pipeline.js';
import { document, runWith } from './run-with.js';

afterAll(removeFolders);

const tsConfig = `import { type Config, defineConfig } from 'cloudstack-codegen';
import { documents, Part } from './shared.js';

const own: Config = { listapis: documents };
export default defineConfig({ ...own, emit: [Part.Client], out: 'client' });
`;
const shared = `export enum Part { Client = 'client' }
export const documents: readonly string[] = ['api.json'];
`;

describe('a config file', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['TypeScript, with what it imports', { 'cloudstack-codegen.config.ts': tsConfig, 'shared.ts': shared }],
    [
      'a module',
      {
        'cloudstack-codegen.config.mjs':
          "import { defineConfig } from 'cloudstack-codegen';\nexport default defineConfig({ listapis: 'api.json', out: 'client', emit: 'client' });\n",
      },
    ],
    [
      'JSON',
      {
        'cloudstack-codegen.config.json':
          '{ "$schema": "x", "listapis": "api.json", "out": "client", "emit": "client" }',
      },
    ],
    ['YAML', { 'cloudstack-codegen.config.yaml': 'listapis: api.json\nout: client\nemit: [client]\n' }],
  ])('is found as %s, and makes options needless', async (_, files) => {
    const { exitCode, folder, stderr } = await runWith(files, 'generate');
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(folder, 'client/src/index.ts'))).toBe(true);
    expect(existsSync(join(folder, 'client/src/server.ts'))).toBe(false);
    const written = await snapshot(folder);
    expect([...written.keys()].filter((path) => !path.startsWith(join(folder, 'client/')))).toHaveLength(
      Object.keys(files).length + 1,
    );
  });

  it('serves check, explain and model as well', async () => {
    const files = { 'cloudstack-codegen.config.yaml': 'documents: api.json\n' };
    const { exitCode, folder } = await runWith(files, 'check');
    expect(exitCode).toBe(1);
    expect((await run(['explain', 'listZones'], { cwd: folder })).stdout).toContain('listZones  sync');
    const model = JSON.parse((await run(['model'], { cwd: folder })).stdout) as { commands: { name: string }[] };
    expect(model.commands.map(({ name }) => name)).toEqual(['listHosts', 'listZones']);
  });

  it('may lie elsewhere, and its paths with it', async () => {
    const files = { 'conf/my.yaml': 'listapis: ../api.json\nstrict: true\n' };
    const { exitCode, folder, stderr } = await runWith(files, 'generate', '--config', 'conf/my.yaml', '--no-strict');
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(folder, 'conf/output/manifest.json'))).toBe(true);
  });

  it('gives way to what is typed', async () => {
    const files = { 'cloudstack-codegen.config.json': '{ "listapis": "gone.json", "only": "listZones", "name": "a" }' };
    const typed = ['--listapis', 'api.json', '--name', 'typed', '--out', 'there'];
    const { folder } = await runWith(files, 'generate', ...typed);
    expect(JSON.parse(await readFile(join(folder, 'there/package.json'), 'utf8'))).toMatchObject({ name: 'typed' });
    expect(existsSync(join(folder, 'there/src/groups/host'))).toBe(false);
  });
});

describe('several packages', () => {
  const files = {
    'cloudstack-codegen.config.yaml': `
listapis: api.json
packages:
  - { name: good, out: good, only: listZones }
  - { name: bad, out: bad, only: listZonse }
  - { name: last, out: last }
`,
  };

  it('are all run, whatever becomes of one, and the worst exit code counts', async () => {
    const { exitCode, folder, stderr } = await runWith(files, 'generate');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^good: .*wrote \d+ files to good/m);
    expect(stderr).toMatch(/^bad: 1 error.*Nothing was written\.$/m);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('3 packages: 2 fine, 1 refused.');
    expect(['good', 'bad', 'last'].map((one) => existsSync(join(folder, one)))).toEqual([true, false, true]);
  });

  it('are reported one by one to machines, also when one alone is asked for', async () => {
    const { stdout } = await runWith(files, 'generate', '--json', '--only-package', 'last', '--only-package', 'bad');
    const { exitCode, packages } = JSON.parse(stdout) as Report;
    expect(exitCode).toBe(2);
    expect(packages.map(({ name, exitCode: own, commands }) => [name, own, commands])).toEqual([
      ['bad', 2, undefined],
      ['last', 0, 2],
    ]);
    expect(packages[0]?.diagnostics.map(({ code }) => code)).toContain('filter-unmatched');
    const one = await runWith(files, 'check', '--json', '--only-package', 'last');
    expect((JSON.parse(one.stdout) as Report).packages).toHaveLength(1);
  });

  it('cannot be explained at once', async () => {
    const { exitCode, folder, stderr } = await runWith(files, 'explain', 'listZones');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('"explain" works on one package')]);
    const chosen = await run(['explain', 'listZones', '--only-package', 'last'], { cwd: folder });
    expect(chosen.exitCode).toBe(0);
  });

  it('cannot all be written to the folder that is typed', async () => {
    const { exitCode, stderr } = await runWith(files, 'generate', '--out', 'x');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('config-same-folder')]);
  });
});

interface Report {
  readonly exitCode: number;
  readonly packages: readonly {
    readonly name: string;
    readonly exitCode: number;
    readonly commands?: number;
    readonly diagnostics: readonly { readonly code: string }[];
  }[];
}

it('the schema that is shipped is where init says that it is', () => {
  expect(existsSync(join(root, 'schema/config.schema.json'))).toBe(true);
});

describe('a current folder that may not be listed', () => {
  /** Who runs tests as root may list everything. */
  const refusing = `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { readdirSync } = fs;
fs.readdirSync = (path, ...more) => {
  if (path === '.') throw Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'scandir' });
  return readdirSync(path, ...more);
};
syncBuiltinESMExports();
`;

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['needs no config file', {}, './output'],
    ['may hold one all the same', { 'cloudstack-codegen.config.json': '{ "out": "client" }' }, 'client'],
  ])('%s', async (_, files, out) => {
    const cwd = await makeFolder({ 'api.json': document, 'refusing.mjs': refusing, ...files });
    const env = { NODE_OPTIONS: `--import=${join(cwd, 'refusing.mjs')}` };
    const { exitCode, stderr } = await run(['generate', 'api.json'], { cwd, env });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining(`files to ${out},`) as string,
    });
  });
});
