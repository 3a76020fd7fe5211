import type { Rule } from '../../model/api-model.js';
import type { Origin, Stated } from '../../model/source.js';
import { readRule } from '../rule-facts.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { type Schema, stated } from './schema.js';
import { jsonType, numbersOf, wordOf } from './words.js';

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
  if (!['integer', 'number'].includes(jsonType(schema))) return null;
  const ends = [readEnd(schema, 'minimum', 'exclusiveMinimum'), readEnd(schema, 'maximum', 'exclusiveMaximum')];
  const [minimum = null, maximum = null] = ends.map((one) => one?.value ?? null);
  const origin = ends.find((one) => one !== null)?.origin;
  if (origin === undefined) return null;
  if (minimum === null || maximum === null || minimum <= maximum)
    return rule({ kind: 'range', minimum, maximum }, origin);
  findings.report('schema-range-empty', origin, { minimum, maximum });
  return null;
}

/** The narrower end of a range, where two are stated; beyond what is exact, digits are lost by now. */
function readEnd(
  schema: Schema,
  inclusive: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
): Stated<number> | null {
  const [bound, beyond] = [stated(schema, inclusive), stated(schema, exclusive)];
  const isFlagged = beyond?.value === true;
  const isLeast = inclusive === 'minimum';
  const ends = [
    endAt(schema, bound, isLeast, isFlagged),
    // Only whole numbers have a next one.
    isWhole(schema) ? endAt(schema, beyond, isLeast, true) : null,
    endOfValues(schema, isLeast),
  ].filter((end) => end !== null && Math.abs(end.value) <= Number.MAX_SAFE_INTEGER);
  const ordered = ends.flatMap((end) => end ?? []).sort((a, b) => (isLeast ? b.value - a.value : a.value - b.value));
  return ordered[0] ?? null;
}

/** The least, or the greatest, of the only numbers that are allowed. */
function endOfValues(schema: Schema, isLeast: boolean): Stated<number> | null {
  const ordered = [...numbersOf(schema)].sort((a, b) => (isLeast ? a.value - b.value : b.value - a.value));
  return ordered[0] ?? null;
}

/** What excludes its own end is a number since OpenAPI 3.1, and was a flag before. */
function endAt(schema: Schema, at: Cursor | null, isLeast: boolean, isExcluded: boolean): Stated<number> | null {
  if (typeof at?.value !== 'number') return null;
  return { value: isWhole(schema) ? wholeEnd(at.value, isLeast, isExcluded) : at.value, origin: at.origin };
}

/** The least, or the greatest, whole number that an end lets pass. */
function wholeEnd(bound: number, isLeast: boolean, isExcluded: boolean): number {
  const last = isLeast ? Math.ceil(bound) : Math.floor(bound);
  return isExcluded && last === bound ? last + (isLeast ? 1 : -1) : last;
}

function isWhole(schema: Schema): boolean {
  return ['short', 'int', 'integer', 'long'].includes(wordOf(schema));
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
