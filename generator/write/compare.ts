import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { type Manifest, manifestName, type PackageFile, parseManifest, sha256, staysInside } from './manifest.js';
import { reasonOf } from './reason.js';
import { kindOf } from './work-folder.js';

/** A file on the disk that is not as it would be generated. */
export interface Change {
  readonly path: string;
  readonly kind: 'new' | 'changed' | 'stale';
  /** Text on the disk; `null` for a file that is not there. */
  readonly before: string | null;
  /** Text that belongs there; `null` for a stale file, which belongs to no command any more. */
  readonly after: string | null;
  /** What is on the disk is not what was generated: somebody edited the file, or removed it. */
  readonly edited: boolean;
}

/** A change of a generated file, with who brought it about. */
export interface PackageChange extends Change {
  readonly cause: Cause;
}

/**
 * Why a file is not as it would be generated, by the hashes of the last manifest. `documents`: what it is generated from
 * gives another text now (documents, facts, options, generator). `hand`: that gives the same text, but somebody edited
 * or removed the file. `both`. `unknown`: no manifest tells.
 */
export type Cause = 'documents' | 'hand' | 'both' | 'unknown';

/**
 * `replace`: a file that no manifest names belongs to people, and is an error. `look`: nothing will be written, so such
 * a file is only another one that differs.
 */
export type Purpose = 'replace' | 'look';

/**
 * Compares a package with a folder; only files that the folder's manifest names are ever called stale. Hundreds of
 * small files are read one after the other: handing each to a thread takes several times as long.
 */
export function compareWithDisk(
  files: readonly PackageFile[],
  out: string,
  diagnostics: Diagnostics,
  purpose: Purpose = 'replace',
): readonly PackageChange[] {
  // What keeps the folder from being looked at keeps it from being written to, and is reported then.
  const existing = kindOf(out);
  if (existing === 'none') return files.map(({ path, text }) => missing(path, text, undefined));
  if (existing === 'file') {
    diagnostics.report('output-is-file', null, { path: out });
    return [];
  }
  const folder: Folder = { out, manifest: readManifest(out, diagnostics, purpose), purpose, diagnostics };
  const changes = files.map((file) => compareFile(file, folder));
  const wanted = new Set(files.map(({ path }) => path));
  const stale = Object.keys(folder.manifest?.files ?? {}).filter((path) => !wanted.has(path) && staysInside(path));
  const gone = stale.map((path) => compareStale(path, folder));
  return [...changes, ...gone].filter((change) => change !== null);
}

interface Folder {
  readonly out: string;
  readonly manifest: Manifest | null;
  readonly purpose: Purpose;
  readonly diagnostics: Diagnostics;
}

function readManifest(out: string, diagnostics: Diagnostics, purpose: Purpose): Manifest | null {
  const path = join(out, manifestName);
  const text = readIfThere(path, diagnostics);
  if (text === null) return null;
  const manifest = parseManifest(text);
  if (manifest === null && purpose === 'replace') diagnostics.report('manifest-invalid', null, { path });
  return manifest;
}

function compareFile({ path, text }: PackageFile, folder: Folder): PackageChange | null {
  const { out, manifest, purpose, diagnostics } = folder;
  const before = readIfThere(join(out, path), diagnostics);
  if (before === text) return null;
  const generated = manifest?.files[path];
  if (before === null) return missing(path, text, generated);
  if (path === manifestName) return changed(path, before, text, causeInManifest(manifest, text));
  if (generated === undefined && purpose === 'replace') {
    diagnostics.report('file-not-ours', null, { path: join(out, path) });
    return null;
  }
  return changed(path, before, text, causeOf(before, text, generated));
}

function missing(path: string, text: string, generated: string | undefined): PackageChange {
  const cause = generated === undefined ? 'documents' : sha256(text) === generated ? 'hand' : 'both';
  return { path, kind: 'new', before: null, after: text, edited: cause !== 'documents', cause };
}

function changed(path: string, before: string, after: string, cause: Cause): PackageChange {
  return { path, kind: 'changed', before, after, edited: isByHand(cause), cause };
}

function causeOf(before: string, after: string, generated: string | undefined): Cause {
  if (generated === undefined) return 'unknown';
  if (sha256(before) === generated) return 'documents';
  return sha256(after) === generated ? 'hand' : 'both';
}

/** A manifest cannot hold its own hash; but one made from the same has the same text. */
function causeInManifest(before: Manifest | null, text: string): Cause {
  if (before === null) return 'unknown';
  return before.inputs === parseManifest(text)?.inputs ? 'hand' : 'documents';
}

function isByHand(cause: Cause): boolean {
  return cause === 'hand' || cause === 'both';
}

function compareStale(path: string, { out, manifest, diagnostics }: Folder): PackageChange | null {
  const before = readIfThere(join(out, path), diagnostics);
  if (before === null) return null;
  const cause = sha256(before) === manifest?.files[path] ? 'documents' : 'both';
  return { path, kind: 'stale', before, after: null, edited: isByHand(cause), cause };
}

/** The text of a file; `null` when there is none, or none that can be read, which is reported. */
function readIfThere(path: string, diagnostics: Diagnostics): string | null {
  try {
    // Asked first, as an error costs many times as much, and of a new package no file is there.
    return statSync(path, { throwIfNoEntry: false }) === undefined ? null : readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      diagnostics.report('output-unreadable', null, { path, reason: reasonOf(error) });
    }
    return null;
  }
}
