import { rmdirSync, rmSync } from 'node:fs';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Change } from './compare.js';
import { cleanUp, commit, type Journal, readJournal, resume, rollBack } from './journal.js';
import { acquire, type Owner, release } from './lock.js';
import { attempt, pathOf, reasonOf } from './reason.js';
import { stage } from './stage.js';
import { isThere, workFolder } from './work-folder.js';

/** How far writing came. `partly`: neither the old package nor the new one is whole, and the next run will finish it. */
export type Written = 'wholly' | 'partly' | 'not';

/** An output folder that no other run writes to, and whose interrupted runs are over. */
export interface Hold {
  /**
   * Makes the folder what it should be: puts new and changed files in, takes stale ones out. Whoever kills the process
   * meanwhile gets the old package or the new one; in the instant between, some files are missing, and the next run puts
   * them there. What goes wrong is reported, and leaves everything as it was.
   */
  put(changes: readonly Change[]): Written;
  /** Lets other runs write. To be called whatever happened. */
  release(): void;
}

/**
 * Keeps other runs from writing to a folder, waiting for one that does; and finishes what an interrupted run began. So
 * what is read of the folder from now on stays true. A folder that nobody can write to is reported by `put` alone: where
 * nothing changes there is nothing to complain of.
 *
 * @throws {InputError} when another run went on for too long, which is reported.
 */
export async function hold(out: string, diagnostics: Diagnostics): Promise<Hold> {
  const made: string[] = [];
  const lock = await acquire(out, made).catch((error: unknown) => problemOf(error, out));
  const letGo = (): void => {
    if ('path' in lock) release(out, lock.path);
    for (const folder of made.toReversed()) attempt(() => rmdirSync(folder));
  };
  if ('busy' in lock) reportBusy(lock.busy, out, diagnostics);
  if ('path' in lock) recover(out, diagnostics);
  if (diagnostics.count('error') > 0) {
    letGo();
    diagnostics.stopIfErrors();
  }
  return {
    put: (changes) => {
      if (changes.length === 0) return 'wholly';
      if ('path' in lock) return put(changes, out, diagnostics);
      if ('problem' in lock) diagnostics.report('output-unwritable', null, lock.problem);
      return 'not';
    },
    release: letGo,
  };
}

/** Whether a run is writing to a folder, or was interrupted, at whatever moment. */
export function isUnsettled(out: string): boolean {
  return isThere(workFolder(out).path);
}

/** Whether a run was interrupted when it had decided what to move, so that files may be missing. */
export function isInterrupted(out: string): boolean {
  return isThere(workFolder(out).journal);
}

/** Reports a run that went on for too long. */
export function reportBusy({ path, process, host }: Owner, out: string, diagnostics: Diagnostics): void {
  diagnostics.report('output-busy', null, { out, lock: path, process, host });
}

/** What an error of the file system is about. */
function problemOf(error: unknown, out: string): { readonly problem: { path: string; reason: string } } {
  return { problem: { path: pathOf(error) ?? out, reason: reasonOf(error) } };
}

/** Finishes what an interrupted run had decided to do; what it only had got ready is removed. */
function recover(out: string, diagnostics: Diagnostics): void {
  const { fresh, old, journal: path, ignore } = workFolder(out);
  if (![fresh, old, path, ignore].some(isThere)) return;
  const journal = readJournal(out);
  try {
    if (journal !== null) resume(journal, out);
    cleanUp(journal?.stale ?? [], out);
  } catch (error) {
    diagnostics.report('output-unwritable', null, problemOf(error, out).problem);
    return;
  }
  if (journal !== null) diagnostics.report('interrupted-run-finished', null, { out });
}

function put(changes: readonly Change[], out: string, diagnostics: Diagnostics): Written {
  let journal: Journal;
  try {
    journal = stage(changes, out);
  } catch (error) {
    attempt(() => cleanUp([], out));
    diagnostics.report('output-unwritable', null, problemOf(error, out).problem);
    return 'not';
  }
  try {
    commit(journal, out);
  } catch (error) {
    const isUndone = undo(journal, out);
    diagnostics.report(isUndone ? 'output-unwritable' : 'output-incomplete', null, problemOf(error, out).problem);
    return isUndone ? 'not' : 'partly';
  }
  // The package is whole: what cannot be tidied up now is left to the next run.
  attempt(() => cleanUp(journal.stale, out));
  return 'wholly';
}

/** @returns whether everything is as it was. */
function undo(journal: Journal, out: string): boolean {
  try {
    rollBack(journal, out);
    rmSync(workFolder(out).journal);
  } catch (error) {
    reasonOf(error);
    return false;
  }
  attempt(() => cleanUp([], out));
  return true;
}
