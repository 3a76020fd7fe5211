import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Change } from './compare.js';
import { manifestName } from './manifest.js';

/**
 * Makes the folder what it should be: writes new and changed files, removes stale ones. Every file is written beside
 * its place and moved there, so that no reader ever sees half of one; the manifest comes last.
 */
export async function write(changes: readonly Change[], out: string, diagnostics: Diagnostics): Promise<void> {
  try {
    const folders = new Set(changes.map(({ path }) => dirname(join(out, path))));
    for (const folder of folders) await mkdir(folder, { recursive: true });
    const files = changes.filter(({ path }) => path !== manifestName);
    await Promise.all(files.map((change) => apply(change, out)));
    await removeEmptyFolders(files, out);
    for (const change of changes) if (change.path === manifestName) await apply(change, out);
  } catch (error) {
    const { code, message, path } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    diagnostics.report('output-unwritable', null, {
      path: path ?? out,
      reason: code === 'EACCES' ? 'permission denied' : message,
    });
  }
}

async function apply({ path, after }: Change, out: string): Promise<void> {
  const target = join(out, path);
  if (after === null) {
    await rm(target, { force: true });
    return;
  }
  const beside = `${target}.new`;
  await writeFile(beside, after);
  await rename(beside, target);
}

/** Folders that held only stale files go with them. */
async function removeEmptyFolders(changes: readonly Change[], out: string): Promise<void> {
  const folders = new Set(changes.filter(({ kind }) => kind === 'stale').map(({ path }) => dirname(path)));
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    if (folder === '.') continue;
    await rmdir(join(out, folder)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error;
    });
  }
}
