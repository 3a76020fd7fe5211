import { linkSync, lstatSync, readdirSync, readFileSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Change } from './compare.js';
import { type Journal, writeJournal } from './journal.js';
import { manifestName, parseManifest } from './manifest.js';
import { dressAs, isThere, kindOf, makeFolder, obstacle, workFolder } from './work-folder.js';

/**
 * Up to this number of files of a folder change one by one. Beyond, the folder is put together anew beside, and takes
 * the place of the old one in a single step: the fewer steps, the shorter the moment in which a package is not whole.
 */
const few = 16;

/** Gets everything ready beside the package, which is not touched. The journal comes last. */
export function stage(changes: readonly Change[], out: string): Journal {
  const { fresh, old, ignore } = workFolder(out);
  writeFileSync(ignore, '*\n');
  writeTexts(changes, fresh);
  const journal = new Stage(changes, out).plan();
  for (const folder of new Set(journal.taken.map((path) => dirname(join(old, path))))) makeFolder(folder);
  writeJournal(journal, out);
  return journal;
}

function writeTexts(changes: readonly Change[], fresh: string): void {
  const printed = changes.filter(({ after }) => after !== null);
  for (const folder of new Set(printed.map(({ path }) => dirname(join(fresh, path))))) makeFolder(folder);
  for (const { path, after } of printed) writeFileSync(join(fresh, path), after ?? '');
}

/** Works out the fewest steps from the old package to the new. */
class Stage {
  readonly #changes: readonly Change[];
  readonly #out: string;
  readonly #fresh: string;
  readonly #stale: ReadonlySet<string>;
  readonly #taken: string[] = [];
  readonly #placed: string[] = [];
  /** Whether a path is a file of the package, generated now or the last time. */
  #isOurs: ((path: string) => boolean) | null = null;

  constructor(changes: readonly Change[], out: string) {
    this.#changes = changes;
    this.#out = out;
    this.#fresh = workFolder(out).fresh;
    this.#stale = new Set(changes.filter(({ after }) => after === null).map(({ path }) => path));
  }

  plan(): Journal {
    this.#planFolder('', this.#changes);
    // What is at the top comes first when it goes, and last when it comes.
    return { taken: this.#taken.toReversed(), placed: this.#placed, stale: [...this.#stale] };
  }

  #planFolder(folder: string, changes: readonly Change[]): void {
    const place = join(this.#out, folder);
    const kind = kindOf(place);
    if (kind === 'file' && !this.#stale.has(folder)) throw obstacle('EEXIST', place);
    if (kind !== 'folder') this.#placed.push(folder);
    else if (folder !== '' && changes.length > few && this.#copyRest(folder)) this.#exchange(folder);
    else this.#planOneByOne(folder, changes);
  }

  #exchange(folder: string): void {
    this.#taken.push(folder);
    this.#placed.push(folder);
  }

  #planOneByOne(folder: string, changes: readonly Change[]): void {
    const direct: Change[] = [];
    const below = new Map<string, Change[]>();
    for (const change of changes) {
      const end = change.path.indexOf('/', folder === '' ? 0 : folder.length + 1);
      const path = change.path.slice(0, Math.max(end, 0));
      const inside = end === -1 ? direct : below.get(path);
      if (inside === undefined) below.set(path, [change]);
      else inside.push(change);
    }
    for (const [path, inside] of below) this.#planFolder(path, inside);
    for (const { path, after } of direct) this.#planFile(path, after);
  }

  #planFile(path: string, after: string | null): void {
    const place = join(this.#out, path);
    if (isThere(place)) {
      if (lstatSync(place).isDirectory()) throw obstacle('EISDIR', place);
      this.#taken.push(path);
    }
    if (after !== null) this.#placed.push(path);
  }

  /**
   * Adds to the new folder what does not change: as links to the same files, which keep their time and their identity.
   *
   * @returns whether that is possible: a folder in which people have files of their own stays where it is.
   */
  #copyRest(folder: string): boolean {
    const changing = new Set(this.#changes.map(({ path }) => path));
    const files = this.#filesOf(folder, statSync(this.#out));
    if (files === null) return false;
    try {
      for (const { path } of files.folders) makeFolder(join(this.#fresh, path));
      for (const path of files.paths) {
        if (!changing.has(path)) linkSync(join(this.#out, path), join(this.#fresh, path));
      }
      for (const { path, stats } of files.folders.toReversed()) dressAs(join(this.#fresh, path), stats);
      return true;
    } catch {
      // Not every disk knows links, and not everybody may make them.
      return false;
    }
  }

  /** The folders and files below a folder; `null` when there is anything that is not ours, or on another disk. */
  #filesOf(folder: string, { dev }: Stats): Folder | null {
    const stats = lstatSync(join(this.#out, folder));
    if (!stats.isDirectory() || stats.dev !== dev) return null;
    const found: Folder = { folders: [{ path: folder, stats }], paths: [] };
    for (const entry of readdirSync(join(this.#out, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        const inside = this.#filesOf(path, stats);
        if (inside === null) return null;
        found.folders.push(...inside.folders);
        found.paths.push(...inside.paths);
      } else if (entry.isFile() && this.#knows(path)) found.paths.push(path);
      else return null;
    }
    return found;
  }

  #knows(path: string): boolean {
    this.#isOurs ??= this.#readOurs();
    return this.#isOurs(path);
  }

  #readOurs(): (path: string) => boolean {
    const change = this.#changes.find(({ path }) => path === manifestName);
    const text = change === undefined ? readManifest(this.#out) : change.after;
    const files = new Set(Object.keys(parseManifest(text ?? '')?.files ?? {}));
    for (const { path } of this.#changes) files.add(path);
    return (path) => files.has(path);
  }
}

interface Folder {
  /** The outermost first. */
  readonly folders: { readonly path: string; readonly stats: Stats }[];
  readonly paths: string[];
}

function readManifest(out: string): string | null {
  return isThere(join(out, manifestName)) ? readFileSync(join(out, manifestName), 'utf8') : null;
}
