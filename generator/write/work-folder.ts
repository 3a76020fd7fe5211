import { chmodSync, chownSync, lstatSync, mkdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder inside the output folder in which a run gets a package ready. It is on the same disk, so that files move
 * out of it in no time, and it is gone when the run is over.
 */
export const workName = '.cloudstack-codegen';

/** Where things are while a run writes. */
export interface WorkFolder {
  readonly path: string;
  /** What is about to be put into the package, by its path there. */
  readonly fresh: string;
  /** What was taken out of the package, likewise. */
  readonly old: string;
  /** The journal; once it is there, what it says is done, by this run or by the next. */
  readonly journal: string;
  /** Keeps a folder that an interrupted run left behind out of version control. */
  readonly ignore: string;
}

export function workFolder(out: string): WorkFolder {
  const path = join(out, workName);
  const inside = (name: string): string => join(path, name);
  return {
    path,
    fresh: inside('fresh'),
    old: inside('old'),
    journal: inside('journal.json'),
    ignore: inside('.gitignore'),
  };
}

/** What stands at a path; a link is what it leads to. */
export function kindOf(path: string): 'folder' | 'file' | 'none' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'none';
  }
}

export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A file stands where the path has a folder.
    return false;
  }
}

export function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch {
    return false;
  }
}

/** Makes a folder and its parents, the outermost first. Node's own way of doing so never ends below `/proc`. */
export function makeFolder(folder: string, made: string[] = []): void {
  if (kindOf(folder) === 'folder') return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent, made);
  mkdirSync(folder);
  made.push(folder);
}

/** Said in the words of the file system, before it comes to that. */
export function obstacle(code: 'EEXIST' | 'EISDIR', path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code, path, syscall: 'rename' });
}

/** Gives a folder the owner and the permissions of the one that it replaces. */
export function dressAs(folder: string, { mode, uid, gid }: Stats): void {
  const own = statSync(folder);
  if (own.uid !== uid || own.gid !== gid) chownSync(folder, uid, gid);
  if (own.mode !== mode) chmodSync(folder, mode & 0o7777);
}
