import { plural } from '../diagnostics/plural.js';
import { printable } from '../diagnostics/printable.js';
import { markdown } from '../plan/code.js';
import { type Rating, ratings } from './change.js';
import type { ExportedName } from './exports.js';
import { type DiffReport, isDocumentation, type ReportedChange } from './report.js';
import {
  bumpInWords,
  byEntry,
  clipped,
  countsByKind,
  type Detail,
  detailOf,
  ownerOf,
  Renames,
  type Section,
  sectionsOf,
  shortSubjectOf,
  subjectOf,
} from './wording.js';

/** A list shows so many owners, or names without one, before the rest is counted. */
const shown = 8;
/** An owner with more names shows only how many. */
const namesPerOwner = 3;

/** In characters: lists of values can be very long. */
const longestDetail = 160;

const headings: Readonly<Record<Rating, string>> = { breaking: 'Breaking changes', feature: 'New', fix: 'Fixes' };

/** The report as a changelog: what matters first, and everything in a list that is folded. */
export function printMarkdown(report: DiffReport): string {
  const { changes, counts } = report;
  const title = `## ${markdown(report.old.label)} → ${markdown(report.new.label)}`;
  if (changes.length === 0) return `${title}\n\nNothing has changed.\n`;
  const total = `${plural(counts.breaking, 'breaking change')}, ${plural(counts.feature, 'feature')}, ${plural(counts.fix, 'fix', 'fixes')}`;
  const renames = new Renames(report.renames);
  const blocks = [
    title,
    `**${bumpInWords(report).replace(/^a/, 'A')}**: ${total}.`,
    countTable(report),
    ...ratings.flatMap((rating) => ratingBlocks(rating, changes, renames)),
    everything(report, renames),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function countTable(report: DiffReport): string {
  const cell = (count: number): string => (count === 0 ? '' : String(count));
  return [
    '|  | Breaking | Features | Fixes |',
    '| --- | ---: | ---: | ---: |',
    ...countsByKind(report).map(
      ({ title, breaking, feature, fix }) => `| ${title} | ${cell(breaking)} | ${cell(feature)} | ${cell(fix)} |`,
    ),
  ].join('\n');
}

function ratingBlocks(rating: Rating, all: readonly ReportedChange[], renames: Renames): readonly string[] {
  const changes = all.filter((change) => change.rating === rating);
  if (changes.length === 0) return [];
  const described = changes.filter(isDocumentation).length;
  const items = [
    ...sectionsOf(changes).map((section) => sectionItem(section, rating === 'breaking' ? Infinity : shown, renames)),
    ...(described === 0 ? [] : [`- **Descriptions:** ${described}`]),
  ];
  return [`### ${headings[rating]}`, items.join('\n')];
}

/** One item of the short list: names beside each other, or one below the other where there is more to say. */
function sectionItem({ title, changes }: Section, most: number, renames: Renames): string {
  const head = `- **${title}** (${changes.length}):`;
  if (changes.some((change) => detailOf(change) !== null)) {
    const [only] = changes;
    if (only !== undefined && changes.length === 1) return `${head} ${code(subjectOf(only))}${detailText(only)}`;
    const lines = changes.slice(0, most).map((change) => `  - ${code(subjectOf(change))}${detailText(change)}`);
    return [head, ...lines, ...restOf(changes.length - lines.length).map((rest) => `  - ${rest}`)].join('\n');
  }
  const single = changes.every((change) => ownerOf(change) === null || renames.of(change) !== null);
  const names = most === Infinity || single ? changes.map((change) => named(change, renames)) : bundles(changes);
  const some = names.slice(0, most);
  return `${head} ${[...some, ...restOf(names.length - some.length)].join(', ')}`;
}

function named(change: ReportedChange, renames: Renames): string {
  const now = renames.of(change);
  return code(subjectOf(change)) + (now === null ? '' : ` (perhaps ${code(now)} now)`);
}

/** Names by their owner, the owner with the most first: `` `createVpc` (`dns1`, `dns2`), `createVlan` (9) ``. */
function bundles(changes: readonly ReportedChange[]): readonly string[] {
  return [...byOwner(changes)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([owner, some]) => {
      const names = some.map((change) => code(shortSubjectOf(change)));
      return `${code(owner)} (${names.length > namesPerOwner ? names.length : names.join(', ')})`;
    });
}

function byOwner(changes: readonly ReportedChange[]): ReadonlyMap<string, readonly ReportedChange[]> {
  const owners = new Map<string, ReportedChange[]>();
  for (const change of changes) {
    const owner = ownerOf(change) ?? change.on;
    const known = owners.get(owner) ?? [];
    known.push(change);
    owners.set(owner, known);
  }
  return owners;
}

function restOf(count: number): readonly string[] {
  return count > 0 ? [`and ${count} more`] : [];
}

/** `: before → after`, with the aspect where it is not told anywhere else. */
function detailText(change: ReportedChange): string {
  const detail = detailOf(change);
  if (detail === null) return '';
  const aspect = detail.aspect === null ? '' : `${detail.aspect} `;
  return `: ${aspect}${valuesText(detail)}`;
}

function valuesText({ before, after }: Pick<Detail, 'before' | 'after'>): string {
  return [before, after]
    .filter((text) => text !== null)
    .map((text) => code(clipped(text, longestDetail)))
    .join(' → ');
}

/** Every change but those of descriptions, group by group, then types, and the names that are gone; folded. */
function everything({ changes: all, exports }: DiffReport, renames: Renames): string {
  const changes = all.filter((change) => !isDocumentation(change));
  const groups = [...new Set(changes.map(({ group }) => group))].sort((a, b) => ((a ?? '~') < (b ?? '~') ? -1 : 1));
  const tables = groups.map((group) => {
    const rows = changes.filter((change) => change.group === group).map((change) => row(change, renames));
    const head = `#### ${group === null ? 'Types' : code(group)}`;
    return `${head}\n\n| Rating | What | Change |\n| --- | --- | --- |\n${rows.join('\n')}`;
  });
  const described = all.filter(isDocumentation).map((change) => code(subjectOf(change)));
  const descriptions = described.length === 0 ? [] : [`#### Descriptions\n\n${[...new Set(described)].join(', ')}`];
  const gone = exportedList(exports.removed);
  const summary = `<summary>All ${plural(all.length, 'change')}</summary>`;
  return ['<details>', summary, ...tables, ...gone, ...descriptions, '</details>'].join('\n\n');
}

function exportedList(names: readonly ExportedName[]): readonly string[] {
  if (names.length === 0) return [];
  const items = [...byEntry(names)].map(([entry, some]) => `- ${code(entry)}: ${some.map(code).join(', ')}`);
  return [`#### Names no longer exported\n\n${items.join('\n')}`];
}

function row(change: ReportedChange, renames: Renames): string {
  const label = change.rating === 'breaking' ? `**${change.rating}**` : change.rating;
  return `| ${label} | ${cell(code(subjectOf(change)))} | ${cell(happening(change, renames))} |`;
}

function happening(change: ReportedChange, renames: Renames): string {
  const { of, rule, action, aspect, before, after } = change;
  const now = renames.of(change);
  const kind = of === 'group' ? 'group ' : '';
  if (action === 'removed') return `${kind}removed${now === null ? '' : `, perhaps ${code(now)} now`}`;
  if (action === 'added') {
    const required = rule === 'parameter-added-required' ? ', required' : '';
    const colon = of === 'command' ? ', answers' : ':';
    return `${kind}added${required}${after === null ? '' : `${colon} ${code(clipped(after, longestDetail))}`}`;
  }
  if (aspect === 'deprecated') return after === null ? 'no longer deprecated' : 'deprecated';
  if (aspect === 'required' || aspect === 'always') return `${aspect}: ${before ?? ''} → ${after ?? ''}`;
  const gone = aspect === 'value' && after === null ? ' removed' : '';
  const fresh = aspect === 'value' && before === null ? ' added' : '';
  return `${aspect ?? ''}${gone}${fresh}: ${valuesText({ before, after })}`;
}

/** A text in a fence that it cannot end. */
function code(text: string): string {
  const plain = printable(text);
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${plain}${fence}` : `${fence} ${plain} ${fence}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
