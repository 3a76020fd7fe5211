import { bareName } from './name-cell.js';
import { readType } from './type-cell.js';
import { booleanOf, isTypeWord, isUnused, type Role, roleOf } from './wording.js';

/** What each column says, in the order of the columns; `null` for one that is of no use here. */
export type Columns = readonly (Role | null)[];

export function isLength(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}

const isName = (text: string): boolean => /^[»›→↳\s-]*[\w.[\]()*:-]+\*?$/.test(text);

const looksLike: readonly (readonly [Role, (text: string) => boolean])[] = [
  ['type', (text) => readType(text).known],
  ['required', (text) => booleanOf(text) !== null],
  ['length', isLength],
  ['name', isName],
  ['description', (text) => text.includes(' ')],
];

const sampleRows = 50;

export interface Decision {
  readonly columns: Columns;
  /** Columns decided by their cells, as their headers say nothing. */
  readonly guessed: readonly { header: string; role: Role }[];
  /** Columns whose headers say something else than their cells. */
  readonly turned: readonly { first: Role; second: Role }[];
}

/**
 * Decides what the columns say: by their headers, for a header that is not known by what most of the cells below look
 * like, and against their headers where the cells of two columns leave no doubt that the headers are in the wrong order.
 */
export function decideColumns(headers: readonly string[], rows: readonly (readonly string[])[]): Decision {
  const columns = byHeader(headers);
  const guessed: { header: string; role: Role }[] = [];
  for (const [role, matches] of looksLike) {
    if (columns.includes(role) || (role === 'required' && columns.includes('optional'))) continue;
    const at = headers.findIndex((header, index) => {
      return columns[index] === null && !isUnused(header) && share(rows, index, matches) > 0.5;
    });
    if (at < 0) continue;
    columns[at] = role;
    guessed.push({ header: headers[at] ?? '', role });
  }
  return { columns, guessed, turned: turnColumns(columns, rows) };
}

function byHeader(headers: readonly string[]): (Role | null)[] {
  const taken = new Set<Role>();
  return headers.map((header) => {
    const role = roleOf(header);
    if (role === null || taken.has(role)) return null;
    taken.add(role);
    return role;
  });
}

/** Whether a word is at home in another column. */
function isTold(text: string): boolean {
  return isTypeWord(text) || booleanOf(text) !== null || isLength(text);
}

/** What the cells of a column have to look like, and in how many rows before its header is not believed. */
const telling: readonly { readonly role: Role; readonly rows: number; readonly fits: (text: string) => boolean }[] = [
  { role: 'name', rows: 2, fits: (text) => /^[a-z]/.test(text) && isName(text) && !isTold(text) },
  { role: 'type', rows: 5, fits: (text) => isTypeWord(text) },
  { role: 'required', rows: 5, fits: (text) => booleanOf(text) !== null },
];

/** Turns columns in place. Few rows of swapped cells are left to the rows themselves. */
function turnColumns(columns: (Role | null)[], rows: readonly (readonly string[])[]): { first: Role; second: Role }[] {
  const turned: { first: Role; second: Role }[] = [];
  for (const { role, rows: enough, fits } of telling) {
    const here = columns.indexOf(role);
    if (here < 0 || rows.length < enough || share(rows, here, fits) > 0.2) continue;
    const there = columns.findIndex((other, index) => {
      return index !== here && other !== null && share(rows, index, fits) === 1 && isNoName(rows, here, role);
    });
    const other = columns[there];
    if (!other) continue;
    columns[there] = role;
    columns[here] = other;
    turned.push({ first: other, second: role });
  }
  return turned;
}

/** A name written with blanks is still one: only sentences are none. */
function isNoName(rows: readonly (readonly string[])[], column: number, role: Role): boolean {
  return (
    role !== 'name' || share(rows, column, (text) => bareName(text).split(' ').length > 2 || isTypeWord(text)) > 0.8
  );
}

/** How many of a column's cells, the empty ones not counted, are such, from 0 to 1. */
function share(rows: readonly (readonly string[])[], index: number, matches: (text: string) => boolean): number {
  const cells = rows
    .slice(0, sampleRows)
    .map((row) => row[index] ?? '')
    .filter((text) => text !== '');
  return cells.length === 0 ? 0 : cells.filter(matches).length / cells.length;
}
