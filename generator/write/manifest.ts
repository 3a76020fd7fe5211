import { hash } from 'node:crypto';

/** `manifest.json` of a generated package: which files are generated, from what. */
export interface Manifest {
  readonly generator: string;
  /** The documents, by file name without its folder. */
  readonly documents: readonly { readonly file: string; readonly sha256: string }[];
  /** Hash of every generated file by its path. */
  readonly files: Readonly<Record<string, string>>;
}

/** A file of the package, ready to be written. */
export interface PackageFile {
  /** Inside the package, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export const manifestName = 'manifest.json';

/** The manifest as a file of the package; it lists every other one. */
export function manifestFile(
  generator: string,
  documents: readonly { readonly file: string; readonly text: string }[],
  files: readonly PackageFile[],
): PackageFile {
  const manifest: Manifest = {
    generator,
    documents: documents
      .map(({ file, text }) => ({ file: file.replace(/^.*[\\/]/, ''), sha256: sha256(text) }))
      .sort((a, b) => compare(a.file, b.file) || compare(a.sha256, b.sha256)),
    files: Object.fromEntries(
      files.map(({ path, text }): [string, string] => [path, sha256(text)]).sort(([a], [b]) => compare(a, b)),
    ),
  };
  return { path: manifestName, text: `${JSON.stringify(manifest, null, 2)}\n` };
}

/** Reads a manifest; `null` when the text is none. */
export function parseManifest(text: string): Manifest | null {
  try {
    const value = JSON.parse(text) as Partial<Manifest> | null;
    const files = value?.files;
    return typeof files === 'object' && files !== null && typeof value?.generator === 'string'
      ? (value as Manifest)
      : null;
  } catch {
    return null;
  }
}

export function sha256(text: string): string {
  return hash('sha256', text);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
