import type { Constraint, Need, Parameter, Tie } from '../../model/api-model.js';
import { isTie } from '../../model/rules.js';
import type { Placed } from './prose.js';

type TieConstraint = Extract<Constraint, Tie>;
type NeedConstraint = Extract<Constraint, Need>;

/**
 * Brings together what several descriptions say of the same parameters, and leaves out what contradicts something else:
 * one of the two is wrong, and nobody can tell which.
 */
export function settle(read: readonly Placed[], parameters: readonly Parameter[]): readonly Placed[] {
  if (read.length === 0) return read;
  const required = new Set(parameters.filter((parameter) => parameter.required).map(({ name }) => name));
  const needs = read
    .filter(isOfNeed)
    .filter((need) => !required.has(need.owner) && !need.constraint.parameters.every((name) => required.has(name)));
  const ties = mergeTies(read.filter(isOfTie).map(({ constraint }) => constraint));
  const isSure = (tie: TieConstraint): boolean =>
    !tie.parameters.some((name) => required.has(name)) && !needs.some((need) => excludes(tie, need));
  return [
    ...ties.filter(isSure).flatMap(placedEverywhere),
    ...needs.filter((need) => !ties.some((tie) => excludes(tie, need))),
    ...read.filter((placed) => !isOfTie(placed) && !isOfNeed(placed)),
  ];
}

/** One tie for each set of parameters: two descriptions may speak of it, and one of them tell only half of it. */
function mergeTies(read: readonly TieConstraint[]): readonly TieConstraint[] {
  const merged = new Map<string, TieConstraint>();
  for (const tie of read) {
    const key = tie.parameters.join();
    const known = merged.get(key) ?? tie;
    merged.set(key, known.kind === tie.kind ? known : { ...known, kind: 'exactlyOneOf' });
  }
  return [...merged.values()];
}

function placedEverywhere(tie: TieConstraint): readonly Placed[] {
  return tie.parameters.map((owner) => ({ owner, constraint: tie }));
}

function excludes({ kind, parameters }: TieConstraint, { owner, constraint }: Placed<NeedConstraint>): boolean {
  const isExclusive = kind !== 'atLeastOneOf' && parameters.includes(owner);
  return isExclusive && constraint.parameters.some((name) => parameters.includes(name));
}

function isOfTie(placed: Placed): placed is Placed<TieConstraint> {
  return isTie(placed.constraint);
}

function isOfNeed(placed: Placed): placed is Placed<NeedConstraint> {
  return placed.constraint.kind === 'requires';
}
