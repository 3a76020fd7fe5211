import type { Aspect, Change, Kind } from './change.js';
import { type RuleName, ruleOf } from './rules.js';

/** What a change is about. */
export interface Thing {
  readonly of: Kind;
  readonly on: string;
  readonly name: string | null;
}

/** Something that is new, rated. */
export function added(rule: RuleName, thing: Thing, after: string | null = null): Change {
  return judged(rule, thing, { action: 'added', aspect: null, before: null, after });
}

/** Something that is gone, rated. */
export function removed(rule: RuleName, thing: Thing, before: string | null = null): Change {
  return judged(rule, thing, { action: 'removed', aspect: null, before, after: null });
}

/** Something that is otherwise than before, rated. */
export function changed(
  rule: RuleName,
  thing: Thing,
  aspect: Aspect,
  before: string | null,
  after: string | null,
): Change {
  return judged(rule, thing, { action: 'changed', aspect, before, after });
}

/** {@link changed}, where the two differ. */
export function unlessEqual(
  rule: RuleName,
  thing: Thing,
  aspect: Aspect,
  before: string | null,
  after: string | null,
): readonly Change[] {
  return before === after ? [] : [changed(rule, thing, aspect, before, after)];
}

/** Something that has become deprecated, or is no longer, or for another reason; `null` for what is not. */
export function compareDeprecations(
  of: 'command' | 'parameter' | 'field',
  thing: Thing,
  before: string | null,
  now: string | null,
): readonly Change[] {
  const what = before === null ? 'deprecated' : now === null ? 'restored' : 'documentation';
  return unlessEqual(`${of}-${what}`, thing, 'deprecated', before, now);
}

/** A boolean in a report. */
export function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** Whether other values or members than those listed may occur, in a report. */
export function openOrClosed(open: boolean): string {
  return open ? 'open' : 'closed';
}

function judged(
  rule: RuleName,
  { of, on, name }: Thing,
  difference: Pick<Change, 'action' | 'aspect' | 'before' | 'after'>,
): Change {
  const { rating, noticed } = ruleOf(rule);
  return { rule, rating, noticed, of, on, name, ...difference };
}
