import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Pinned, and never dependencies of the project: they live in the cache folder. Versions that still run on Node 20. */
const dependencies = {
  '@hey-api/openapi-ts': '0.95.0',
  esbuild: '0.28.2',
  'openapi-typescript': '7.13.0',
  'openapi-typescript-codegen': '0.31.0',
  orval: '7.13.2',
  typescript: '5.9.3',
  zod: '4.6.7',
};

/** Installs the peers once; @returns the folder that holds them. */
export function installPeers(cache) {
  const folder = join(cache, 'peers');
  if (existsSync(join(folder, 'node_modules', 'orval'))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }, null, 2));
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--legacy-peer-deps'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (npm.status !== 0) throw new Error(`npm could not install the peers:\n${npm.stderr}`);
  return folder;
}

/** How each peer is run on a document; `out` is theirs to fill. */
export function peerPrograms(folder, document, out) {
  const bin = (...path) => join(folder, 'node_modules', ...path);
  const heyConfig = join(folder, 'hey.config.mjs');
  const heyOptions = {
    input: document,
    output: join(out, 'hey'),
    plugins: ['@hey-api/client-fetch', '@hey-api/sdk', 'zod'],
  };
  writeFileSync(heyConfig, `export default ${JSON.stringify(heyOptions)};\n`);
  return [
    {
      name: 'openapi-typescript-codegen (types, client)',
      args: [
        bin('openapi-typescript-codegen', 'bin', 'index.js'),
        '--input',
        document,
        '--output',
        join(out, 'codegen'),
      ],
      cwd: folder,
    },
    {
      name: 'openapi-typescript (types)',
      args: [bin('openapi-typescript', 'bin', 'cli.js'), document, '-o', join(out, 'openapi-typescript.ts')],
      cwd: folder,
    },
    {
      name: 'orval (client)',
      args: [bin('orval', 'dist', 'bin', 'orval.js'), '--input', document, '--output', join(out, 'orval.ts')],
      cwd: folder,
    },
    {
      name: '@hey-api/openapi-ts (sdk, zod)',
      args: [bin('@hey-api', 'openapi-ts', 'bin', 'run.js'), '--file', heyConfig],
      cwd: folder,
    },
  ];
}
