import type { ObjectField, Scalar, TypeRef } from '../../model/api-model.js';
import { wordOfScalar } from '../../model/type-words.js';
import type { Json, JsonObject } from '../json.js';
import { flag, stated } from './members.js';
import { schemaOf } from './schema.js';

/** A parameter that goes over the wire under several names with an index. */
export type MapType =
  Extract<TypeRef, { kind: 'objects' }> | (TypeRef & { kind: 'map'; encoding: 'entries' | 'pairs' });

export function isMap(type: TypeRef): type is MapType {
  return type.kind === 'objects' || (type.kind === 'map' && type.encoding !== 'json');
}

/**
 * The schema of a map parameter. OpenAPI has no style for `name[0].key`, but members of an object in the style `form`
 * with `explode` are sent under their own names. So the members are the names on the wire, and what is sent is right
 * whichever tool sends it; the extension says what they mean together.
 */
export function mapSchema(name: string, type: MapType): JsonObject {
  const example = exampleOf(name, type);
  return {
    type: 'object',
    propertyNames: { pattern: patternOf(name, type) },
    additionalProperties: { type: hasOnlyTexts(type) ? 'string' : ['string', 'number', 'boolean'] },
    examples: [example],
    'x-cloudstack-map': stated({
      encoding: type.kind === 'objects' ? 'objects' : type.encoding,
      fields: type.kind === 'objects' && type.fields.length > 0 ? type.fields.map(fieldOf) : null,
      open: flag(type.kind === 'objects' && type.open),
      example: Object.entries(example)
        .map(([key, value]) => `${key}=${String(value)}`)
        .join('&'),
    }),
  };
}

function hasOnlyTexts(type: MapType): boolean {
  return type.kind === 'map' || type.fields.every((field) => schemaOf(field.type, 'sent')['type'] === 'string');
}

/** Which names there are on the wire. Entries share one index; else each element has its own. */
function patternOf(name: string, type: MapType): string {
  const isOne = type.kind === 'map' && type.encoding === 'entries';
  const members = membersOf(type);
  const inside = members === null ? '.+' : `(?:${members.map(literally).join('|')})`;
  return `^${literally(name)}\\[${isOne ? '0' : '[0-9]+'}\\]\\.${inside}$`;
}

/** Names that stand behind the index; `null` for any. */
function membersOf(type: MapType): readonly string[] | null {
  if (type.kind === 'map') return type.encoding === 'pairs' ? ['key', 'value'] : null;
  return type.open || type.fields.length === 0 ? null : type.fields.map((field) => field.name);
}

function literally(text: string): string {
  return text.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');
}

/** One element as it is sent; two entries, which share the index. */
function exampleOf(name: string, type: MapType): JsonObject {
  return Object.fromEntries(exampleMembers(type).map(([member, value]) => [`${name}[0].${member}`, value]));
}

const entries: readonly Member[] = [
  ['firstkey', 'first value'],
  ['secondkey', 'second value'],
];
const pair: readonly Member[] = [
  ['key', 'environment'],
  ['value', 'production'],
];

type Member = readonly [name: string, value: Json];

function exampleMembers(type: MapType): readonly Member[] {
  if (type.kind === 'map') return type.encoding === 'entries' ? entries : pair;
  return type.fields.length === 0 ? [['name', 'text']] : type.fields.map((field) => [field.name, valueOf(field.type)]);
}

const values: Readonly<Record<Scalar, Json>> = {
  string: 'text',
  id: '6f1c7d9e-0000-4000-8000-000000000001',
  boolean: true,
  integer: 1,
  long: 1,
  decimal: 1.5,
  date: '2026-01-31',
};

function valueOf(type: TypeRef): Json {
  if (type.kind === 'enum') return type.values[0] ?? '';
  return type.kind === 'scalar' ? values[type.scalar] : 'text';
}

function fieldOf({ name, type, required }: ObjectField): JsonObject {
  return { name, type: type.kind === 'scalar' ? wordOfScalar[type.scalar] : 'string', required };
}
