import { mkdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Change } from './compare.js';
import { manifestName } from './manifest.js';
import { pathOf, reasonOf } from './reason.js';

/** How far writing came; `partly` leaves a mixture of the old package and the new. */
export type Written = 'wholly' | 'partly' | 'not';

/**
 * Makes the folder what it should be: writes new and changed files, removes stale ones. All texts are written beside
 * their places first, and moved there when every one of them is on the disk: no reader ever sees half of a file, and a
 * full disk leaves everything as it was. The manifest comes last. What goes wrong is reported.
 */
export async function write(changes: readonly Change[], out: string, diagnostics: Diagnostics): Promise<Written> {
  const staged: Staged = { folders: [], files: [] };
  try {
    await stage(changes, out, staged);
  } catch (error) {
    await unstage(staged);
    diagnostics.report('output-unwritable', null, { path: pathOf(error) ?? out, reason: reasonOf(error) });
    return 'not';
  }
  try {
    await commit(changes, out);
    return 'wholly';
  } catch (error) {
    diagnostics.report('output-incomplete', null, { path: pathOf(error) ?? out, reason: reasonOf(error) });
    return 'partly';
  }
}

/** What staging has put on the disk, in order. */
interface Staged {
  readonly folders: string[];
  readonly files: string[];
}

async function stage(changes: readonly Change[], out: string, staged: Staged): Promise<void> {
  const printed = changes.filter(({ after }) => after !== null);
  const folders = new Set(printed.map(({ path }) => dirname(join(out, path))));
  for (const folder of folders) await makeFolder(folder, staged.folders);
  const writes = printed.map(async ({ path, after }) => {
    const beside = besideOf(join(out, path));
    staged.files.push(beside);
    await writeFile(beside, after ?? '');
  });
  // All must have ended, the good and the bad, before anything is taken back.
  const failed = (await Promise.allSettled(writes)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** What cannot be taken back is not worth a second error. */
async function unstage({ folders, files }: Staged): Promise<void> {
  await Promise.allSettled(files.map((file) => rm(file, { force: true })));
  for (const folder of folders.toReversed()) await rmdir(folder).catch(() => undefined);
}

async function commit(changes: readonly Change[], out: string): Promise<void> {
  const files = changes.filter(({ path }) => path !== manifestName);
  await Promise.all(files.map((change) => settle(change, out)));
  await removeEmptyFolders(files, out);
  for (const change of changes) if (change.path === manifestName) await settle(change, out);
}

async function settle({ path, after }: Change, out: string): Promise<void> {
  const target = join(out, path);
  if (after === null) await rm(target, { force: true });
  else await rename(besideOf(target), target);
}

function besideOf(path: string): string {
  return `${path}.new`;
}

/** Makes a folder and its parents, the outermost first. Node's own way of doing so never ends below `/proc`. */
async function makeFolder(folder: string, made: string[]): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent, made);
  await mkdir(folder);
  made.push(folder);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
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
