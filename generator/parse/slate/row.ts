/** A cell of a table row, with where its text stands in the line (columns from 0). */
export interface Cell {
  readonly text: string;
  /** The text with the blanks before it. */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

export interface RowText {
  readonly cells: readonly Cell[];
  /** Whether the row ends with a pipe. */
  readonly closed: boolean;
}

/** Splits a row as GitHub's tables do: at every pipe that no backslash precedes, the outer pipes not counted. */
export function splitRow(line: string): RowText {
  const end = line.trimEnd().length;
  const cells: Cell[] = [];
  let start = line.length - line.trimStart().length;
  if (line[start] === '|') start += 1;
  for (let at = start; at < end; at += 1) {
    if (line[at] !== '|' || line[at - 1] === '\\') continue;
    cells.push(cellOf(line, start, at));
    start = at + 1;
  }
  const closed = start === end;
  if (!closed) cells.push(cellOf(line, start, end));
  return { cells, closed };
}

function cellOf(line: string, from: number, to: number): Cell {
  const raw = line.slice(from, to);
  const text = raw.trim();
  const start = text === '' ? from : from + (raw.length - raw.trimStart().length);
  return { text: text.replaceAll('\\|', '|'), raw: raw.trimEnd(), start, end: start + text.length };
}
