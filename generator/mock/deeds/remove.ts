import { own } from '../world/own.js';
import type { Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';
import type { Action } from './action.js';
import { moveState } from './change.js';
import { removeTags } from './tags.js';

/** Machines and volumes that are destroyed can be recovered, until they are expunged. */
export function removeOrDestroy(action: Action, thing: Thing, values: Values, world: World): void {
  const recoverable = action.verb === 'destroy' && /^(?:virtualmachine|volume)$/.test(thing.kind);
  if (recoverable && values['expunge'] !== true) moveState(action, thing, world);
  else remove(thing, world);
}

/** Removes a thing with what is part of it and with its tags. */
export function remove(thing: Thing, world: World): void {
  const { state } = world;
  state.remove(thing);
  removeTags([thing], undefined, world);
  const parts = own({ virtualmachine: ['nic', 'volume'], account: ['user'] }, thing.kind) ?? [];
  for (const part of parts.flatMap((kind) => state.all(kind))) {
    if (part.fields.get(`${thing.kind}id`) !== thing.id) continue;
    if (part.kind === 'volume' && part.fields.get('type') !== 'ROOT') free(part, world);
    else remove(part, world);
  }
}

/** The same, unless somebody else has removed it. */
export function removeIfThere(thing: Thing, world: World): void {
  if (world.state.get(thing.kind, thing.id) === thing) remove(thing, world);
}

/** A volume that was only attached outlives its machine. */
function free(volume: Thing, { state }: World): void {
  const told = ['virtualmachineid', 'vmname', 'vmdisplayname', 'vmstate', 'vmtype', 'attached', 'deviceid'];
  state.change(
    volume,
    told.map((name) => [name, undefined]),
  );
}
