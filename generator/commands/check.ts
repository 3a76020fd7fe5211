import { createTwoFilesPatch } from 'diff';
import { plural } from '../diagnostics/plural.js';
import { generate } from '../generate.js';
import type { Change } from '../write/compare.js';
import { readOptions, type Typed } from './flags.js';
import { isRefused, refusal } from './strict.js';
import type { Outcome, Terminal } from './verb.js';

const sentences = {
  new: 'is missing',
  changed: 'is not as the documents have it',
  stale: 'belongs to nothing any more',
} as const;

/** Says which files of the package are stale, and how. */
export async function runCheck(typed: Typed, { out, diagnostics }: Terminal): Promise<Outcome> {
  const options = readOptions(typed, diagnostics);
  diagnostics.stopIfErrors();
  const { changes } = await generate(options, diagnostics);
  const refused = isRefused(typed, diagnostics);
  if (!typed.flags.has('json')) out(changes.map((change) => print(change)).join(''));
  const stale = changes.map(({ path, kind, edited }) => ({ path, kind, edited }));
  return {
    exitCode: changes.length > 0 || refused ? 1 : 0,
    disk: [...(refused ? [refusal] : []), stateOf(changes, options.out), 'Nothing was written.'].join(' '),
    report: { out: options.out, stale },
  };
}

function stateOf(changes: readonly Change[], out: string): string {
  if (changes.length === 0) return `${out} is up to date.`;
  const verb = changes.length === 1 ? 'is' : 'are';
  return `${plural(changes.length, 'file')} of ${out} ${verb} stale; run generate with the same options.`;
}

function print({ path, kind, before, after, edited }: Change): string {
  const who = edited ? ' (edited by hand since it was generated)' : '';
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before ?? '', after ?? '', 'on the disk', 'generated');
  return `${path} ${sentences[kind]}${who}\n${patch.replace(/^=+\n/, '')}\n`;
}
