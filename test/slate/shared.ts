import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));

export const pageOf107 = 'slate/sidescale-107-commands.slate.md';
export const catalogueOf418 = 'catalogue/listApis-4.18.json';

/** Ends the name of a suite that needs `../shared`, and says why it is skipped where that is missing. */
export const missing = existsSync(shared) ? '' : ' (skipped: ../shared, with the real pages, is not here)';

/** A file of `../shared` as bytes. */
export function readShared(path: string): Buffer {
  return readFileSync(`${shared}${path}`);
}
