import { addPart } from '../world/parts.js';
import { fieldsAbout } from '../world/references.js';
import { nameOf, type Thing } from '../world/state.js';
import { gigabytes } from '../world/units.js';
import type { Values, World } from '../world/world.js';

/** What comes with a new machine: a host, interfaces, a root volume. */
export function equip(machine: Thing, values: Values, world: World): void {
  const { state } = world;
  if (values['startvm'] === false) state.change(machine, [['state', 'Stopped']]);
  const host = state.all('host').find(({ fields }) => fields.get('zoneid') === machine.fields.get('zoneid'));
  if (host !== undefined && values['startvm'] !== false) {
    state.change(machine, [
      ['hostid', host.id],
      ['hostname', nameOf(host)],
    ]);
  }
  if (values['keypair'] !== undefined) state.change(machine, [['keypairs', values['keypair']]]);
  giveInterfaces(machine, values, world);
  giveRootVolume(machine, values, world);
}

/** One interface in each network that was asked for, or in the first of the zone. */
function giveInterfaces(machine: Thing, values: Values, world: World): void {
  const networks = world.state.all('network');
  const asked = networksOf(values);
  const chosen =
    asked.length === 0
      ? networks.filter(({ fields }) => fields.get('zoneid') === machine.fields.get('zoneid')).slice(0, 1)
      : asked.flatMap((id) => networks.find((network) => network.id === id) ?? []);
  for (const [index, network] of chosen.entries()) {
    const ipaddress = index === 0 ? values['ipaddress'] : undefined;
    connect(machine, network, { isdefault: index === 0, ipaddress }, world);
    world.state.change(network, [['state', 'Implemented']]);
  }
}

function networksOf({ networkids, iptonetworklist }: Values): readonly unknown[] {
  if (Array.isArray(networkids)) return networkids;
  return Array.isArray(iptonetworklist) ? iptonetworklist.map((one: { networkid?: unknown }) => one.networkid) : [];
}

/** Gives a machine an interface in a network. */
export function connect(machine: Thing, network: Thing, { isdefault, ipaddress }: Values, world: World): void {
  const { fields } = network;
  const gateway = String(fields.get('gateway') ?? '10.1.1.1');
  const present = world.state.all('nic').filter((nic) => nic.fields.get('virtualmachineid') === machine.id);
  const values = {
    virtualmachineid: machine.id,
    networkid: network.id,
    networkname: nameOf(network),
    netmask: fields.get('netmask'),
    gateway,
    traffictype: fields.get('traffictype'),
    type: fields.get('type'),
    deviceid: String(present.length),
    isdefault,
    ipaddress: ipaddress ?? hostAddress(gateway, world.state.count('nic')),
  };
  const nic = addPart('nic', values, [], world);
  if (isdefault === true) world.state.change(machine, [['ipaddress', nic.fields.get('ipaddress')]]);
}

/** An address beside the gateway's. */
function hostAddress(gateway: string, count: number): string {
  return gateway.replace(/\d+$/, String((count % 240) + 10));
}

function giveRootVolume(machine: Thing, { rootdisksize }: Values, world: World): void {
  const { fields } = machine;
  const image = world.state.get('template', String(fields.get('templateid')));
  const taken = (
    'account accountid domainid domain projectid project zoneid zonename serviceofferingid serviceofferingname ' +
    'templateid templatename hypervisor'
  ).split(' ');
  const volume = addPart(
    'volume',
    {
      virtualmachineid: machine.id,
      name: `ROOT-${world.state.count('volume') + 1}`,
      type: 'ROOT',
      deviceid: 0,
      state: 'Ready',
      size: rootdisksize === undefined ? (image?.fields.get('size') ?? gigabytes(8)) : gigabytes(rootdisksize),
    },
    taken.map((name) => [name, fields.get(name)]),
    world,
  );
  const entity = world.kinds.entityOf('volume');
  if (entity !== null) {
    world.state.change(volume, fieldsAbout(entity, { parameter: 'virtualmachineid', thing: machine }, world));
  }
}
