import type { Origin, Stated } from '../../model/source.js';
import { type Columns, decideColumns } from './columns.js';
import type { Findings } from './findings.js';
import { fitCells, reportShape } from './fit.js';
import type { Grid, GridCell, GridRow } from './grid.js';
import { readNameCell } from './name-cell.js';
import { turnCells } from './swapped.js';
import { isForeign, requiredByHeading, type Role, saysNoParameters } from './wording.js';

/** The texts of a row by what they say, free of markup. */
export type Values = ReadonlyMap<Role, Stated<string>>;

/** A row with what its table says of it. */
export interface Row {
  readonly values: Values;
  readonly name: GridCell;
  /** What a caption or heading above the row says of all rows below it. */
  readonly required: Stated<boolean> | null;
  /** The caption above the row that names a field whose members follow. */
  readonly under: string | null;
}

export interface Table {
  readonly origin: Origin;
  readonly form: Grid['form'];
  /** Whether a column gives types; the lack of one is reported for the table, not for each row. */
  readonly typed: boolean;
  readonly rows: readonly Row[];
}

/** What the repairs of a table need to know. */
export interface TableContext {
  readonly command: string;
  readonly grid: Grid;
  readonly columns: Columns;
  readonly findings: Findings;
}

/** Reads a table's rows, repairing on the way; `null` when it is about something else, or its columns mean nothing. */
export function readTable(written: Grid, command: string, findings: Findings): Table | null {
  if (isForeign(written.headers)) return null;
  const grid = withHeader(written);
  const columns = columnsOf(grid, command, findings);
  if (columns === null) return null;
  const context = { command, grid, columns, findings };
  const rows = readRows(context);
  const typed = columns.includes('type') || grid.form === 'list';
  if (!typed && rows.length > 0) findings.report('type-column-missing', grid.origin, { command });
  return { origin: grid.origin, form: grid.form, typed, rows };
}

/** An HTML table need not have a header: then its first row is one like the others. */
function withHeader(grid: Grid): Grid {
  if (grid.form !== 'html') return grid;
  const { columns } = decideColumns(grid.headers, []);
  if (columns.some((role) => role !== null) || !/^[\w.[\]]+$/.test(grid.headers[0] ?? '')) return grid;
  const first = grid.header === null ? [] : [grid.header];
  return { ...grid, headers: grid.headers.map(() => ''), rows: [...first, ...grid.rows] };
}

function columnsOf(grid: Grid, command: string, findings: Findings): Columns | null {
  if (grid.columns !== null) return grid.columns;
  const sample = grid.rows.slice(0, 50).map((row) => row.cells.map((cell) => cell.text));
  const { columns, guessed, turned } = decideColumns(grid.headers, sample);
  if (!columns.includes('name')) {
    findings.report('table-not-understood', grid.origin, { command, headers: grid.headers });
    return null;
  }
  for (const guess of guessed) findings.report('header-not-understood', grid.origin, { command, ...guess });
  for (const pair of turned) findings.report('columns-in-other-order', grid.origin, { command, ...pair });
  return columns;
}

function readRows(context: TableContext): Row[] {
  const rows: Row[] = [];
  let caption: Pick<Row, 'required' | 'under'> = { required: null, under: null };
  for (const row of context.grid.rows) {
    const said = readCaption(row, context);
    if (said !== null) {
      caption = said;
      continue;
    }
    const read = readRow(row, context);
    if (read !== null) rows.push({ ...read, ...caption });
  }
  return rows;
}

/** A row that spans the table, or holds nothing but "Optional parameters", says something of the rows below it. */
function readCaption({ cells }: GridRow, context: TableContext): Pick<Row, 'required' | 'under'> | null {
  const [first] = cells;
  const { columns, command, findings } = context;
  if (first === undefined || columns.length < 2 || cells.slice(1).some((cell) => cell.text !== '')) return null;
  const required = requiredByHeading(first.text);
  const spans = first.span > 1 && first.span >= columns.length;
  const isNone = saysNoParameters(first.text);
  if (!spans && required === null && !isNone) return null;
  if (isNone) return { required: null, under: null };
  const name = readNameCell(first).written;
  const under = required === null && /^\w+(?:\(\*\)|\[[\d*]?\])?$/.test(name) ? name : null;
  findings.report('caption-row', first.origin, { command, caption: first.text });
  return { required: required === null ? null : { value: required, origin: first.origin }, under };
}

function readRow(row: GridRow, context: TableContext): Pick<Row, 'values' | 'name'> | null {
  const { command, columns, findings } = context;
  if (row.cells.length < 2 && context.grid.form === 'pipes' && !row.text.includes('|')) {
    findings.report('row-without-cells', row.start, { command, text: row.text.trim() });
    return null;
  }
  const cells = fitCells(row, context);
  const name = cells[columns.indexOf('name')];
  if (name === undefined || name.text === '') {
    findings.report('row-without-name', row.start, { command });
    return null;
  }
  reportShape(row, name.text, context);
  const values = new Map<Role, Stated<string>>();
  for (const [index, role] of columns.entries()) {
    const cell = cells[index];
    if (role !== null && cell !== undefined) values.set(role, { value: cell.text, origin: cell.origin });
  }
  return { values: turnCells(values, name.text, command, findings), name };
}
