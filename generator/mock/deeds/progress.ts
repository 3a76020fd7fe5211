import { own } from '../world/own.js';
import { transitionalStates, usualTransitionalStates } from '../world/rules.js';
import type { Thing } from '../world/state.js';
import type { World } from '../world/world.js';
import type { Action } from './action.js';

/** What a job has begun and others see already. */
export interface Begun {
  /** Ends what was only for the time of the job: its work is done next. */
  settle(): void;
  /** Takes back everything, as the job has failed. */
  undo(): void;
}

/** Shows of things, for as long as a job works on them, a state such as `Starting`; those without such a state stay. */
export function inTransition(action: Action, things: readonly Thing[], world: World): Begun {
  const moved = things.flatMap((thing) => {
    const word = wordFor(action, thing, world);
    if (word === null) return [];
    const before = thing.fields.get('state');
    world.state.change(thing, [['state', word]]);
    return [{ thing, word, before }];
  });
  const settle = (): void => {
    for (const { thing, word, before } of moved) {
      // What somebody else has done in the meantime counts.
      const isThere = world.state.get(thing.kind, thing.id) === thing;
      if (isThere && thing.fields.get('state') === word) world.state.change(thing, [['state', before]]);
    }
  };
  return { settle, undo: settle };
}

/** `null` where the API knows no such state, or the thing has none. */
function wordFor({ verb }: Action, { kind, fields }: Thing, { kinds }: World): string | null {
  const word = own(own(transitionalStates, kind) ?? {}, verb) ?? own(usualTransitionalStates, verb);
  const field = kinds.entityOf(kind)?.fields.find(({ name }) => name === 'state');
  if (word === undefined || field === undefined || !fields.has('state')) return null;
  const { type } = field;
  return type.kind === 'enum' && !type.open && !type.values.includes(word) ? null : word;
}
