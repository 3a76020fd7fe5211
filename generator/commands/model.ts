import { readModel } from '../generate.js';
import { readOptions, type Typed } from './flags.js';
import { isRefused, refusal } from './strict.js';
import type { Outcome, Terminal } from './verb.js';

/** Prints the whole command model as JSON. */
export async function runModel(typed: Typed, { out, diagnostics }: Terminal): Promise<Outcome> {
  const { model } = await readModel(readOptions(typed, diagnostics), diagnostics);
  const refused = isRefused(typed, diagnostics);
  if (!refused && !typed.flags.has('json')) out(`${JSON.stringify(model, null, 2)}\n`);
  return {
    exitCode: refused ? 1 : 0,
    disk: `${refused ? `${refusal} ` : ''}Nothing was written.`,
    report: refused ? {} : { model },
  };
}
