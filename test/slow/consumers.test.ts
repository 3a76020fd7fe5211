import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything, makeFolder, node, removeFolders } from '../output/package.js';
import { nodeOf } from '../support/node-versions.js';
import { generated, root, writeFiles } from '../support/pipeline.js';
import { tscOf, type TypescriptVersion, typescriptVersions } from '../support/typescript-versions.js';

const run = promisify(execFile);
const fixtures = fileURLToPath(new URL('../build/fixtures/', import.meta.url));
const minutes = 60_000;

/** What `npm pack --json` tells of a tarball. */
interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** What consumer.ts and required.ts print. */
const printed = { consumer: 'east validation false OwnError function\n', required: 'undefined true\n' };

// Slow, and online the first time: the package is packed as it is generated, and used by everybody it is for.
describe('a package that was built, packed and installed', () => {
  let folder = '';
  let paths: readonly string[] = [];
  let packed: Packed;
  let consumer = '';

  beforeAll(async () => {
    const repository = 'https://github.com/acme/cloudstack-client';
    const { files } = await generated({ ...everything, build: true, license: 'MIT', repository });
    paths = files.map(({ path }) => path);
    folder = await makeFolder();
    await writeFiles(folder, files);
    const { stdout } = await run('npm', ['pack', '--json'], { cwd: folder, maxBuffer: 1 << 26 });
    const [told] = JSON.parse(stdout) as readonly Packed[];
    if (told === undefined) throw new Error('npm packed nothing');
    packed = told;
    consumer = await install(join(folder, packed.filename));
  }, minutes);

  afterAll(removeFolders);

  it('is all that was generated but what only its maker needs', () => {
    const inside = packed.files.map(({ path }) => path);
    const makers = ['manifest.json', 'tsconfig.json'];
    expect(inside.toSorted()).toEqual(paths.filter((path) => !makers.includes(path)).toSorted());
    expect(inside).toEqual(
      expect.arrayContaining(['API.md', 'LICENSE', 'README.md', 'dist/index.cjs', 'src/index.ts']),
    );
  });

  it('is published by npm without a word of warning', async () => {
    const { stdout, stderr } = await run('npm', ['publish', '--dry-run'], { cwd: folder, maxBuffer: 1 << 26 });
    expect(stdout).toContain('+ cloudstack-client@');
    expect(stderr).toContain('public access (dry-run)');
    const warnings = stderr.split('\n').filter((line) => line.startsWith('npm warn publish'));
    expect(warnings.filter((line) => !line.includes('requires you to be logged in'))).toEqual([]);
  });

  it('is flawless to publint', async () => {
    const { messages } = await publint({ pkgDir: folder, pack: 'npm', strict: true });
    expect(messages).toEqual([]);
  });

  it('has the right types for everybody, says arethetypeswrong', { timeout: 5 * minutes }, async () => {
    const tarball = createPackageFromTarballData(await readFile(join(folder, packed.filename)));
    const result = await checkPackage(tarball);
    if (result.types === false) throw new Error('the package has no types');
    expect(result.problems).toEqual([]);
    expect(Object.keys(result.entrypoints).length).toBeGreaterThan(30);
  });

  /** How a program is compiled, and which of the two kinds of modules it may consist of. */
  const settings = [
    ['NodeNext', 'NodeNext', ['esm', 'cjs']],
    ['ESNext', 'Bundler', ['esm']],
    ['CommonJS', 'Node10', ['cjs']],
  ] as const;
  const cases = typescriptVersions.flatMap((version) =>
    settings
      // Later versions have given it up.
      .filter(([, resolution]) => resolution !== 'Node10' || version.startsWith('5.'))
      .map((setting) => [version, ...setting] as const),
  );

  it.each(cases)(
    'compiles and runs with TypeScript %s, module %s, resolution %s',
    async (version, module, resolution, kinds) => {
      const out = join(consumer, `${version}-${resolution}`);
      for (const kind of kinds) await writeProgram(out, kind);
      const flags = ['--module', module, '--moduleResolution', resolution];
      expect(await compiled(version, out, flags)).toBe('');
      for (const kind of kinds) {
        expect(await node(out, join(out, kind, 'consumer.js'))).toEqual({ exitCode: 0, output: printed.consumer });
      }
      if (kinds.some((kind) => kind === 'cjs')) {
        expect(await node(out, join(out, 'cjs/required.js'))).toEqual({ exitCode: 0, output: printed.required });
      }
    },
  );

  it.each(['20.19.0', '22.12.0', '24'])('is required and imported by Node %s, silently', async (version) => {
    const program = `const { CloudStack } = require('cloudstack-client');
      import('cloudstack-client').then((imported) => console.log(imported.CloudStack === CloudStack));`;
    const { stdout, stderr } = await run(await nodeOf(version), ['--eval', program], { cwd: consumer });
    expect({ stdout, stderr }).toEqual({ stdout: 'true\n', stderr: '' });
  });

  it('is one and the same to those who import it and those who require it', async () => {
    const program = `const required = require('cloudstack-client/server');
      import('cloudstack-client/server').then((imported) =>
        console.log(Object.keys(imported).every((name) => imported[name] === required[name])));`;
    expect(await node(consumer, '--eval', program)).toEqual({ exitCode: 0, output: 'true\n' });
  });

  it.each(['import', 'require'] as const)('is bundled by %s, and runs', async (how) => {
    const entry = join(consumer, how === 'import' ? 'entry.mjs' : 'entry.cjs');
    const names = '{ createServer, page }';
    const from = (module: string): string => (how === 'import' ? `from '${module}'` : `= require('${module}')`);
    const word = how === 'import' ? 'import' : 'const';
    await writeFile(
      entry,
      `${word} ${names} ${from('cloudstack-client/server')};\nconsole.log(typeof createServer, typeof page);\n`,
    );
    const bundle = await rolldown({ input: entry, platform: 'node' });
    const { output } = await bundle.write({ file: join(consumer, `bundled-${how}.mjs`), format: 'esm' });
    expect(output[0].code).not.toContain('cloudstack-client/server');
    const ended = await node(consumer, join(consumer, `bundled-${how}.mjs`));
    expect(ended).toEqual({ exitCode: 0, output: 'function function\n' });
  });

  it('brings into a bundle only what is used', async () => {
    const entry = join(consumer, 'small.mjs');
    await writeFile(
      entry,
      `import { isCloudStackError } from 'cloudstack-client';\nconsole.log(isCloudStackError(null));\n`,
    );
    const bundle = await rolldown({ input: entry, platform: 'browser' });
    const { output } = await bundle.generate({ format: 'esm' });
    expect(output[0].code).not.toContain('listZones');
    expect(output[0].code.length).toBeLessThan(2000);
  });

  it('leads from a stack trace to its sources', async () => {
    const program = `require('cloudstack-client').CloudStack.prototype.constructor;
      try { new (require('cloudstack-client').CloudStack)({}); } catch (error) { console.log(error.stack); }`;
    const { output } = await node(consumer, '--enable-source-maps', '--eval', program);
    const place = /cloudstack-client\/(src\/[^:]+\.ts):(\d+):\d+/.exec(output);
    const source = await readFile(join(folder, place?.[1] ?? 'nowhere'), 'utf8');
    expect(source.split('\n')[Number(place?.[2]) - 1]).toContain('throw new');
  });

  /** A project with the package from its tarball, and what it needs beside it. */
  async function install(tarball: string): Promise<string> {
    const project = await makeFolder();
    const place = join(project, 'node_modules/cloudstack-client');
    await mkdir(place, { recursive: true });
    await run('tar', ['-xzf', tarball, '-C', place, '--strip-components=1']);
    for (const name of ['zod', '@types/node', 'undici-types']) {
      await mkdir(dirname(join(project, 'node_modules', name)), { recursive: true });
      await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name), 'dir');
    }
    return project;
  }

  async function writeProgram(out: string, kind: 'esm' | 'cjs'): Promise<void> {
    const target = join(out, kind);
    await mkdir(target, { recursive: true });
    await cp(join(fixtures, 'consumer.ts'), join(target, 'consumer.ts'));
    if (kind === 'cjs') await cp(join(fixtures, 'required.ts'), join(target, 'required.ts'));
    await writeFile(join(target, 'package.json'), `{ "type": "${kind === 'esm' ? 'module' : 'commonjs'}" }\n`);
  }

  async function compiled(version: TypescriptVersion, out: string, flags: readonly string[]): Promise<string> {
    await writeFile(
      join(out, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          lib: ['ES2023'],
          types: ['node'],
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          esModuleInterop: true,
          skipLibCheck: false,
        },
      }),
    );
    return (await node(out, await tscOf(version), '-p', out, ...flags)).output;
  }
});
