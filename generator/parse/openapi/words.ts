import type { RawType } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import type { Cursor } from './cursor.js';
import { propertiesOf, stated, statedText, type Schema } from './schema.js';

/**
 * The type's word in CloudStack's terms; `x-cloudstack-type` has the last say.
 *
 * @param type - JSON's type, where the schema states several
 */
export function wordOf(schema: Schema, type: string = jsonType(schema)): string {
  const hint = statedText(schema, 'x-cloudstack-type')?.value;
  if (hint !== undefined) return hint.trim().toLowerCase();
  const format = statedText(schema, 'format')?.value.toLowerCase() ?? '';
  if (type === 'string') return isFlag(schema) ? 'boolean' : (stringWords.get(format) ?? 'string');
  if (type === 'integer' || (type === 'number' && /^u?int\d*$/.test(format))) {
    return format.endsWith('64') ? 'long' : 'integer';
  }
  return typeWords.get(type) ?? type.toLowerCase();
}

const stringWords: ReadonlyMap<string, string> = new Map([
  ['uuid', 'uuid'],
  ['guid', 'uuid'],
  ['date', 'date'],
  ['date-time', 'date'],
  ['datetime', 'date'],
]);

const typeWords: ReadonlyMap<string, string> = new Map([
  ['number', 'double'],
  ['array', 'list'],
  ['object', 'map'],
]);

/** JSON's type; where it is not stated, what the other members show; empty where they show nothing either. */
export function jsonType(schema: Schema): string {
  const [type, ...others] = statedTypes(schema);
  if (others.length > 0) return '';
  if (type !== undefined) return type;
  if (propertiesOf(schema).size > 0 || stated(schema, 'additionalProperties') !== null) return 'object';
  if (stated(schema, 'items') !== null || stated(schema, 'prefixItems') !== null) return 'array';
  return typeOfValues(allowed(schema));
}

/** Types that are stated, `null` apart: it only says that the member may be empty. */
export function statedTypes(schema: Schema): string[] {
  const type = stated(schema, 'type')?.value;
  const words = (Array.isArray(type) ? type : [type]).filter((word) => typeof word === 'string' && word !== 'null');
  return [...new Set<string>(words)];
}

/**
 * Allowed values and their places, where all of them are text, or the type says that they are; `null` among them only
 * says that the member may be empty. A list has none: they are its elements'.
 *
 * @param of - `any`: whatever the schema's type
 */
export function valuesOf(schema: Schema, of: 'scalar' | 'any' = 'scalar'): Pick<RawType, 'values' | 'places'> {
  const values = allowed(schema);
  const isTold = of === 'scalar' && textless.has(jsonType(schema));
  if (isTold || values.length === 0 || isFlag(schema) || values.some((value) => typeof value === 'object')) {
    return { values: null };
  }
  const places = new Map(sites(schema).map(({ value, origin }) => [String(value), origin]));
  const distinct = [...new Set(values.map(String))];
  return { values: distinct, places: distinct.flatMap((value) => places.get(value) ?? []) };
}

/** Allowed values that are numbers, and their places. */
export function numbersOf(schema: Schema): readonly Stated<number>[] {
  return sites(schema).flatMap(({ value, origin }) => (typeof value === 'number' ? { value, origin } : []));
}

/** Types whose values are not told by texts. */
const textless: ReadonlySet<string> = new Set(['boolean', 'integer', 'number', 'array', 'object']);

/** `const`, or the items of `enum`, without `null`. */
function allowed(schema: Schema): readonly unknown[] {
  const only = stated(schema, 'const');
  const listed = only === null ? listOf(schema)?.value : [only.value];
  return Array.isArray(listed) ? listed.filter((value) => value !== null) : [];
}

/** Where the allowed values stand. */
function sites(schema: Schema): readonly Cursor[] {
  const only = stated(schema, 'const');
  return only === null ? (listOf(schema)?.items() ?? []) : [only];
}

/** `x-extensible-enum` lists values that may become more, as those of answers always may. */
function listOf(schema: Schema): Cursor | null {
  return stated(schema, 'enum') ?? stated(schema, 'x-extensible-enum');
}

function typeOfValues(values: readonly unknown[]): string {
  if (values.length === 0 || values.some((value) => typeof value === 'object')) return '';
  if (values.every((value) => typeof value === 'boolean')) return 'boolean';
  if (values.every((value) => Number.isInteger(value))) return 'integer';
  return values.every((value) => typeof value === 'number') ? 'number' : 'string';
}

/** Whether the values are the texts `true` and `false`, which is how CloudStack sends a boolean. */
function isFlag(schema: Schema): boolean {
  const hint = statedText(schema, 'x-cloudstack-type')?.value;
  if (hint !== undefined && hint !== 'boolean') return false;
  const values = allowed(schema).map(String);
  return values.length > 0 && values.every((value) => /^(?:true|false)$/i.test(value));
}
