import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifestFile, type PackageFile } from '../../generator/write/manifest.js';

/** Texts of files by their path. */
export type Texts = Readonly<Record<string, string>>;

/** A package with its manifest, without any document. */
export function packageOf(files: Texts): readonly PackageFile[] {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  const ingredients = { generator: '0.0.0', documents: [], facts: list, options: {} };
  return [...list, manifestFile(ingredients, list)];
}

export function textsOf(files: readonly PackageFile[]): Texts {
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

export function writeTexts(folder: string, files: Texts): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Every file of a folder but those that a run is working on. */
export function readTexts(folder: string): Texts {
  return Object.fromEntries(pathsIn(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Which file each path is, and when it was written. */
export function identities(folder: string): Texts {
  return Object.fromEntries(
    pathsIn(folder).map((path) => {
      const { ino, mtimeMs } = lstatSync(join(folder, path));
      return [path, `${ino} ${mtimeMs}`];
    }),
  );
}

function pathsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  return paths
    .filter((path) => !path.startsWith('.cloudstack-codegen') && lstatSync(join(folder, path)).isFile())
    .sort();
}

/** Whether all that is there of some files is as in a package. */
export function isPartOf(some: Texts, whole: Texts): boolean {
  return Object.entries(some).every(([path, text]) => whole[path] === text);
}

/** Members of the first that the second does not have. */
export function without(some: Texts, others: Texts): Texts {
  return Object.fromEntries(Object.entries(some).filter(([path]) => !(path in others)));
}
