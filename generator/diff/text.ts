import { styleText } from 'node:util';
import { plural } from '../diagnostics/plural.js';
import { printable } from '../diagnostics/printable.js';
import { type Rating, ratings } from './change.js';
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
  sectionsOf,
  shortSubjectOf,
  subjectOf,
} from './wording.js';

/** How a report looks in a terminal. */
export interface TextOptions {
  /** In columns. */
  readonly width: number;
  readonly colour: boolean;
}

type Style = 'bold' | 'dim' | 'red' | 'green' | 'cyan';
type Paint = (style: Style, text: string) => string;

const styles: Readonly<Record<Rating, Style>> = { breaking: 'red', feature: 'green', fix: 'cyan' };
const headings: Readonly<Record<Rating, string>> = { breaking: 'Breaking', feature: 'Features', fix: 'Fixes' };
/** Owners' names are padded up to this. */
const widestOwner = 32;

/** The report for people in front of a terminal: counts first, then everything, the gravest first. */
export function printText(report: DiffReport, { width, colour }: TextOptions): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const title = `${printable(report.old.label)} → ${printable(report.new.label)}`;
  if (report.changes.length === 0) return `${title}\nNothing has changed.\n`;
  const lines = [
    paint('bold', title),
    `It asks for ${bumpInWords(report)}.`,
    '',
    ...countLines(report, paint),
    ...ratings.flatMap((rating) => ratingLines(rating, report, width, paint)),
  ];
  return `${lines.join('\n')}\n`;
}

function countLines(report: DiffReport, paint: Paint): readonly string[] {
  const rows = countsByKind(report);
  const { breaking, feature, fix } = report.counts;
  const all = rows.length > 1 ? [{ title: 'all', breaking, feature, fix }] : [];
  const cell = (count: number, columns: number, style: Style): string => {
    const text = (count === 0 ? '·' : String(count)).padStart(columns);
    return count === 0 ? paint('dim', text) : paint(style, text);
  };
  return [
    `${' '.repeat(12)}${'breaking'.padStart(10)}${'features'.padStart(10)}${'fixes'.padStart(10)}`,
    ...[...rows, ...all].map(
      (row) => `  ${row.title.padEnd(10)}${ratings.map((rating) => cell(row[rating], 10, styles[rating])).join('')}`,
    ),
  ];
}

function ratingLines(rating: Rating, report: DiffReport, width: number, paint: Paint): readonly string[] {
  const changes = report.changes.filter((change) => change.rating === rating);
  if (changes.length === 0) return [];
  const renames = new Renames(report.renames);
  const described = changes.filter(isDocumentation).length;
  return [
    '',
    paint('bold', paint(styles[rating], `${headings[rating]} (${changes.length})`)),
    ...sectionsOf(changes).flatMap(({ title, changes: some }) => [
      '',
      `  ${title} (${some.length})`,
      ...sectionLines(some, renames, width, paint),
    ]),
    ...(rating === 'breaking' ? exportLines(report, width, paint) : []),
    ...(described === 0 ? [] : ['', `  ${plural(described, 'description')}`]),
  ];
}

/** What follows from the changes above: these imports no longer compile. */
function exportLines({ exports: { removed } }: DiffReport, width: number, paint: Paint): readonly string[] {
  if (removed.length === 0) return [];
  return ['', `  Names no longer exported (${removed.length})`, ...ownedLines(byEntry(removed), width, paint)];
}

/** A line for each change that has more to say; else names beside each other, by their owners. */
function sectionLines(
  changes: readonly ReportedChange[],
  renames: Renames,
  width: number,
  paint: Paint,
): readonly string[] {
  if (changes.some((change) => detailOf(change) !== null)) {
    return changes.flatMap((change) => detailLines(change, width, paint));
  }
  const owners = new Map<string, string[]>();
  for (const change of changes) {
    const owner = ownerOf(change) ?? '';
    const now = renames.of(change);
    const name = shortSubjectOf(change) + (now === null ? '' : ` (perhaps ${now} now)`);
    owners.set(owner, [...(owners.get(owner) ?? []), printable(name)]);
  }
  return ownedLines(owners, width, paint);
}

/** Names beside each other behind the name of their owner, as many in a line as fit. */
function ownedLines(owners: ReadonlyMap<string, readonly string[]>, width: number, paint: Paint): readonly string[] {
  const column = Math.min(widestOwner, Math.max(...[...owners.keys()].map((owner) => owner.length)));
  const margin = ' '.repeat(4 + (column === 0 ? 0 : column + 2));
  return [...owners].sort(byOwner).flatMap(([owner, names]) => {
    const [first = '', ...rest] = wrap(names, width - margin.length).map((line) => margin + line);
    const head = `    ${paint('dim', printable(owner).padEnd(column))}`;
    if (owner === '') return [first, ...rest];
    // A name that is too long for the column has a line of its own.
    return owner.length > column ? [head, first, ...rest] : [`${head}  ${first.trimStart()}`, ...rest];
  });
}

function byOwner([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** On one line where it fits, else what was and what is below. */
function detailLines(change: ReportedChange, width: number, paint: Paint): readonly string[] {
  const subject = printable(subjectOf(change));
  const detail = detailOf(change);
  if (detail === null) return [`    ${subject}`];
  const parts = partsOf(detail, width - 8);
  const head = `    ${subject}${detail.aspect === null ? '' : `  ${detail.aspect}`}`;
  const flat = `${head}  ${parts.join(' → ')}`;
  if (flat.length <= width) return [`${head}  ${parts.join(paint('dim', ' → '))}`];
  return [head, ...parts.map((part, index) => `      ${index === 0 ? '  ' : paint('dim', '→ ')}${part}`)];
}

function partsOf({ before, after }: Detail, columns: number): readonly string[] {
  return [before, after].filter((text) => text !== null).map((text) => clipped(printable(text), columns));
}

/** Names with commas between them, as many in a line as fit. */
function wrap(names: readonly string[], columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, name] of names.entries()) {
    const piece = index === names.length - 1 ? name : `${name},`;
    if (line !== '' && line.length + 1 + piece.length > columns) {
      lines.push(line);
      line = piece;
    } else {
      line = line === '' ? piece : `${line} ${piece}`;
    }
  }
  return [...lines, line];
}
