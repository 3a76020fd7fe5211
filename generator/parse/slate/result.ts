import type { RawField, RawResult, RawShape } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import type { Example } from './example.js';
import type { Findings } from './findings.js';
import { nestFields } from './nested.js';
import { isEnumeration, rowsOf } from './placed-rows.js';
import { followReferences } from './references.js';
import { asField, distinct } from './rows.js';
import { isAnnounced, type PlacedTable } from './tables.js';
import { plainText } from './text.js';

const acknowledged: ReadonlySet<string> = new Set(['jobid', 'jobstatus', 'id']);

interface ResultContext {
  readonly command: string;
  readonly execution: 'sync' | 'async' | null;
  readonly findings: Findings;
}

/** What a section's response tables and its example say of the answer; `null` when they say nothing. */
export function readResult(
  tables: readonly PlacedTable[],
  example: Example | null,
  context: ResultContext,
): RawResult | null {
  const [first] = tables;
  const fields = first === undefined ? null : fieldsOf(tables, first, context);
  const origin = first?.grid.origin ?? example?.origin;
  if (origin === undefined) return null;
  const opened =
    fields === null ? openItems(example?.fields ?? [], example?.envelope !== null, context) : unwrap(fields, context);
  const isJob = isAcknowledgement(opened.fields, context);
  if (fields === null && opened.fields.length > 0 && !isJob) {
    context.findings.report('response-from-example', origin, { command: context.command });
  }
  const shape: RawShape = { name: null, description: null, origin, fields: opened.fields };
  const result = {
    origin,
    envelope: example?.envelope ?? opened.envelope,
    list: example?.itemKey ? true : opened.list,
    key: example?.itemKey ?? opened.key,
    shape: isJob || opened.fields.length === 0 ? null : shape,
    ...(example === null ? {} : { example: { value: example.value, origin: example.origin } }),
    acknowledgement: isJob ? { origin, id: opened.fields.some(({ name }) => name.value === 'id') } : null,
  };
  const saysSomething = [result.envelope, result.key, result.shape, result.acknowledgement].some(
    (said) => said !== null,
  );
  return saysSomething ? result : null;
}

function fieldsOf(
  tables: readonly PlacedTable[],
  first: PlacedTable,
  { command, findings }: ResultContext,
): RawField[] {
  const read = (some: readonly PlacedTable[]): RawField[] => {
    return distinct(rowsOf(some, command, findings), command, findings).map(asField);
  };
  const isTop = ({ under, grid }: PlacedTable): boolean => under === first.under || isEnumeration(grid);
  const top = read(tables.filter(isTop));
  const below = tables.filter((table) => !isTop(table));
  const members = below.flatMap((table) => membersOf(table, top, read([table]), command, findings));
  return followReferences(nestFields([...top, ...members]), command, findings);
}

/** A further table under a heading that names a field describes that field's members. */
function membersOf(
  { under, grid }: PlacedTable,
  top: readonly RawField[],
  rows: readonly RawField[],
  command: string,
  findings: Findings,
): readonly RawField[] {
  const heading = plainText(under?.content ?? '');
  const title =
    bareName(heading.replace(/\b(?:object|fields|item|the|response|array|list)\b/gi, '')) || bareName(heading);
  const parent = top.find(({ name }) => bareName(name.value) === title || bareName(name.value) === bareName(heading));
  if (parent === undefined) {
    if (isAnnounced(under)) return rows;
    findings.report('table-without-field', grid.origin, { command, heading });
    return [];
  }
  return rows.map((field) => ({
    ...field,
    name: { ...field.name, value: `${parent.name.value}.${field.name.value}` },
  }));
}

function bareName(text: string): string {
  return text.replace(/\(\*\)|\[\W*\]|[\s`*]/g, '').toLowerCase();
}

interface Opened {
  readonly envelope: Stated<string> | null;
  readonly key: Stated<string> | null;
  readonly list: boolean | null;
  readonly fields: readonly RawField[];
}

/**
 * Takes off what a page describes around the entity: the envelope, `count` and the member that holds the list. A single
 * field with members is such a member only inside an envelope or where the command lists things: else it is a field.
 */
function unwrap(fields: readonly RawField[], context: ResultContext): Opened {
  const outer = sole(fields);
  const envelopeName = `${context.command}response`.toLowerCase();
  if (outer !== null && outer.field.name.value.toLowerCase() === envelopeName) {
    return { ...openItems(outer.members, true, context), envelope: outer.field.name };
  }
  if (outer !== null && outer.field.name.value === 'anonymous') {
    return { ...openItems(outer.members, false, context), list: outer.many ? true : null };
  }
  return openItems(fields, false, context);
}

function openItems(fields: readonly RawField[], isInside: boolean, { command, findings }: ResultContext): Opened {
  const inner = sole(fields.filter(({ name }) => name.value !== 'count'));
  const isCounted = fields.length === 2 && inner !== null;
  if (inner === null || !(isInside || isCounted || isSubject(inner, command))) {
    return { envelope: null, key: null, list: null, fields };
  }
  findings.report('wrapper-in-table', inner.field.name.origin, { command, key: inner.field.name.value });
  return {
    envelope: null,
    key: inner.field.name,
    list: inner.many || isCounted ? true : null,
    fields: inner.members,
  };
}

/** `listZones` lists what its only field lists; `startVirtualMachine` answers with the `virtualmachine` in its name. */
function isSubject({ field, many }: { field: RawField; many: boolean }, command: string): boolean {
  if (many) return command.startsWith('list');
  return field.name.value.length > 3 && command.toLowerCase().includes(field.name.value.toLowerCase());
}

/** The only field, if it has members. */
function sole(fields: readonly RawField[]): { field: RawField; members: readonly RawField[]; many: boolean } | null {
  const [field, ...others] = fields;
  const type = field?.type.value;
  const members = type?.items?.shape?.fields ?? type?.shape?.fields;
  if (field === undefined || others.length > 0 || members === undefined) return null;
  return { field, members, many: ['list', 'set', 'array'].includes(type?.word ?? '') };
}

/** What only tells of a job, perhaps with the new thing's id, is no description of the result. */
function isAcknowledgement(fields: readonly RawField[], { execution }: ResultContext): boolean {
  const names = fields.map(({ name }) => name.value.toLowerCase());
  return execution !== 'sync' && names.includes('jobid') && names.every((name) => acknowledged.has(name));
}
