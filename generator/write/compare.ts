import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { type Manifest, manifestName, type PackageFile, parseManifest, sha256 } from './manifest.js';
import { reasonOf } from './reason.js';

/** A file on the disk that is not as it would be generated. */
export interface Change {
  readonly path: string;
  readonly kind: 'new' | 'changed' | 'stale';
  /** Text on the disk; `null` for a new file. */
  readonly before: string | null;
  /** Text that belongs there; `null` for a stale file, which belongs to no command any more. */
  readonly after: string | null;
  /** The text on the disk is not the one that was generated: somebody edited it. */
  readonly edited: boolean;
}

/**
 * Compares a package with a folder; only files that the folder's manifest names are ever called stale. Hundreds of
 * small files are read one after the other: handing each to a thread takes several times as long.
 */
export function compareWithDisk(
  files: readonly PackageFile[],
  out: string,
  diagnostics: Diagnostics,
): readonly Change[] {
  const existing = kindOf(out);
  if (existing === 'none') return files.map(({ path, text }) => newFile(path, text));
  if (existing === 'file') {
    diagnostics.report('output-is-file', null, { path: out });
    return [];
  }
  const manifest = readManifest(out, diagnostics);
  const changes = files.map((file) => compareFile(file, out, manifest, diagnostics));
  const wanted = new Set(files.map(({ path }) => path));
  const stale = Object.keys(manifest?.files ?? {}).filter((path) => !wanted.has(path) && staysInside(path));
  const gone = stale.map((path) => compareStale(path, out, manifest, diagnostics));
  return [...changes, ...gone].filter((change) => change !== null);
}

/** What keeps a path from being looked at keeps it from being written to, and is reported then. */
function kindOf(path: string): 'folder' | 'file' | 'none' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'none';
  }
}

function newFile(path: string, text: string): Change {
  return { path, kind: 'new', before: null, after: text, edited: false };
}

function readManifest(out: string, diagnostics: Diagnostics): Manifest | null {
  const path = join(out, manifestName);
  const text = readIfThere(path, diagnostics);
  if (text === null) return null;
  const manifest = parseManifest(text);
  if (manifest === null) diagnostics.report('manifest-invalid', null, { path });
  return manifest;
}

function compareFile(
  { path, text }: PackageFile,
  out: string,
  manifest: Manifest | null,
  diagnostics: Diagnostics,
): Change | null {
  const before = readIfThere(join(out, path), diagnostics);
  if (before === text) return null;
  if (before === null) return newFile(path, text);
  const generated = manifest?.files[path];
  if (generated === undefined && path !== manifestName) {
    diagnostics.report('file-not-ours', null, { path: join(out, path) });
    return null;
  }
  return {
    path,
    kind: 'changed',
    before,
    after: text,
    edited: generated !== undefined && sha256(before) !== generated,
  };
}

function compareStale(path: string, out: string, manifest: Manifest | null, diagnostics: Diagnostics): Change | null {
  const before = readIfThere(join(out, path), diagnostics);
  if (before === null) return null;
  return { path, kind: 'stale', before, after: null, edited: sha256(before) !== manifest?.files[path] };
}

/** A manifest is a file anybody can edit: a path in it must not lead out of the folder. */
function staysInside(path: string): boolean {
  return !path.startsWith('/') && !/^[A-Za-z]:/.test(path) && !path.split(/[\\/]/).includes('..');
}

/** The text of a file; `null` when there is none, or none that can be read, which is reported. */
function readIfThere(path: string, diagnostics: Diagnostics): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      diagnostics.report('output-unreadable', null, { path, reason: reasonOf(error) });
    }
    return null;
  }
}
