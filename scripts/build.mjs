// Bundles the generator and its compiled templates into dist/: loading one file takes a third of the time of loading a
// hundred. What only some runs need stays in files of its own. A build that fails leaves dist/ as it was.
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { precompileTemplates } from './precompile-templates.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const fresh = `${root}dist.new`;
const packages = Object.keys(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).dependencies);
/** Twenty small files, needed by every run; see THIRD-PARTY.md. */
const bundled = new Set(['handlebars/runtime.js']);

rmSync(fresh, { recursive: true, force: true });
try {
  declarations();
  await build({
    input: {
      cli: `${root}generator/cli.ts`,
      index: `${root}generator/index.ts`,
      mock: `${root}generator/mock/index.ts`,
    },
    platform: 'node',
    external: (id) => id.startsWith('node:') || (!bundled.has(id) && packages.some((name) => isOf(name, id))),
    plugins: [compiledTemplates()],
    output: { dir: fresh, format: 'esm', chunkFileNames: '[name].js', comments: false },
  });
  chmodSync(`${fresh}/cli.js`, 0o755);
} catch (error) {
  rmSync(fresh, { recursive: true, force: true });
  throw error;
}
rmSync(`${root}dist`, { recursive: true, force: true });
renameSync(fresh, `${root}dist`);

function declarations() {
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  const { status } = spawnSync(
    process.execPath,
    [tsc, '-p', `${root}tsconfig.build.json`, '--outDir', `${fresh}/types`],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) throw new Error('the sources do not compile');
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
