import type { Field, TypeRef } from '../model/api-model.js';
import type { Claim } from '../model/provenance.js';
import type { RawField, RawType } from '../model/raw-api.js';
import type { DocumentFormat, Stated } from '../model/source.js';
import { type Arbiter, silently } from './arbiter.js';
import type { Cluster, SideShape } from './clusters.js';
import { deprecationOf } from './constraints/deprecation.js';
import { withListedValues } from './constraints/field-values.js';
import { rememberListed } from './remember-prose.js';
import { sortedBy } from './sort.js';
import { fieldType, type Place } from './types.js';

/** What one document says of a field. */
export interface FieldSide {
  readonly by: DocumentFormat;
  readonly field: RawField;
}

/** A field and everything that is said of it, the strongest document first. */
export interface DescribedField {
  readonly name: string;
  readonly sides: readonly FieldSide[];
  /** What documents say again elsewhere, in the same words; only where somebody will ask for all places. */
  readonly again: readonly FieldSide[];
}

/**
 * The fields of an entity in the order of their names, in which nested things get theirs, too: it must not depend on
 * the order in a document.
 */
export function gatherFields({ shapes, equal }: Cluster): readonly DescribedField[] {
  const again = sidesBySpelling(equal.map(placed));
  return sortedBy(sidesByName(shapes), ([name]) => name).map(([name, sides]) => {
    const spellings = new Set(sides.map(({ field }) => field.name.value));
    return { name, sides, again: [...spellings].flatMap((spelled) => again.get(spelled) ?? []) };
  });
}

function sidesBySpelling(shapes: readonly SideShape[]): ReadonlyMap<string, readonly FieldSide[]> {
  const fields = new Map<string, FieldSide[]>();
  for (const { by, shape } of shapes) {
    for (const field of shape.fields) {
      const known = fields.get(field.name.value) ?? [];
      known.push({ by, field });
      fields.set(field.name.value, known);
    }
  }
  return fields;
}

/** By name; a weaker document's name that differs only in case means the stronger one's field. */
function sidesByName(shapes: readonly SideShape[]): ReadonlyMap<string, readonly FieldSide[]> {
  const fields = new Map<string, FieldSide[]>();
  const spellings = new Map<string, { readonly name: string; readonly by: DocumentFormat }>();
  for (const { by, shape } of shapes) {
    const own = new Set(shape.fields.map(({ name }) => name.value));
    for (const field of sortedBy(shape.fields, ({ name }) => name.value)) {
      const { value } = field.name;
      const spelled = spellings.get(value.toLowerCase());
      const isOther = spelled === undefined || spelled.by === by || fields.has(value) || own.has(spelled.name);
      const name = isOther ? value : spelled.name;
      if (spelled === undefined) spellings.set(value.toLowerCase(), { name, by });
      const known = fields.get(name) ?? [];
      known.push({ by, field });
      fields.set(name, known);
    }
  }
  return fields;
}

/** Discovery documents repeat answers word for word, and each text is read once: its fields have a place in each. */
function placed(side: SideShape): SideShape {
  const { by, shape, at } = side;
  const read = shape.origin.at;
  if (by !== 'listapis' || typeof read !== 'string' || typeof at.at !== 'string' || read === at.at) return side;
  const begin = at.at;
  const move = <T>({ value, origin }: Stated<T>): Stated<T> => ({
    value,
    origin: { ...origin, at: begin + String(origin.at).slice(read.length) },
  });
  const fields = shape.fields.map((field) => ({ ...field, name: move(field.name), type: move(field.type) }));
  return { ...side, shape: { ...shape, fields } };
}

/** One field of an entity from everything that is said of it. */
export function mergeField(
  { name: gathered, sides, again }: DescribedField,
  { name: owner, commands: answering }: Cluster,
  nested: (raw: RawType) => string | null,
  arbiter: Arbiter,
): Field {
  const { facts } = arbiter;
  const member = { field: gathered };
  // Hooks speak of a field of the entity itself.
  const commands = [owner, ...answering];
  const fact = facts.claimOfAny('name', commands, member);
  const name = arbiter.spelling(owner, fact, sides.map(statedName), again.map(statedName));
  const subject = `${owner}.${name}`;
  const place = { commands, member, subject, again: again.map(statedType) };
  const stated = sides.flatMap(statedProse);
  return {
    name,
    type: typeOf(place, sides.map(statedType), stated, arbiter, nested),
    always: decideAlways(subject, facts.claimOfAny('required', commands, member), sides, arbiter),
    description: arbiter.prose(subject, facts.claimOfAny('description', commands, member), stated),
    deprecated: arbiter.decide<string | null>(
      subject,
      'deprecated',
      [facts.claimOfAny('deprecated', commands, member), ...sides.flatMap(statedDeprecation)],
      silently,
    ),
    origin: sides.map(({ field }) => field.name.origin),
  };
}

/** What tables and schemas say, and the values that descriptions list where no fact does. */
function typeOf(
  place: Place,
  types: readonly Claim<RawType>[],
  texts: readonly Claim<string>[],
  arbiter: Arbiter,
  nested: (raw: RawType) => string | null,
): TypeRef {
  const type = fieldType(place, types, arbiter, nested);
  if (arbiter.facts.claimOfAny('values', place.commands, place.member) !== null) return type;
  const listed = withListedValues(
    type,
    texts.map(({ value }) => value),
  );
  if (arbiter.remembers && listed !== type) {
    const listing = texts.filter(({ value }) => withListedValues(type, [value]) !== type);
    rememberListed(place.subject, listed, [...listing, ...texts], arbiter);
  }
  return listed;
}

/** A promise counts whoever makes it; a document that makes none contradicts nobody. */
function decideAlways(
  subject: string,
  fact: Claim<boolean> | null,
  sides: readonly FieldSide[],
  arbiter: Arbiter,
): boolean {
  const promises = sides.flatMap(({ by, field }) =>
    field.required ? [{ value: true, by, origin: field.name.origin }] : [],
  );
  return arbiter.decide(subject, 'required', [fact, ...promises]) ?? false;
}

function statedName({ by, field: { name } }: FieldSide): Claim<string> {
  return { value: name.value, by, origin: name.origin };
}

function statedType({ by, field: { type } }: FieldSide): Claim<RawType> {
  return { value: type.value, by, origin: type.origin };
}

function statedDeprecation({ by, field: { deprecated, description, name } }: FieldSide): readonly Claim<string>[] {
  const stated = deprecationOf(deprecated, description === null ? null : { value: description, origin: name.origin });
  return stated === null ? [] : [{ ...stated, by }];
}

function statedProse({ by, field: { description, name } }: FieldSide): readonly Claim<string>[] {
  return description === null ? [] : [{ value: description, by, origin: name.origin }];
}
