import type { Range, Scalar } from '../../model/api-model.js';
import type { Prose } from './prose.js';

const numbers: ReadonlySet<Scalar> = new Set(['integer', 'long', 'decimal']);

/** What every sentence with a range holds. */
const hint = /between|from|range|least|less|most|more|greater|min|max|exceed|itive|negative|\d[^,]{0,8}(?:-|to) ?\d/i;

/** `when` is not among them: `Time to wait when receiving an answer (2 sec - 60 sec)`. */
const conditional = /\b(?:if|unless)\b/i;

/** between 1 and 100. from 1 to 100. range is 1-100. (1 sec - 20940 sec) */
const both =
  /(?:\bbetween |\bfrom |\brange(?: is| of|:)? |\()(?<from>\d{1,15}) ?[a-z]{0,7} ?(?:-|and|to) ?(?<to>\d{1,15}) ?[a-z]{0,7}(?=\)|[.,;]?(?:$| ))/i;

/** must be at least 1. (greater than zero). Minimum value is 1. must be positive. must not be negative */
const least =
  /(?:(?:^|\b(?:be|is) |\()(?:(?:at least|no less than|(?<above>greater than|more than)) (?<number>zero|\d{1,15})|(?<positive>(?:a )?positive)|non-negative)|\bnot be negative|\bmin(?:imum)?(?: value)?(?: is| of|:) ?(?<stated>\d{1,15}))(?![\w%]|[.,-]\d)/i;

/** must be at most 100. must be less than 100. cannot exceed 100. Maximum value is 100. */
const most =
  /(?:(?:^|\b(?:be|is) |\()(?:at most|no more than|(?<below>less than)) |(?:cannot|can't|must not|may not) exceed |\bmax(?:imum)?(?: value)?(?: is| of|:) ?)(?<number>\d{1,15})(?![\w%]|[.,-]\d)/i;

/** The range of a number that a description gives; `null` when it gives none, or ones that contradict each other. */
export function readRange({ owner: { type }, sentences }: Prose): Range | null {
  if (type.kind !== 'scalar' || !numbers.has(type.scalar)) return null;
  const stated = sentences
    .filter((sentence) => hint.test(sentence) && !conditional.test(sentence))
    .map((one) => rangeIn(one, type.scalar));
  const minima = distinct(stated.map(({ minimum }) => minimum));
  const maxima = distinct(stated.map(({ maximum }) => maximum));
  const [minimum = null] = minima;
  const [maximum = null] = maxima;
  if ((minimum === null && maximum === null) || minima.length > 1 || maxima.length > 1) return null;
  return minimum !== null && maximum !== null && minimum > maximum ? null : { kind: 'range', minimum, maximum };
}

interface Ends {
  readonly minimum: number | null;
  readonly maximum: number | null;
}

function rangeIn(sentence: string, scalar: Scalar): Ends {
  const { from, to } = both.exec(sentence)?.groups ?? {};
  if (from !== undefined && to !== undefined) return { minimum: Number(from), maximum: Number(to) };
  return { minimum: leastIn(sentence, scalar), maximum: mostIn(sentence, scalar) };
}

function leastIn(sentence: string, scalar: Scalar): number | null {
  const found = least.exec(sentence)?.groups;
  if (found === undefined) return null;
  const { above, number, positive, stated } = found;
  // Of other numbers there is none that comes next.
  if (above !== undefined || positive !== undefined) return scalar === 'decimal' ? null : numberOf(number ?? '0') + 1;
  return numberOf(number ?? stated ?? '0');
}

function mostIn(sentence: string, scalar: Scalar): number | null {
  const { below, number } = most.exec(sentence)?.groups ?? {};
  if (number === undefined) return null;
  if (below === undefined) return Number(number);
  return scalar === 'decimal' ? null : Number(number) - 1;
}

function numberOf(text: string): number {
  return /^zero$/i.test(text) ? 0 : Number(text);
}

function distinct(ends: readonly (number | null)[]): readonly number[] {
  return [...new Set(ends.filter((end) => end !== null))];
}
