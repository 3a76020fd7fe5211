import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run } from '../cli/cli.js';
import { document, runWith } from './run-with.js';

afterAll(removeFolders);

describe('a config file that is not right', () => {
  it.each<[string, string, string, string]>([
    ['a wrong key', 'json', '{\n  "opnapi": "x"\n}', 'config.json:2:3  error  config-key-unknown'],
    ['a wrong value', 'yaml', 'packages:\n  - emit: [clint]\n', 'config.yaml:2:12  error  config-value-wrong'],
    [
      'a value that the command line refuses',
      'yaml',
      'documents: api.json\nname: No Name\n',
      'config.yaml:2:1  error  flag-invalid',
    ],
    ['no JSON', 'json', '{\n  "openapi": ,\n}', 'config.json:2:14  error  config-syntax'],
    ['no YAML', 'yaml', 'openapi: [a\n', 'config.yaml:2:1  error  yaml-syntax'],
    ['no TypeScript', 'ts', 'const a: = 1;\nexport default {};\n', 'config.ts:1:10  error  config-module-failed'],
    ['no module', 'mjs', 'export default {\n  a: = 1,\n};\n', 'config.mjs:2:6  error  config-module-failed'],
    [
      'an error',
      'ts',
      "interface A { a: 1 }\nenum E { A }\n\nthrow new Error('boom');\n",
      'config.ts:4:7  error  config-module-failed',
    ],
    [
      'an error in a function',
      'mjs',
      "export default (() => {\n  throw new TypeError('boom');\n})();\n",
      'config.mjs:2:9  error  config-module-failed',
    ],
    ['a text that is thrown', 'mjs', "throw 'boom';\n", 'config.mjs  error  config-module-failed'],
    [
      'a promise that nothing settles',
      'mjs',
      'await new Promise(() => {});\n',
      'it awaits something that never happens',
    ],
    ['a default that nothing settles', 'ts', 'export default new Promise(() => {});\n', 'that never happens'],
    ['an import of nothing', 'ts', "export * from './nothing.js';\n", 'config.ts  error  config-module-failed'],
    ['no default', 'ts', 'export const a = 1;\n', 'config.ts  error  config-not-object'],
    ['a function', 'mjs', 'export default () => ({});\n', 'config.mjs  error  config-not-object'],
    ['a list', 'json', '[]', 'config.json:1:1  error  config-not-object'],
    [
      'a key path',
      'ts',
      "export default { packages: [{ ot: 'x' }] };\n",
      '"packages[0].ot" is no option of a config file. Did you mean "out"?',
    ],
  ])('%s in .%s', async (_, ending, text, found) => {
    const { exitCode, folder, stderr } = await runWith({ [`cloudstack-codegen.config.${ending}`]: text }, 'generate');
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(found) });
    expect(stderr).not.toMatch(/^\s+at |dist\//m);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('1 error. Nothing was written.');
    expect(existsSync(join(folder, 'output'))).toBe(false);
  });

  it('names the place in a module that it imports', async () => {
    const files = {
      'cloudstack-codegen.config.ts': "import { f } from './lib/f.js';\n\nexport default f();\n",
      'lib/f.ts': 'type Of<T> = () => T;\nexport const f: Of<object> = () => {\n  throw new Error("boom");\n};\n',
    };
    const { stderr } = await runWith(files, 'generate');
    expect(stderr).toContain('lib/f.ts:3:9  error  config-module-failed');
  });

  it.each([
    ['ts', 'const a: = 1;\n', ':1:10  error'],
    ['mjs', 'export default {\n  a: = 1,\n};\n', ':2:6  error'],
    ['ts', "\nthrow new Error('boom');\n", ':2:7  error'],
    ['mjs', "export default (() => {\n  throw new Error('boom');\n})();\n", ':2:9  error'],
  ])('names the place in .%s in a folder with blanks and brackets, too: %j', async (ending, text, place) => {
    const name = `cloudstack-codegen.config.${ending}`;
    const folder = await makeFolder({ [`a b (c) [d]/${name}`]: text });
    const { exitCode, stderr } = await run(['generate'], { cwd: join(folder, 'a b (c) [d]') });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(`^${name}${place}`) as string });
  });

  it('is one of two', async () => {
    const files = { 'cloudstack-codegen.config.json': '{}', 'cloudstack-codegen.config.yaml': '' };
    const { exitCode, stderr } = await runWith(files, 'generate');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('config-several')]);
  });

  it('has a name that is not read, of which it warns', async () => {
    const { exitCode, stderr } = await runWith({ 'cloudstack-codegen.config.yml': 'x: y' }, 'generate', 'api.json');
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('"cloudstack-codegen.config.yml" looks like')]);
  });

  it('is not there, or of no kind, though it was named', async () => {
    expect((await runWith({}, 'generate', '--config', 'no.json')).stderr).toContain('There is no file "no.json"');
    expect((await runWith({ 'a.toml': '' }, 'generate', '--config', 'a.toml')).stderr).toContain('config-kind-unknown');
    expect((await runWith({}, 'generate', 'api.json', '--only-package', 'a')).stderr).toContain('config-needed');
  });

  it('is not looked for in folders above', async () => {
    const folder = await makeFolder({ 'cloudstack-codegen.config.json': '{', 'in/api.json': document });
    expect((await run(['generate', 'api.json'], { cwd: join(folder, 'in') })).exitCode).toBe(0);
  });
});
