import type { Origin } from '../../model/source.js';
import { type ListBlock, originOf, type Place, type Prose, type TableBlock } from './blocks.js';
import { htmlRows } from './html.js';
import { splitRow } from './row.js';
import { plainText } from './text.js';
import type { Role } from './wording.js';

/** A cell of any kind of table. */
export interface GridCell {
  /** Without markup. */
  readonly text: string;
  /** With markup, and with the blanks before it. */
  readonly raw: string;
  readonly origin: Origin;
  /** How far its style or list moves it to the right; 0 where nothing does. */
  readonly indent: number;
  /** How many columns it takes. */
  readonly span: number;
}

export interface GridRow {
  readonly cells: readonly GridCell[];
  /** Where the row ends. */
  readonly end: Origin;
  readonly start: Origin;
  /** Whether it ends as the row of a table has to. */
  readonly closed: boolean;
  /** The line as it is written, where it is one. */
  readonly text: string;
}

/** A table, definition list or list of points, cut into cells. */
export interface Grid {
  readonly form: 'pipes' | 'html' | 'list';
  readonly origin: Origin;
  readonly headers: readonly string[];
  /** The row that the headers are, in HTML, where it may be none. */
  readonly header: GridRow | null;
  /** What the columns say, where the form of the grid settles it. */
  readonly columns: readonly Role[] | null;
  readonly rows: readonly GridRow[];
  /** Whether the header ends with a pipe. */
  readonly closed: boolean;
}

/** The header cells of a table, free of markup. */
export function headersOf(block: TableBlock): readonly string[] {
  if (block.form === 'html') return gridOf(block).headers;
  return splitRow(block.page.lines[block.start] ?? '').cells.map((cell) => plainText(cell.text));
}

export function gridOf(block: TableBlock): Grid {
  return block.form === 'html' ? htmlGrid(block) : pipeGrid(block);
}

function pipeGrid(block: TableBlock): Grid {
  const header = splitRow(lineOf(block, block.start));
  return {
    form: 'pipes',
    origin: originOf(block),
    headers: header.cells.map((cell) => plainText(cell.text)),
    header: null,
    columns: null,
    rows: rowLines(block).map((line) => pipeRow(block, line)),
    closed: header.closed,
  };
}

function pipeRow(place: Place, line: number): GridRow {
  const text = lineOf(place, line);
  const { cells, closed } = splitRow(text);
  return {
    cells: cells.map((cell) => ({
      text: plainText(cell.text),
      raw: cell.raw,
      origin: originOf(place, line, cell.start),
      indent: 0,
      span: 1,
    })),
    start: originOf(place, line, cells[0]?.start ?? 0),
    end: originOf(place, line, cells.at(-1)?.end ?? 0),
    closed,
    text,
  };
}

/** Rows begin after the header and the separator, which a damaged table may lack. */
function rowLines(block: TableBlock): number[] {
  const second = splitRow(lineOf(block, block.start + 1)).cells;
  const separated = second.length > 0 && second.every((cell) => cell.text !== '' && /^[-: ]*$/.test(cell.text));
  const first = block.start + (separated ? 2 : 1);
  const lines = Array.from({ length: Math.max(0, block.end - first) }, (_, index) => first + index);
  return lines.filter((line) => lineOf(block, line).trim() !== '');
}

function lineOf(place: Place, line: number): string {
  return line < place.end ? (place.page.lines[line] ?? '') : '';
}

function htmlGrid(block: TableBlock): Grid {
  const html = block.page.lines.slice(block.start, block.end).join('\n');
  const places = new Offsets(block, html);
  const rows = htmlRows(html).map((cells): GridRow => {
    const made = cells.map(({ html: raw, offset, span, padding }) => {
      const at = offset + (raw.length - raw.trimStart().length);
      return { text: plainText(raw), raw: raw.trim(), origin: places.at(at), indent: padding, span };
    });
    const origin = made[0]?.origin ?? originOf(block);
    return { cells: made, start: origin, end: origin, closed: true, text: '' };
  });
  if (/<dl\b/i.test(html) && !/<table\b/i.test(html)) {
    return listOf(block, rows);
  }
  const [header, ...body] = rows;
  const headers = header?.cells.map(({ text }) => text) ?? [];
  return {
    form: 'html',
    origin: originOf(block),
    headers,
    header: header ?? null,
    columns: null,
    rows: body,
    closed: true,
  };
}

