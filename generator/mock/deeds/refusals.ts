import { inUse, parameterError } from '../../../templates/runtime/server/index.js';
import { own } from '../world/own.js';
import { boundBy, holds, refusedIn } from '../world/preconditions.js';
import { referencesIn } from '../world/references.js';
import { stateFields } from '../world/rules.js';
import { nameOf, type Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';
import type { Action } from './action.js';

/**
 * Refuses what cannot be done to a thing as it is.
 *
 * @throws ApiFault 431, or what CloudStack answers for the kind.
 */
export function refuseWrongState(action: Action, thing: Thing, values: Values, world: World): void {
  const { deed } = action;
  const others = deed === 'attach' ? referencesIn(values, world).map((one) => one.thing) : [];
  for (const one of [thing, ...others]) refuseInState(action, one);
  if (deed === 'attach' || deed === 'remove') refuseBound(thing);
  if (deed === 'remove') refuseInUse(thing, values, world);
}

function refuseInState({ command, verb }: Action, { kind, id, fields }: Thing): void {
  const states = own(refusedIn, verb) ?? [];
  const state = stateFields.map((field) => fields.get(field)).find((value) => value !== undefined);
  if (states.includes(String(state))) {
    throw parameterError(`Unable to execute ${command.name}: ${kind} ${id} is in state ${String(state)}`);
  }
}

function refuseBound({ kind, id, fields }: Thing): void {
  const bond = own(boundBy, kind);
  const other = bond === undefined ? undefined : fields.get(bond);
  if (other !== undefined) throw parameterError(`The ${kind} ${id} is attached to ${String(other)}`);
}

function refuseInUse(thing: Thing, values: Values, world: World): void {
  const hold = own(holds, thing.kind);
  if (hold === undefined || (hold.unless !== undefined && values[hold.unless] === true)) return;
  const fields = world.kinds.namesOf(thing.kind);
  const user = hold.by.flatMap((kind) => world.state.all(kind)).find((one) => refersTo(one, thing, fields));
  if (user === undefined) return;
  const errortext = `The ${thing.kind} ${thing.id} is in use by ${user.kind} ${nameOf(user) ?? user.id}`;
  throw hold.isConflict === true ? inUse(errortext) : parameterError(errortext);
}

/** By its id, as its parent, or as one of a list: `securitygroup`. */
function refersTo({ fields }: Thing, { id }: Thing, names: readonly string[]): boolean {
  return names.some((name) => {
    const list = fields.get(name);
    const members: readonly unknown[] = Array.isArray(list) ? list : [];
    const ids = [fields.get(`${name}id`), fields.get(`parent${name}id`)];
    return ids.includes(id) || members.some((one) => (one as Partial<Thing> | undefined)?.id === id);
  });
}
