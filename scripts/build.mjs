// Bundles the generator and its compiled templates into dist/: loading one file takes a third of the time of loading a
// hundred. What only some runs need stays in files of its own. A build that fails leaves dist/ as it was.
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'rolldown';
import { precompileTemplates } from './precompile-templates.mjs';
import { rollUpDeclarations } from './roll-up-declarations.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const fresh = `${root}dist.new`;
const packages = Object.keys(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).dependencies);
/** What others import: `package.json` names these. */
const entries = { index: 'generator/index', mock: 'generator/mock/index' };
/** Half the size; functions and classes keep their names, which is what the stack of a bug report is read for. */
const minify = {
  compress: { keepNames: { function: true, class: true } },
  mangle: { keepNames: true },
  codegen: { removeWhitespace: true },
};
/** What most runs need is one file, since each file takes a millisecond to load; `--version` needs none of it. */
const codeSplitting = {
  groups: [
    {
      name: 'start',
      test: /generator[\\/](?:home|version|write[\\/]reason|commands[\\/](?:help|streams|verbs))\.ts$/,
      priority: 1,
    },
    { name: 'core', minShareCount: 3 },
  ],
};

rmSync(fresh, { recursive: true, force: true });
try {
  declarations();
  await build({
    input: {
      cli: `${root}generator/cli.ts`,
      // Node loads it by its name, in a thread of its own.
      'config-hooks': `${root}generator/config/module-hooks.ts`,
      ...mapValues(entries, (path) => `${root}${path}.ts`),
    },
    platform: 'node',
    external: (id) => id.startsWith('node:') || packages.some((name) => isOf(name, id)),
    plugins: [compiledTemplates()],
    output: { dir: fresh, format: 'esm', chunkFileNames: '[name].js', comments: false, minify, codeSplitting },
  });
  writeFileSync(`${fresh}/runtime.json.br`, packedRuntime());
  chmodSync(`${fresh}/cli.js`, 0o755);
} catch (error) {
  rmSync(fresh, { recursive: true, force: true });
  throw error;
}
rmSync(`${root}dist`, { recursive: true, force: true });
renameSync(fresh, `${root}dist`);

/** What tsc declares, less everything that no entry needs. */
function declarations() {
  const declared = `${fresh}/declared`;
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  const argv = [tsc, '-p', `${root}tsconfig.build.json`, '--outDir', declared];
  const { status } = spawnSync(process.execPath, argv, { stdio: 'inherit' });
  if (status !== 0) throw new Error('the sources do not compile');
  const files = mapValues(entries, (path) => `${declared}/${path}.d.ts`);
  const rolledUp = rollUpDeclarations(files, './types.js');
  rmSync(declared, { recursive: true });
  for (const [name, text] of Object.entries({ types: rolledUp.declarations, ...rolledUp.entries })) {
    writeFileSync(`${fresh}/${name}.d.ts`, text);
  }
}

/** The runtime as `load/load-runtime.ts` reads it: sorted by path, as one file. */
function packedRuntime() {
  const folder = `${root}templates/runtime`;
  const files = readdirSync(folder, { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') }));
  return brotliCompressSync(JSON.stringify(files));
}

/** Templates become functions here, so that a run neither reads nor compiles them. */
function compiledTemplates() {
  return {
    name: 'compiled-templates',
    resolveId: (id) => (id.endsWith('/precompiled.js') ? '\0compiled-templates' : null),
    load: (id) => (id === '\0compiled-templates' ? precompileTemplates(`${root}templates`) : null),
  };
}

function isOf(name, id) {
  return id === name || id.startsWith(`${name}/`);
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
