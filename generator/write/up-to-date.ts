import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUnsettled } from './hold.js';
import { hashOf, type Ingredients, manifestName, parseManifest, sha256 } from './manifest.js';

/**
 * Whether a folder holds just what these ingredients make: its manifest says that it was made from them, and every file
 * is as it was made. Then there is nothing to do, and no need to work that out by doing it.
 */
export function isUpToDate(out: string, ingredients: Ingredients): boolean {
  if (isUnsettled(out)) return false;
  const text = readIfThere(join(out, manifestName));
  const manifest = text === null ? null : parseManifest(text);
  if (manifest === null || manifest.inputs !== hashOf(ingredients)) return false;
  return Object.entries(manifest.files).every(([path, hash]) => {
    const file = readIfThere(join(out, path));
    return file !== null && sha256(file) === hash;
  });
}

/** What cannot be read is looked into, and reported, by the run that follows. */
function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
