import { generate } from '../generate.js';
import type { Change } from '../write/compare.js';
import { write } from '../write/write.js';
import { documentFlags, packageFlags, readOptions } from './flags.js';
import type { Outcome, Verb } from './verb.js';

export const generateVerb: Verb = {
  name: 'generate',
  arguments: '[FILE…]',
  help: 'read documents, write the package',
  flags: [...documentFlags, ...packageFlags, { name: 'dry-run', value: null, help: 'everything but the writing' }],
  async run(typed, { diagnostics }) {
    const options = readOptions(typed, diagnostics);
    diagnostics.stopIfErrors();
    const { model, files, changes } = await generate(options, diagnostics);
    const { commands, groups, entities } = model;
    const counts = { commands: commands.length, groups: groups.length, entities: entities.length, files: files.length };
    const refused = typed.flags.has('strict') && diagnostics.count('warning') > 0;
    const dry = typed.flags.has('dry-run');
    if (!refused && !dry) await write(changes, options.out, diagnostics);
    diagnostics.stopIfErrors();
    return outcome(changes, options.out, counts, refused ? 'refused' : dry ? 'dry' : 'written');
  },
};

function outcome(
  changes: readonly Change[],
  out: string,
  counts: Readonly<Record<'commands' | 'groups' | 'entities' | 'files', number>>,
  how: 'refused' | 'dry' | 'written',
): Outcome {
  const writing = changes.filter(({ kind }) => kind !== 'stale').map(({ path }) => path);
  const removing = changes.filter(({ kind }) => kind === 'stale').map(({ path }) => path);
  const unchanged = counts.files - writing.length;
  const size = `${counts.commands} commands in ${counts.groups} groups, ${counts.entities} entities`;
  const verb = how === 'written' ? ['wrote', 'removed'] : ['would write', 'would remove'];
  const disk =
    how === 'refused'
      ? `Warnings are errors under --strict. Nothing was written; ${out} is as it was.`
      : changes.length === 0
        ? `${size}: ${out} is up to date, nothing was written.`
        : `${size}: ${verb[0]} ${writing.length} files to ${out}, ${verb[1]} ${removing.length}, left ${unchanged} unchanged.`;
  return {
    exitCode: how === 'refused' ? 1 : 0,
    disk,
    report: { out, ...counts, outcome: how, written: writing, removed: removing, unchanged },
  };
}
