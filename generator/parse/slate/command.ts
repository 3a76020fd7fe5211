import type { Diagnostics } from '../../diagnostics/diagnostics.js';
import type { RawCommand, RawField, RawParameter, RawResult, RawShape } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import { originOf, originOfContent } from './blocks.js';
import type { Sentences } from './copied.js';
import { readExample } from './example.js';
import { nestFields } from './nested.js';
import type { Section } from './outline.js';
import { readExecution } from './prose.js';
import { readFields, readParameters } from './rows.js';
import { readTable, type Row } from './table.js';
import { partsOf, type PlacedTable, reportDoubledParts, tablesOf } from './tables.js';
import { plainText } from './text.js';
import { type PartKind, partNames, saysNoParameters } from './wording.js';

/** A section that turned out to be a command's, with what was read of it so far. */
export interface Draft extends Sentences {
  readonly section: Section;
}

/**
 * Reads everything that a section says of its command.
 *
 * @param used - the parts that commands on this page have; a part that none has is not missed as such
 */
export function readCommand(draft: Draft, used: ReadonlySet<PartKind>, diagnostics: Diagnostics): RawCommand {
  const { section, name, description } = draft;
  const command = name.value;
  reportParts(section, command, used, diagnostics);
  const execution = readExecution(section, name, diagnostics);
  const tables = tablesOf(section, command, diagnostics);
  return {
    name,
    group: groupOf(section),
    description,
    execution,
    since: null,
    deprecated: null,
    parameters: parametersOf(draft, tables.parameters, used, diagnostics),
    result: resultOf(draft, tables.response, used, diagnostics),
  };
}

function groupOf({ group }: Section): Stated<string> | null {
  const value = group === null ? '' : plainText(group.content);
  return group === null || value === '' ? null : { value, origin: originOfContent(group) };
}

function reportParts(section: Section, command: string, used: ReadonlySet<PartKind>, diagnostics: Diagnostics): void {
  reportDoubledParts(section, command, diagnostics);
  for (const kind of used) {
    if (section.parts.some((part) => part.kind === kind)) continue;
    diagnostics.report('part-missing', originOfContent(section.heading), { command, part: partNames[kind] });
  }
}

function parametersOf(
  { section, name }: Draft,
  tables: readonly PlacedTable[],
  used: ReadonlySet<PartKind>,
  diagnostics: Diagnostics,
): RawParameter[] {
  const [part] = partsOf(section, 'parameters');
  const saysNone = section.parts.some((one) =>
    one.blocks.some((block) => block.kind === 'paragraph' && saysNoParameters(plainText(block.content))),
  );
  if (tables.length === 0 && !saysNone && (part !== undefined || !used.has('parameters'))) {
    const origin = originOfContent(part?.heading ?? section.heading);
    diagnostics.report('parameters-not-described', origin, { command: name.value });
  }
  const rows = tables.flatMap(({ block }) => readTable(block, name.value, diagnostics)?.rows ?? []);
  return readParameters(rows, name.value, diagnostics);
}

function resultOf(
  { section, name }: Draft,
  tables: readonly PlacedTable[],
  used: ReadonlySet<PartKind>,
  diagnostics: Diagnostics,
): RawResult | null {
  const [part] = partsOf(section, 'response');
  if (tables.length === 0 && (part !== undefined || !used.has('response'))) {
    const origin = originOfContent(part?.heading ?? section.heading);
    diagnostics.report('response-not-described', origin, { command: name.value });
  }
  const example = readExample(section, name.value, diagnostics);
  const shape = shapeOf(tables, name.value, diagnostics);
  if (shape === null && example === null) return null;
  return {
    origin: shape?.origin ?? originOfContent(part?.heading ?? section.heading),
    envelope: example?.envelope ?? null,
    list: example?.itemKey ? true : null,
    key: example?.itemKey ?? null,
    shape,
    acknowledgement: null,
  };
}

function shapeOf(tables: readonly PlacedTable[], command: string, diagnostics: Diagnostics): RawShape | null {
  const [first] = tables;
  if (first === undefined) return null;
  const rowsOf = (some: readonly PlacedTable[]): Row[] =>
    some.flatMap(({ block }) => readTable(block, command, diagnostics)?.rows ?? []);
  const top = readFields(rowsOf(tables.filter(({ under }) => under === first.under)), command, diagnostics);
  const below = tables.filter(({ under }) => under !== first.under);
  const members = below.flatMap((table) => membersOf(table, top, rowsOf([table]), command, diagnostics));
  const fields = nestFields([...top, ...members]);
  return { name: null, description: null, origin: originOf(first.block), fields };
}

/** A further table under a heading that names a field describes that field's members. */
function membersOf(
  { under, block }: PlacedTable,
  top: readonly RawField[],
  rows: readonly Row[],
  command: string,
  diagnostics: Diagnostics,
): RawField[] {
  const title = plainText(under?.content ?? '')
    .replaceAll(' ', '')
    .toLowerCase();
  const parent = top.find((field) => field.name.value.toLowerCase() === title);
  if (parent === undefined) {
    diagnostics.report('table-without-field', originOf(block), { command, heading: plainText(under?.content ?? '') });
    return [];
  }
  return readFields(rows, command, diagnostics).map((field) => ({
    ...field,
    name: { ...field.name, value: `${parent.name.value}.${field.name.value}` },
  }));
}
