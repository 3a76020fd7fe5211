import type { Constraint, Parameter } from '../model/api-model.js';
import { sortedBy } from './sort.js';

const negation = "(?:not|never|cannot|can't|don't)";
const verb = '(?:use|specif|give|pass|set|provid|send|sent|suppl|nam|combin|allow)\\w*';
/** What is forbidden under a condition is another matter: "not used if both are given". */
const unconditionally = '(?:(?!\\b(?:if|when|unless|where)\\b).)*';
/** A sentence that forbids two parameters beside each other. */
const together = new RegExp(
  `\\b${negation}(?:\\s+(?:be|both))*\\s+${verb}\\b${unconditionally}\\b(?:together|both|same time|along with|in combination)\\b` +
    `|\\b${negation}\\s+both\\s+be\\s+${verb}|\\bmutually exclusive\\b`,
  'i',
);
/** What every such sentence holds: most descriptions are told by it at once. */
const hint = /\b(?:together|both|same time|along with|in combination|mutually exclusive)\b/i;
/** Nobody writes longer sentences, and looking through one takes time with the square of its length. */
const longestSentence = 1000;
/** A sentence, or a later part of one, that asks for one of those just named. */
const oneNeeded = /\b(?:one of (?:them|the two|these)|either)\b.*\b(?:required|needed|must|mandatory|necessary)\b/i;

/**
 * Rules over several parameters that their descriptions state in so many words. A sentence counts only when it names
 * the parameters by their exact wire names; when unsure, none is made.
 */
export function readConstraints(parameters: readonly Parameter[]): readonly Constraint[] {
  const known = new Set(parameters.map(({ name }) => name));
  const found = new Map<string, Constraint>();
  // Two parameters may speak of the same rule, and one of them tell only half of it.
  for (const parameter of sortedBy(parameters, ({ name }) => name)) {
    const constraint = readConstraint(parameter, known);
    const key = constraint?.parameters.join() ?? '';
    if (constraint !== null && found.get(key)?.kind !== 'exactlyOneOf') found.set(key, constraint);
  }
  return sortedBy(found.values(), (constraint) => constraint.parameters.join());
}

function readConstraint(parameter: Parameter, known: ReadonlySet<string>): Constraint | null {
  const { description, origin } = parameter;
  const place = origin[0];
  if (description === null || place === undefined || !hint.test(description)) return null;
  const sentences = description.split(/(?<=[.;])\s+/);
  const forbidding = sentences.findIndex((sentence) => sentence.length <= longestSentence && together.test(sentence));
  const sentence = sentences[forbidding];
  if (sentence === undefined) return null;
  const named = [...new Set(sentence.match(/[A-Za-z][A-Za-z0-9_]*/g) ?? [])].filter((word) => known.has(word));
  if (named.length < 2) return null;
  const needed = oneNeeded.test(
    sentences
      .slice(forbidding, forbidding + 2)
      .join(' ')
      .slice(0, 2 * longestSentence),
  );
  return { kind: needed ? 'exactlyOneOf' : 'atMostOneOf', parameters: named.sort(), origin: place };
}
