import { readFile, stat } from 'node:fs/promises';
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

/** Compares a package with a folder; only files that the folder's manifest names are ever called stale. */
export async function compareWithDisk(
  files: readonly PackageFile[],
  out: string,
  diagnostics: Diagnostics,
): Promise<readonly Change[]> {
  const existing = await stat(out).catch(() => null);
  if (existing !== null && !existing.isDirectory()) {
    diagnostics.report('output-is-file', null, { path: out });
    return [];
  }
  const manifest = await readManifest(out, diagnostics);
  const changes = await Promise.all(files.map((file) => compareFile(file, out, manifest, diagnostics)));
  const wanted = new Set(files.map(({ path }) => path));
  const stale = Object.keys(manifest?.files ?? {}).filter((path) => !wanted.has(path) && staysInside(path));
  const gone = await Promise.all(stale.map((path) => compareStale(path, out, manifest, diagnostics)));
  return [...changes, ...gone].filter((change) => change !== null);
}

async function readManifest(out: string, diagnostics: Diagnostics): Promise<Manifest | null> {
  const path = join(out, manifestName);
  const text = await readIfThere(path, diagnostics);
  if (text === null) return null;
  const manifest = parseManifest(text);
  if (manifest === null) diagnostics.report('manifest-invalid', null, { path });
  return manifest;
}

async function compareFile(
  { path, text }: PackageFile,
  out: string,
  manifest: Manifest | null,
  diagnostics: Diagnostics,
): Promise<Change | null> {
  const before = await readIfThere(join(out, path), diagnostics);
  if (before === text) return null;
  if (before === null) return { path, kind: 'new', before, after: text, edited: false };
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

async function compareStale(
  path: string,
  out: string,
  manifest: Manifest | null,
  diagnostics: Diagnostics,
): Promise<Change | null> {
  const before = await readIfThere(join(out, path), diagnostics);
  if (before === null) return null;
  return { path, kind: 'stale', before, after: null, edited: sha256(before) !== manifest?.files[path] };
}

/** A manifest is a file anybody can edit: a path in it must not lead out of the folder. */
function staysInside(path: string): boolean {
  return !path.startsWith('/') && !/^[A-Za-z]:/.test(path) && !path.split(/[\\/]/).includes('..');
}

/** The text of a file; `null` when there is none, or none that can be read, which is reported. */
async function readIfThere(path: string, diagnostics: Diagnostics): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      diagnostics.report('output-unreadable', null, { path, reason: reasonOf(error) });
    }
    return null;
  }
}
