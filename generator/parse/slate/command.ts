import type { RawCommand, RawParameter, RawResult } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import { type Block, originOfContent } from './blocks.js';
import type { Sentences } from './copied.js';
import { readExample } from './example.js';
import type { Findings } from './findings.js';
import type { Section } from './outline.js';
import { readParameters } from './parameters.js';
import { readDeprecation, readExecution, readSince } from './prose.js';
import { rowsOf } from './placed-rows.js';
import { readResult } from './result.js';
import { partsOf, type PlacedTable, reportDoubledParts, tablesOf } from './tables.js';
import { plainText, wordsOf } from './text.js';
import { type PartKind, partNames, saysNoParameters } from './wording.js';

/** A section that turned out to be a command's, with what was read of it so far. */
export interface Draft extends Sentences {
  readonly section: Section;
}

/** What the commands of a page have in common; only a command that lacks it is worth a word. */
export interface Habits {
  readonly parts: ReadonlySet<PartKind>;
  /** Whether notices say how commands are executed. */
  readonly execution: boolean;
}

/** Reads everything that a section says of its command. */
export function readCommand(draft: Draft, habits: Habits, findings: Findings): RawCommand {
  const { section, name, description } = draft;
  const command = name.value;
  reportParts(section, command, habits, findings);
  const execution = readExecution(section, command, habits.execution, findings);
  const tables = tablesOf(section, command, findings);
  return {
    name,
    group: groupOf(section, findings),
    description,
    execution,
    since: readSince(section),
    deprecated: readDeprecation(section),
    parameters: parametersOf(draft, tables.parameters, habits, findings),
    result: resultOf(draft, tables.response, execution?.value ?? null, habits, findings),
  };
}

/** What every such page may be called as a whole; a group that is called so is none. */
const generalWords = new Set(
  'api apis reference documentation docs cloudstack apache commands all the of list methods'.split(' '),
);

function groupOf({ group }: Section, findings: Findings): Stated<string> | null {
  const value = group === null ? '' : plainText(group.content);
  if (group === null || value === '') return null;
  const origin = originOfContent(group);
  if (wordsOf(value).every((word) => generalWords.has(word))) {
    findings.reportOnce('group-too-general', origin, { group: value });
    return null;
  }
  return { value, origin };
}

function reportParts(section: Section, command: string, habits: Habits, findings: Findings): void {
  reportDoubledParts(section, command, findings);
  for (const kind of habits.parts) {
    if (section.parts.some((part) => part.kind === kind || (kind === 'command' && part.blocks.some(isCode)))) continue;
    findings.report('part-missing', originOfContent(section.heading), { command, part: partNames[kind] });
  }
}

function isCode({ kind }: Block): boolean {
  return kind === 'code';
}

function parametersOf(
  { section, name }: Draft,
  tables: readonly PlacedTable[],
  habits: Habits,
  findings: Findings,
): RawParameter[] {
  const [part] = partsOf(section, 'parameters');
  const command = name.value;
  if (tables.length === 0 && !saysNone(section) && (part !== undefined || !habits.parts.has('parameters'))) {
    findings.report('parameters-not-described', originOfContent(part?.heading ?? section.heading), { command });
  }
  return readParameters(rowsOf(tables, command, findings), command, findings);
}

function saysNone({ parts }: Section): boolean {
  return parts.some((part) =>
    part.blocks.some((block) => block.kind === 'paragraph' && saysNoParameters(plainText(block.content))),
  );
}

function resultOf(
  { section, name }: Draft,
  tables: readonly PlacedTable[],
  execution: 'sync' | 'async' | null,
  habits: Habits,
  findings: Findings,
): RawResult | null {
  const [part] = partsOf(section, 'response');
  const command = name.value;
  const example = readExample(section, command, findings);
  const isShown = tables.length > 0 || (example !== null && example.fields.length > 0);
  if (!isShown && (part !== undefined || !habits.parts.has('response'))) {
    findings.report('response-not-described', originOfContent(part?.heading ?? section.heading), { command });
  }
  return readResult(tables, example, { command, execution, findings });
}
