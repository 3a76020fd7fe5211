import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Diagnostics, InputError, type Related } from '../diagnostics/diagnostics.js';
import type { Code, Values } from '../diagnostics/catalogue.js';
import { readModel } from '../generate.js';
import { isAddress, readNamedFile, withoutSecrets } from '../load/read-file.js';
import type { ApiModel } from '../model/api-model.js';
import type { Origin } from '../model/source.js';
import { checkNames } from '../normalise/check-names.js';
import { filterModel } from '../normalise/filter.js';
import type { Options } from '../options.js';
import { readModelFile } from './model-file.js';

/** One side of a comparison, read. */
export interface ReadSide {
  readonly files: readonly string[];
  /** `null` when there are errors. */
  readonly model: ApiModel | null;
  readonly diagnostics: SideDiagnostics;
}

/** A name that one side knows need not be known to the other: what matches nothing is an error only on both. */
export class SideDiagnostics extends Diagnostics {
  /** Patterns of `--only` and `--exclude` without a match, by their texts. */
  readonly unmatched = new Map<string, Values<'filter-unmatched'>>();

  override report<C extends Code>(
    code: C,
    origin: Origin | null,
    values: Values<C>,
    related: readonly Related[] = [],
  ): void {
    if (code === 'filter-unmatched') this.unmatched.set(JSON.stringify(values), values as Values<'filter-unmatched'>);
    else if (code !== 'nothing-left') super.report(code, origin, values, related);
  }
}

/**
 * Reads one side: a file or folder, or several with commas between them.
 *
 * @param options hold for both sides; the documents that they name are on both.
 */
export async function readSide(operand: string, options: Options): Promise<ReadSide> {
  const diagnostics = new SideDiagnostics();
  const files = await filesOf(operand, diagnostics);
  const model = diagnostics.count('error') > 0 ? null : await modelOf(files, options, diagnostics);
  return { files, model, diagnostics };
}

async function modelOf(
  files: readonly string[],
  options: Options,
  diagnostics: SideDiagnostics,
): Promise<ApiModel | null> {
  for (const file of files.filter((one) => !isAddress(one))) {
    const read = await readNamedFile(file, diagnostics);
    const found = read === null ? null : readModelFile(read, diagnostics);
    if (found === null) continue;
    if (files.length > 1) diagnostics.report('model-among-documents', null, { file });
    return found.model === null ? null : finished(found.model, options, diagnostics);
  }
  // What cannot be read is not read again.
  if (diagnostics.count('error') > 0) return null;
  try {
    return (await readModel({ ...options, documents: files }, diagnostics)).model;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** Whoever printed the model may have edited it since: its names must be such as a package can have. */
function finished(model: ApiModel, options: Options, diagnostics: SideDiagnostics): ApiModel {
  const filtered = filterModel(model, options, diagnostics);
  checkNames(filtered, diagnostics);
  return filtered;
}

async function filesOf(operand: string, diagnostics: SideDiagnostics): Promise<readonly string[]> {
  // A comma may be part of a name.
  const parts = (await kindOf(operand)) === null ? operand.split(',').map((part) => part.trim()) : [operand];
  const files: string[] = [];
  for (const part of parts.filter((one) => one !== '')) {
    if ((await kindOf(part)) === 'folder') files.push(...(await documentsIn(part, diagnostics)));
    else files.push(part);
  }
  return files;
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    // Whatever else is wrong with it is reported when it is read.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}

/** Files right in the folder that may be documents by their names, sorted. */
async function documentsIn(folder: string, diagnostics: SideDiagnostics): Promise<readonly string[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((one) => !one.isDirectory() && /^[^.].*\.(?:json|ya?ml|(?:md|markdown)(?:\.erb)?)$/i.test(one.name))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) diagnostics.report('folder-without-documents', null, { folder });
  return names.map((name) => join(folder, name));
}

/** What the two sides are called: by their versions, else the names of their files, else their whole paths. */
export function labelsOf(before: ReadSide, now: ReadSide): readonly [string, string] {
  const versions = [before, now].map(({ model }) => model?.version ?? '');
  const files = [before, now].map(({ files: all }) => all.map(nameOf).join(', '));
  const differ = ([a = '', b = '']: readonly string[]): boolean => a !== '' && b !== '' && a !== b;
  const paths = [before, now].map(({ files: all }) => all.map(pathOf).join(', '));
  const [old = '', label = ''] = [versions, files].find(differ) ?? paths;
  return [old, label];
}

/** An address may hold a key. */
function pathOf(file: string): string {
  return isAddress(file) ? withoutSecrets(file) : file;
}

function nameOf(file: string): string {
  return basename(pathOf(file));
}
