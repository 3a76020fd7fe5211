import { readdirSync, readFileSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { staysInside } from './manifest.js';
import { attempt } from './reason.js';
import { isLink, isThere, kindOf, makeFolder, workFolder, workName } from './work-folder.js';

/**
 * How a package becomes another: first everything that will not stay is taken out, then everything that comes is put in.
 * So at any moment all that is there belongs to the old package, or all of it to the new. Paths are inside the package.
 */
export interface Journal {
  /** Files, and folders as a whole, that are taken out. */
  readonly taken: readonly string[];
  /** Files, and folders as a whole, that are put in. */
  readonly placed: readonly string[];
  /** Files that belong to nothing any more. */
  readonly stale: readonly string[];
}

/** Writes a journal; when this returns, the change is decided, and a run that ends early is finished by the next. */
export function writeJournal(journal: Journal, out: string): void {
  const { journal: path } = workFolder(out);
  writeFileSync(`${path}.new`, JSON.stringify(journal));
  renameSync(`${path}.new`, path);
}

/** The journal of a run that was interrupted; `null` when there is none that can be followed. */
export function readJournal(out: string): Journal | null {
  try {
    const value = JSON.parse(readFileSync(workFolder(out).journal, 'utf8')) as Partial<Journal> | null;
    const lists = [value?.taken, value?.placed, value?.stale];
    return lists.every((list) => isListOfPaths(list, out)) ? (value as Journal) : null;
  } catch {
    return null;
  }
}

/** A journal is a file anybody can put there, and links are: no path in it must lead out of the folder. */
function isListOfPaths(list: unknown, out: string): boolean {
  const { fresh, old } = workFolder(out);
  const fits = (path: unknown): boolean =>
    typeof path === 'string' &&
    staysInside(path) &&
    path.split('/')[0] !== workName &&
    [fresh, old].every((folder) => !leadsThroughLink(folder, dirname(path)));
  return Array.isArray(list) && list.every(fits);
}

function leadsThroughLink(folder: string, path: string): boolean {
  if (isLink(join(folder, path))) return true;
  return path !== '.' && leadsThroughLink(folder, dirname(path));
}

/** Does what a journal says, as far as that is not done. */
export function commit(journal: Journal, out: string): void {
  takeOut(journal, out);
  for (const path of journal.placed) putIn(path, out);
}

/** Does the same for a run that was interrupted, perhaps long ago: what people have made anew since then stays. */
export function resume(journal: Journal, out: string): void {
  takeOut(journal, out);
  for (const path of journal.placed) if (!isMadeAnew(path, out)) putIn(path, out);
}

function isMadeAnew(path: string, out: string): boolean {
  const place = kindOf(join(out, path));
  const comes = kindOf(join(workFolder(out).fresh, path));
  return (
    place === 'folder' || (place === 'file' && comes === 'folder') || kindOf(dirname(join(out, path))) !== 'folder'
  );
}

function takeOut({ taken, placed }: Journal, out: string): void {
  const { fresh, old } = workFolder(out);
  const comes = new Set(placed);
  for (const path of taken) {
    const isDone = isThere(join(old, path)) || (comes.has(path) && !isThere(join(fresh, path)));
    if (!isDone && isThere(join(out, path))) renameSync(join(out, path), join(old, path));
  }
}

function putIn(path: string, out: string): void {
  const from = join(workFolder(out).fresh, path);
  if (isThere(from)) renameSync(from, join(out, path));
}

/** Makes a package what it was; of what is undone nothing is lost until {@link cleanUp}. */
export function rollBack({ taken, placed }: Journal, out: string): void {
  const { fresh, old } = workFolder(out);
  for (const path of placed.toReversed()) moveBack(join(out, path), join(fresh, path));
  for (const path of taken.toReversed()) moveBack(join(old, path), join(out, path));
}

function moveBack(from: string, to: string): void {
  if (isThere(from) && !isThere(to)) renameSync(from, to);
}

/** Removes what a run needed, and folders that held only stale files. The journal stays until the last. */
export function cleanUp(stale: readonly string[], out: string): void {
  const { fresh, old, journal, ignore } = workFolder(out);
  if (isLink(old)) unlinkSync(old);
  sweep('', new Set(stale), out);
  attempt(() => rmdirSync(old));
  for (const path of stale) removeEmptyFolders(dirname(path), out);
  for (const path of [fresh, journal, `${journal}.new`, ignore]) rmSync(path, { recursive: true, force: true });
}

/**
 * Removes what was taken out. A file that neither was generated nor has a successor is one that people made in a folder
 * while it was exchanged: it goes back to its place.
 */
function sweep(folder: string, stale: ReadonlySet<string>, out: string): void {
  const { old } = workFolder(out);
  for (const entry of entriesOf(join(old, folder))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      sweep(path, stale, out);
      rmdirSync(join(old, path));
    } else if (stale.has(path) || isThere(join(out, path))) {
      unlinkSync(join(old, path));
    } else {
      makeFolder(dirname(join(out, path)));
      renameSync(join(old, path), join(out, path));
    }
  }
}

function entriesOf(folder: string): readonly { name: string; isDirectory(): boolean }[] {
  return isThere(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function removeEmptyFolders(folder: string, out: string): void {
  if (folder === '.') return;
  try {
    rmdirSync(join(out, folder));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') return;
  }
  removeEmptyFolders(dirname(folder), out);
}
