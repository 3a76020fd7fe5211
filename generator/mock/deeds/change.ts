import { makeUp } from '../world/birth.js';
import { own } from '../world/own.js';
import { fieldsAbout, fieldsFrom, membersIn, referencesIn } from '../world/references.js';
import { commandTransitions, isKept, stateFields, transitions } from '../world/rules.js';
import type { Thing } from '../world/state.js';
import type { Entries, Values, World } from '../world/world.js';
import type { Action } from './action.js';
import { customize, settle, takeKeyPairs } from './machines.js';
import { resize } from './volumes.js';

/** Changes a thing as its command says: fields of the same names as parameters, references, and the state. */
export function change(action: Action, thing: Thing, values: Values, world: World): void {
  const { target, entity } = action;
  const shapes = [entity, world.kinds.entityOf(thing.kind)].filter((one) => one !== null);
  const references = referencesIn(values, world).filter(({ parameter }) => parameter !== target);
  world.state.change(thing, [...given(action, values), ...membersIn(values, world)]);
  for (const shape of shapes) {
    const told = references.flatMap((one) => [...fieldsFrom(shape, one), ...fieldsAbout(shape, one, world)]);
    world.state.change(thing, told);
  }
  if (thing.kind === 'volume') resize(thing, values, world);
  if (thing.kind === 'virtualmachine') {
    customize(thing, values, world);
    takeKeyPairs(thing, values, world);
  }
  moveState(action, thing, world);
  // What is told of a thing by an entity of its own, such as the keys of a user, is made up when it is first needed.
  if (entity !== null && entity !== world.kinds.entityOf(thing.kind)) makeUp(thing, entity.fields, world);
}

/** Nothing sensitive is kept, and no map: their encodings mean different things for different commands. */
function given({ command, target }: Action, values: Values): Entries {
  return command.parameters.flatMap((parameter) => {
    const { name, type } = parameter;
    const isPlain = name !== target && isKept(parameter) && type.kind !== 'map' && type.kind !== 'objects';
    return isPlain && values[name] !== undefined ? [[name.toLowerCase(), values[name]] as const] : [];
  });
}

/** Moves a thing into the state that the verb of a command leads to, if it has states. */
export function moveState({ command, verb }: Action, thing: Thing, world: World): void {
  const { state } = world;
  const transition = own(commandTransitions, command.name) ?? own(transitions, verb);
  const field = transition?.field ?? stateFields.find((name) => thing.fields.has(name));
  if (transition === undefined || field === undefined || !thing.fields.has(field)) return;
  state.change(thing, [[field, inCaseOf(String(thing.fields.get(field)), transition.to)]]);
  if (thing.kind === 'virtualmachine') settle(thing, world);
}

/** Accounts and users spell their states in lower case. */
function inCaseOf(present: string, word: string): string {
  return present === present.toLowerCase() ? word.toLowerCase() : word;
}
