import { readModel } from '../generate.js';
import { documentFlags, readOptions } from './flags.js';
import type { Verb } from './verb.js';

export const modelVerb: Verb = {
  name: 'model',
  arguments: '[FILE…]',
  help: 'print the whole command model as JSON',
  flags: documentFlags,
  async run(typed, { out, diagnostics }) {
    const { model } = await readModel(readOptions(typed, diagnostics), diagnostics);
    const refused = typed.flags.has('strict') && diagnostics.count('warning') > 0;
    if (!refused && !typed.flags.has('json')) out(`${JSON.stringify(model, null, 2)}\n`);
    return { exitCode: refused ? 1 : 0, disk: 'Nothing was written.', report: refused ? {} : { model } };
  },
};
