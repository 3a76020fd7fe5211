import type { Entity, Field, Scalar, TypeRef } from '../../model/api-model.js';
import type { JsonObject } from '../json.js';
import { flag, prose, stated } from './members.js';

/** Which way a value goes: CloudStack writes dates in one form and reads them in others. */
export type Way = 'sent' | 'answered';

const scalars: Readonly<Record<Scalar, JsonObject>> = {
  string: { type: 'string' },
  id: { type: 'string', format: 'uuid' },
  boolean: { type: 'boolean' },
  integer: { type: 'integer', format: 'int32' },
  long: { type: 'integer', format: 'int64' },
  decimal: { type: 'number', format: 'double' },
  // Not OpenAPI's `date-time`: CloudStack writes the offset without a colon (protocol: values).
  date: { type: 'string', 'x-cloudstack-type': 'date' },
};

const dates: Readonly<Record<Way, string>> = { sent: '2026-01-31', answered: '2026-01-31T12:00:00+0000' };

/** The schema of a value; maps that are sent have one of their own, since their names are part of it. */
export function schemaOf(type: TypeRef, way: Way): JsonObject {
  switch (type.kind) {
    case 'scalar':
      return type.scalar === 'date' ? { ...scalars.date, examples: [dates[way]] } : scalars[type.scalar];
    case 'enum':
      return enumSchema(type);
    case 'array':
      return { type: 'array', items: schemaOf(type.items, way) };
    case 'objects':
    case 'map':
      return { type: 'object', additionalProperties: true };
    case 'entity':
      return referTo(type.entity);
    case 'unknown':
      // The type word of what servers do not describe; sent, it would mean text.
      return way === 'sent' ? {} : { 'x-cloudstack-type': 'object' };
  }
}

/** Values that may become more are no `enum`, which forbids all others. */
function enumSchema({ values, open }: Extract<TypeRef, { kind: 'enum' }>): JsonObject {
  // Without the word, such values would be taken for a boolean.
  const word = values.every((value) => /^(?:true|false)$/i.test(value)) ? { 'x-cloudstack-type': 'string' } : {};
  const text = { type: 'string', ...word };
  return open ? { ...text, 'x-extensible-enum': values, examples: values.slice(0, 1) } : { ...text, enum: values };
}

export function referTo(entity: string): JsonObject {
  return { $ref: `#/components/schemas/${entity}` };
}

/** The schema of an entity. It is open, because newer servers add fields. */
export function entitySchema({ name, description, fields }: Entity): JsonObject {
  const always = fields.filter((field) => field.always).map((field) => field.name);
  return stated({
    type: 'object',
    description: prose(description),
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    required: always.length === 0 ? null : always,
    'x-cloudstack-entity': name,
  });
}

function fieldSchema({ type, description, deprecated }: Field): JsonObject {
  return stated({
    ...schemaOf(type, 'answered'),
    description: prose(description),
    deprecated: flag(deprecated !== null),
    'x-deprecated-reason': deprecated,
  });
}
