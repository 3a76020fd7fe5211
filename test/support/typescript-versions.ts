import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './pipeline.js';

const run = promisify(execFile);

/** Versions of TypeScript that the generated package is for; the newest is the project's own. */
export const typescriptVersions = ['5.5', '5.9', '6', '7'] as const;
export type TypescriptVersion = (typeof typescriptVersions)[number];

/** The program `tsc` of a version. Others than the project's own are installed once; that needs the registry. */
export async function tscOf(version: TypescriptVersion): Promise<string> {
  const folder = version === '7' ? root : join(root, '.cache/typescript', version);
  const tsc = join(folder, 'node_modules/typescript/bin/tsc');
  if (existsSync(tsc)) return tsc;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await run('npm', ['install', '--no-audit', '--no-fund', `typescript@${version}`], { cwd: folder });
  return tsc;
}
