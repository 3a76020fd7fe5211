import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import type { Origin, Stated } from '../../model/source.js';
import { originOf, type TableBlock } from './blocks.js';
import { type Columns, decideColumns, isTypeWord } from './columns.js';
import { type Cell, joinCells, type RowText, splitRow } from './row.js';
import { turnCells } from './swapped.js';
import { plainText } from './text.js';
import type { Role } from './wording.js';

/** A row's texts by what they say, free of markup. */
export type Row = ReadonlyMap<Role, Stated<string>>;

export interface Table {
  readonly origin: Origin;
  readonly rows: readonly Row[];
}

/** What the repairs of a table need to know. */
export interface TableContext {
  readonly command: string;
  readonly block: TableBlock;
  readonly diagnostics: Diagnostics;
}

/** The header cells of a table, free of markup. */
export function headersOf(block: TableBlock): string[] {
  return splitRow(block.page.lines[block.start] ?? '').cells.map((cell) => plainText(cell.text));
}

/** Reads a table's rows, repairing on the way; `null` when its columns mean nothing. */
export function readTable(block: TableBlock, command: string, diagnostics: Diagnostics): Table | null {
  const context = { command, block, diagnostics };
  const headers = headersOf(block);
  const lines = rowLines(block);
  const sample = lines
    .slice(0, 50)
    .map((line) => splitRow(textOf(block, line)).cells.map((cell) => plainText(cell.text)));
  const { columns, guessed } = decideColumns(headers, sample);
  const origin = originOf(block);
  if (!columns.includes('name')) {
    diagnostics.report('table-not-understood', origin, { command, headers });
    return null;
  }
  for (const guess of guessed) diagnostics.report('header-not-understood', origin, { command, ...guess });
  const closed = splitRow(textOf(block, block.start)).closed;
  return { origin, rows: lines.flatMap((line) => readRow(line, columns, closed, context) ?? []) };
}

/** Rows begin after the header and the separator, which a damaged table may lack. */
function rowLines(block: TableBlock): number[] {
  const second = splitRow(textOf(block, block.start + 1)).cells;
  const separated = second.length > 0 && second.every((cell) => cell.text !== '' && /^[-: ]*$/.test(cell.text));
  const first = block.start + (separated ? 2 : 1);
  const lines = Array.from({ length: Math.max(0, block.end - first) }, (_, index) => first + index);
  return lines.filter((line) => textOf(block, line).trim() !== '');
}

function textOf(block: TableBlock, line: number): string {
  return line < block.end ? (block.page.lines[line] ?? '') : '';
}

function readRow(line: number, columns: Columns, tableIsClosed: boolean, context: TableContext): Row | null {
  const text = textOf(context.block, line);
  const row = splitRow(text);
  const at = originOf(context.block, line, row.cells[0]?.start ?? 0);
  if (row.cells.length < 2 && !text.includes('|')) {
    context.diagnostics.report('row-without-cells', at, { command: context.command, text: text.trim() });
    return null;
  }
  const cells = fitCells(row, text, columns, line, context);
  const values = new Map<Role, Stated<string>>();
  for (const [index, role] of columns.entries()) {
    const cell = cells[index];
    if (role === null || cell === undefined) continue;
    values.set(role, { value: plainText(cell.text), origin: originOf(context.block, line, cell.start) });
  }
  const name = values.get('name')?.value ?? '';
  if (name === '') {
    context.diagnostics.report('row-without-name', at, { command: context.command });
    return null;
  }
  reportShape(row, name, columns, tableIsClosed, line, context);
  return turnCells(values, name, context);
}

function reportShape(
  row: RowText,
  name: string,
  columns: Columns,
  tableIsClosed: boolean,
  line: number,
  context: TableContext,
): void {
  const { command, block, diagnostics } = context;
  const last = row.cells.at(-1);
  if (tableIsClosed && !row.closed) {
    diagnostics.report('row-without-closing-pipe', originOf(block, line, last?.end ?? 0), { command, row: name });
  }
  if (row.cells.length < columns.length) {
    const values = { command, row: name, cells: row.cells.length, columns: columns.length };
    diagnostics.report('row-too-short', originOf(block, line, last?.end ?? 0), values);
  }
}

/** A pipe that nobody escaped splits a description: what is too much belongs to it, if the type is then in its column. */
function fitCells(row: RowText, text: string, columns: Columns, line: number, context: TableContext): readonly Cell[] {
  const surplus = row.cells.length - columns.length;
  if (surplus <= 0 || row.cells.slice(columns.length).every((cell) => cell.text === '')) return row.cells;
  const [name] = row.cells;
  const values = { command: context.command, row: plainText(name?.text ?? ''), columns: columns.length };
  context.diagnostics.report('row-with-extra-cells', originOf(context.block, line, name?.start ?? 0), values);
  const at = columns.indexOf('description');
  const first = row.cells[at];
  const last = row.cells[at + surplus];
  if (first === undefined || last === undefined) return row.cells;
  const joined = [...row.cells.slice(0, at), joinCells(text, first, last), ...row.cells.slice(at + surplus + 1)];
  const type = joined[columns.indexOf('type')];
  return type === undefined || isTypeWord(plainText(type.text)) ? joined : row.cells;
}
