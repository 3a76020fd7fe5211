import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
  const here = entriesOf('.');
  const folders = here.filter((entry) => entry.isDirectory() && !otherFolders.has(entry.name));
  const below = folders.flatMap(({ name }) => filesAmong(entriesOf(name)).map((file) => join(name, file)));
  return [...filesAmong(here), ...below].sort();
}

/** What cannot be looked into holds nothing. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  } catch {
    return [];
  }
}

function filesAmong(entries: readonly Dirent[]): readonly string[] {
  return entries
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json|md|md\.erb|markdown)$/i.test(entry.name))
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('cloudstack-codegen.config.'));
}

function formatOf(file: string): DocumentFormat | null {
  const { size } = statSync(file);
  if (size > maximumBytes) return null;
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const format = detectFormat({ file, text });
  return format === 'slate' && !isPage(text) ? null : format;
}

/** Any markdown could be a Slate page; those that are say so before their text. */
function isPage(text: string): boolean {
  const [, before = ''] = /^---\s*\n([\s\S]*?)\n---\s*\n/.exec(text) ?? [];
  return /^(?:language_tabs|toc_footers|includes|search|code_clipboard)\s*:/m.test(before);
}
