import type { Rule } from '../../model/api-model.js';
import type { Origin, Stated } from '../../model/source.js';
import { readRule } from '../rule-facts.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { type Schema, stated } from './schema.js';

/** The reason beside the flag `deprecated`, empty where none is given; `null` where no such flag is raised. */
export function readDeprecated(...parts: readonly Cursor[]): Stated<string> | null {
  for (const part of parts) {
    const flag = part.own('deprecated');
    if (flag?.value === true) return part.text('x-deprecated-reason') ?? { value: '', origin: flag.origin };
  }
  return null;
}

/** Rules that a schema states by keywords of JSON Schema: the range of a number, and what leaving it out means. */
export function readKeywords(schema: Schema, findings: Findings): readonly Stated<Rule>[] {
  return [readRange(schema, findings), readDefault(schema)].filter((one) => one !== null);
}

function readRange(schema: Schema, findings: Findings): Stated<Rule> | null {
  if (!['integer', 'number'].includes(String(stated(schema, 'type')?.value))) return null;
  const ends = [end(schema, 'minimum', 'exclusiveMinimum', 1), end(schema, 'maximum', 'exclusiveMaximum', -1)];
  const [minimum = null, maximum = null] = ends.map((one) => one?.value ?? null);
  const origin = ends.find((one) => one !== null)?.origin;
  if (origin === undefined) return null;
  if (minimum === null || maximum === null || minimum <= maximum)
    return rule({ kind: 'range', minimum, maximum }, origin);
  findings.report('schema-range-empty', origin, { minimum, maximum });
  return null;
}

/**
 * The end of a range. What excludes its own end is a number since OpenAPI 3.1, and was a flag before; only whole
 * numbers have a next one.
 */
function end(
  schema: Schema,
  inclusive: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
  step: 1 | -1,
): Stated<number> | null {
  const [bound, beyond] = [stated(schema, inclusive), stated(schema, exclusive)];
  const isWhole = stated(schema, 'type')?.value === 'integer';
  if (isWhole && typeof beyond?.value === 'number') {
    const last = step > 0 ? Math.floor(beyond.value) : Math.ceil(beyond.value);
    return { value: last + step, origin: beyond.origin };
  }
  if (typeof bound?.value !== 'number') return null;
  return { value: isWhole && beyond?.value === true ? bound.value + step : bound.value, origin: bound.origin };
}

function readDefault(schema: Schema): Stated<Rule> | null {
  const value = stated(schema, 'default');
  if (value === null || value.value === '') return null;
  // Digits are lost by now.
  const isInexact = typeof value.value === 'number' && Math.abs(value.value) > Number.MAX_SAFE_INTEGER;
  return isInexact ? null : rule({ kind: 'default', value: value.value }, value.origin);
}

function rule(row: unknown, origin: Origin): Stated<Rule> | null {
  const value = readRule(row);
  return typeof value === 'string' ? null : { value, origin };
}
