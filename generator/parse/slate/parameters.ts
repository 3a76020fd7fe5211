import type { RawParameter, RawShape } from '../../model/raw-api.js';
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
  const fields = members.map((row) => ({
    ...asField(row),
    name: { ...row.name, value: memberName(root, row.name.value) },
  }));
  const named = fields.filter(({ name }) => name.value !== '');
  const shape: RawShape | null =
    named.length === 0 ? null : { name: null, description: null, origin: first.name.origin, fields: named };
  if (own !== undefined) return { ...own, type: { ...own.type, value: { ...own.type.value, shape } } };
  const type = shape === null ? { ...plainType('list'), items: first.type.value } : { ...plainType('map'), shape };
  return {
    name: { ...first.name, value: root },
    type: { ...first.type, value: type },
    required: null,
    description: null,
    maxLength: null,
    since: null,
  };
}

function memberName(root: string, name: string): string {
  return name
    .slice(root.length)
    .replace(/^\[[^[\]]*\]/, '')
    .replace(/^\./, '');
}
