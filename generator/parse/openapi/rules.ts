import type { Rule } from '../../model/api-model.js';
import { isTie } from '../../model/rules.js';
import type { Stated } from '../../model/source.js';
import { readRule } from '../rule-facts.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';

/** Rules by the wire name of the parameter that they stand at; a tie stands at each that it names. */
export type Rules = ReadonlyMap<string, readonly Stated<Rule>[]>;

/**
 * The rules for parameters that a document states as data, by `x-cloudstack-constraints`: no description of the
 * operation is then searched for more. `null` where it has no such list.
 */
export function readRules(operation: Cursor, findings: Findings): Rules | null {
  const hint = operation.member('x-cloudstack-constraints');
  if (hint === null) return null;
  const rules = new Map<string, Stated<Rule>[]>();
  for (const item of hint.items()) {
    const rule = readRule(item.value);
    const owners = typeof rule === 'string' ? [] : ownersOf(item, rule);
    if (typeof rule === 'string' || owners.length === 0) {
      findings.report('hint-invalid', item.origin, { hint: hint.step, wanted: 'a rule with its parameters' });
      continue;
    }
    for (const owner of owners) {
      rules.set(owner, [...(rules.get(owner) ?? []), { value: rule, origin: item.origin }]);
    }
  }
  return rules;
}

function ownersOf(item: Cursor, rule: Rule): readonly string[] {
  const owner = item.text('parameter')?.value;
  if (owner !== undefined) return [owner];
  return isTie(rule) ? rule.parameters : [];
}
