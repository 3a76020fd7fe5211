import type { Parameter, Rule, Scalar } from '../../generator/model/api-model.js';
import { deprecationOf } from '../../generator/normalise/constraints/deprecation.js';
import { readConstraints } from '../../generator/normalise/constraints/read.js';
import { settle } from '../../generator/normalise/constraints/settle.js';

/** A parameter of a made-up command, and what a document says of it. */
export interface Described {
  readonly text?: string;
  readonly scalar?: Scalar;
  readonly list?: true;
  readonly required?: true;
  readonly sensitive?: true;
}

/** The rules at each parameter of a command that is described so, as short lines: `a: requires b`. */
export function rules(
  described: Readonly<Record<string, Described | string>>,
  command = 'deployThing',
): readonly string[] {
  const parameters = Object.entries(described).map(([name, given]) => {
    const said = typeof given === 'string' ? { text: given } : given;
    const texts = said.text === undefined ? [] : [{ value: said.text, origin: { file: 'a.json', at: `/${name}` } }];
    const deprecations = texts.flatMap((text) => deprecationOf(null, text) ?? []);
    return { parameter: parameter(name, said), texts, rules: [], deprecations };
  });
  const placed = settle(
    readConstraints(command, parameters),
    parameters.map((one) => one.parameter),
  );
  return [...new Set(placed.map(({ owner, constraint }) => `${owner}: ${inShort(constraint)}`))].sort();
}

/** A rule on one line, by its data alone. */
export function inShort(rule: Rule): string {
  switch (rule.kind) {
    case 'exactlyOneOf':
    case 'atMostOneOf':
    case 'atLeastOneOf':
    case 'requires':
      return `${rule.kind} ${rule.parameters.join(' ')}`;
    case 'values':
      return `values ${rule.values.join(' ')}${rule.open ? ' …' : ''}`;
    case 'range':
      return `range ${rule.minimum ?? ''}..${rule.maximum ?? ''}`;
    case 'default':
      return `default ${JSON.stringify(rule.value)}`;
    case 'requiredWhen':
    case 'notRequiredWhen':
      return `${rule.kind} ${rule.when}`;
    case 'deprecated':
      return `deprecated ${rule.reason}`;
  }
}

function parameter(name: string, { text, scalar = 'string', list, required, sensitive }: Described): Parameter {
  const one = { kind: 'scalar', scalar } as const;
  return {
    name,
    type: list === undefined ? one : { kind: 'array', items: one, encoding: 'comma' },
    required: required ?? false,
    description: text ?? null,
    maxLength: null,
    alsoAccepts: [],
    since: null,
    sensitive: sensitive ?? false,
    constraints: [],
    origin: [],
  };
}
