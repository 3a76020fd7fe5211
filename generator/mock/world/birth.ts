import type { Entity, Field } from '../../model/api-model.js';
import { own } from './own.js';
import { fieldsAbout, fieldsFrom, membersIn, referencesIn } from './references.js';
import { firstStates, namedById, stateFields, usualState } from './rules.js';
import { nameOf, type Thing } from './state.js';
import { usualValue } from './usual.js';
import type { Entries, Values, World } from './world.js';

/** A new thing before it is filled in. */
export interface Birth {
  readonly kind: string;
  /** What answers show of it: fields that are in none of these need no value. */
  readonly entities: readonly Entity[];
  readonly id: string;
  readonly values: Values;
  readonly owner: Entries;
}

/** A new thing, filled in from what says most to what says least: parameters, owner, references, usual values. */
export function bear({ kind, entities, id, values, owner }: Birth, world: World): Thing {
  const thing: Thing = { kind, id, fields: new Map([['id', id]]) };
  const given = Object.entries(values).map(([name, value]) => [name.toLowerCase(), value] as const);
  fillGaps(thing, [...given, ...switches(given, entities), ...owner, ...membersIn(values, world)]);
  const references = referencesIn(values, world);
  for (const entity of entities) {
    fillGaps(
      thing,
      references.flatMap((reference) => fieldsAbout(entity, reference, world)),
    );
    fillGaps(
      thing,
      references.flatMap((reference) => fieldsFrom(entity, reference)),
    );
  }
  return makeUp(
    thing,
    entities.flatMap(({ fields }) => fields),
    world,
  );
}

/** A parameter `customized` is told as the field `iscustomized`. */
function switches(given: Entries, entities: readonly Entity[]): Entries {
  const names = new Set(entities.flatMap(({ fields }) => fields.map(({ name }) => name.toLowerCase())));
  return given.flatMap(([name, value]) =>
    typeof value === 'boolean' && names.has(`is${name}`) ? [[`is${name}`, value] as const] : [],
  );
}

/** Gives a thing a name, a state, and usual values in all fields that have none yet. */
export function makeUp(thing: Thing, fields: readonly Field[], { state, now }: World): Thing {
  const { kind, id } = thing;
  const names = fields.map(({ name }) => name.toLowerCase());
  const count = state.count(kind);
  // What has no id of its own has one by another name: lbdeviceid, uuid.
  if (!names.includes('id'))
    fillGaps(
      thing,
      names.filter((name) => /deviceid$|^uuid$/.test(name)).map((name) => [name, id]),
    );
  if (names.includes('name')) fillGaps(thing, [['name', firstName(thing, count)]]);
  const occasion = { kind, id, name: nameOf(thing) ?? kind, now: now(), count };
  fillGaps(thing, firstState(kind, names));
  fillGaps(
    thing,
    fields.map((field) => [field.name.toLowerCase(), usualValue(field, occasion)]),
  );
  return thing;
}

function firstName(thing: Thing, count: number): string {
  const prefix = own(namedById, thing.kind);
  return prefix === undefined ? (nameOf(thing) ?? `${thing.kind}-${count + 1}`) : `${prefix}${thing.id}`;
}

function fillGaps({ fields }: Thing, entries: Entries): void {
  for (const [name, value] of entries) if (value !== undefined && !fields.has(name)) fields.set(name, value);
}

/** Only the field that counts most tells the state; that a place is open for use is told beside it. */
function firstState(kind: string, names: readonly string[]): Entries {
  const first = own(firstStates, kind) ?? usualState;
  const [main] = stateFields.filter((field) => names.includes(field));
  const open = ['resourcestate', 'allocationstate'].filter((field) => names.includes(field) && field !== main);
  return [
    ...(main === undefined ? [] : [[main, first] as const]),
    ...open.map((field) => [field, usualState] as const),
  ];
}
