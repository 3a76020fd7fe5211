import type { Command, Entity, Scalar, TypeRef } from '../../model/api-model.js';
import type { Json, JsonObject } from '../json.js';

export type Entities = ReadonlyMap<string, Entity>;

/** What a document shows of a result, as it stands in the envelope; `null` where none does. */
export function exampleOf({ result, example }: Command): Json | null {
  if (typeof example !== 'object' || example === null) return null;
  // Examples come out of JSON and YAML documents and hold nothing else.
  const shown = example as JsonObject | readonly Json[];
  const key = 'key' in result ? result.key : null;
  if (key === null) return shown as Json;
  return Array.isArray(shown) ? { count: shown.length, [key]: shown } : { [key]: shown as Json };
}

/** Whether an example is what the model says of the result; documents show much that is not. */
export function isFitting({ result, example }: Command, entities: Entities): boolean {
  switch (result.kind) {
    case 'list':
      return fits(
        example,
        { kind: 'array', items: { kind: 'entity', entity: result.entity }, encoding: 'json' },
        entities,
      );
    case 'entity':
      return fits(example, { kind: 'entity', entity: result.entity }, entities);
    case 'success':
      return isRecord(example) && example['success'] === true && Object.keys(example).length === 1;
    case 'unknown':
      return false;
  }
}

function fits(value: unknown, type: TypeRef, entities: Entities): boolean {
  switch (type.kind) {
    case 'scalar':
      return scalars[type.scalar](value);
    case 'enum':
      return typeof value === 'string' && (type.open || type.values.includes(value));
    case 'array':
      return Array.isArray(value) && value.every((item) => fits(item, type.items, entities));
    case 'objects':
    case 'map':
      return isRecord(value);
    case 'entity':
      return isRecord(value) && fitsEntity(value, entities.get(type.entity), entities);
    case 'unknown':
      return true;
  }
}

function fitsEntity(value: Readonly<Record<string, unknown>>, entity: Entity | undefined, entities: Entities): boolean {
  const fields = entity?.fields ?? [];
  const known = new Set(fields.map(({ name }) => name));
  return (
    Object.keys(value).every((name) => known.has(name)) &&
    fields.every(({ name, type, always }) => (Object.hasOwn(value, name) ? fits(value[name], type, entities) : !always))
  );
}

const scalars: Readonly<Record<Scalar, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  id: (value) => typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  date: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  long: Number.isInteger,
  decimal: (value) => typeof value === 'number',
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
