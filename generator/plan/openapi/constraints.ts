import type { Command, Constraint, Parameter } from '../../model/api-model.js';
import type { JsonObject } from '../json.js';
import { stated } from './members.js';

/** What JSON Schema can say of one parameter's rules. */
export function schemaOfRules({ type, constraints }: Parameter): JsonObject {
  const isNumber = type.kind === 'scalar' && ['integer', 'long', 'decimal'].includes(type.scalar);
  const range = isNumber ? constraints.find((one) => one.kind === 'range') : undefined;
  return stated({
    minimum: range?.minimum,
    maximum: range?.maximum,
    default: constraints.find((one) => one.kind === 'default')?.value,
  });
}

/** Why a parameter should no longer be used, where something says so. */
export function deprecationOf({ constraints }: Parameter): string | null {
  return constraints.find((one) => one.kind === 'deprecated')?.reason ?? null;
}

/** What must be sent together, in JSON Schema's words, for the body of a form. */
export function dependenciesOf({ parameters }: Command): JsonObject | null {
  const needs = parameters.flatMap(({ name, constraints }) => {
    const needed = constraints.flatMap((one) => (one.kind === 'requires' ? one.parameters : []));
    return needed.length === 0 ? [] : [[name, [...new Set(needed)]] as const];
  });
  return needs.length === 0 ? null : Object.fromEntries(needs);
}

/** Every rule for the parameters of a command, each once; ties and conditions have no other place in OpenAPI. */
export function rulesOf({ parameters }: Command): readonly JsonObject[] {
  const rules = new Map<string, JsonObject>();
  for (const { name, constraints } of parameters) {
    for (const rule of constraints.map((constraint) => ruleOf(name, constraint))) {
      rules.set(JSON.stringify(rule), rule);
    }
  }
  return [...rules.values()];
}

function ruleOf(owner: string, constraint: Constraint): JsonObject {
  switch (constraint.kind) {
    case 'exactlyOneOf':
    case 'atMostOneOf':
    case 'atLeastOneOf':
      return { kind: constraint.kind, parameters: constraint.parameters };
    case 'requires':
      return { kind: constraint.kind, parameter: owner, parameters: constraint.parameters };
    case 'values':
      return { kind: constraint.kind, parameter: owner, values: constraint.values, open: constraint.open };
    case 'range':
      return stated({
        kind: constraint.kind,
        parameter: owner,
        minimum: constraint.minimum,
        maximum: constraint.maximum,
      });
    case 'default':
      return { kind: constraint.kind, parameter: owner, value: constraint.value };
    case 'requiredWhen':
    case 'notRequiredWhen':
      return { kind: constraint.kind, parameter: owner, when: constraint.when };
    case 'deprecated':
      return { kind: constraint.kind, parameter: owner, reason: constraint.reason };
  }
}
