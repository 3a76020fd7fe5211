import type { RawField, RawParameter, RawType } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import { isLength } from './columns.js';
import type { Findings } from './findings.js';
import { type NameCell, sinceInProse, sinceOf } from './name-cell.js';
import { readNames } from './row-names.js';
import type { Row, Table } from './table.js';
import { plainType, readType, readValues, type TypeCell } from './type-cell.js';
import { isReference } from './references.js';
import { booleanOf } from './wording.js';

/** What a table is read for. */
export interface RowsContext {
  readonly command: string;
  readonly findings: Findings;
  /** What the heading above the table says of all its rows ("Optional parameters"). */
  readonly required: Stated<boolean> | null;
}

/** A row with its name, taken apart. */
export interface NamedRow {
  readonly row: Row;
  readonly name: Stated<string>;
  readonly cell: NameCell;
}

/** Turns the rows of a table into parameters, or into fields by {@link asField}; names hold dots where rows are nested. */
export function readRows(table: Table, context: RowsContext): RawParameter[] {
  const isMarked = blankMeansNo(table, context);
  return readNames(table, context).map(({ row, name, cell }) => {
    const type = typeOf(row, name, cell, table.typed, context);
    return {
      name,
      type: { value: type.value.type, origin: type.origin },
      required: requiredOf(row, name, cell, type, isMarked, context),
      description: filled(row.values.get('description')),
      maxLength: lengthOf(row, name.value, type, context),
      since: sinceOfRow(row, name, cell),
    };
  });
}

/** A name that comes twice counts once. */
export function distinct(rows: readonly RawParameter[], command: string, findings: Findings): RawParameter[] {
  const seen = new Map<string, Stated<string>>();
  return rows.filter(({ name }) => {
    const before = seen.get(name.value);
    if (before === undefined) {
      seen.set(name.value, name);
      return true;
    }
    const related = [{ origin: before.origin, note: 'the first row, which counts' }];
    findings.report('duplicate-row', name.origin, { command, name: name.value }, related);
    return false;
  });
}

export function asField({ name, type, required, description }: RawParameter): RawField {
  return { name, type, required: required?.value ?? false, description: description?.value ?? null };
}

function typeOf(
  row: Row,
  name: Stated<string>,
  cell: NameCell,
  typed: boolean,
  { command, findings }: RowsContext,
): Stated<TypeCell> {
  const written =
    filled(row.values.get('type')) ?? (cell.type === null ? null : { value: cell.type, origin: name.origin });
  if (written === null) {
    if (typed) findings.report('type-not-stated', name.origin, { command, name: name.value });
    return { value: readType('unknown'), origin: name.origin };
  }
  const type = readType(written.value);
  const word = written.value.toLowerCase();
  if (!type.known && !isReference(word))
    findings.report('unknown-type-word', written.origin, { command, name: name.value, word });
  if (type.translated) findings.reportOnce('type-word-translated', written.origin, { word, type: shown(type.type) });
  return { value: withValues(type, row), origin: written.origin };
}

function shown({ word, items, values }: RawType): string {
  if (values !== null) return `${word}, one of ${values.join(', ')}`;
  return items === null ? word : `${word} of ${items.word}`;
}

function withValues(type: TypeCell, row: Row): TypeCell {
  const values = readValues(filled(row.values.get('values'))?.value ?? '');
  const isWord = type.type.word === 'string' || type.type.word === 'unknown';
  return values === null || !isWord ? type : { ...type, type: { ...plainType('string'), values } };
}

function requiredOf(
  row: Row,
  name: Stated<string>,
  cell: NameCell,
  type: Stated<TypeCell>,
  isMarked: boolean,
  context: RowsContext,
): Stated<boolean> | null {
  const { command, findings } = context;
  const column = row.values.get('required');
  if (isMarked) return { value: filled(column) !== null, origin: column?.origin ?? name.origin };
  const stated = statedBoolean(filled(column), false, name.value, context);
  const optional = statedBoolean(filled(row.values.get('optional')), true, name.value, context);
  if (stated !== null || optional !== null) return stated ?? optional;
  if (cell.starred && cell.required !== null)
    findings.reportOnce('required-from-mark', name.origin, { command, required: cell.required });
  if (cell.required !== null) return { value: cell.required, origin: name.origin };
  if (type.value.required !== null) return { value: type.value.required, origin: type.origin };
  return row.required ?? context.required;
}

function statedBoolean(
  written: Stated<string> | null,
  inverted: boolean,
  name: string,
  { command, findings }: RowsContext,
): Stated<boolean> | null {
  if (written === null) return null;
  const word = written.value.toLowerCase();
  const value = booleanOf(word);
  // "Optional" in a column of that name means yes to it.
  const isNamed = inverted && ['optional', 'required'].includes(word);
  if (value !== null) return { value: inverted && !isNamed ? !value : value, origin: written.origin };
  findings.report('required-not-understood', written.origin, { command, name, text: written.value });
  return null;
}

const marks = new Set(['x', '*', '+', '•', '●', 'v', '√']);

/** A column that holds one mark for yes, and nothing for no; captions that say it leave nothing to guess. */
function blankMeansNo({ rows, origin }: Table, { command, findings }: RowsContext): boolean {
  const cells = rows.map((row) => row.values.get('required'));
  if (cells.every((cell) => cell === undefined) || rows.some((row) => row.required !== null)) return false;
  const words = new Set(cells.map((cell) => filled(cell)?.value.toLowerCase() ?? ''));
  const [mark = '', ...others] = [...words].filter((word) => word !== '');
  const isYes = marks.has(mark) || booleanOf(mark) === true;
  if (!words.has('') || others.length > 0 || !isYes) return false;
  findings.report('blank-means-no', cells.find((cell) => cell !== undefined)?.origin ?? origin, { command, mark });
  return true;
}

function lengthOf(
  row: Row,
  name: string,
  type: Stated<TypeCell>,
  { command, findings }: RowsContext,
): Stated<number> | null {
  const written = filled(row.values.get('length'));
  const inType = type.value.maxLength;
  if (written === null) return inType === null || inType === 0 ? null : { value: inType, origin: type.origin };
  if (isLength(written.value) && Number(written.value) > 0) {
    return { value: Number(written.value), origin: written.origin };
  }
  findings.report('length-not-a-number', written.origin, { command, name, text: written.value });
  return null;
}

function sinceOfRow(row: Row, name: Stated<string>, cell: NameCell): Stated<string> | null {
  const column = filled(row.values.get('since'));
  if (column !== null) return { ...column, value: sinceOf(column.value) ?? column.value };
  if (cell.since !== null) return { value: cell.since, origin: name.origin };
  const description = row.values.get('description');
  const since = sinceInProse(description?.value ?? '');
  return since === null || description === undefined ? null : { value: since, origin: description.origin };
}

/** A cell that says something: not empty, and no dash for "nothing". */
function filled(cell: Stated<string> | undefined): Stated<string> | null {
  return cell === undefined || /^(?:|-+|–|—|n\/a|none|null)$/i.test(cell.value) ? null : cell;
}
