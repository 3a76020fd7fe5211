import type { Parameter, Rule } from '../../model/api-model.js';
import type { Origin, Stated } from '../../model/source.js';
import { fold } from '../gather.js';
import { isListName } from '../results.js';
import { readCondition } from './conditions.js';
import { readDefault } from './defaults.js';
import { readNeeds } from './needs.js';
import { Names, type Placed, type Prose, readersFor, sentencesOf } from './prose.js';
import { readRange } from './ranges.js';
import { readTies } from './ties.js';
import { readValues } from './values.js';

/** A parameter and what each document says of it, the strongest first. */
export interface DescribedParameter {
  readonly parameter: Parameter;
  readonly texts: readonly Text[];
  /** Rules that documents state as data. */
  readonly rules: readonly Stated<Rule>[];
  /** Why it is deprecated, in the words of each document that calls it so. */
  readonly deprecations: readonly Stated<string>[];
}

export interface Text {
  readonly value: string;
  readonly origin: Origin;
}

/** Everything that the descriptions of a command's parameters say about when and how to give them. */
export function readConstraints(command: string, described: readonly DescribedParameter[]): readonly Placed[] {
  const found: Placed[] = [];
  let names: Names | null = null;
  for (const { parameter, texts, rules, deprecations } of described) {
    for (const { value, origin } of rules) found.push({ owner: parameter.name, constraint: { ...value, origin } });
    for (const { value, origin } of deprecations)
      found.push({ owner: parameter.name, constraint: { kind: 'deprecated', reason: value, origin } });
    for (const { value, origin } of texts) {
      const readers = readersFor(value, parameter);
      if (readers === 'none') continue;
      names ??= new Names(described.map((one) => one.parameter));
      for (const { owner, constraint } of readText(fold(value), parameter, names, readers)) {
        const rule = ruleOf(command, constraint);
        if (rule !== null) found.push({ owner, constraint: { ...rule, origin } });
      }
    }
  }
  return found;
}

/**
 * What a sentence means in a command of this name. What a list is filtered by may be anything that things have: newer
 * servers have more of it, and old ones more than they tell. What an update is not given stays as it is: the default in
 * its description is mostly a copy of what creating takes.
 */
function ruleOf(command: string, rule: Rule): Rule | null {
  if (rule.kind === 'values' && isListName(command)) return { ...rule, open: true };
  return rule.kind === 'default' && /^update[A-Z]/.test(command) ? null : rule;
}

function readText(
  text: string,
  owner: Parameter,
  names: Names,
  readers: 'all' | 'values' | 'range',
): readonly Placed<Rule>[] {
  const prose: Prose = { owner, text, sentences: sentencesOf(text), names };
  const own = (rule: Rule | null): readonly Placed<Rule>[] =>
    rule === null ? [] : [{ owner: owner.name, constraint: rule }];
  if (readers === 'range') return own(readRange(prose));
  const values = takesWords(owner) ? readValues(text) : null;
  if (readers === 'values') return own(values);
  return [
    ...readTies(prose).flatMap((tie) => tie.parameters.map((name) => ({ owner: name, constraint: tie }))),
    ...readNeeds(prose),
    ...own(values),
    ...own(owner.sensitive ? null : readDefault(prose, values?.values ?? [])),
    ...own(readRange(prose)),
    ...own(readCondition(text)),
  ];
}

/** Values of other types are written in ways that descriptions do not follow. */
function takesWords({ type, sensitive }: Parameter): boolean {
  const element = type.kind === 'array' ? type.items : type;
  return !sensitive && element.kind === 'scalar' && element.scalar === 'string';
}
