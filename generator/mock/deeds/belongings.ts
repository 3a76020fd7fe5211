import { own } from '../world/own.js';
import { nameOf, type Thing } from '../world/state.js';
import type { World } from '../world/world.js';

/** Kinds of things that go with a thing of a kind, by the field that tells to which one they belong. */
const parts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  virtualmachine: { virtualmachineid: ['nic', 'volume', 'vmsnapshot', 'portforwardingrule', 'ipforwardingrule'] },
  nic: { nicid: ['nicsecondaryip'] },
  publicipaddress: {
    ipaddressid: ['portforwardingrule', 'firewallrule', 'ipforwardingrule'],
    publicipid: ['loadbalancerrule', 'remoteaccessvpn'],
  },
  loadbalancerrule: { lbruleid: ['lbstickinesspolicy', 'lbhealthcheckpolicy'] },
  network: { associatednetworkid: ['publicipaddress'], networkid: ['egressfirewallrule', 'ipv6firewallrule'] },
  vpc: { vpcid: ['networkacllist', 'publicipaddress', 'privategateway', 'staticroute', 'vpngateway'] },
  networkacllist: { aclid: ['networkacl'] },
  domain: { parentdomainid: ['domain'] },
};

/** Things that only tell who made them, or where they are. */
const others: Readonly<Record<string, readonly string[]>> = {
  account: ['account', 'domain', 'project'],
  project: ['domain'],
  domain: ['domain', 'zone'],
};

/** What is gone when a thing is gone: its parts, and what an account, a domain or a project owned. */
export function belongingsOf(thing: Thing, world: World): readonly Thing[] {
  return [...partsOf(thing, world), ...ownedBy(thing, world)];
}

function partsOf({ kind, id }: Thing, { state }: World): readonly Thing[] {
  return Object.entries(own(parts, kind) ?? {}).flatMap(([field, kinds]) =>
    kinds.flatMap((part) => state.all(part)).filter(({ fields }) => fields.get(field) === id),
  );
}

function ownedBy(owner: Thing, { state }: World): readonly Thing[] {
  const spared = own(others, owner.kind);
  if (spared === undefined) return [];
  const kinds = state.kinds().filter((kind) => !spared.includes(kind));
  return kinds.flatMap((kind) => state.all(kind)).filter((thing) => isOwnedBy(thing, owner));
}

/** Of an account some things tell only the name, which another domain may know too. */
function isOwnedBy({ fields }: Thing, owner: Thing): boolean {
  const id = fields.get(`${owner.kind}id`);
  if (owner.kind !== 'account' || id !== undefined) return id === owner.id;
  return fields.get('account') === nameOf(owner) && fields.get('domainid') === owner.fields.get('domainid');
}
