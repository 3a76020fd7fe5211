import type { AllowedValues, Constraint, Parameter, RuleKind, TypeRef } from '../../model/api-model.js';
import type { Arbiter } from '../arbiter.js';
import { byCodeUnit } from '../sort.js';
import { addedByFacts, removedByFacts } from './facts.js';
import type { Placed } from './prose.js';
import { type DescribedParameter, readConstraints } from './read.js';
import { settle } from './settle.js';

/** The order in which the constraints of a parameter stand. */
const order: readonly RuleKind[] = [
  'exactlyOneOf',
  'atMostOneOf',
  'atLeastOneOf',
  'requires',
  'values',
  'range',
  'default',
  'requiredWhen',
  'notRequiredWhen',
  'deprecated',
];

/** The parameters of a command with all that they must obey, and the types and flags that follow from it. */
export function constrain(
  command: string,
  described: readonly DescribedParameter[],
  arbiter: Arbiter,
): readonly Parameter[] {
  const parameters = described.map(({ parameter }) => parameter);
  const isRemoved = removedByFacts(command, parameters, arbiter.facts);
  const read = readConstraints(command, described).filter((placed) => !isRemoved(placed));
  const placed = [...addedByFacts(command, parameters, arbiter), ...settle(read, parameters)];
  if (placed.length === 0) return parameters;
  const byOwner = constraintsByOwner(placed);
  return parameters.map((parameter) => {
    const constraints = byOwner.get(parameter.name);
    return constraints === undefined ? parameter : obeying(command, parameter, constraints, arbiter);
  });
}

/** Of two constraints that exclude each other, such as two ranges, the first counts. */
function constraintsByOwner(placed: readonly Placed[]): ReadonlyMap<string, readonly Constraint[]> {
  const byOwner = new Map<string, Map<string, Constraint>>();
  for (const { owner, constraint } of placed) {
    const known = byOwner.get(owner) ?? new Map<string, Constraint>();
    const key = 'parameters' in constraint ? `${constraint.kind} ${constraint.parameters.join()}` : constraint.kind;
    if (!known.has(key)) known.set(key, constraint);
    byOwner.set(owner, known);
  }
  return new Map([...byOwner].map(([owner, constraints]) => [owner, inOrder([...constraints.values()])]));
}

function inOrder(constraints: readonly Constraint[]): readonly Constraint[] {
  const names = (constraint: Constraint): string => ('parameters' in constraint ? constraint.parameters.join() : '');
  return [...constraints].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || byCodeUnit(names(a), names(b)),
  );
}

function obeying(
  command: string,
  parameter: Parameter,
  constraints: readonly Constraint[],
  { facts }: Arbiter,
): Parameter {
  const values = constraints.find((one) => one.kind === 'values');
  // A document tells a case in which it may be left out; a fact that it is required knows better.
  const isSettled = facts.claim('required', command, { parameter: parameter.name }) !== null;
  const isWaived = !isSettled && constraints.some(({ kind }) => kind === 'notRequiredWhen');
  return {
    ...parameter,
    type: values === undefined ? parameter.type : withValues(parameter.type, values),
    required: parameter.required && !isWaived,
    constraints,
  };
}

function withValues(type: TypeRef, { values, open }: AllowedValues): TypeRef {
  const words: TypeRef = { kind: 'enum', values, open };
  return type.kind === 'array' ? { ...type, items: words } : words;
}
