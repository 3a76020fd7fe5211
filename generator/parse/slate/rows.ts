import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import type { RawField, RawParameter, RawType } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import { isLength, isTypeWord } from './columns.js';
import type { Row } from './table.js';
import { booleanOf } from './wording.js';

/** Turns the rows of a command's parameter tables into parameters; a name that comes twice counts once. */
export function readParameters(rows: readonly Row[], command: string, diagnostics: Diagnostics): RawParameter[] {
  return distinctRows(rows, command, diagnostics).map(({ name, row }) => ({
    name,
    type: typeOf(row, name, command, diagnostics),
    required: requiredOf(row, name.value, command, diagnostics),
    description: filled(row.get('description')),
    maxLength: lengthOf(row, name.value, command, diagnostics),
    since: filled(row.get('since')),
  }));
}

/** Turns the rows of a response table into fields; a name that comes twice counts once. */
export function readFields(rows: readonly Row[], command: string, diagnostics: Diagnostics): RawField[] {
  return distinctRows(rows, command, diagnostics).map(({ name, row }) => ({
    name,
    type: typeOf(row, name, command, diagnostics),
    required: requiredOf(row, name.value, command, diagnostics)?.value ?? false,
    description: filled(row.get('description'))?.value ?? null,
  }));
}

function distinctRows(
  rows: readonly Row[],
  command: string,
  diagnostics: Diagnostics,
): { name: Stated<string>; row: Row }[] {
  const seen = new Map<string, Stated<string>>();
  return rows.flatMap((row) => {
    const name = nameOf(row, command, diagnostics);
    if (name === null) return [];
    const before = seen.get(name.value);
    if (before === undefined) {
      seen.set(name.value, name);
      return [{ name, row }];
    }
    const related = [{ origin: before.origin, note: 'the first row, which counts' }];
    diagnostics.report('duplicate-row', name.origin, { command, name: name.value }, related);
    return [];
  });
}

function nameOf(row: Row, command: string, diagnostics: Diagnostics): Stated<string> | null {
  const written = row.get('name');
  if (written === undefined) return null;
  const name = written.value.replaceAll(' ', '');
  if (name !== written.value) {
    diagnostics.report('name-with-blank', written.origin, { command, written: written.value, name });
  }
  return { value: name, origin: written.origin };
}

function typeOf(row: Row, name: Stated<string>, command: string, diagnostics: Diagnostics): Stated<RawType> {
  const written = filled(row.get('type'));
  if (written === null) {
    diagnostics.report('type-not-stated', name.origin, { command, name: name.value });
    return { value: rawType('unknown'), origin: name.origin };
  }
  const word = written.value.toLowerCase();
  if (!isTypeWord(word)) {
    diagnostics.report('unknown-type-word', written.origin, { command, name: name.value, word });
  }
  return { value: rawType(word), origin: written.origin };
}

function rawType(word: string): RawType {
  return { word, values: null, items: null, shape: null };
}

function requiredOf(row: Row, name: string, command: string, diagnostics: Diagnostics): Stated<boolean> | null {
  const written = filled(row.get('required'));
  if (written === null) return null;
  const value = booleanOf(written.value);
  if (value !== null) return { value, origin: written.origin };
  diagnostics.report('required-not-understood', written.origin, { command, name, text: written.value });
  return null;
}

function lengthOf(row: Row, name: string, command: string, diagnostics: Diagnostics): Stated<number> | null {
  const written = filled(row.get('length'));
  if (written === null) return null;
  if (isLength(written.value) && Number(written.value) > 0) {
    return { value: Number(written.value), origin: written.origin };
  }
  diagnostics.report('length-not-a-number', written.origin, { command, name, text: written.value });
  return null;
}

/** A cell that says something: not empty, and no dash for "nothing". */
function filled(cell: Stated<string> | undefined): Stated<string> | null {
  return cell === undefined || /^(?:|-+|–|—|n\/a)$/i.test(cell.value) ? null : cell;
}
