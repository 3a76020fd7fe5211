import type { Page } from '../../../templates/runtime/command.js';
import type { Thing } from '../world/state.js';
import type { Values, World } from '../world/world.js';
import { existing } from './find.js';
import type { Specials } from './special-deed.js';

/** Which machines are behind which rules. */
export const loadBalancing: Specials = {
  assignToLoadBalancerRule: (values, world) => {
    const rule = existing('loadbalancerrule', 'id', values, world);
    assign(rule, [...assignedTo(rule), ...machinesIn(values)], world);
    return [rule];
  },
  removeFromLoadBalancerRule: (values, world) => {
    const rule = existing('loadbalancerrule', 'id', values, world);
    const gone = machinesIn(values);
    assign(
      rule,
      assignedTo(rule).filter((id) => !gone.includes(id)),
      world,
    );
    return [rule];
  },
  listLoadBalancerRuleInstances: (values, world) =>
    assignedTo(existing('loadbalancerrule', 'id', values, world)).flatMap(
      (id) => world.state.get('virtualmachine', String(id)) ?? [],
    ),
};

/** Whether the machines behind a rule are to be told with the addresses that they are reached at. */
export function asksForPairs(command: string, { lbvmips }: Values): boolean {
  return command === 'listLoadBalancerRuleInstances' && lbvmips === true;
}

/** Such pairs stand under a key of their own. */
interface Keyed extends Page<unknown> {
  readonly key: string;
}

export function withAddresses({ items, count }: Page<unknown>, machines: readonly Thing[]): Keyed {
  const pairs = items.map((machine, index) => ({
    loadbalancerruleinstance: machine,
    lbvmipaddresses: [machines[index]?.fields.get('ipaddress') ?? []].flat(),
  }));
  return { items: pairs, count, key: 'lbrulevmidip' };
}

/** Takes a machine from behind all rules. */
export function leaveLoadBalancers(machine: Thing, world: World): void {
  for (const rule of world.state.all('loadbalancerrule')) {
    const left = assignedTo(rule).filter((id) => id !== machine.id);
    if (left.length < assignedTo(rule).length) assign(rule, left, world);
  }
}

/** Where a load balancer rule keeps the ids of its machines; no entity has such a field. */
const ASSIGNED = 'virtualmachine';

function assign(rule: Thing, ids: readonly unknown[], { state }: World): void {
  state.change(rule, [[ASSIGNED, [...new Set(ids)].map((id) => ({ id }))]]);
}

function assignedTo({ fields }: Thing): readonly unknown[] {
  return [fields.get(ASSIGNED) ?? []].flat().map((machine) => (machine as { readonly id: unknown }).id);
}

function machinesIn({ virtualmachineids, vmidipmap }: Values): readonly unknown[] {
  const mapped = Array.isArray(vmidipmap) ? vmidipmap.map(({ vmid }: { vmid?: unknown }) => vmid) : [];
  return [...(Array.isArray(virtualmachineids) ? virtualmachineids : []), ...mapped];
}
