import type { Command, Constraint } from '../model/api-model.js';
import type { Change } from './change.js';
import { added, changed, compareDeprecations, removed, type Thing, unlessEqual } from './judge.js';
import { match } from './match.js';

/** Constraints over several parameters. */
type Tie = Extract<Constraint, { readonly parameters: readonly string[] }>;

/** A tie, and the parameter that it belongs to; `null` where it belongs to all that it names alike. */
interface OwnedTie {
  readonly tie: Tie;
  readonly owner: string | null;
}

/** Ties between the parameters of a command, each of them once. */
export function compareTies(before: Command, now: Command): readonly Change[] {
  const ties = match(tiesOf(before), tiesOf(now), tieNotation);
  const thing = ({ owner }: OwnedTie): Thing => ({ of: 'constraint', on: now.name, name: owner });
  return [
    ...ties.added.map((one) => {
      const rule = isHarmless(one, before) ? 'constraint-harmless' : 'constraint-added';
      return added(rule, thing(one), tieNotation(one));
    }),
    ...ties.removed.map((one) => removed('constraint-removed', thing(one), tieNotation(one))),
  ];
}

function tiesOf({ parameters }: Command): readonly OwnedTie[] {
  const all = parameters.flatMap(({ name, constraints }) =>
    constraints.filter(isTie).map((tie): [string, OwnedTie] => {
      const owned = { tie, owner: tie.kind === 'requires' ? name : null };
      return [tieNotation(owned), owned];
    }),
  );
  return [...new Map(all).values()];
}

function isTie(constraint: Constraint): constraint is Tie {
  return 'parameters' in constraint;
}

function tieNotation({ tie: { kind, parameters }, owner }: OwnedTie): string {
  const words = { exactlyOneOf: 'exactly one of', atMostOneOf: 'at most one of', atLeastOneOf: 'at least one of' };
  return kind === 'requires'
    ? `${owner ?? ''} requires ${parameters.join(', ')}`
    : `${words[kind]} ${parameters.join(', ')}`;
}

/** Whether no call that obeyed the old command can break the tie. */
function isHarmless({ tie, owner }: OwnedTie, before: Command): boolean {
  const known = new Map(before.parameters.map((parameter) => [parameter.name, parameter]));
  const isAlwaysGiven = (name: string): boolean => known.get(name)?.required === true;
  const old = tiesOf(before);
  const givenAtMostOnce = (): boolean => {
    const possible = tie.parameters.filter((name) => known.has(name));
    return possible.length <= 1 || old.some((one) => allowsOne(one.tie) && includesAll(one.tie.parameters, possible));
  };
  const givenAtLeastOnce = (): boolean =>
    tie.parameters.some(isAlwaysGiven) ||
    old.some((one) => needsOne(one.tie) && includesAll(tie.parameters, one.tie.parameters));
  switch (tie.kind) {
    case 'atMostOneOf':
      return givenAtMostOnce();
    case 'atLeastOneOf':
      return givenAtLeastOnce();
    case 'exactlyOneOf':
      return givenAtMostOnce() && givenAtLeastOnce();
    case 'requires':
      return owner === null || !known.has(owner) || tie.parameters.every(isAlwaysGiven);
  }
}

const allowsOne = ({ kind }: Tie): boolean => kind === 'atMostOneOf' || kind === 'exactlyOneOf';
const needsOne = ({ kind }: Tie): boolean => kind === 'atLeastOneOf' || kind === 'exactlyOneOf';

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}

/** What a parameter must obey by itself. Its allowed values stand in its type, and are compared there. */
export function compareConstraints(
  thing: Thing,
  before: readonly Constraint[],
  now: readonly Constraint[],
): readonly Change[] {
  const find = <K extends Constraint['kind']>(all: readonly Constraint[], kind: K) =>
    all.find((one): one is Extract<Constraint, { readonly kind: K }> => one.kind === kind) ?? null;
  const reasons = [before, now].map((all) => find(all, 'deprecated')?.reason ?? null);
  const defaults = [before, now].map((all) => valueText(find(all, 'default')?.value));
  return [
    ...compareRanges(thing, find(before, 'range'), find(now, 'range')),
    ...unlessEqual('parameter-default', thing, 'default', defaults[0] ?? null, defaults[1] ?? null),
    ...compareDeprecations('parameter', thing, reasons[0] ?? null, reasons[1] ?? null),
    ...unlessEqual('parameter-documentation', thing, 'condition', conditionsOf(before), conditionsOf(now)),
  ];
}

function valueText(value: string | number | boolean | undefined): string | null {
  return value === undefined ? null : String(value);
}

/** When a parameter is needed, in the words of the documents. */
function conditionsOf(constraints: readonly Constraint[]): string | null {
  const all = constraints.flatMap((one) => ('when' in one ? [`${one.kind} ${one.when}`] : []));
  return all.length === 0 ? null : all.sort().join('; ');
}

type Range = Extract<Constraint, { readonly kind: 'range' }>;

function compareRanges(thing: Thing, before: Range | null, now: Range | null): readonly Change[] {
  const [old, range] = [before, now].map(rangeNotation);
  if (old === range) return [];
  const isNarrower =
    (now?.minimum ?? -Infinity) > (before?.minimum ?? -Infinity) ||
    (now?.maximum ?? Infinity) < (before?.maximum ?? Infinity);
  const rule = isNarrower ? 'parameter-range-narrowed' : 'parameter-range-widened';
  return [changed(rule, thing, 'range', old ?? null, range ?? null)];
}

function rangeNotation(range: Range | null): string | null {
  if (range === null) return null;
  const { minimum, maximum } = range;
  if (minimum === null) return maximum === null ? null : `at most ${maximum}`;
  return maximum === null ? `at least ${minimum}` : `${minimum} to ${maximum}`;
}
