import type { Field } from '../../model/api-model.js';
import { hashOf } from '../chance.js';
import { own } from './own.js';

/** What a usual value is worked out from. */
export interface Occasion {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly now: Date;
  /** How many things of the kind were made before. */
  readonly count: number;
}

type Usual = (occasion: Occasion) => unknown;

/** Values of new things, for fields that real servers always fill. */
const usual: Readonly<Record<string, Usual>> = {
  displayname: ({ name }) => name,
  displaytext: ({ name }) => name,
  description: ({ name }) => name,
  created: ({ now }) => now,
  allocated: ({ kind, now }) => (kind === 'publicipaddress' ? now : undefined),
  hypervisor: ({ kind }) => (/^(?:virtualmachine|host|cluster|volume|snapshot)$/.test(kind) ? 'KVM' : undefined),
  ipaddress: ({ kind, count, id }) => (kind === 'publicipaddress' ? address('203.0.113', count) : privateAddress(id)),
  macaddress: ({ id }) => `02:00:${pairs(id, 4)}`,
  netmask: () => '255.255.255.0',
  gateway: ({ kind, count }) => (kind === 'network' ? `10.1.${count + 1}.1` : '10.1.1.1'),
  cidr: ({ kind, count }) => (kind === 'network' ? `10.1.${count + 1}.0/24` : undefined),
  networkdomain: ({ count }) => `cs${count + 1}cloud.internal`,
  traffictype: () => 'Guest',
  fingerprint: ({ id }) => pairs(id, 16),
  privatekey: ({ id }) =>
    `-----BEGIN RSA PRIVATE KEY-----\nmade by a mock for ${id}, and of no use\n-----END RSA PRIVATE KEY-----\n`,
  apikey: ({ id }) => `mock-api-key-${id}`,
  secretkey: ({ id }) => `mock-secret-key-${id}`,
  rootdeviceid: () => 0,
  rootdevicetype: () => 'ROOT',
  storagetype: () => 'shared',
  provisioningtype: () => 'thin',
  instancename: ({ count }) => `i-2-${count + 1}-VM`,
  accounttype: () => 0,
  roletype: () => 'User',
  type: ({ kind }) => own({ network: 'Isolated', volume: 'DATADISK' }, kind),
  securitygroup: () => [],
  affinitygroup: () => [],
  ingressrule: () => [],
  egressrule: () => [],
};

/** Switches that are on in a new thing. All others are off. */
const on: ReadonlySet<string> = new Set(
  'isready displayvm displayvolume fordisplay displaynetwork canusefordeploy isextractable enabled forvirtualnetwork'.split(
    ' ',
  ),
);

/** The value that a field of a new thing has when nobody gave one; `undefined` for none. */
export function usualValue({ name, type }: Field, occasion: Occasion): unknown {
  const field = name.toLowerCase();
  const made = own(usual, field);
  if (made !== undefined) return made(occasion);
  if (type.kind === 'scalar' && type.scalar === 'boolean') return on.has(field);
  return undefined;
}

/** A value of a field's type, for fields that are promised to be there whatever happened. */
export function plausibleValue({ name, type }: Field, about: string): unknown {
  const hash = hashOf(`${about} ${name}`);
  switch (type.kind) {
    case 'scalar':
      if (type.scalar === 'boolean') return true;
      if (type.scalar === 'date') return '2026-01-01T00:00:00+0000';
      if (type.scalar === 'id') return `00000000-0000-4000-8000-${hash.toString(16).padStart(12, '0')}`;
      return type.scalar === 'string' ? `${name}-${hash % 1_000}` : hash % 1_000;
    case 'enum':
      return type.values[0];
    case 'array':
    case 'objects':
      return [];
    case 'map':
    case 'entity':
      return {};
    case 'unknown':
      return null;
  }
}

/** Addresses of a network of 254, in turn. */
function address(network: string, count: number): string {
  return `${network}.${(count % 254) + 1}`;
}

function privateAddress(id: string): string {
  return `10.1.1.${(hashOf(id) % 240) + 10}`;
}

function pairs(id: string, count: number): string {
  const digits = id.replaceAll('-', '').padEnd(32, '0');
  return Array.from({ length: count }, (_, index) => digits.slice(2 * index, 2 * index + 2)).join(':');
}
