import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, posix, relative, sep } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { linesOf, readFrontMatter } from '../text/front-matter.js';
import type { Origin, SourceFile } from '../model/source.js';

/** No page includes more; a longer list is a mistake or an attack. */
const maxIncludes = 100;
/** Front matter that is longer is not read; a page of many megabytes is not split for its sake. */
const maxFrontMatter = 65_536;
const endings = ['.md', '.md.erb', '.markdown'];

/**
 * Reads the partials that a Slate page's front matter names under `includes:`, in their order. `errors` stands for
 * `includes/_errors.md` beside the page, as in Slate itself, or `_errors.md`, `errors.md`, `includes/errors.md`,
 * or one of these that ends in `.md.erb` or `.markdown`.
 * What is missing, unreadable or outside the page's folder is a warning at the name, and left out.
 *
 * @param file - the page's path as the user gave it; partials are named in the same way
 */
export function readIncludes(file: string, text: string, diagnostics: Diagnostics): SourceFile[] {
  const names = readFrontMatter(linesOf(text.slice(0, maxFrontMatter)))?.strings('includes') ?? [];
  const seen = new Set([realPath(file)]);
  const partials: SourceFile[] = [];
  for (const { value, at } of names.slice(0, maxIncludes)) {
    const origin = { file, at };
    const found = findPartial(dirname(file), value, origin, diagnostics);
    if (found === null || seen.has(realPath(found))) continue;
    seen.add(realPath(found));
    const partial = readPartial(found, origin, diagnostics);
    if (partial !== null) partials.push(partial);
  }
  return partials;
}

function findPartial(folder: string, name: string, origin: Origin, diagnostics: Diagnostics): string | null {
  const tried = candidates(name);
  if (tried.some((path) => isOutside(path))) {
    diagnostics.report('include-outside-folder', origin, { name });
    return null;
  }
  const found = tried.map((path) => join(folder, path)).find((path) => realPath(path) !== null);
  if (found === undefined) {
    diagnostics.report('include-missing', origin, { name, tried });
    return null;
  }
  // A link may still lead anywhere.
  if (isOutside(relative(realPath(folder) ?? folder, realPath(found) ?? found))) {
    diagnostics.report('include-outside-folder', origin, { name });
    return null;
  }
  return found;
}

function candidates(name: string): string[] {
  const folder = posix.dirname(name);
  const file = posix.basename(name).replace(/\.(?:md|markdown)(?:\.erb)?$/, '');
  const places = [
    posix.join('includes', folder, `_${file}`),
    posix.join(folder, `_${file}`),
    posix.join(folder, file),
    posix.join('includes', folder, file),
  ];
  return endings.flatMap((ending) => places.map((place) => place + ending));
}

function isOutside(path: string): boolean {
  return isAbsolute(path) || path.split(/[\\/]/).includes('..');
}

function readPartial(path: string, origin: Origin, diagnostics: Diagnostics): SourceFile | null {
  try {
    return { file: path.split(sep).join('/'), text: readFileSync(path, 'utf8').replace(/^\uFEFF/, '') };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    diagnostics.report('include-unreadable', origin, { name: basename(path), reason });
    return null;
  }
}

/** The path with every link followed; `null` when nothing stands there. */
function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
