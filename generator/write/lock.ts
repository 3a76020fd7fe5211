import { readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { kill, pid } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { attempt } from './reason.js';
import { isLink, isThere, makeFolder, obstacle, workFolder } from './work-folder.js';

/** A run that writes to a folder. All that is known of it is the name of its lock, so no lock is ever half written. */
export interface Owner {
  /** Path of the lock. */
  readonly path: string;
  readonly process: number;
  readonly host: string;
}

interface Lock extends Owner {
  /** When its process started, in ticks since the machine did; empty where the system does not tell. */
  readonly started: string;
}

/** How long a run waits for another: a hundred times fifty milliseconds, or somewhat more. */
const attempts = 100;
const pauseMs = 50;

/** A lock that nobody can be asked about is left over when it is this old: a run holds it for a second or two. */
const longestMs = 600_000;

/**
 * Waits until no other run writes to a folder, and keeps others from it then.
 *
 * @param made gets the folders that were made.
 * @returns the lock; or, as `busy`, a run that went on all the time.
 */
export async function acquire(out: string, made: string[]): Promise<{ path: string } | { busy: Owner }> {
  const { path: folder } = workFolder(out);
  const path = join(folder, nameOf(pid));
  for (let round = 1; ; round += 1) {
    makeFolder(folder, made);
    if (isLink(folder)) throw obstacle('EEXIST', folder);
    const mine = create(path);
    const busy = mine === 'taken' ? readLock(path) : others(folder, path);
    if (mine === 'created' && busy === null) return { path };
    if (mine === 'created') release(out, path);
    if (busy !== null && round > attempts) return { busy };
    // Two that begin at once step back at once; they do not come again at once.
    await pause(pauseMs + (pid % pauseMs));
  }
}

/** Lets others write, and leaves nothing behind. */
export function release(out: string, path: string): void {
  rmSync(path, { force: true });
  attempt(() => rmdirSync(workFolder(out).path));
}

/**
 * The run that writes to a folder at the moment, as far as can be told without writing there. Of one on another machine
 * that is unknown; it matters only where files are being moved.
 */
function currentOwner(out: string): Owner | null {
  const { path, journal } = workFolder(out);
  const isMoving = isThere(journal);
  return locksIn(path).find((lock) => (lock.host === here() || isMoving) && lives(lock, null)) ?? null;
}

/**
 * Waits, without a trace, for the run that writes to a folder.
 *
 * @returns a run that went on all the time.
 */
export async function waitForOwner(out: string): Promise<Owner | null> {
  for (let round = 1; round <= attempts; round += 1) {
    if (currentOwner(out) === null) return null;
    await pause(pauseMs);
  }
  return currentOwner(out);
}

/** The name belongs to this process alone, so a lock that is left over can be removed without taking another's. */
function nameOf(process: number): string {
  return `lock.${process}.${stateOf(process)?.started ?? ''}.${here()}`;
}

/** `taken`: by another run of this process. `gone`: whoever had the folder before has just removed it. */
function create(path: string): 'created' | 'taken' | 'gone' {
  try {
    writeFileSync(path, '', { flag: 'wx' });
    return 'created';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return 'taken';
    if (code === 'ENOENT') return 'gone';
    throw error;
  }
}

/** Another run that has a lock beside mine. Of two that begin at once at least one sees the other, and steps back. */
function others(folder: string, mine: string): Owner | null {
  const locks = locksIn(folder).filter(({ path }) => path !== mine);
  for (const lock of locks) {
    if (lives(lock, mine)) return lock;
    rmSync(lock.path, { force: true });
  }
  return null;
}

function locksIn(folder: string): readonly Lock[] {
  try {
    return readdirSync(folder).flatMap((name) => readLock(join(folder, name)) ?? []);
  } catch {
    return [];
  }
}

function readLock(path: string): Lock | null {
  const [, process = '', started = '', host = ''] = /[\\/]lock\.(\d+)\.(\d*)\.([^\\/]+)$/.exec(path) ?? [];
  return process === '' ? null : { path, process: Number(process), started, host };
}

/**
 * Whether the process that made a lock still runs.
 *
 * @param mine a lock made just now; the age of others is told by it, by the clock of the disk that both are on.
 */
function lives({ path, process, started, host }: Lock, mine: string | null): boolean {
  const isHere = host === here();
  if (isHere && started !== '') return stateOf(process)?.started === started;
  return (!isHere || isRunning(process)) && (mine === null || youngerThan(path, mine));
}

function youngerThan(path: string, mine: string): boolean {
  try {
    return statSync(mine).mtimeMs - statSync(path).mtimeMs < longestMs;
  } catch {
    return false;
  }
}

function here(): string {
  return hostname().replace(/[^\w.-]/g, '_');
}

function isRunning(process: number): boolean {
  try {
    return kill(process, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What Linux says of a process; `null` when it has ended, even if nobody has asked for its exit code yet. */
function stateOf(process: number): { started: string } | null {
  try {
    const text = readFileSync(`/proc/${process}/stat`, 'utf8');
    // The name before it stands in brackets, and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return /[ZX]/.test(fields[0] ?? '') ? null : { started: fields[19] ?? '' };
  } catch {
    return null;
  }
}
