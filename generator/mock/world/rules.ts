import type { Parameter } from '../../model/api-model.js';

/** What the names of CloudStack's commands and fields mean; all else is read from the model. */

/** Commands whose verb is one of these make a thing. */
export const creates: ReadonlySet<string> = new Set(
  'create deploy register add import upload associate acquire reserve dedicate'.split(' '),
);

/** Commands whose verb is one of these take things away. */
export const removes: ReadonlySet<string> = new Set(
  'delete remove destroy expunge release disassociate unmanage revoke archive'.split(' '),
);

/** Commands whose verb is one of these only look. */
export const reads: ReadonlySet<string> = new Set('list find search get query is cloudian quota'.split(' '));

/** What the parameters of commands call some kinds of things, beside their names. */
export const otherNames: Readonly<Record<string, readonly string[]>> = {
  virtualmachine: ['vm'],
  publicipaddress: ['ipaddress', 'publicip'],
  storagepool: ['storage', 'pool'],
  networkacllist: ['acl', 'acllist'],
  instancegroup: ['group'],
  loadbalancerrule: ['lbrule', 'loadbalancer'],
  sshkeypair: ['keypair'],
  iso: ['template'],
};

/** What names things that have no name. */
export const namedBy: Readonly<Record<string, string>> = {
  publicipaddress: 'ipaddress',
  nic: 'ipaddress',
  user: 'username',
  vpnuser: 'username',
  tag: 'key',
};

/** What things are called before their id when nobody names them (CloudStack: `UserVmManagerImpl.generateHostName`). */
export const namedById: Readonly<Record<string, string>> = { virtualmachine: 'VM-' };

/** Fields that tell the state of a thing, from the one that counts most. */
export const stateFields: readonly string[] = ['state', 'resourcestate', 'allocationstate', 'status'];

/** The state that a new thing of a kind is in. */
export const firstStates: Readonly<Record<string, string>> = {
  virtualmachine: 'Running',
  systemvm: 'Running',
  router: 'Running',
  internalloadbalancervm: 'Running',
  kubernetescluster: 'Running',
  volume: 'Ready',
  vmsnapshot: 'Ready',
  snapshot: 'BackedUp',
  network: 'Allocated',
  publicipaddress: 'Allocated',
  account: 'enabled',
  user: 'enabled',
  autoscalevmgroup: 'enabled',
  domain: 'Active',
  project: 'Active',
  host: 'Up',
  storagepool: 'Up',
  loadbalancerrule: 'Active',
  portforwardingrule: 'Active',
  firewallrule: 'Active',
  egressfirewallrule: 'Active',
  ipv6firewallrule: 'Active',
  networkacl: 'Active',
  ipforwardingrule: 'Active',
  staticroute: 'Active',
  vpnuser: 'Active',
  remoteaccessvpn: 'Running',
};

/** The state of a new thing of any other kind. */
export const usualState = 'Enabled';

/** The state that a verb leads to, with the field it concerns where that is not the first of `stateFields`. */
export const transitions: Readonly<Record<string, { readonly to: string; readonly field?: string }>> = {
  start: { to: 'Running' },
  stop: { to: 'Stopped' },
  reboot: { to: 'Running' },
  restore: { to: 'Running' },
  recover: { to: 'Stopped' },
  destroy: { to: 'Destroyed' },
  enable: { to: 'Enabled' },
  disable: { to: 'Disabled' },
  lock: { to: 'locked' },
  suspend: { to: 'Suspended' },
  activate: { to: 'Active' },
  prepare: { to: 'Maintenance', field: 'resourcestate' },
  declare: { to: 'Degraded', field: 'resourcestate' },
};

/** Transitions of single commands, whose verb means something else. */
export const commandTransitions: typeof transitions = {
  cancelHostMaintenance: { to: 'Enabled', field: 'resourcestate' },
  cancelHostAsDegraded: { to: 'Enabled', field: 'resourcestate' },
  enableStorageMaintenance: { to: 'Maintenance' },
  cancelStorageMaintenance: { to: 'Up' },
  destroyVolume: { to: 'Destroy' },
  recoverVolume: { to: 'Ready' },
};

/** The state that others see while a job with that verb works on a thing. */
export const usualTransitionalStates: Readonly<Record<string, string>> = {
  create: 'Creating',
  deploy: 'Starting',
  start: 'Starting',
  stop: 'Stopping',
  destroy: 'Stopping',
  expunge: 'Expunging',
  delete: 'Destroying',
  migrate: 'Migrating',
  scale: 'Scaling',
  upgrade: 'Upgrading',
  revert: 'Reverting',
};

const ofRules = { create: 'Add', delete: 'Revoke' };

/** The same for kinds that have words of their own. */
export const transitionalStates: Readonly<Record<string, typeof usualTransitionalStates>> = {
  volume: { attach: 'Attaching', resize: 'Resizing', delete: 'Expunging', destroy: 'Expunging' },
  snapshot: { create: 'BackingUp' },
  vmsnapshot: { delete: 'Expunging' },
  network: { delete: 'Shutdown' },
  kubernetescluster: { create: 'Starting' },
  publicipaddress: { associate: 'Allocating', disassociate: 'Releasing' },
  firewallrule: ofRules,
  egressfirewallrule: ofRules,
  ipv6firewallrule: ofRules,
  portforwardingrule: ofRules,
  ipforwardingrule: ofRules,
  loadbalancerrule: ofRules,
  networkacl: ofRules,
  staticroute: ofRules,
};

/** Fields that say whose a thing is, when, and what it is called: never taken over from a thing it refers to. */
export const ownFields: ReadonlySet<string> = new Set(
  (
    'id name displayname displaytext description created removed state status allocationstate resourcestate tags icon url ' +
    'account accountid domain domainid domainpath project projectid user userid username jobid jobstatus details type path ' +
    'hasannotations isfeatured ispublic isready isdefault templatetype zone zoneid zonename checksum physicalsize size ' +
    'crosszones templatetag isextractable format bits'
  ).split(' '),
);

/** Fields that things take over from what they refer to, whatever that is. */
export const placeFields: ReadonlySet<string> = new Set(
  'zoneid zonename networkid vpcid hypervisor physicalnetworkid'.split(' '),
);

/** Fields of a referenced thing that are repeated behind the word for it: `zonename`, `templatedisplaytext`. */
export const repeatedFields: readonly string[] = ['id', 'name', 'displaytext', 'displayname', 'state', 'type', 'path'];

/** Parameters of lists that ask for another field than the one of their name. */
export const otherFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  listDomainChildren: { id: 'parentdomainid' },
};

/** Whether things of a kind are for every zone or domain, unless they name some. */
export function isForAll(kind: string, field: string): boolean {
  return kind.endsWith('offering') && (field === 'zoneid' || field === 'domainid');
}

/** Whether the value of a parameter may be kept: nothing sensitive but what `getVirtualMachineUserData` gives back. */
export function isKept({ name, sensitive }: Pick<Parameter, 'name' | 'sensitive'>): boolean {
  return !sensitive || name === 'userdata';
}

/** Parameters of lists that choose how much is told, not what. */
export const presentation: ReadonlySet<string> = new Set(
  'page pagesize listall isrecursive details showicon showunique showremoved accumulate response'.split(' '),
);
