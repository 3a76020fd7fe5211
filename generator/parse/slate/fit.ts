import type { GridCell, GridRow } from './grid.js';
import { plainText } from './text.js';
import type { TableContext } from './table.js';
import { isTypeWord } from './wording.js';

/** Reports what a row lacks: the pipe at its end, cells. */
export function reportShape(row: GridRow, name: string, { command, grid, columns, findings }: TableContext): void {
  if (grid.form === 'pipes' && grid.closed && !row.closed) {
    findings.report('row-without-closing-pipe', row.end, { command, row: name });
  }
  const cells = row.cells.reduce((sum, { span }) => sum + span, 0);
  // Where rows have no outer pipes, one at the end stands before an empty cell.
  const lacksNothing = grid.form === 'list' || (!grid.closed && row.closed && cells === columns.length - 1);
  if (cells < columns.length && !lacksNothing) {
    findings.report('row-too-short', row.end, { command, row: name, cells, columns: columns.length });
  }
}

/** A pipe that nobody escaped splits a description: what is too much belongs to it, if the type is then in its column. */
export function fitCells(row: GridRow, { command, columns, findings }: TableContext): readonly GridCell[] {
  const surplus = row.cells.length - columns.length;
  if (surplus <= 0 || row.cells.slice(columns.length).every((cell) => cell.text === '')) return row.cells;
  const values = { command, row: row.cells[0]?.text ?? '', columns: columns.length };
  findings.report('row-with-extra-cells', row.start, values);
  const at = columns.indexOf('description');
  const [first, ...others] = at < 0 ? [] : row.cells.slice(at, at + surplus + 1);
  if (first === undefined) return row.cells;
  const raw = [first, ...others].map((cell) => cell.raw).join('|');
  const joined = [
    ...row.cells.slice(0, at),
    { ...first, raw, text: plainText(raw) },
    ...row.cells.slice(at + surplus + 1),
  ];
  const type = joined[columns.indexOf('type')];
  return type === undefined || isTypeWord(type.text) ? joined : row.cells;
}
