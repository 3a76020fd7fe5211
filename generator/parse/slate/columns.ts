import { typeWords } from '../../model/type-words.js';
import { booleanOf, type Role, roleOf } from './wording.js';

/** What each column says, in the order of the columns; `null` for one that is of no use here. */
export type Columns = readonly (Role | null)[];

/** Whether a cell holds a word for a type, as CloudStack writes them. */
export function isTypeWord(text: string): boolean {
  return typeWords.has(text.toLowerCase());
}

export function isLength(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}

const looksLike: readonly (readonly [Role, (text: string) => boolean])[] = [
  ['type', isTypeWord],
  ['required', (text) => booleanOf(text) !== null],
  ['length', isLength],
  ['name', (text) => /^[\w.[\]()*-]+$/.test(text)],
  ['description', (text) => text.includes(' ')],
];

const sampleRows = 50;

/**
 * Decides what the columns say: by their headers, and for a header that is not known by what most of the cells below
 * look like. `guessed` names the columns decided so.
 */
export function decideColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): { columns: Columns; guessed: readonly { header: string; role: Role }[] } {
  const columns = byHeader(headers);
  const guessed: { header: string; role: Role }[] = [];
  for (const [role, matches] of looksLike) {
    if (columns.includes(role)) continue;
    const at = headers.findIndex((header, index) => {
      return columns[index] === null && !knownButUnused.has(header.toLowerCase()) && mostMatch(rows, index, matches);
    });
    if (at < 0) continue;
    columns[at] = role;
    guessed.push({ header: headers[at] ?? '', role });
  }
  return { columns, guessed };
}

/** Columns that some pages have and that say nothing about the command. */
const knownButUnused: ReadonlySet<string> = new Set([
  'default',
  'default value',
  'example',
  'version',
  'notes',
  'note',
]);

function byHeader(headers: readonly string[]): (Role | null)[] {
  const taken = new Set<Role>();
  return headers.map((header) => {
    const role = roleOf(header);
    if (role === null || taken.has(role)) return null;
    taken.add(role);
    return role;
  });
}

function mostMatch(rows: readonly (readonly string[])[], index: number, matches: (text: string) => boolean): boolean {
  const cells = rows
    .slice(0, sampleRows)
    .map((row) => row[index] ?? '')
    .filter((text) => text !== '');
  return cells.length > 0 && cells.filter(matches).length * 2 > cells.length;
}
