import type { RawField, RawShape, RawType } from '../../model/raw-api.js';
import { plainType } from './type-cell.js';

interface Node {
  readonly name: string;
  /** Whether the notation says that there are many: `nic[].id`, `nic(*).id`. */
  many: boolean;
  /** The row that describes it; `null` where only its members have rows. */
  field: RawField | null;
  readonly first: RawField;
  readonly members: Map<string, Node>;
}

/** Deeper names are no notation but an accident. */
const maxDepth = 8;

/** Turns dotted names (`nic.id`, `nic[].id`, `nic(*).id`) into nested shapes; other fields stay as they are. */
export function nestFields(fields: readonly RawField[]): RawField[] {
  const top = new Map<string, Node>();
  for (const field of fields) insert(top, pathOf(field.name.value), field);
  return [...top.values()].map(fieldOf);
}

/** Names are compared and stored without the marks for "many". */
function pathOf(name: string): { name: string; many: boolean }[] {
  const parts = name.split('.', maxDepth + 1).map((part) => {
    const bare = part.replace(/(?:\[(?:\*|\d{0,3}|[a-z])\]|\(\*\))+$/, '');
    return { name: bare, many: bare !== part };
  });
  const sound = parts.length <= maxDepth && parts.every((part) => part.name !== '');
  return sound ? parts : [{ name, many: false }];
}

function insert(top: Map<string, Node>, path: readonly { name: string; many: boolean }[], field: RawField): void {
  let members = top;
  let node: Node | null = null;
  for (const { name, many } of path) {
    node = members.get(name) ?? { name, many, field: null, first: field, members: new Map() };
    node.many ||= many;
    members.set(name, node);
    members = node.members;
  }
  if (node !== null) node.field ??= field;
}

function fieldOf(node: Node): RawField {
  const name = { value: node.name, origin: (node.field ?? node.first).name.origin };
  const members = [...node.members.values()].map(fieldOf);
  const word = node.many ? 'list' : 'object';
  const field = node.field ?? {
    type: { value: plainType(word), origin: name.origin },
    required: false,
    description: null,
  };
  // A mark for "many" tells more than a type that nobody stated, and one element's type is not that of all.
  const stated = field.type.value;
  const known = stated.word === 'unknown' && (node.many || members.length > 0) ? { ...stated, word } : stated;
  const type = node.many && !holdsMany(known) ? { ...plainType('list'), items: known } : known;
  if (members.length === 0) return { ...field, name, type: { ...field.type, value: type } };
  const shape = { name: null, description: null, origin: node.first.name.origin, fields: members };
  return { ...field, name, type: { ...field.type, value: withShape(type, shape) } };
}

function withShape(type: RawType, shape: RawShape): RawType {
  return holdsMany(type) ? { ...type, items: { ...plainType('object'), shape } } : { ...type, shape };
}

function holdsMany({ word }: RawType): boolean {
  return ['list', 'set', 'array'].includes(word);
}
