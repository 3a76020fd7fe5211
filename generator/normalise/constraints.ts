import type { Constraint, Parameter } from '../model/api-model.js';
import { sortedBy } from './sort.js';

/** A sentence that forbids two parameters beside each other. */
const together =
  /\b(?:not|never|cannot|can't|don't)\b.*\b(?:together|both|same time|along with|in combination)\b|\bmutually exclusive\b/i;
/** A sentence, or a later part of one, that asks for one of those just named. */
const oneNeeded = /\b(?:one of (?:them|the two|these)|either)\b.*\b(?:required|needed|must|mandatory|necessary)\b/i;

/**
 * Rules over several parameters that their descriptions state in so many words. A sentence counts only when it names
 * the parameters by their exact wire names; when unsure, none is made.
 */
export function readConstraints(parameters: readonly Parameter[]): readonly Constraint[] {
  const known = new Set(parameters.map(({ name }) => name));
  const found = new Map<string, Constraint>();
  for (const parameter of parameters) {
    const constraint = readConstraint(parameter, known);
    if (constraint !== null) found.set(constraint.parameters.join(), constraint);
  }
  return sortedBy(found.values(), (constraint) => constraint.parameters.join());
}

function readConstraint(parameter: Parameter, known: ReadonlySet<string>): Constraint | null {
  const { description, origin } = parameter;
  const place = origin[0];
  if (description === null || place === undefined) return null;
  const sentences = description.split(/(?<=[.;])\s+/);
  const forbidding = sentences.findIndex((sentence) => together.test(sentence));
  const sentence = sentences[forbidding];
  if (sentence === undefined) return null;
  const named = [...new Set(sentence.match(/[A-Za-z][A-Za-z0-9_]*/g) ?? [])].filter((word) => known.has(word));
  if (named.length < 2) return null;
  const needed = oneNeeded.test(sentences.slice(forbidding, forbidding + 2).join(' '));
  return { kind: needed ? 'exactlyOneOf' : 'atMostOneOf', parameters: named.sort(), origin: place };
}
