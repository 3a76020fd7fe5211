import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Change } from './compare.js';
import { hold, type Written } from './hold.js';

/**
 * Makes a folder what it should be, as a whole or not at all. What goes wrong is reported.
 *
 * @throws {InputError} when another run writes to the folder, or what an interrupted one began cannot be finished.
 */
export async function write(changes: readonly Change[], out: string, diagnostics: Diagnostics): Promise<Written> {
  const { put, release } = await hold(out, diagnostics);
  try {
    return put(changes);
  } finally {
    release();
  }
}
