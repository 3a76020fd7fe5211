import type { Severity } from '../diagnostics/catalogue.js';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { plural } from '../diagnostics/plural.js';
import { ratings } from '../diff/change.js';
import { printMarkdown } from '../diff/markdown.js';
import { labelsOf, type ReadSide, readSide } from '../diff/read-side.js';
import { type DiffReport, reportDiff } from '../diff/report.js';
import { printText } from '../diff/text.js';
import { usesColour } from './finish.js';
import { diffFormats, failOnChoices, readOptions, type Typed } from './flags.js';
import { isRefused, refusal } from './strict.js';
import type { Outcome, Terminal } from './verb.js';

/** Columns of a report where nobody says how many there are, and between which they are kept. */
const usualWidth = 100;
const [leastWidth, mostWidth] = [80, 140];

/** Compares two models, says what changed for those who compiled against the package of the old one. */
export async function runDiff(typed: Typed, { out, diagnostics }: Terminal): Promise<Outcome> {
  const [before, now] = operands(typed, diagnostics);
  const options = readOptions({ ...typed, rest: [] }, diagnostics);
  const format = choice(typed, 'format', diffFormats, 'text', diagnostics);
  const failOn = choice(typed, 'fail-on', failOnChoices, 'none', diagnostics);
  diagnostics.stopIfErrors();
  const sides = [await readSide(before, options), await readSide(now, options)] as const;
  const report = compare(sides, typed, options.packageVersion, diagnostics);
  if (!typed.flags.has('json')) out(print(report, format));
  const isRefusedByUser = isRefused(typed, diagnostics);
  const isFinding = isAsGraveAs(report, failOn);
  return {
    exitCode: isRefusedByUser || isFinding ? 1 : 0,
    disk: [
      ...(isRefusedByUser ? [refusal] : []),
      ...(isFinding ? [`There are changes that --fail-on ${failOn} was to find.`] : []),
      ...(typed.flags.has('strict') ? [] : hidden(sides)),
      'Nothing was written.',
    ].join(' '),
    report: { diff: report },
  };
}

function operands({ rest }: Typed, diagnostics: Diagnostics): readonly [string, string] {
  const [before, now, third] = rest;
  if (before === undefined || now === undefined) {
    diagnostics.report('argument-missing', null, { verb: 'diff', argument: 'two documents or models, OLD and NEW' });
  }
  if (third !== undefined) diagnostics.report('argument-superfluous', null, { verb: 'diff', argument: third });
  return [before ?? '', now ?? ''];
}

function choice<T extends string>(
  { flags }: Typed,
  flag: string,
  choices: readonly T[],
  usual: T,
  diagnostics: Diagnostics,
): T {
  const value = flags.get(flag)?.at(-1);
  const found = choices.find((one) => one === value);
  if (value !== undefined && found === undefined) {
    diagnostics.report('flag-invalid', null, { flag: `--${flag}`, value, wanted: choices.join(', ') });
  }
  return found ?? usual;
}

/** @throws {InputError} when one of the sides has errors. */
function compare(
  [before, now]: readonly [ReadSide, ReadSide],
  { flags }: Typed,
  current: string | null,
  diagnostics: Diagnostics,
): DiffReport {
  const shown: readonly Severity[] = flags.has('strict') ? ['error', 'warning'] : ['error'];
  for (const side of [before, now]) diagnostics.takeOver(side.diagnostics, ({ severity }) => shown.includes(severity));
  for (const [key, values] of before.diagnostics.unmatched) {
    if (now.diagnostics.unmatched.has(key)) diagnostics.report('filter-unmatched', null, values);
  }
  const isEmpty = [before, now].every(({ model }) => model?.commands.length === 0);
  if (isEmpty && diagnostics.count('error') === 0) diagnostics.report('nothing-left', null, {});
  diagnostics.stopIfErrors();
  if (before.model === null || now.model === null) throw new TypeError('a side without a model has errors');
  const [old, label] = labelsOf(before, now);
  return reportDiff(
    { label: flags.get('from')?.at(-1) ?? old, model: before.model },
    { label: flags.get('to')?.at(-1) ?? label, model: now.model },
    current,
  );
}

function print(report: DiffReport, format: (typeof diffFormats)[number]): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  if (format === 'markdown') return printMarkdown(report);
  const { columns = usualWidth } = process.stdout;
  const width = Math.min(mostWidth, Math.max(leastWidth, columns));
  return printText(report, { width, colour: usesColour(process.stdout) });
}

function isAsGraveAs({ rating }: DiffReport, failOn: (typeof failOnChoices)[number]): boolean {
  if (rating === null || failOn === 'none') return false;
  return failOn === 'any' || ratings.indexOf(rating) <= ratings.indexOf(failOn);
}

/** What is odd about the documents is not what was asked, so it is only counted. */
function hidden(sides: readonly ReadSide[]): readonly string[] {
  const count = sides.reduce((sum, { diagnostics }) => sum + diagnostics.count('warning'), 0);
  return count === 0 ? [] : [`${plural(count, 'warning')} about the documents: --strict shows them.`];
}
