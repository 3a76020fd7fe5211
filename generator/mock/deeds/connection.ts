import type { Thing } from '../world/state.js';
import type { World } from '../world/world.js';
import { same } from './same.js';

/**
 * Tests what a parameter without a field of its name asks for: machines with an interface in a network, groups that a
 * machine is in, volumes whose machine is on a host. Where nothing tells whether a thing fits, it does.
 */
export function connectionTest(parameter: string, value: unknown, world: World): (thing: Thing) => boolean {
  const asked = world.referred(parameter, value);
  const interfaces = world.state.all('nic');
  return (thing) => {
    const kept = thing.fields.get(parameter);
    if (kept !== undefined) return same(kept, value);
    if (asked === null) return true;
    if (thing.kind === 'virtualmachine' && isOfNetworks(asked)) {
      const own = interfaces.filter(({ fields }) => fields.get('virtualmachineid') === thing.id);
      return own.some((one) => idsToldBy(one, parameter, asked, world).includes(asked.id));
    }
    const members =
      membersOf(thing, asked, world)?.includes(asked.id) ?? membersOf(asked, thing, world)?.includes(thing.id);
    const ids = idsToldBy(thing, parameter, asked, world);
    return members ?? (ids.length === 0 || ids.includes(asked.id));
  };
}

/** Ids that a thing keeps by a longer name, as a router its `guestnetworkid`; and those of what it refers to. */
function idsToldBy({ fields }: Thing, parameter: string, { kind }: Thing, world: World): readonly unknown[] {
  return [...fields].flatMap(([name, id]) => {
    if (!name.endsWith('id') || typeof id !== 'string') return [];
    if (name.endsWith(parameter)) return world.state.get(kind, id) === null ? [] : [id];
    return world.referred(name, id)?.fields.get(parameter) ?? [];
  });
}

/** Ids of what a thing has in the list that is called like another's kind; `null` when it has no such list. */
function membersOf({ fields }: Thing, { kind }: Thing, { kinds }: World): readonly unknown[] | null {
  const list = kinds.namesOf(kind).flatMap((name) => {
    const held = fields.get(name);
    return Array.isArray(held) ? [held as readonly ({ readonly id?: unknown } | undefined)[]] : [];
  })[0];
  return list?.map((member) => member?.id) ?? null;
}

function isOfNetworks({ kind }: Thing): boolean {
  return kind === 'network' || kind === 'vpc';
}
