import { formatDate } from '../../../templates/runtime/json.js';
import type { TypeRef } from '../../model/api-model.js';

/** A value as a field of that type holds it; `undefined` when it cannot. Entities are for the caller. */
export function coerce(type: TypeRef, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  switch (type.kind) {
    case 'scalar':
      return coerceScalar(type.scalar, value);
    case 'enum':
      return coerceEnum(type.values, type.open, value);
    case 'array':
      return asList(value)
        .map((item) => coerce(type.items, item))
        .filter((item) => item !== undefined);
    case 'map':
      return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
    case 'objects':
    case 'entity':
    case 'unknown':
      return value;
  }
}

function coerceScalar(scalar: Extract<TypeRef, { kind: 'scalar' }>['scalar'], value: unknown): unknown {
  switch (scalar) {
    case 'boolean':
      return typeof value === 'boolean' ? value : String(value).toLowerCase() === 'true';
    case 'integer':
    case 'decimal':
    case 'long':
      return asNumber(value, scalar);
    case 'string':
    case 'id':
    case 'date':
      return typeof value === 'object' && value !== null ? asText(value) : String(value);
  }
}

function asNumber(value: unknown, scalar: 'integer' | 'decimal' | 'long'): unknown {
  if (typeof value === 'bigint') return scalar === 'long' ? value : Number(value);
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isNaN(number)) return undefined;
  return scalar === 'decimal' ? number : Math.trunc(number);
}

/** Lists stand as comma-separated text where the field is text; other objects have no text. */
function asText(value: object): string | undefined {
  if (value instanceof Date) return formatDate(value);
  return Array.isArray(value) && value.every((item) => typeof item !== 'object') ? value.join(',') : undefined;
}

/** Documents and servers spell the same word in different cases. */
function coerceEnum(values: readonly string[], open: boolean, value: unknown): string | undefined {
  const text = String(value);
  const known = values.find((one) => one.toLowerCase() === text.toLowerCase());
  return known ?? (open ? text : values[0]);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
