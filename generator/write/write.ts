import { mkdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
export function write(changes: readonly Change[], out: string, diagnostics: Diagnostics): Written {
  const staged: Staged = { folders: [], files: [] };
  try {
    stage(changes, out, staged);
  } catch (error) {
    unstage(staged);
    diagnostics.report('output-unwritable', null, { path: pathOf(error) ?? out, reason: reasonOf(error) });
    return 'not';
  }
  try {
    commit(changes, out);
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

function stage(changes: readonly Change[], out: string, staged: Staged): void {
  const printed = changes.filter(({ after }) => after !== null);
  const folders = new Set(printed.map(({ path }) => dirname(join(out, path))));
  for (const folder of folders) makeFolder(folder, staged.folders);
  for (const { path, after } of printed) {
    const beside = besideOf(join(out, path));
    staged.files.push(beside);
    writeFileSync(beside, after ?? '');
  }
}

/** What cannot be taken back is not worth a second error. */
function unstage({ folders, files }: Staged): void {
  for (const file of files) attempt(() => rmSync(file, { force: true }));
  for (const folder of folders.toReversed()) attempt(() => rmdirSync(folder));
}

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    reasonOf(error);
  }
}

function commit(changes: readonly Change[], out: string): void {
  const files = changes.filter(({ path }) => path !== manifestName);
  for (const change of files) settle(change, out);
  removeEmptyFolders(files, out);
  for (const change of changes) if (change.path === manifestName) settle(change, out);
}

function settle({ path, after }: Change, out: string): void {
  const target = join(out, path);
  if (after === null) rmSync(target, { force: true });
  else renameSync(besideOf(target), target);
}

function besideOf(path: string): string {
  return `${path}.new`;
}

/** Makes a folder and its parents, the outermost first. Node's own way of doing so never ends below `/proc`. */
function makeFolder(folder: string, made: string[]): void {
  if (isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent, made);
  mkdirSync(folder);
  made.push(folder);
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** Folders that held only stale files go with them. */
function removeEmptyFolders(changes: readonly Change[], out: string): void {
  const folders = new Set(changes.filter(({ kind }) => kind === 'stale').map(({ path }) => dirname(path)));
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    if (folder !== '.') removeIfEmpty(join(out, folder));
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
}
