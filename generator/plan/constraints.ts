import type { Command, Constraint, Need, Parameter, Range, Tie } from '../model/api-model.js';
import { isTie } from '../model/rules.js';
import { code, identifier, literal, type Tags } from './code.js';
import { type Doc, group, indent, join, line, softline, trailingComma } from './layout.js';

/** A rule over several parameters of a command, as its validator checks it. */
export interface CommandRule {
  readonly kind: (Tie | Need)['kind'];
  /** For `requires`, the parameter that needs the others comes first. */
  readonly parameters: readonly string[];
}

/** The rules over several parameters of a command, each once. */
export function commandRules({ parameters }: Command): readonly CommandRule[] {
  return parameters.flatMap(({ name, constraints }) => constraints.flatMap((constraint) => ruleAt(name, constraint)));
}

/** A tie stands at each parameter that it names; the first of them brings it. */
function ruleAt(owner: string, constraint: Constraint): readonly CommandRule[] {
  if (isTie(constraint)) return constraint.parameters[0] === owner ? [constraint] : [];
  if (constraint.kind !== 'requires') return [];
  return [{ kind: 'requires', parameters: [owner, ...constraint.parameters] }];
}

/** `atMostOneOf('id', 'ids')`. */
export function ruleCall({ kind, parameters }: CommandRule): Doc {
  const names = join([code`,`, line], parameters.map(literal));
  return [identifier(kind), group(code`(`, indent(softline, names), trailingComma, softline, code`)`)];
}

/** The range of a parameter's numbers. */
export function rangeOf({ constraints }: Parameter): Range | null {
  return constraints.find((constraint) => constraint.kind === 'range') ?? null;
}

/** The description of a parameter, with the rules that tie it to others where it does not speak of those itself. */
export function parameterDoc(parameter: Parameter): readonly (string | null)[] {
  const { description: text, constraints, since } = parameter;
  const added = [
    ...(constraints.length === 0 ? [] : ruleSentences(parameter)),
    ...(since === null ? [] : [`Since CloudStack ${since}.`]),
  ];
  if (added.length === 0) return [text];
  const sentence = text === null || /[.!?)\]]$/.test(text) ? text : `${text}.`;
  return [[sentence, ...added].filter((part) => part !== null).join(' ')];
}

function ruleSentences({ name, description, constraints }: Parameter): readonly string[] {
  return constraints.flatMap((constraint) => {
    if (!('parameters' in constraint)) return [];
    const others = constraint.parameters.filter((other) => other !== name);
    if (others.every((other) => speaksOf(description ?? '', other))) return [];
    const names = (isTie(constraint) ? constraint.parameters : others).map((other) => `\`${other}\``).join(', ');
    return [`${ruleWords[constraint.kind]} ${names}.`];
  });
}

const ruleWords = {
  exactlyOneOf: 'Give exactly one of',
  atMostOneOf: 'Give at most one of',
  atLeastOneOf: 'Give at least one of',
  requires: 'Only together with',
} as const;

/** Descriptions write `domainId` and `domain ID` for `domainid`. */
function speaksOf(text: string, name: string): boolean {
  const words = text.toLowerCase().match(/\w+/g) ?? [];
  const wanted = name.toLowerCase();
  return words.some((word, index) => word === wanted || word + (words[index + 1] ?? '') === wanted);
}

/** What tools can read of a parameter's constraints. */
export function parameterTags({ constraints }: Parameter): Tags {
  if (constraints.length === 0) return noTags;
  const range = constraints.find((one) => one.kind === 'range');
  return {
    minimum: range?.minimum ?? null,
    maximum: range?.maximum ?? null,
    default: constraints.find((one) => one.kind === 'default')?.value ?? null,
    deprecated: constraints.find((one) => one.kind === 'deprecated')?.reason ?? null,
  };
}

const noTags: Tags = {};
