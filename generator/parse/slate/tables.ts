import type { Stated } from '../../model/source.js';
import { announced, type Block, type Heading, originOf, originOfContent, type TableBlock } from './blocks.js';
import type { Findings } from './findings.js';
import { definitionGrid, type Grid, gridOf, headersOf, listGrid } from './grid.js';
import type { Part, Section } from './outline.js';
import { plainText, wordsOf } from './text.js';
import { isForeign, partNames, requiredByHeading, roleOf, tableKind } from './wording.js';

export type TableKind = 'parameters' | 'response';

/** A table and the smaller heading above it, if there is one inside its part. */
export interface PlacedTable {
  readonly grid: Grid;
  readonly under: Heading | null;
  /** What the headings above it say of all its rows ("Optional parameters"). */
  readonly required: Stated<boolean> | null;
}

/** Sorts the tables of a command's section into those of its parameters and those of its response. */
export function tablesOf(section: Section, command: string, findings: Findings): Record<TableKind, PlacedTable[]> {
  const tables = {
    parameters: partsOf(section, 'parameters').flatMap((part) => tablesIn(part, command, findings)),
    response: partsOf(section, 'response').flatMap((part) => tablesIn(part, command, findings)),
  };
  move('parameters', 'response', tables, command, findings);
  move('response', 'parameters', tables, command, findings);
  addHeadless(section, tables, command, findings);
  return tables;
}

/** The parts of one kind; of two under the same heading only the first, as the second belongs somewhere else. */
export function partsOf(section: Section, kind: TableKind): Part[] {
  const seen = new Set<string>();
  return section.parts.filter((part) => {
    if (part.kind !== kind || seen.has(headingWords(part))) return false;
    seen.add(headingWords(part));
    return true;
  });
}

/** Reports each part whose heading stands in the section twice. */
export function reportDoubledParts(section: Section, command: string, findings: Findings): void {
  const seen = new Map<string, Heading>();
  for (const part of section.parts) {
    if (part.heading === null || part.kind === 'intro' || part.kind === 'other') continue;
    const first = seen.get(headingWords(part));
    if (first === undefined) {
      seen.set(headingWords(part), part.heading);
      continue;
    }
    const related = [{ origin: originOfContent(first), note: 'the first one, which counts' }];
    findings.report('part-twice', originOfContent(part.heading), { command, part: partNames[part.kind] }, related);
  }
}

function headingWords(part: Part): string {
  return wordsOf(part.heading?.content ?? '').join(' ');
}

/** Where a part is missing, its table may have slipped under the other's heading: its header gives it away. */
function move(
  from: TableKind,
  to: TableKind,
  tables: Record<TableKind, PlacedTable[]>,
  command: string,
  findings: Findings,
): void {
  if (tables[to].length > 0) return;
  const strays = tables[from].filter(({ grid }) => tableKind(grid.headers) === to);
  for (const { grid } of strays) {
    findings.report('table-under-wrong-heading', grid.origin, {
      command,
      under: partNames[from],
      belongs: partNames[to],
    });
  }
  tables[to] = strays;
  tables[from] = tables[from].filter((table) => !strays.includes(table));
}

/** Tables that stand before any heading are what their headers say, where a part has no table of its own. */
function addHeadless(
  section: Section,
  tables: Record<TableKind, PlacedTable[]>,
  command: string,
  findings: Findings,
): void {
  const isMissing = { parameters: tables.parameters.length === 0, response: tables.response.length === 0 };
  if (!isMissing.parameters && !isMissing.response) return;
  for (const part of section.parts) {
    if (part.kind !== 'intro' && part.kind !== 'command') continue;
    for (const table of tablesIn(part, command, findings)) {
      const { headers } = table.grid;
      const kind =
        tableKind(headers) ?? (headers.some((header) => roleOf(header) === 'required') ? 'parameters' : null);
      if (kind === null || !isMissing[kind]) continue;
      findings.report('table-without-heading', table.grid.origin, { command, part: partNames[kind] });
      tables[kind].push(table);
    }
  }
}

/** Whether a section without the usual headings has a table that tells what it is. */
export function hasTellingTable(section: Section): boolean {
  return section.parts.some((part) =>
    part.blocks.some((block) => block.kind === 'table' && tableKind(headersOf(block)) !== null),
  );
}

/** A table of rows, which may still grow, or the grid that a list is. */
interface FoundTable {
  readonly block: TableBlock | null;
  readonly grid: Grid | null;
  readonly under: Heading | null;
}

function tablesIn(part: Part, command: string, findings: Findings): PlacedTable[] {
  const placed: FoundTable[] = [];
  let under: Heading | null = null;
  let previous: Block | null = null;
  const isNamed = part.kind === 'parameters' || part.kind === 'response';
  for (const block of part.blocks) {
    if (block.kind === 'heading') under = block;
    if (block.kind === 'table') placed.push({ block, grid: null, under });
    const grid = isNamed ? gridInstead(block) : null;
    if (grid !== null) placed.push({ block: null, grid, under });
    if (looksLikeRows(block)) addDamaged(block, previous, placed, under, command, findings);
    previous = block;
  }
  return placed.flatMap((table) => {
    const grid = table.grid ?? (table.block === null ? null : gridOf(table.block));
    if (grid === null || isForeign(grid.headers)) return [];
    return [{ grid, under: table.under, required: requiredBy(table.under) ?? requiredBy(part.heading) }];
  });
}

/** A list of points or of definitions, where a table is expected. */
function gridInstead(block: Block): Grid | null {
  if (block.kind === 'list') return listGrid(block);
  return block.kind === 'paragraph' ? definitionGrid(block) : null;
}

function requiredBy(heading: Heading | null): Stated<boolean> | null {
  const value = heading === null ? null : requiredByHeading(plainText(heading.content));
  return heading === null || value === null ? null : { value, origin: originOfContent(heading) };
}

/** Rows that markdown takes for a paragraph: cut off by a blank line, or below a header with another number of columns. */
function looksLikeRows(block: Block): boolean {
  return (
    block.kind === 'paragraph' &&
    (block.content.startsWith('|') || /^[^|\n]+\|[^\n]*\n[\s|:-]*\|[\s|:-]*\n/.test(block.content))
  );
}

function addDamaged(
  { page, start, end }: Block,
  previous: Block | null,
  tables: FoundTable[],
  under: Heading | null,
  command: string,
  findings: Findings,
): void {
  const block: TableBlock = { kind: 'table', form: 'pipes', page, start, end };
  const last = tables.at(-1);
  if (headersOf(block).filter((header) => roleOf(header) !== null).length >= 2) {
    findings.report('table-malformed', originOf(block), { command });
    tables.push({ block, grid: null, under });
  } else if (last?.block?.form === 'pipes' && last.block.end === previous?.end && last.block.page === page) {
    findings.report('table-interrupted', originOf(block), { command });
    tables[tables.length - 1] = { ...last, block: { ...last.block, end } };
  }
}

/** Whether a heading is a line of text that does the work of one. */
export function isAnnounced(heading: Heading | null): boolean {
  return heading?.level === announced;
}
