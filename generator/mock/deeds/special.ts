import { notFound } from '../../../templates/runtime/server/index.js';
import { own } from '../world/own.js';
import { nameOf, type Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';
import { existing } from './find.js';
import { limits, setLimit } from './limits.js';
import { loadBalancing } from './load-balancers.js';
import { interfaces } from './nics.js';
import { imagePermissions } from './permissions.js';
import { endStaticNat } from './remove.js';
import type { Special, Specials } from './special-deed.js';
import { addTags, removeTags } from './tags.js';

export function specialOf(command: string): Special | null {
  return own(specials, command) ?? null;
}

const specials: Specials = {
  listResourceLimits: limits,
  updateResourceLimit: setLimit,
  registerUserKeys: (values, world) => {
    const user = existing('user', 'id', values, world);
    const id = world.chance.id();
    world.state.change(user, [
      ['apikey', `mock-api-key-${id}`],
      ['secretkey', `mock-secret-key-${id}`],
    ]);
    return [user];
  },
  getVirtualMachineUserData: (values, world) => {
    const machine = existing('virtualmachine', 'virtualmachineid', values, world);
    return [{ ...machine, fields: new Map([...machine.fields, ['virtualmachineid', machine.id]]) }];
  },
  createTags: (values, world) => {
    addTags(resources(values, world), values['tags'], world, values);
    return [];
  },
  deleteTags: (values, world) => {
    removeTags(resources(values, world), values['tags'], world);
    return [];
  },
  enableStaticNat: (values, world) => {
    const address = existing('publicipaddress', 'ipaddressid', values, world);
    const machine = existing('virtualmachine', 'virtualmachineid', values, world);
    world.state.change(address, [
      ['isstaticnat', true],
      ['virtualmachineid', machine.id],
      ['virtualmachinename', nameOf(machine)],
      ['virtualmachinedisplayname', machine.fields.get('displayname')],
    ]);
    return [address];
  },
  disableStaticNat: (values, world) => {
    const address = existing('publicipaddress', 'ipaddressid', values, world);
    endStaticNat(address, world);
    return [address];
  },
  authorizeSecurityGroupIngress: (values, world) => [authorize('ingressrule', values, world)],
  authorizeSecurityGroupEgress: (values, world) => [authorize('egressrule', values, world)],
  revokeSecurityGroupIngress: (values, world) => revoke('ingressrule', values, world),
  revokeSecurityGroupEgress: (values, world) => revoke('egressrule', values, world),
  ...interfaces,
  ...imagePermissions,
  ...loadBalancing,
};

/** Adds one rule for each block of addresses and for each group that is let in or out. */
function authorize(direction: string, values: Values, world: World): Thing {
  const { securitygroupid, securitygroupname, protocol = 'tcp', startport, endport, icmptype, icmpcode } = values;
  const groups = world.state.all('securitygroup');
  const group = groups.find((one) => one.id === securitygroupid || nameOf(one) === (securitygroupname ?? null));
  if (group === undefined) throw notFound('securitygroupid', String(securitygroupid ?? securitygroupname));
  const { cidrlist, usersecuritygrouplist } = values;
  const others = Array.isArray(usersecuritygrouplist) ? usersecuritygrouplist : [];
  const sources: readonly object[] = [
    ...[cidrlist ?? []].flat().map((cidr) => ({ cidr })),
    ...others.map((one: { account?: unknown; group?: unknown }) => ({
      account: one.account,
      securitygroupname: one.group,
    })),
  ];
  const rules = sources.map((source) => ({
    ruleid: world.chance.id(),
    protocol,
    startport,
    endport,
    icmptype,
    icmpcode,
    ...source,
  }));
  world.state.change(group, [[direction, [...rulesOf(group, direction), ...rules]]]);
  return group;
}

function revoke(direction: string, { id }: Values, world: World): readonly Thing[] {
  const group = world.state
    .all('securitygroup')
    .find((one) => rulesOf(one, direction).some((rule) => rule.ruleid === id));
  if (group === undefined) throw notFound('id', String(id));
  world.state.change(group, [[direction, rulesOf(group, direction).filter((rule) => rule.ruleid !== id)]]);
  return [group];
}

function rulesOf({ fields }: Thing, direction: string): readonly { readonly ruleid?: unknown }[] {
  const rules = fields.get(direction);
  return Array.isArray(rules) ? rules : [];
}

/** @throws ApiFault 431 when an id belongs to nothing. */
function resources({ resourceids }: Values, { state }: World): readonly Thing[] {
  return [resourceids].flat().map((id) => {
    const thing = state.find(String(id));
    if (thing === null) throw notFound('resourceids', String(id));
    return thing;
  });
}
