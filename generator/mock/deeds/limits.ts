import type { Account } from '../../../templates/runtime/server/index.js';
import type { Thing } from '../world/state.js';
import type { Entries, Values, World } from '../world/world.js';
import type { Maker } from './create.js';

const KIND = 'resourcelimit';

/** Fields that say whose a limit is. What the starting data says of nobody holds for all who have no limit of their own. */
const owners: readonly string[] = ['projectid', 'account', 'domainid'];

/** `listResourceLimits`: one for each type of resource, of a project, an account or a domain; else the caller's. */
export function limits(values: Values, world: World, { caller }: Pick<Maker, 'caller'>): readonly Thing[] {
  const owner = ownerOf(values, world, caller);
  const all = world.state.all(KIND);
  const own = all.filter((limit) => isOf(limit, owner));
  const usual = all.filter((limit) => isOf(limit, []));
  const types = new Set([...usual, ...own].map(typeOf));
  const asked = ['resourcetype', 'resourcetypename'].filter((field) => values[field] !== undefined);
  return [...types]
    .flatMap((type) => [...own, ...usual].find((limit) => typeOf(limit) === type) ?? [])
    .map((limit) => ({ ...limit, fields: new Map([...limit.fields, ...owner]) }))
    .filter(({ fields }) => asked.every((field) => String(fields.get(field)) === String(values[field])));
}

/** `updateResourceLimit`: gives somebody a limit of his own; one that is not told is none. */
export function setLimit(values: Values, world: World, { caller }: Pick<Maker, 'caller'>): readonly Thing[] {
  const type = String(values['resourcetype']);
  const owner = ownerOf(values, world, caller);
  const [before] = limits(values, world, { caller });
  const own = world.state.all(KIND).find((limit) => isOf(limit, owner) && typeOf(limit) === type);
  const id = own?.id ?? world.chance.id();
  const told = [...owner, ['id', id], ['resourcetype', type], ['max', values['max'] ?? -1]] as const;
  return [world.state.add({ kind: KIND, id, fields: new Map([...(before?.fields ?? []), ...told]) })];
}

function typeOf({ fields }: Thing): string {
  return String(fields.get('resourcetype'));
}

function isOf({ fields }: Thing, owner: Entries): boolean {
  const wanted = new Map(owner);
  return owners.every((field) => fields.get(field) === wanted.get(field));
}

/** A domain's own limits are those of no account. */
function ownerOf(values: Values, world: World, caller: Account): Entries {
  const owner = world.owner(values, caller).filter(([, value]) => value !== undefined);
  const isDomain = values['account'] === undefined && values['domainid'] !== undefined;
  return isDomain ? owner.filter(([name]) => name.startsWith('domain')) : owner;
}
