import { join } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { home } from '../home.js';
import type { DocumentFormat, Overlaid, Source, SourceFile } from '../model/source.js';
import { detectFormat } from './detect.js';
import { readReferences } from './openapi-references.js';
import { Overlays } from './overlay/overlays.js';
import { isAddress, readNamedFile } from './read-file.js';
import { readFolder } from './read-folder.js';
import { readIncludes } from './slate-includes.js';

/** Which documents to read; a part of the options. */
export interface DocumentOptions {
  readonly openapi: readonly string[];
  readonly slate: readonly string[];
  readonly listapis: readonly string[];
  readonly documents: readonly string[];
  readonly overlay: readonly string[];
  readonly overrides: readonly string[];
  /** Whether documents may be addresses. */
  readonly allowNetwork?: boolean;
}

/** Everything a run reads from the disk. */
export interface Inputs {
  readonly sources: readonly Source[];
  /** Overlays, which the sources have taken in already. */
  readonly overlays: readonly SourceFile[];
  /** Facts that come with the generator. */
  readonly facts: readonly SourceFile[];
  /** Facts of the user's own. */
  readonly overrides: readonly SourceFile[];
}

/** Reads every document and file of facts that the options name, and reports each that cannot be read. */
export async function load(options: DocumentOptions, diagnostics: Diagnostics): Promise<Inputs> {
  const wanted: [string, DocumentFormat | null][] = [
    ...options.listapis.map((file): [string, DocumentFormat] => [file, 'listapis']),
    ...options.openapi.map((file): [string, DocumentFormat] => [file, 'openapi']),
    ...options.slate.map((file): [string, DocumentFormat] => [file, 'slate']),
    ...options.documents.map((file): [string, null] => [file, null]),
  ];
  if (wanted.length === 0) diagnostics.report('no-documents', null, {});
  const overlayFiles = await readNamedFiles(options.overlay, diagnostics);
  const overlays = await Overlays.read(overlayFiles, diagnostics);
  const overlaid = (read: SourceFile): Overlaid | null =>
    overlays?.apply(
      read,
      wanted.map(([file]) => file),
    ) ?? null;
  const read = options.allowNetwork === true ? readDocument : readNamedFile;
  const sources = await inTurn(wanted, async ([file, format]) =>
    loadSource(await read(file, diagnostics), format, overlaid, diagnostics),
  );
  overlays?.reportUnmatched();
  const overrides = await readNamedFiles(options.overrides, diagnostics);
  const facts = await readFolder(join(home, 'specs', 'facts'), '.json', 'facts');
  for (const file of [...facts, ...sources.flatMap((source) => source?.parts ?? [])]) diagnostics.remember(file);
  return {
    sources: sources.filter((source) => source !== null),
    overlays: overlayFiles,
    facts,
    overrides,
  };
}

async function readNamedFiles(files: readonly string[], diagnostics: Diagnostics): Promise<readonly SourceFile[]> {
  const read = await inTurn(files, (file) => readNamedFile(file, diagnostics));
  return read.filter((file) => file !== null);
}

/** One after the other, so that diagnostics come in the order of the documents, in every run. */
async function inTurn<A, B>(all: readonly A[], work: (one: A) => Promise<B>): Promise<readonly B[]> {
  const done: B[] = [];
  for (const one of all) done.push(await work(one));
  return done;
}

/** Reads a document from the disk, or from the network, which must have been allowed. */
async function readDocument(file: string, diagnostics: Diagnostics): Promise<SourceFile | null> {
  if (!isAddress(file)) return readNamedFile(file, diagnostics);
  const { fetchDocument } = await import('./fetch-document.js');
  return fetchDocument(file, diagnostics);
}

async function loadSource(
  read: SourceFile | null,
  asked: DocumentFormat | null,
  overlaidOf: (read: SourceFile) => Overlaid | null,
  diagnostics: Diagnostics,
): Promise<Source | null> {
  if (read === null) return null;
  const { file, text } = read;
  const format = asked ?? detectFormat(read);
  if (format === null) diagnostics.report('format-unknown', null, { file });
  if (format === 'openapi') {
    const overlaid = overlaidOf(read);
    const parts = await readReferences(file, text, diagnostics, overlaid);
    return { file, text, format, parts, ...(overlaid === null ? {} : { overlaid }) };
  }
  if (format === 'slate') return { file, text, format, parts: readIncludes(file, text, diagnostics) };
  return format === null ? null : { file, text, format, parts: [] };
}
