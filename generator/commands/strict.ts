import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Typed } from './flags.js';

/** Whether `--strict` was asked for and something was only warned of. */
export function isRefused({ flags }: Typed, diagnostics: Diagnostics): boolean {
  return flags.has('strict') && diagnostics.count('warning') > 0;
}

/** Why a run without an error was refused. */
export const refusal = 'Warnings are errors under --strict.';
