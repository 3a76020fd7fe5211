import type { Entity } from '../../model/api-model.js';
import { ownFields, placeFields, repeatedFields } from './rules.js';
import { nameOf, type Thing } from './state.js';
import type { Entries, Values, World } from './world.js';

/** A thing that a parameter names. */
export interface Reference {
  /** `zoneid`. */
  readonly parameter: string;
  readonly thing: Thing;
}

/** What the parameters of a call refer to, among the things that exist. */
export function referencesIn(values: Values, world: World): readonly Reference[] {
  return Object.entries(values).flatMap(([parameter, value]) => {
    const thing = world.referred(parameter, value);
    return thing === null ? [] : [{ parameter, thing }];
  });
}

/** Fields that tell of a referenced thing: `zoneid`, `zonename`; `vmname`, `vmstate`; its name alone in `domain`. */
export function fieldsAbout(entity: Entity, { parameter, thing }: Reference, { kinds }: World): Entries {
  const words = [parameter.toLowerCase().replace(/id$/, ''), ...kinds.namesOf(thing.kind)];
  return entity.fields.flatMap(({ name, type }) => {
    const field = name.toLowerCase();
    const word = words.find((one) => field.startsWith(one));
    if (word === undefined) return [];
    const isText = type.kind === 'scalar' && type.scalar === 'string';
    const value = toldAs(field.slice(word.length), thing, isText);
    return value === undefined || value === null ? [] : [[field, value] as const];
  });
}

/** What stands behind the word for a thing; nothing behind it is its name. */
function toldAs(rest: string, thing: Thing, isText: boolean): unknown {
  if (rest === '') return isText ? nameOf(thing) : undefined;
  if (!repeatedFields.includes(rest)) return undefined;
  if (rest === 'id') return thing.id;
  return rest === 'name' ? nameOf(thing) : thing.fields.get(rest);
}

/** Fields that a thing takes over: an offering and a template say what a machine is like, a volume where a snapshot is. */
export function fieldsFrom(entity: Entity, { thing }: Reference): Entries {
  const describes = /offering$|^template$|^iso$/.test(thing.kind);
  return entity.fields.flatMap(({ name }) => {
    const field = name.toLowerCase();
    const taken = describes ? !ownFields.has(field) : placeFields.has(field);
    const value = taken ? thing.fields.get(field) : undefined;
    return value === undefined ? [] : [[field, value] as const];
  });
}

/** `securitygroupids` and `securitygroupnames` become the list `securitygroup` of what they name; an empty list names none. */
export function membersIn(values: Values, { state, kinds }: World): Entries {
  return Object.entries(values).flatMap(([parameter, value]): Entries => {
    const [, kind = '', by = ''] = /^(.+?)(ids|names)$/.exec(parameter.toLowerCase()) ?? [];
    if (!Array.isArray(value) || kind === '') return [];
    if (value.length === 0) return kinds.isListed(kind) ? [[kind, []]] : [];
    const members = state.all(kind).filter((one) => value.includes(by === 'ids' ? one.id : nameOf(one)));
    return members.length === 0 ? [] : [[kind, members]];
  });
}
