import { addPart } from '../world/parts.js';
import { fieldsAbout } from '../world/references.js';
import { nameOf, type Thing } from '../world/state.js';
import { gigabytes } from '../world/units.js';
import type { Values, World } from '../world/world.js';
import { offeredSize } from './volumes.js';

/** What comes with a new machine: a host, interfaces, a root volume, and a data volume where that is asked for. */
export function equip(machine: Thing, values: Values, world: World): void {
  const { state } = world;
  if (values['startvm'] === false) state.change(machine, [['state', 'Stopped']]);
  settle(machine, world);
  customize(machine, values, world);
  takeKeyPairs(machine, values, world);
  giveInterfaces(machine, values, world);
  giveVolumes(machine, values, world);
}

/** Only what runs is on a host: the one that was asked for, or the first of the zone. */
export function settle(machine: Thing, { state }: World): void {
  const isRunning = machine.fields.get('state') === 'Running';
  const asked = state.get('host', String(machine.fields.get('hostid')));
  const host = asked ?? state.all('host').find(({ fields }) => fields.get('zoneid') === machine.fields.get('zoneid'));
  if (isRunning && host === undefined) return;
  state.change(machine, [
    ['hostid', isRunning ? host?.id : undefined],
    ['hostname', isRunning && host !== undefined ? nameOf(host) : undefined],
  ]);
}

/** An offering that is customized leaves to each machine how large it is; names of details keep their capitals. */
export function customize(machine: Thing, { details }: Values, { state }: World): void {
  const offering = state.get('serviceoffering', String(machine.fields.get('serviceofferingid')));
  if (offering?.fields.get('iscustomized') !== true || typeof details !== 'object' || details === null) return;
  const told = details as Readonly<Record<string, unknown>>;
  const sizes = ['cpuNumber', 'cpuSpeed', 'memory'].filter((name) => told[name] !== undefined);
  state.change(
    machine,
    sizes.map((name) => [name.toLowerCase(), told[name]]),
  );
}

/** Older servers take one pair of keys, newer ones several. */
export function takeKeyPairs(machine: Thing, { keypair, keypairs = keypair }: Values, { state }: World): void {
  if (keypairs !== undefined) state.change(machine, [['keypairs', keypairs]]);
}

/** One interface in each network that was asked for, or in the first of the zone. */
function giveInterfaces(machine: Thing, values: Values, world: World): void {
  const networks = world.state.all('network');
  const asked = askedFor(values);
  const chosen =
    asked.length === 0
      ? networks.filter(({ fields }) => fields.get('zoneid') === machine.fields.get('zoneid')).slice(0, 1)
      : asked.flatMap(({ networkid }) => networks.find(({ id }) => id === networkid) ?? []);
  for (const [index, network] of chosen.entries()) {
    const first = index === 0 ? { ipaddress: values['ipaddress'], macaddress: values['macaddress'] } : {};
    const own = asked.find(({ networkid }) => networkid === network.id);
    connect(machine, network, { isdefault: index === 0, ...first, ...own }, world);
    world.state.change(network, [['state', 'Implemented']]);
  }
}

/** A network to be in, and what the interface in it shall be like. */
interface AskedFor {
  readonly networkid: unknown;
  readonly ipaddress?: unknown;
  readonly macaddress?: unknown;
}

function askedFor({ networkids, iptonetworklist }: Values): readonly AskedFor[] {
  if (Array.isArray(networkids)) return networkids.map((networkid: unknown) => ({ networkid }));
  if (!Array.isArray(iptonetworklist)) return [];
  return iptonetworklist.map(({ networkid, ip, mac }: { networkid?: unknown; ip?: unknown; mac?: unknown }) => ({
    networkid,
    ...(ip === undefined ? {} : { ipaddress: ip }),
    ...(mac === undefined ? {} : { macaddress: mac }),
  }));
}

/** Gives a machine an interface in a network. */
export function connect(
  machine: Thing,
  network: Thing,
  { isdefault, ipaddress, macaddress }: Values,
  world: World,
): void {
  const { fields } = network;
  const gateway = String(fields.get('gateway') ?? '10.1.1.1');
  const values = {
    virtualmachineid: machine.id,
    networkid: network.id,
    networkname: nameOf(network),
    netmask: fields.get('netmask'),
    gateway,
    traffictype: fields.get('traffictype'),
    type: fields.get('type'),
    deviceid: freeDevice(machine, world),
    isdefault,
    ipaddress: ipaddress ?? hostAddress(gateway, world.state.count('nic')),
    macaddress,
  };
  const nic = addPart('nic', values, [], world);
  if (isdefault === true) world.state.change(machine, [['ipaddress', nic.fields.get('ipaddress')]]);
}

export function interfacesOf({ id }: Thing, { state }: World): readonly Thing[] {
  return state.all('nic').filter(({ fields }) => fields.get('virtualmachineid') === id);
}

/** The first number that no interface of the machine has. */
function freeDevice(machine: Thing, world: World): string {
  const taken = interfacesOf(machine, world).map(({ fields }) => String(fields.get('deviceid')));
  const numbers = Array.from({ length: taken.length + 1 }, (_, number) => String(number));
  return numbers.find((number) => !taken.includes(number)) ?? '';
}

/** An address beside the gateway's. */
export function hostAddress(gateway: string, count: number): string {
  return gateway.replace(/\d+$/, String((count % 240) + 10));
}

/** The disk offering of a deployment is for the root volume where that is installed from a disc. */
function giveVolumes(machine: Thing, { rootdisksize, ...values }: Values, world: World): void {
  const image = world.state.get('template', String(machine.fields.get('templateid')));
  const diskofferingid = values['diskofferingid'];
  const offered = diskofferingid === undefined ? null : { diskofferingid, size: offeredSize(values, world) };
  const usual = image === null ? offered : { size: image.fields.get('size') };
  const size = rootdisksize === undefined ? (usual?.size ?? gigabytes(8)) : gigabytes(rootdisksize);
  giveVolume(machine, { ...usual, type: 'ROOT', deviceid: 0, size }, world);
  if (offered !== null && image !== null) giveVolume(machine, { ...offered, type: 'DATADISK', deviceid: 1 }, world);
}

/** What a volume has of its machine; the offering is that of a root volume alone. */
const taken = 'account accountid domainid domain projectid project zoneid zonename hypervisor'.split(' ');
const takenByRoot = 'serviceofferingid serviceofferingname templateid templatename'.split(' ');

function giveVolume(machine: Thing, values: Values, world: World): void {
  const { fields } = machine;
  const isRoot = values['type'] === 'ROOT';
  const number = world.state.count('volume') + 1;
  const volume = addPart(
    'volume',
    { virtualmachineid: machine.id, name: `${isRoot ? 'ROOT' : 'DATA'}-${number}`, state: 'Ready', ...values },
    [...taken, ...(isRoot ? takenByRoot : [])].map((name) => [name, fields.get(name)]),
    world,
  );
  const entity = world.kinds.entityOf('volume');
  if (entity !== null) {
    world.state.change(volume, fieldsAbout(entity, { parameter: 'virtualmachineid', thing: machine }, world));
  }
}
