import type { Account } from '../../../templates/runtime/server/index.js';
import type { Command } from '../../model/api-model.js';
import { bear } from '../world/birth.js';
import { isForAll, isKept } from '../world/rules.js';
import type { Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';
import type { Action } from './action.js';
import { consequences } from './consequences.js';
import { addTags } from './tags.js';

/** Who makes something, and where. */
export interface Maker {
  readonly world: World;
  readonly caller: Account;
  /** The id that the caller has been told; `null` for a fresh one. */
  readonly id: string | null;
}

/** Makes the thing that a command asks for, and what comes with it. */
export function create(action: Action, values: Values, { world, caller, id }: Maker): Thing {
  const thing = world.state.add(draft(action, values, { world, caller, id }));
  const tags = isTagged(action.command) ? values['tags'] : undefined;
  if (tags !== undefined) addTags([thing], tags, world);
  consequences(thing.kind)?.(thing, values, world);
  return thing;
}

/** The tags of an offering, or of a store, are texts of its own. */
function isTagged({ parameters }: Command): boolean {
  const type = parameters.find(({ name }) => name === 'tags')?.type;
  return type?.kind === 'map' || type?.kind === 'objects';
}

/** The thing that a command would make; nothing sensitive is kept of its parameters. */
export function draft({ command, kind, entity }: Action, values: Values, { world, caller, id }: Maker): Thing {
  const secret = command.parameters.filter((parameter) => !isKept(parameter)).map(({ name }) => name);
  // Tags are things, which change while the thing that they are on stays as it is.
  const apart = new Set(isTagged(command) ? [...secret, 'tags'] : secret);
  const entities = [entity, world.kinds.entityOf(kind ?? '')].filter((one) => one !== null);
  const told = Object.fromEntries(Object.entries(values).filter(([name]) => !apart.has(name)));
  const owner = isForAll(kind ?? '', 'domainid') ? [] : world.owner(values, caller);
  const own = values['id'] === undefined ? world.chance.id() : String(values['id']);
  return bear({ kind: kind ?? '', entities, id: id ?? own, values: told, owner }, world);
}
