import { createTwoFilesPatch } from 'diff';
import { generate } from '../generate.js';
import type { Change } from '../write/compare.js';
import { documentFlags, packageFlags, readOptions } from './flags.js';
import type { Verb } from './verb.js';

const sentences = {
  new: 'is missing',
  changed: 'is not as the documents have it',
  stale: 'belongs to nothing any more',
} as const;

export const checkVerb: Verb = {
  name: 'check',
  arguments: '[FILE…]',
  help: 'say which files of the package are stale, and how; write nothing',
  flags: [...documentFlags, ...packageFlags],
  async run(typed, { out, diagnostics }) {
    const options = readOptions(typed, diagnostics);
    diagnostics.stopIfErrors();
    const { changes } = await generate(options, diagnostics);
    const refused = typed.flags.has('strict') && diagnostics.count('warning') > 0;
    if (!typed.flags.has('json')) out(changes.map((change) => print(change)).join(''));
    const stale = changes.map(({ path, kind, edited }) => ({ path, kind, edited }));
    const state =
      changes.length === 0
        ? `${options.out} is up to date.`
        : `${changes.length} files of ${options.out} are stale; run generate with the same options.`;
    return {
      exitCode: changes.length > 0 || refused ? 1 : 0,
      disk: `${state} Nothing was written.`,
      report: { out: options.out, stale },
    };
  },
};

function print({ path, kind, before, after, edited }: Change): string {
  const who = edited ? ' (edited by hand since it was generated)' : '';
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before ?? '', after ?? '', 'on the disk', 'generated');
  return `${path} ${sentences[kind]}${who}\n${patch.replace(/^=+\n/, '')}\n`;
}
