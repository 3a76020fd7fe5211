import type { MapFact } from '../../model/fact.js';
import type { RawParameter, RawShape, RawType } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import type { Findings } from './findings.js';
import { isReference } from './references.js';
import { isTransportName } from '../../model/transport-names.js';
import { asField, distinct } from './rows.js';
import { plainType } from './type-cell.js';

/**
 * The parameters that the rows of a command's tables describe: without those of every request, and with the members of
 * maps (`details[0].key`) as members of the one parameter that they belong to.
 */
export function readParameters(rows: readonly RawParameter[], command: string, findings: Findings): RawParameter[] {
  const own = distinct(rows, command, findings).filter(({ name }) => {
    if (!isTransportName(name.value)) return true;
    findings.reportOnce('transport-parameter', name.origin, { name: name.value });
    return false;
  });
  for (const { name, type } of own.filter((row) => isReference(row.type.value.word))) {
    findings.report('unknown-type-word', type.origin, { command, name: name.value, word: type.value.word });
  }
  const names = new Set(own.map(({ name }) => name.value));
  const groups = new Map<string, RawParameter[]>();
  for (const row of own) {
    const root = rootOf(row.name.value, names);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [row]);
    else group.push(row);
  }
  return [...groups].map(([root, members]) => folded(root, members, command, findings));
}

/** The parameter that a name is about: `details` for `details[0].key`; a dot alone tells only where the row has a parent. */
function rootOf(name: string, names: ReadonlySet<string>): string {
  const indexed = /^([^.[\]]+)\[[^[\]]{0,20}\]/.exec(name)?.[1];
  if (indexed !== undefined) return indexed;
  const dotted = /^([^.]+)\./.exec(name)?.[1];
  return dotted !== undefined && names.has(dotted) ? dotted : name;
}

function folded(root: string, rows: readonly RawParameter[], command: string, findings: Findings): RawParameter {
  const [first] = rows;
  const own = rows.find(({ name }) => name.value === root);
  const members = rows.filter((row) => row !== own);
  if (first === undefined) throw new Error('a group of rows is never empty');
  if (members.length === 0) return own ?? first;
  findings.report('members-of-parameter', members[0]?.name.origin ?? first.name.origin, {
    command,
    name: root,
    members: members.map(({ name }) => name.value),
  });
  const fields = members
    .map((row) => ({ ...asField(row), name: { ...row.name, value: memberName(root, row.name.value) } }))
    .filter(({ name }) => name.value !== '');
  const shape: RawShape | null =
    fields.length === 0 ? null : { name: null, description: null, origin: first.name.origin, fields };
  const isPairs = fields.length > 0 && fields.every(({ name }) => name.value === 'key' || name.value === 'value');
  const pairs: Stated<MapFact> = { value: { encoding: 'pairs', fields: [], open: false }, origin: first.name.origin };
  return {
    ...(own ?? { ...together(members, shape === null), name: { ...first.name, value: root } }),
    type: own === undefined ? typeOfMembers(first.type, shape) : ownType(own.type, shape, isPairs),
    ...(isPairs ? { encoding: pairs } : {}),
  };
}

/** What rows say of the parameter that has none of its own; the length of a map's member is not that of the map. */
function together(rows: readonly RawParameter[], isList: boolean): Omit<RawParameter, 'name' | 'type'> {
  const required = rows.map((row) => row.required).filter((stated) => stated !== null);
  return {
    required: required.find(({ value }) => value) ?? required[0] ?? null,
    description: firstOf(rows, (row) => row.description),
    maxLength: isList ? firstOf(rows, (row) => row.maxLength) : null,
    since: firstOf(rows, (row) => row.since),
  };
}

function firstOf<T>(rows: readonly RawParameter[], read: (row: RawParameter) => T | null): T | null {
  return rows.map(read).find((said) => said !== null) ?? null;
}

/** A row `tags[]` of the type list speaks of the list already. */
function typeOfMembers(type: Stated<RawType>, shape: RawShape | null): Stated<RawType> {
  if (shape !== null) return { ...type, value: { ...plainType('map'), shape } };
  return isListWord(type.value.word) ? type : { ...type, value: { ...plainType('list'), items: type.value } };
}

/** Pairs are a map on the wire, although they are written as a list. */
function ownType(type: Stated<RawType>, shape: RawShape | null, isPairs: boolean): Stated<RawType> {
  return { ...type, value: { ...type.value, shape, ...(isPairs ? { word: 'map', items: null } : {}) } };
}

function isListWord(word: string): boolean {
  return ['list', 'set', 'array'].includes(word);
}

/** The member behind an index, or the one that stands in its place: `key` for `tags[0].key`, `cpu` for `details[cpu]`. */
function memberName(root: string, name: string): string {
  const rest = name.slice(root.length);
  const [, index, inside] = /^\[([^[\]]*)\](.*)$/.exec(rest) ?? [];
  if (index === undefined) return rest.replace(/^\./, '');
  if (inside !== undefined && inside !== '') return inside.replace(/^\.|^\[(\w+)\]$/, '$1');
  return /^(?:\W*|\d+|[a-z]|index|idx)$/i.test(index) ? '' : index;
}
