import type { Constraint, Parameter } from '../../model/api-model.js';
import { isTie } from '../../model/rules.js';
import type { Arbiter } from '../arbiter.js';
import type { FactBook } from '../fact-book.js';
import type { Placed } from './prose.js';

/** Tells what the facts about a command do not let count. A tie is gone when one of its parameters gives it up. */
export function removedByFacts(
  command: string,
  parameters: readonly Parameter[],
  facts: FactBook,
): (placed: Placed) => boolean {
  const removed = new Set<string>();
  for (const { name } of parameters) {
    const kinds = facts.value('constraints', command, { parameter: name })?.remove ?? [];
    for (const kind of kinds) removed.add(`${name} ${kind}`);
    if (facts.claim('values', command, { parameter: name }) !== null) removed.add(`${name} values`);
  }
  return ({ owner, constraint }) => {
    const owners = isTie(constraint) ? constraint.parameters : [owner];
    return removed.size > 0 && owners.some((name) => removed.has(`${name} ${constraint.kind}`));
  };
}

/** What the facts about a command add. */
export function addedByFacts(
  command: string,
  parameters: readonly Parameter[],
  { facts, diagnostics }: Arbiter,
): readonly Placed[] {
  const known = new Set(parameters.map(({ name }) => name));
  return parameters.flatMap(({ name }) => {
    const claim = facts.claim('constraints', command, { parameter: name });
    const { origin } = claim ?? {};
    if (!claim || !origin) return [];
    return claim.value.add.flatMap((rule) => {
      const strangers = 'parameters' in rule ? rule.parameters.filter((one) => !known.has(one)) : [];
      if (strangers.length === 0) return placed(name, { ...rule, origin });
      if (claim.by === 'override') {
        const subject = `${command}.${strangers[0]}`;
        diagnostics.report('override-unmatched', origin, { kind: 'constraints', subject });
      }
      return [];
    });
  });
}

function placed(owner: string, constraint: Constraint): readonly Placed[] {
  if (!isTie(constraint)) return [{ owner, constraint }];
  const names = [...new Set([owner, ...constraint.parameters])].sort();
  return names.map((name) => ({ owner: name, constraint: { ...constraint, parameters: names } }));
}
