import { existsSync, type FSWatcher, statSync, watch as watchFolder } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { plural } from '../diagnostics/plural.js';
import { isAddress } from '../load/read-file.js';
import type { Round } from './configured.js';

/** How long a folder has to be quiet before what changed in it is looked at, in milliseconds: editors write in steps. */
const QUIET_MS = 100;

/**
 * Runs again whenever a file changes that the last run depended on, until the process is interrupted. After a run that
 * failed, any change beside these files counts, because what was missing may have come.
 *
 * @param files what is known before the first run to be read.
 * @param run does it; `because` says what changed, and is `null` the first time.
 */
export async function runWatching(
  files: readonly string[],
  run: (edition: number, because: string | null) => Promise<Round>,
): Promise<number> {
  const watcher = new Watcher();
  let changed: readonly string[] = [];
  watcher.expect(files, false);
  try {
    for (let edition = 0; changed.length > 0 || edition === 0; edition += 1) {
      const started = Date.now();
      const round = await run(edition, edition === 0 ? null : describe(changed));
      watcher.expect(round.files, round.exitCode !== 0, started);
      if (edition === 0) process.stderr.write('Watching for changes; Ctrl-C ends it.\n');
      changed = await watcher.changes();
    }
  } finally {
    watcher.close();
  }
  return 0;
}

function describe(files: readonly string[]): string {
  const [first = '', ...others] = files;
  return others.length === 0 ? `${first} changed` : `${first} and ${plural(others.length, 'more file')} changed`;
}

/** What can be a document, an override or a module; editors and other programs leave other things beside them. */
const readable = /^[^.].*\.(?:ya?ml|json|md|markdown|erb|m?[jt]s)$/;

/** Looks at folders, not at files: an editor that writes a new file and renames it would otherwise be lost sight of. */
class Watcher {
  readonly #folders = new Map<string, FSWatcher>();
  readonly #changed = new Set<string>();
  #expected: readonly string[] = [];
  #takesAny = false;
  #quiet: NodeJS.Timeout | undefined;
  #tell: (() => void) | undefined;
  #isOver = false;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => this.#end());
  }

  /**
   * What the next changes are about; a path with a slash at its end is a folder in which everything counts.
   *
   * @param since files that are expected for the first time may have changed since then, unnoticed.
   */
  expect(files: readonly string[], takesAny: boolean, since = Infinity): void {
    const local = files.filter((file) => !isAddress(file));
    const before = new Set(this.#expected);
    this.#expected = local.map((file) => (file.endsWith('/') ? `${resolve(file)}/` : resolve(file)));
    for (const file of this.#expected) if (!before.has(file) && changedSince(file, since)) this.#changed.add(file);
    this.#takesAny = takesAny;
    const wanted = new Set(this.#expected.map((file) => (file.endsWith('/') ? file.slice(0, -1) : dirname(file))));
    for (const folder of this.#folders.keys()) if (!wanted.has(folder)) this.#forget(folder);
    for (const folder of wanted) this.#watch(folder);
  }

  /** Files that have changed since this was asked last; empty when the process is to end. */
  async changes(): Promise<readonly string[]> {
    while (!this.#isOver && (this.#changed.size === 0 || this.#quiet !== undefined)) {
      await new Promise<void>((done) => (this.#tell = done));
    }
    const files = [...this.#changed].sort().map((file) => relative('', file));
    this.#changed.clear();
    return this.#isOver ? [] : files;
  }

  close(): void {
    clearTimeout(this.#quiet);
    for (const folder of this.#folders.keys()) this.#forget(folder);
  }

  /** A folder that is not there is waited for in the one around it. */
  #watch(folder: string): void {
    for (let place = folder; !this.#folders.has(place); place = dirname(place)) {
      const watcher = watchOrNull(place, (name) => this.#noticed(place, name));
      watcher?.on('error', () => this.#forget(place));
      if (watcher !== null) this.#folders.set(place, watcher);
      if (existsSync(place) || place === dirname(place)) return;
    }
  }

  #forget(folder: string): void {
    this.#folders.get(folder)?.close();
    this.#folders.delete(folder);
  }

  #noticed(folder: string, name: string | null): void {
    if (!existsSync(folder)) {
      this.#forget(folder);
      this.#watch(folder);
    }
    const path = resolve(folder, name ?? '');
    if (!this.#counts(path, name ?? '')) return;
    this.#changed.add(path);
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#quiet = undefined;
      this.#tell?.();
    }, QUIET_MS);
  }

  /** Whether a change is about something that is expected, or lies in it, or around it. */
  #counts(path: string, name: string): boolean {
    const isExpected = this.#expected.some(
      (file) => file === path || file.startsWith(`${path}/`) || (file.endsWith('/') && path.startsWith(file)),
    );
    return isExpected || (this.#takesAny && readable.test(name));
  }

  #end(): void {
    this.#isOver = true;
    this.#tell?.();
  }
}

/** Folders change with everything in them, also with what does not count. */
function changedSince(file: string, time: number): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.mtimeMs > time;
}

/** A folder that is not there cannot be watched, and systems have a limit to how many can. */
function watchOrNull(folder: string, noticed: (name: string | null) => void): FSWatcher | null {
  try {
    return watchFolder(folder, (_, name) => noticed(name));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') process.stderr.write(`${folder} cannot be watched: ${code}.\n`);
    return null;
  }
}
