import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { handlersFolder } from '../plan/handlers.js';
import { reasonOf } from '../write/reason.js';

/** A file that people wrote. */
export interface PeoplesFile {
  /** Inside the package, with forward slashes. */
  readonly path: string;
  /** For diagnostics. */
  readonly shown: string;
  readonly text: string;
}

/** A path of the folder that is taken, whether or not it can be read. */
export type Found = PeoplesFile | 'unreadable';

/** Every TypeScript file in the folder of the handlers, by its path inside the package; what cannot be read is reported. */
export function readHandlerFolder(out: string, diagnostics: Diagnostics): ReadonlyMap<string, Found> {
  const paths = namesIn(join(out, handlersFolder))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => `${handlersFolder}/${name}`);
  return new Map(paths.map((path) => [path, read(path, join(out, path), diagnostics)]));
}

/** What keeps the folder from being read keeps it from being written to, and is reported then. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    reasonOf(error);
    return [];
  }
}

/** Bytes that are no UTF-8 could not be written back as they were. */
function read(path: string, shown: string, diagnostics: Diagnostics): Found {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(shown));
    return { path, shown, text };
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is not UTF-8' : reasonOf(error);
    diagnostics.report('handlers-unreadable', null, { path: shown, reason });
    return 'unreadable';
  }
}
