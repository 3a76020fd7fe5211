import { hash } from 'node:crypto';

/** `manifest.json` of a generated package: which files are generated, from what. */
export interface Manifest {
  readonly generator: string;
  /** Hash of all that the package was made from: documents, facts and options. */
  readonly inputs: string;
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

/** What a package is made from. */
export interface Ingredients {
  /** The generator's version. */
  readonly generator: string;
  readonly documents: readonly { readonly file: string; readonly text: string }[];
  /** Facts and whatever else is read; the order does not count. */
  readonly facts: readonly { readonly text: string }[];
  /** Options that change what is printed. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The manifest as a file of the package; it lists every other one. */
export function manifestFile(ingredients: Ingredients, files: readonly PackageFile[]): PackageFile {
  const manifest: Manifest = {
    generator: ingredients.generator,
    inputs: hashOf(ingredients),
    documents: ingredients.documents
      .map(({ file, text }) => ({ file: file.replace(/^.*[\\/]/, ''), sha256: sha256(text) }))
      .sort((a, b) => compare(a.file, b.file) || compare(a.sha256, b.sha256)),
    files: Object.fromEntries(
      files.map(({ path, text }): [string, string] => [path, sha256(text)]).sort(([a], [b]) => compare(a, b)),
    ),
  };
  return { path: manifestName, text: `${JSON.stringify(manifest, null, 2)}\n` };
}

/** A hash that differs when anything differs that could change the package. */
export function hashOf({ generator, documents, facts, options }: Ingredients): string {
  const texts = (all: Ingredients['facts']): readonly string[] => all.map(({ text }) => sha256(text)).sort(compare);
  return sha256(JSON.stringify([generator, texts(documents), texts(facts), options]));
}

/** Reads a manifest; `null` when the text is none. */
export function parseManifest(text: string | Buffer): Manifest | null {
  try {
    const value = JSON.parse(String(text)) as Partial<Manifest> | null;
    const files = value?.files;
    return typeof files === 'object' && files !== null && typeof value?.generator === 'string'
      ? (value as Manifest)
      : null;
  } catch {
    return null;
  }
}

/** A manifest is a file anybody can edit: a path in it must not lead out of the folder, or be the folder. */
export function staysInside(path: string): boolean {
  const parts = path.split(/[\\/]/);
  return !/^[A-Za-z]:/.test(path) && parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

export function sha256(text: string | Buffer): string {
  return hash('sha256', text);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
