import { readFile } from 'node:fs/promises';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { nearest } from '../diagnostics/nearest.js';
import type { Origin, SourceFile } from '../model/source.js';
import { readNamedFile } from '../load/read-file.js';
import type { Hooks } from './hooks.js';

/** A hooks module that was loaded and checked. */
export interface LoadedHooks {
  readonly hooks: Hooks;
  /** It, and every file of the user's own that it imports. */
  readonly files: readonly SourceFile[];
  /** Where a hook stands. */
  placeOf(hook: keyof Hooks): Origin;
}

const names: readonly (keyof Hooks)[] = ['rename', 'group', 'skip', 'retype', 'doc'];

/** How often each file was loaded: under `--watch` it is loaded anew. */
const editions = new Map<string, number>();

/** Loads a hooks module; what goes wrong is a diagnostic, and the answer `null`. */
export async function loadHooks(file: string, diagnostics: Diagnostics): Promise<LoadedHooks | null> {
  const source = await readNamedFile(file, diagnostics);
  if (source === null) return null;
  const { importConfig } = await import('../config/import-config.js');
  const edition = editions.get(file) ?? 0;
  editions.set(file, edition + 1);
  const { value, reads, failure } = await importConfig(file, edition);
  const imported = await Promise.all(reads.filter((path) => path !== file).map(readSource));
  for (const one of imported) diagnostics.remember(one);
  if (failure !== null) {
    const { problem, place } = failure;
    if (place !== null) await rememberFile(place.file, diagnostics);
    diagnostics.report('hooks-unloadable', place ?? { file, at: { line: 1, column: 1 } }, { problem });
    return null;
  }
  const places = new Map<string, Origin>();
  const placeOf = (hook: string): Origin => {
    const known = places.get(hook) ?? { file, at: positionOf(source.text, hook) };
    places.set(hook, known);
    return known;
  };
  if (!isHooks(value, file, placeOf, diagnostics)) return null;
  return { hooks: value, files: [source, ...imported], placeOf };
}

function isHooks(
  value: unknown,
  file: string,
  placeOf: (hook: string) => Origin,
  diagnostics: Diagnostics,
): value is Hooks {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    diagnostics.report('hooks-not-object', { file, at: { line: 1, column: 1 } }, {});
    return false;
  }
  const before = diagnostics.count('error');
  for (const [name, hook] of Object.entries(value) as [string, unknown][]) {
    if (!(names as readonly string[]).includes(name)) {
      diagnostics.report('hook-unknown', placeOf(name), { hook: name, meant: nearest(name, names) });
    } else if (hook !== undefined && typeof hook !== 'function') {
      diagnostics.report('hook-not-function', placeOf(name), { hook: name });
    }
  }
  return diagnostics.count('error') === before;
}

/** Where a member of that name is written; the start of the file where it is written some other way. */
function positionOf(text: string, name: string): { line: number; column: number } {
  const at = Math.max(0, text.search(new RegExp(`\\b${name.replaceAll(/\W/g, '\\$&')}\\b['"]?\\s*[(:,}=]`)));
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}

async function readSource(file: string): Promise<SourceFile> {
  return { file, text: await readFile(file, 'utf8') };
}

/** So that the place in it can be shown. */
export async function rememberFile(file: string, diagnostics: Diagnostics): Promise<void> {
  if (!diagnostics.texts.has(file)) diagnostics.remember(await readSource(file));
}
