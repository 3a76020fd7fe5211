import type { Stated } from '../../model/source.js';
import { type NameCell, readNameCell } from './name-cell.js';
import type { NamedRow, RowsContext } from './rows.js';
import type { Row, Table } from './table.js';

/** Rows with their names: whole paths (`nic.id`) where rows are nested by indentation, marks or a caption. */
export function readNames(table: Table, context: RowsContext): NamedRow[] {
  const cells = table.rows.map((row) => ({ row, cell: readNameCell(row.name) }));
  const widths = widthsOf(
    table,
    cells.map(({ cell }) => cell),
  );
  const parents: { width: number; path: string }[] = [];
  return cells.flatMap(({ row, cell }, index) => {
    const width = widths[index] ?? 0;
    while ((parents.at(-1)?.width ?? -1) >= width) parents.pop();
    const names = namesOf(row, cell, context);
    const parent = parents.at(-1)?.path;
    if (parent !== undefined && names.length > 0) {
      context.findings.reportOnce('nesting-by-indentation', row.name.origin, { command: context.command });
    }
    const paths = names.map((name) => joined(parent ?? row.under, name));
    const [first] = paths;
    if (first !== undefined && isIdentifier(first)) parents.push({ width, path: first });
    return paths.map((path) => ({ row, cell, name: { value: path, origin: row.name.origin } }));
  });
}

/** Only what can be a field has members. */
function isIdentifier(path: string): boolean {
  return /^[A-Za-z_][\w.:[\]()*-]{0,500}$/.test(path);
}

function joined(parent: string | null, name: string): string {
  return parent === null ? name : `${parent}.${name}`;
}

/** Blanks count only where nothing else is indented and they are no padding of a column that is set to the right. */
function widthsOf({ form, rows }: Table, cells: readonly NameCell[]): readonly number[] {
  const widths = cells.map(({ width }) => width);
  if (form !== 'pipes' || widths.some((width) => width > 0)) return widths;
  const least = Math.min(...cells.slice(0, 10_000).map(({ blanks }) => blanks));
  const ends = new Set(rows.map(({ name }) => name.raw.length));
  const deeper = cells.map(({ blanks }) => (blanks - least >= 2 ? blanks : 0));
  const isFlush = ends.size === 1 || (cells[0]?.blanks ?? 0) > least;
  return isFlush ? widths : deeper;
}

const separators = /\s*(?:→|->|=>|::|»|›|\s>\s)\s*/g;
const maxWords = 5;

function namesOf(row: Row, cell: NameCell, { command, findings }: RowsContext): string[] {
  const { origin } = row.name;
  const written = cell.written.replace(separators, '.');
  if (written === '') {
    findings.report('row-without-name', origin, { command });
    return [];
  }
  if (cell.ignored !== null)
    findings.report('remark-ignored', origin, { command, name: written, remark: cell.ignored });
  if (written.split(' ').length > maxWords) {
    findings.report('name-is-prose', origin, { command, text: written });
    return [];
  }
  const several = /^\w{2,}(?:(?:\s*[,/]\s*|\s+(?:and|or|&)\s+)\w{2,})+$/.test(written);
  if (several) {
    const names = written.split(/\s*[,/]\s*|\s+(?:and|or|&)\s+/);
    findings.report('several-names', origin, { command, written, names });
    return names;
  }
  return [withoutBlanks({ value: written, origin }, command, findings)];
}

function withoutBlanks({ value, origin }: Stated<string>, command: string, findings: RowsContext['findings']): string {
  const name = value.replaceAll(' ', '');
  if (name !== value) findings.report('name-with-blank', origin, { command, written: value, name });
  return name;
}