/** Offsets of an HTML block as places of the page; asked in rising order. */
class Offsets {
  readonly #place: Place;
  readonly #html: string;
  #line = 0;
  #begin = 0;

  constructor(place: Place, html: string) {
    this.#place = place;
    this.#html = html;
  }

  at(offset: number): Origin {
    for (let next = this.#html.indexOf('\n', this.#begin); next >= 0 && next < offset;) {
      this.#begin = next + 1;
      this.#line += 1;
      next = this.#html.indexOf('\n', this.#begin);
    }
    return originOf(this.#place, this.#place.start + this.#line, offset - this.#begin);
  }
}

/** A list has no head: each row is a name and what is said of it. */
function listOf(block: Parameters<typeof originOf>[0], rows: readonly GridRow[]): Grid {
  return {
    form: 'list',
    origin: originOf(block),
    headers: [],
    header: null,
    columns: ['name', 'description'],
    rows,
    closed: true,
  };
}

/**
 * A list of points that each begin with a name (`` `id` ``, **id**, `id (uuid):`) as a table of names and descriptions;
 * `null` for any other list.
 */
export function listGrid(block: ListBlock): Grid | null {
  const rows = block.items.map((item) => pointRow(block, item));
  const sound = rows.filter((row) => row !== null);
  if (sound.length === 0 || sound.length < rows.length) return null;
  return listOf(block, sound);
}

const point =
  /^((?:\*\*|__)[^*_]{1,100}(?:\*\*|__)|`[^`]{1,100}`|[A-Za-z][\w.[\]]{0,99}(?=\s*(?:\(|:|–|—|-\s)))((?:\s*[*_`]{0,3}[([<][^()<>]{1,80}[)\]>][*_`]{0,3})*)\s*(?:[:：–—-]+\s*|\s|$)([^]*)$/;

function pointRow(block: ListBlock, item: ListBlock['items'][number]): GridRow | null {
  const found = point.exec(item.content.trim());
  if (found === null) return null;
  const [, name = '', remarks = '', rest = ''] = found;
  const column = Math.max(0, block.page.lines[item.line]?.indexOf(name) ?? 0);
  const origin = originOf(block, item.line, column);
  const raw = `${name.replace(/[:：](?=[*_`]*$)/, '')} ${remarks}`;
  const cell = { text: plainText(raw), raw, origin, indent: item.depth, span: 1 };
  const text = { text: plainText(rest), raw: rest, origin, indent: 0, span: 1 };
  return { cells: [cell, text], start: origin, end: origin, closed: true, text: '' };
}

/** Terms with `: meaning` below each, as some markdown dialects have them; `null` for any other paragraph. */
export function definitionGrid(block: Prose): Grid | null {
  const lines = block.content.split('\n');
  if (!/^:\s/.test(lines[1] ?? '') || /^:\s/.test(lines[0] ?? '')) return null;
  const rows: GridRow[] = [];
  for (const [index, line] of lines.entries()) {
    const column = Math.max(0, block.page.lines[block.start + index]?.indexOf(line) ?? 0);
    const origin = originOf(block, block.start + index, column);
    const cell = { text: plainText(line.replace(/^:\s+/, '')), raw: line, origin, indent: 0, span: 1 };
    const last = rows.at(-1);
    if (!/^:\s/.test(line)) rows.push({ cells: [cell], start: origin, end: origin, closed: true, text: '' });
    else if (last !== undefined)
      rows[rows.length - 1] = { ...last, cells: [...last.cells.slice(0, 2), cell].slice(0, 2) };
  }
  return listOf(block, rows);
}
