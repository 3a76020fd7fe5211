import { own } from '../world/own.js';
import { addPart } from '../world/parts.js';
import { nameOf, type Thing } from '../world/state.js';
import { blockOf, gigabytes } from '../world/units.js';
import type { Values, World } from '../world/world.js';
import { equip } from './machines.js';
import { offeredSize } from './volumes.js';

type Consequence = (thing: Thing, values: Values, world: World) => void;

/** What making a thing of a kind brings about, beyond the thing. */
export function consequences(kind: string): Consequence | null {
  return own(byKind, kind) ?? null;
}

const byKind: Readonly<Record<string, Consequence>> = {
  virtualmachine: equip,
  volume: (volume, values, world) => {
    const copied = world.state.get('snapshot', String(values['snapshotid']))?.fields.get('virtualsize');
    world.state.change(volume, [['size', copied ?? offeredSize(values, world) ?? gigabytes(1)]]);
    world.state.change(volume, [['state', values['virtualmachineid'] === undefined ? 'Allocated' : 'Ready']]);
  },
  snapshot: (snapshot, { volumeid }, { state }) => {
    const volume = state.get('volume', String(volumeid));
    if (volume !== null) state.change(snapshot, [['virtualsize', volume.fields.get('size')]]);
  },
  network: (network, { gateway, netmask }, { state }) => {
    const offering = state.get('networkoffering', String(network.fields.get('networkofferingid')));
    if (offering !== null) state.change(network, [['type', offering.fields.get('guestiptype') ?? 'Isolated']]);
    if (typeof gateway !== 'string') return;
    state.change(network, [['cidr', blockOf(gateway, typeof netmask === 'string' ? netmask : '255.255.255.0')]]);
  },
  publicipaddress: (address, _, { state }) => {
    const network = state.get('network', String(address.fields.get('networkid')));
    if (network === null) return;
    state.change(address, [
      ['associatednetworkid', network.id],
      ['associatednetworkname', nameOf(network)],
    ]);
  },
  template: placeImage,
  iso: placeImage,
  account: addUser,
  domain: placeDomain,
  serviceoffering: namePlaces,
  diskoffering: namePlaces,
  networkoffering: startDisabled,
  vpcoffering: startDisabled,
};

function placeImage(image: Thing, { zoneids }: Values, { state }: World): void {
  const zone = Array.isArray(zoneids) ? state.get('zone', String(zoneids[0])) : null;
  state.change(image, [
    ['status', 'Download Complete'],
    ...(zone === null
      ? []
      : ([
          ['zoneid', zone.id],
          ['zonename', nameOf(zone)],
        ] as const)),
  ]);
}

/** An account comes with its first user. */
function addUser(account: Thing, values: Values, world: World): void {
  const { username, firstname, lastname, email, timezone } = values;
  world.state.change(account, [['name', values['account'] ?? username]]);
  const user = { username, firstname, lastname, email, timezone, accounttype: account.fields.get('accounttype') };
  addPart(
    'user',
    user,
    [
      ['account', nameOf(account)],
      ['accountid', account.id],
      ['domainid', account.fields.get('domainid')],
      ['domain', account.fields.get('domain')],
    ],
    world,
  );
}

function placeDomain(domain: Thing, { name, parentdomainid }: Values, { state }: World): void {
  const parent = state.get('domain', String(parentdomainid)) ?? state.all('domain')[0];
  if (parent === undefined || parent === domain) return;
  state.change(domain, [
    ['path', `${String(parent.fields.get('path'))}/${String(name)}`],
    ['level', Number(parent.fields.get('level')) + 1],
    ['parentdomainid', parent.id],
    ['parentdomainname', nameOf(parent)],
  ]);
  state.change(parent, [['haschild', true]]);
}

/** Of several zones or domains an offering tells the names as it tells the ids. */
function namePlaces(offering: Thing, values: Values, { state }: World): void {
  for (const kind of ['zone', 'domain']) {
    const ids = values[`${kind}id`];
    if (!Array.isArray(ids)) continue;
    const names = ids.flatMap((id) => state.get(kind, String(id)) ?? []).map(nameOf);
    state.change(offering, [[kind, names.join(',')]]);
  }
}

/** Offerings are made in one step and opened in another. */
function startDisabled(offering: Thing, values: Values, world: World): void {
  const { state } = world;
  const { enable } = values;
  namePlaces(offering, values, world);
  state.change(offering, [['state', enable === true ? 'Enabled' : 'Disabled']]);
}
