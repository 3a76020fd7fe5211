import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import { type Block, type Heading, originOf, originOfContent, type TableBlock } from './blocks.js';
import type { Part, Section } from './outline.js';
import { headersOf } from './table.js';
import { wordsOf } from './text.js';
import { partNames, roleOf, tableKind } from './wording.js';

type TableKind = 'parameters' | 'response';

/** A table and the smaller heading above it, if there is one inside its part. */
export interface PlacedTable {
  readonly block: TableBlock;
  readonly under: Heading | null;
}

/** Sorts the tables of a command's section into those of its parameters and those of its response. */
export function tablesOf(
  section: Section,
  command: string,
  diagnostics: Diagnostics,
): Record<TableKind, PlacedTable[]> {
  const tables = {
    parameters: partsOf(section, 'parameters').flatMap((part) => tablesIn(part, command, diagnostics)),
    response: partsOf(section, 'response').flatMap((part) => tablesIn(part, command, diagnostics)),
  };
  move('parameters', 'response', tables, command, diagnostics);
  move('response', 'parameters', tables, command, diagnostics);
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
export function reportDoubledParts(section: Section, command: string, diagnostics: Diagnostics): void {
  const seen = new Map<string, Heading>();
  for (const part of section.parts) {
    if (part.heading === null || part.kind === 'intro' || part.kind === 'other') continue;
    const first = seen.get(headingWords(part));
    if (first === undefined) {
      seen.set(headingWords(part), part.heading);
      continue;
    }
    const related = [{ origin: originOfContent(first), note: 'the first one, which counts' }];
    diagnostics.report('part-twice', originOfContent(part.heading), { command, part: partNames[part.kind] }, related);
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
  diagnostics: Diagnostics,
): void {
  if (tables[to].length > 0) return;
  const strays = tables[from].filter((table) => tableKind(headersOf(table.block)) === to);
  for (const { block } of strays) {
    diagnostics.report('table-under-wrong-heading', originOf(block), {
      command,
      under: partNames[from],
      belongs: partNames[to],
    });
  }
  tables[to] = strays;
  tables[from] = tables[from].filter((table) => !strays.includes(table));
}

function tablesIn(part: Part, command: string, diagnostics: Diagnostics): PlacedTable[] {
  const tables: PlacedTable[] = [];
  let under: Heading | null = null;
  let previous: Block | null = null;
  for (const block of part.blocks) {
    if (block.kind === 'heading') under = block;
    if (block.kind === 'table') tables.push({ block, under });
    if (looksLikeRows(block)) addDamaged(block, previous, tables, under, command, diagnostics);
    previous = block;
  }
  return tables;
}

/** Rows that markdown takes for a paragraph: cut off by a blank line, or below a header with another number of columns. */
function looksLikeRows(block: Block): boolean {
  return block.kind === 'paragraph' && block.content.startsWith('|');
}

function addDamaged(
  { page, start, end }: Block,
  previous: Block | null,
  tables: PlacedTable[],
  under: Heading | null,
  command: string,
  diagnostics: Diagnostics,
): void {
  const block: TableBlock = { kind: 'table', page, start, end };
  const last = tables.at(-1);
  if (headersOf(block).filter((header) => roleOf(header) !== null).length >= 2) {
    diagnostics.report('table-malformed', originOf(block), { command });
    tables.push({ block, under });
  } else if (last !== undefined && last.block.end === previous?.end && last.block.page === page) {
    diagnostics.report('table-interrupted', originOf(block), { command });
    tables[tables.length - 1] = { ...last, block: { ...last.block, end } };
  }
}
