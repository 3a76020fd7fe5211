import type { Need, Rule, RuleKind, Tie } from '../model/api-model.js';
import type { ConstraintsFact } from '../model/fact.js';

type Row = Readonly<Record<string, unknown>>;

/** Each returns the rule, or `null` where its members are not as they must be. */
const readers: { readonly [K in RuleKind]: (row: Row) => Rule | null } = {
  exactlyOneOf: (row) => withNames('exactlyOneOf', row),
  atMostOneOf: (row) => withNames('atMostOneOf', row),
  atLeastOneOf: (row) => withNames('atLeastOneOf', row),
  requires: (row) => withNames('requires', row),
  values: ({ values, open = false }) => {
    const words = texts(values);
    return words === null || typeof open !== 'boolean' ? null : { kind: 'values', values: words, open };
  },
  range: ({ minimum = null, maximum = null }) => {
    const areNumbers = [minimum, maximum].every((end) => end === null || Number.isFinite(end));
    if (!areNumbers || minimum === maximum) return null;
    return { kind: 'range', minimum: minimum as number | null, maximum: maximum as number | null };
  },
  default: ({ value }) =>
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
      ? { kind: 'default', value }
      : null,
  requiredWhen: ({ when }) => (typeof when === 'string' ? { kind: 'requiredWhen', when } : null),
  notRequiredWhen: ({ when }) => (typeof when === 'string' ? { kind: 'notRequiredWhen', when } : null),
  deprecated: ({ reason }) => (typeof reason === 'string' ? { kind: 'deprecated', reason } : null),
};

/** Reads the value of a fact about the constraints of a parameter: `{ "add": [rule, …], "remove": [kind, …] }`. */
export function readConstraintsFact(value: unknown): { value: ConstraintsFact } | { wrong: string } {
  const { add = [], remove = [], ...others } = asRow(value);
  const [stranger] = Object.keys(others);
  if (stranger !== undefined || !Array.isArray(add) || !Array.isArray(remove) || add.length + remove.length === 0)
    return { wrong: 'is not { "add": [rule, …], "remove": [kind, …] }' };
  const unknown = remove.find((kind) => !isKind(kind));
  if (unknown !== undefined) return { wrong: `removes ${JSON.stringify(unknown)}, which is none of ${kinds}` };
  const read = add.map(readRule);
  const wrong = read.find((rule) => typeof rule === 'string');
  if (wrong !== undefined) return { wrong };
  return { value: { add: read.filter((rule) => typeof rule !== 'string'), remove } };
}

const kinds = Object.keys(readers).join(', ');

/** One rule as data; what is wrong with it where it is none. */
export function readRule(value: unknown): Rule | string {
  const row = asRow(value);
  const { kind } = row;
  if (!isKind(kind)) return `adds a rule whose "kind" is none of ${kinds}`;
  return readers[kind](row) ?? `adds a rule of the kind ${kind} whose members are not as they must be`;
}

function isKind(kind: unknown): kind is RuleKind {
  return typeof kind === 'string' && Object.hasOwn(readers, kind);
}

function withNames(kind: (Tie | Need)['kind'], { parameters }: Row): Rule | null {
  const names = texts(parameters);
  return names === null ? null : { kind, parameters: [...names].sort() };
}

function texts(value: unknown): readonly string[] | null {
  const isList = Array.isArray(value) && value.length > 0;
  return isList && value.every((one) => typeof one === 'string' && one !== '') ? [...new Set<string>(value)] : null;
}

function asRow(value: unknown): Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {};
}
