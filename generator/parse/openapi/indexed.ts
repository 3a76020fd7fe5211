import type { Sent } from './sent.js';

/** A map or list as it goes over the wire: `details[0].key`, `tags[]`, `details[cpuNumber]`. */
const wireForm = /^([A-Za-z_]\w*)\[(\w*)\](?:\.(\w+)|\[(\w+)\])?$/;

/** A parameter that a document describes by the names it has on the wire. */
export interface Indexed {
  readonly name: string;
  /** `pairs` where its members are `key` and `value`; `map` where they are others, `list` where it has none. */
  readonly kind: 'pairs' | 'map' | 'list';
  readonly members: readonly Sent[];
}

/** Takes apart what is sent by its own name and what by names with an index, which are one parameter together. */
export function foldIndexed(sent: readonly Sent[]): {
  readonly plain: readonly Sent[];
  readonly indexed: readonly Indexed[];
} {
  const groups = new Map<string, Sent[]>();
  const plain = sent.filter((one) => {
    const name = wireForm.exec(one.name)?.[1];
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), one]);
    return name === undefined;
  });
  const described = new Set(plain.map(({ name }) => name.toLowerCase()));
  const indexed = [...groups].filter(([name]) => !described.has(name.toLowerCase()));
  return { plain, indexed: indexed.map(([name, members]) => ({ name, kind: kindOf(members), members })) };
}

function kindOf(members: readonly Sent[]): Indexed['kind'] {
  const inside = members.flatMap(({ name }) => {
    const [, , index = '', byDot, byBracket] = wireForm.exec(name) ?? [];
    return byDot ?? byBracket ?? (/^(?:\d*|[a-z])$/i.test(index) ? [] : index);
  });
  if (inside.length === 0) return 'list';
  return inside.every((name) => name === 'key' || name === 'value') ? 'pairs' : 'map';
}
