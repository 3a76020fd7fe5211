import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { detectFormat } from '../load/detect.js';
import type { DocumentFormat } from '../model/source.js';

/** Documents by the option that names them. */
export type FoundDocuments = Readonly<Record<DocumentFormat, readonly string[]>>;

/** Larger files are no documents; those of the whole API have a tenth of it. */
const maximumBytes = 64 * 1024 * 1024;
/** Nobody keeps documents there. */
const otherFolders: ReadonlySet<string> = new Set(['node_modules', 'dist', 'build', 'coverage', 'output']);

/** Documents that describe an API, in the current folder and those right below it, sorted. */
export function findDocuments(): FoundDocuments {
  const found: Record<DocumentFormat, string[]> = { openapi: [], slate: [], listapis: [] };
  for (const file of candidates()) {
    const format = formatOf(file);
    if (format !== null) found[format].push(file);
  }
  return found;
}

function candidates(): readonly string[] {
  const here = namesIn('.');
  const folders = here.filter((name) => kindOf(name) === 'folder' && !otherFolders.has(name));
  const below = folders.flatMap((folder) => namesIn(folder).map((name) => join(folder, name)));
  return [...here, ...below].filter((path) => mayBeDocument(basename(path)) && kindOf(path) === 'file').sort();
}

/** What cannot be looked into holds nothing. */
function namesIn(folder: string): readonly string[] {
  return orNull(() => readdirSync(folder).filter((name) => !name.startsWith('.'))) ?? [];
}

function mayBeDocument(name: string): boolean {
  return /\.(?:ya?ml|json|md|md\.erb|markdown)$/i.test(name) && !name.startsWith('cloudstack-codegen.config.');
}

/** What a path leads to, be it by a link. */
function kindOf(path: string): 'file' | 'folder' | null {
  const stats = orNull(() => statSync(path));
  if (stats === null || stats.size > maximumBytes) return null;
  return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : null;
}

function formatOf(file: string): DocumentFormat | null {
  const text = orNull(() => readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  if (text === null) return null;
  const format = detectFormat({ file, text });
  return format === 'slate' && !isPage(text) ? null : format;
}

/** @returns `null` where the file system refuses. */
function orNull<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    return null;
  }
}

/** Any markdown could be a Slate page; those that are say so before their text. */
function isPage(text: string): boolean {
  const [, before = ''] = /^---\s*\n([\s\S]*?)\n---\s*\n/.exec(text) ?? [];
  return /^(?:language_tabs|toc_footers|includes|search|code_clipboard)\s*:/m.test(before);
}
