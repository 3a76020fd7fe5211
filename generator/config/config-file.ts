import { readFile } from 'node:fs/promises';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { reportFault } from '../diagnostics/report-fault.js';
import { reportUnread } from '../load/read-file.js';
import type { Origin, SourceFile } from '../model/source.js';
import { readJson } from '../text/json.js';
import { joinPointer } from '../text/pointer.js';
import { readText } from '../text/read-text.js';
import { isObject, kindOf } from './check-config.js';

/** One step on the way to a value: a member, or an element of a list. */
export type Step = string | number;

/** A config file that was read; what it holds is not checked yet. */
export interface ConfigFile {
  /** As the user named it, or as it was found. */
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Every file that was read for it, itself included. */
  readonly reads: readonly string[];
  /** Where a value stands: line and column of a text, and only the file of a module. */
  placeOf(path: readonly Step[]): Origin;
}

/** Endings that a config file may have, and how it is read then. */
const kinds: Readonly<Record<string, 'module' | 'json' | 'yaml'>> = {
  ts: 'module',
  mts: 'module',
  mjs: 'module',
  js: 'module',
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
};

/**
 * Reads a config file; what goes wrong is a diagnostic, and the answer `null`.
 *
 * @param edition how often it was read before: a module is loaded anew each time.
 */
export async function readConfig(file: string, edition: number, diagnostics: Diagnostics): Promise<ConfigFile | null> {
  const kind = kinds[/\.(\w+)$/.exec(file)?.[1] ?? ''];
  if (kind === undefined) {
    diagnostics.report('config-kind-unknown', null, { file, endings: Object.keys(kinds).map((one) => `.${one}`) });
    return null;
  }
  const text = await readTextFile(file, diagnostics);
  if (text === null) return null;
  const read = kind === 'module' ? await readModule(text, edition, diagnostics) : readValue(text, kind, diagnostics);
  if (read === null) return null;
  if (!isObject(read.value)) {
    diagnostics.report('config-not-object', { file, at: '' }, { found: kindOf(read.value) });
    return null;
  }
  const placeOf = (path: readonly Step[]): Origin => {
    return { file, at: kind === 'module' ? '' : path.reduce<string>((at, step) => joinPointer(at, step), '') };
  };
  return { file, value: read.value, reads: [file, ...read.reads], placeOf };
}

async function readTextFile(file: string, diagnostics: Diagnostics): Promise<SourceFile | null> {
  try {
    return { file, text: (await readFile(file, 'utf8')).replace(/^\uFEFF/, '') };
  } catch (error) {
    reportUnread(file, error, diagnostics);
    return null;
  }
}

/** What a file holds, and what else was read to know that. */
interface Read {
  readonly value: unknown;
  readonly reads: readonly string[];
}

function readValue(source: SourceFile, kind: 'json' | 'yaml', diagnostics: Diagnostics): Read | null {
  diagnostics.remember(source);
  if (kind === 'json') {
    const { value, fault } = readJson(source.text);
    if (fault === null) return { value, reads: [] };
    diagnostics.report('config-syntax', { file: source.file, at: fault.at }, { problem: fault.problem });
    return null;
  }
  const { value, faults } = readText(source.text);
  for (const fault of faults ?? []) reportFault(source, fault, diagnostics);
  return faults === null ? { value, reads: [] } : null;
}

/** Loaded only for modules: it takes a compiler to read TypeScript. */
async function readModule({ file }: SourceFile, edition: number, diagnostics: Diagnostics): Promise<Read | null> {
  const { importConfig } = await import('./import-config.js');
  const { value, reads, failure } = await importConfig(file, edition);
  if (failure === null) return { value, reads };
  const { problem, place } = failure;
  if (place === null) {
    diagnostics.report('config-module-failed', { file, at: '' }, { problem });
    return null;
  }
  const source = await readTextFile(place.file, diagnostics);
  if (source !== null) diagnostics.remember(source);
  diagnostics.report('config-module-failed', { file: place.file, at: place.at }, { problem });
  return null;
}
