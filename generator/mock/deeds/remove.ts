import type { Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';
import type { Action } from './action.js';
import { belongingsOf } from './belongings.js';
import { moveState } from './change.js';
import { leaveLoadBalancers } from './load-balancers.js';
import { removeTags } from './tags.js';

/** Machines and volumes that are destroyed can be recovered, until they are expunged. */
export function removeOrDestroy(action: Action, thing: Thing, values: Values, world: World): void {
  const recoverable = action.verb === 'destroy' && /^(?:virtualmachine|volume)$/.test(thing.kind);
  if (recoverable) moveState(action, thing, world);
  if (recoverable && values['expunge'] !== true) return;
  if (recoverable) world.state.change(thing, [['state', 'Expunging']]);
  remove(thing, world);
}

/** Removes a thing with all that belongs to it and with its tags; nothing refers to it afterwards. */
export function remove(thing: Thing, world: World): void {
  world.state.remove(thing);
  removeTags([thing], undefined, world);
  for (const one of belongingsOf(thing, world)) {
    const isData = one.kind === 'volume' && one.fields.get('type') !== 'ROOT';
    if (isData && thing.kind === 'virtualmachine') free(one, world);
    else removeIfThere(one, world);
  }
  if (thing.kind === 'virtualmachine') letGo(thing, world);
  if (thing.kind === 'domain') tellParent(thing, world);
}

/** The same, unless somebody else has removed it. */
export function removeIfThere(thing: Thing, world: World): void {
  if (world.state.get(thing.kind, thing.id) === thing) remove(thing, world);
}

/** Addresses and load balancers outlive the machines that they lead to. */
function letGo(machine: Thing, world: World): void {
  leaveLoadBalancers(machine, world);
  for (const address of world.state.all('publicipaddress')) {
    if (address.fields.get('virtualmachineid') === machine.id) endStaticNat(address, world);
  }
}

export function endStaticNat(address: Thing, { state }: World): void {
  const told = ['virtualmachineid', 'virtualmachinename', 'virtualmachinedisplayname'];
  state.change(address, [['isstaticnat', false], ...told.map((name) => [name, undefined] as const)]);
}

function tellParent(domain: Thing, { state }: World): void {
  const parentdomainid = domain.fields.get('parentdomainid');
  const parent = state.get('domain', String(parentdomainid));
  const isLeft = state.all('domain').some(({ fields }) => fields.get('parentdomainid') === parentdomainid);
  if (parent !== null) state.change(parent, [['haschild', isLeft]]);
}

/** A volume that was only attached outlives its machine. */
function free(volume: Thing, { state }: World): void {
  const told = ['virtualmachineid', 'vmname', 'vmdisplayname', 'vmstate', 'vmtype', 'attached', 'deviceid'];
  state.change(
    volume,
    told.map((name) => [name, undefined]),
  );
}
