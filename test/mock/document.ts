/**
 * A `listApis` document with what a small cloud needs, made up here: commands, parameters and fields as CloudStack has
 * them, words of our own.
 */
export function document(): string {
  return JSON.stringify({ listapisresponse: { count: commands.length, api: commands.map(described) } });
}

interface Sketch {
  readonly name: string;
  readonly isasync: boolean;
  /** `name!:type`, where `!` means required and the type is a string unless given. */
  readonly params: string;
  readonly response: string;
}

const page = 'page:integer pagesize:integer keyword listall:boolean';
const owned = 'account domainid domain created:date';
const fields = {
  machine:
    `id name displayname state zoneid zonename serviceofferingid serviceofferingname templateid templatename ` +
    `cpunumber:integer cpuspeed:integer memory:integer isoid isoname hostid hostname password passwordenabled:boolean ` +
    `diskofferingid diskofferingname ipaddress keypairs nic:list securitygroup:list affinitygroup:list username tags:list ${owned}`,
  volume: `id name type state size:long zoneid zonename virtualmachineid vmname deviceid:long attached:date diskofferingid diskofferingname tags:list ${owned}`,
  snapshot: `id name volumeid state tags:list ${owned}`,
  network: `id name displaytext state type zoneid zonename networkofferingid networkofferingname cidr gateway netmask ${owned}`,
  account: 'id name state domainid domain user:list',
  user: 'id username account accountid domainid state',
  group: `id name description ingressrule:list ${owned}`,
  domain: 'id name path level:integer parentdomainid haschild:boolean state',
  address: `id ipaddress state associatednetworkid isstaticnat:boolean virtualmachineid ${owned}`,
  portrule: 'id protocol publicport privateport ipaddressid virtualmachineid state',
  firewallrule: 'id protocol startport:integer endport:integer ipaddressid state',
  nic: 'id networkid virtualmachineid ipaddress macaddress isdefault:boolean deviceid secondaryip:list',
  secondaryip: 'id nicid ipaddress',
  affinity: `id name type ${owned}`,
  offering:
    'id name cpunumber:integer cpuspeed:integer memory:integer iscustomized:boolean tags storagetags zoneid zone domainid domain serviceofferingdetails:map',
  disk: 'id name disksize:long iscustomized:boolean tags zoneid zone domainid domain',
  rule: 'id name state publicport privateport publicipid',
  key: 'name fingerprint',
  tag: 'key value resourceid resourcetype',
  limit: 'resourcetype resourcetypename max:long account domainid domain projectid',
  success: 'success:boolean displaytext',
};

const sketches: readonly (readonly [name: string, params: string, response: string])[] = [
  [
    'deployVirtualMachine*',
    'zoneid!:uuid serviceofferingid!:uuid templateid!:uuid name networkids:list:network securitygroupids:list:group startvm:boolean userdata hostid:uuid diskofferingid:uuid size:long iptonetworklist:map details:map keypair affinitygroupids:list:affinity account domainid:uuid',
    fields.machine,
  ],
  [
    'listVirtualMachines',
    `id:uuid ids:list:machine name zoneid:uuid account domainid:uuid state networkid:uuid clusterid:uuid tags:map ${page}`,
    fields.machine,
  ],
  ['updateVirtualMachine', 'id!:uuid displayname userdata', fields.machine],
  ['startVirtualMachine*', 'id!:uuid', fields.machine],
  ['stopVirtualMachine*', 'id!:uuid forced:boolean', fields.machine],
  ['rebootVirtualMachine*', 'id!:uuid', fields.machine],
  ['resetPasswordForVirtualMachine*', 'id!:uuid', fields.machine],
  ['destroyVirtualMachine*', 'id!:uuid expunge:boolean', fields.machine],
  ['recoverVirtualMachine', 'id!:uuid', fields.machine],
  ['expungeVirtualMachine*', 'id!:uuid', fields.success],
  ['attachIso*', 'id!:uuid virtualmachineid!:uuid', fields.machine],
  ['detachIso*', 'virtualmachineid!:uuid', fields.machine],
  ['createVolume*', 'name!:string zoneid:uuid diskofferingid:uuid size:long snapshotid:uuid', fields.volume],
  ['listVolumes', `id:uuid name virtualmachineid:uuid type tags:map ${page}`, fields.volume],
  ['attachVolume*', 'id!:uuid virtualmachineid!:uuid deviceid:long', fields.volume],
  ['detachVolume*', 'id:uuid', fields.volume],
  ['resizeVolume*', 'id!:uuid size:long diskofferingid:uuid', fields.volume],
  ['changeOfferingForVolume*', 'id!:uuid diskofferingid!:uuid size:long', fields.volume],
  ['createSnapshot*', 'volumeid!:uuid name tags:map', fields.snapshot],
  ['listSnapshots', `id:uuid volumeid:uuid tags:map ${page}`, fields.snapshot],
  ['deleteVolume', 'id!:uuid', fields.success],
  ['createNetwork', 'name!:string displaytext networkofferingid!:uuid zoneid!:uuid gateway netmask', fields.network],
  ['listNetworks', `id:uuid zoneid:uuid type ${page}`, fields.network],
  ['updateNetwork*', 'id!:uuid name displaytext', fields.network],
  ['deleteNetwork*', 'id!:uuid', fields.success],
  [
    'createAccount',
    'username!:string password!:string firstname!:string lastname!:string email!:string account domainid:uuid',
    fields.account,
  ],
  ['listAccounts', `id:uuid name state ${page}`, fields.account],
  ['disableAccount*', 'id:uuid account domainid:uuid lock!:boolean', fields.account],
  ['enableAccount', 'id:uuid account domainid:uuid', fields.account],
  ['deleteAccount*', 'id!:uuid', fields.success],
  ['listUsers', `id:uuid username account ${page}`, fields.user],
  [
    'createUser',
    'username!:string password!:string firstname!:string lastname!:string email!:string account!:string domainid:uuid',
    fields.user,
  ],
  ['disableUser*', 'id!:uuid', fields.user],
  ['enableUser', 'id!:uuid', fields.user],
  ['lockUser', 'id!:uuid', fields.user],
  ['lockAccount', 'account!:string domainid!:uuid', fields.account],
  ['registerUserKeys', 'id!:uuid', 'apikey secretkey'],
  ['createSSHKeyPair', 'name!:string', `${fields.key} privatekey`],
  ['listSSHKeyPairs', `name ${page}`, fields.key],
  ['deleteSSHKeyPair', 'name!:string', fields.success],
  ['createSecurityGroup', 'name!:string description', fields.group],
  ['listSecurityGroups', `id:uuid securitygroupname virtualmachineid:uuid ${page}`, fields.group],
  ['deleteSecurityGroup', 'id:uuid name', fields.success],
  [
    'authorizeSecurityGroupIngress*',
    'securitygroupid:uuid cidrlist:list protocol startport:integer endport:integer',
    fields.group,
  ],
  ['revokeSecurityGroupIngress*', 'id!:uuid', fields.success],
  [
    'createLoadBalancerRule*',
    'name!:string publicport!:integer privateport!:integer algorithm!:string publicipid:uuid',
    fields.rule,
  ],
  ['assignToLoadBalancerRule*', 'id!:uuid virtualmachineids:list:machine', fields.success],
  ['removeFromLoadBalancerRule*', 'id!:uuid virtualmachineids:list:machine', fields.success],
  ['listLoadBalancerRuleInstances', `id!:uuid lbvmips:boolean ${page}`, fields.machine],
  ['listLoadBalancerRules', `id:uuid virtualmachineid:uuid ${page}`, fields.rule],
  ['listResourceLimits', `resourcetype:integer account domainid:uuid projectid:uuid ${page}`, fields.limit],
  ['updateResourceLimit', 'resourcetype!:integer max:long account domainid:uuid projectid:uuid', fields.limit],
  ['createTags*', 'resourceids!:list resourcetype!:string tags!:map', fields.success],
  ['deleteTags*', 'resourceids!:list resourcetype!:string tags:map', fields.success],
  ['listTags', `resourceid resourcetype key value ${page}`, fields.tag],
  ['listDomains', `id:uuid name ${page}`, fields.domain],
  ['createDomain', 'name!:string parentdomainid:uuid', fields.domain],
  ['deleteDomain*', 'id!:uuid cleanup:boolean', fields.success],
  ['associateIpAddress*', 'networkid:uuid zoneid:uuid', fields.address],
  ['listPublicIpAddresses', `id:uuid associatednetworkid:uuid ${page}`, fields.address],
  ['disassociateIpAddress*', 'id!:uuid', fields.success],
  ['enableStaticNat', 'ipaddressid!:uuid virtualmachineid!:uuid', fields.success],
  [
    'createPortForwardingRule*',
    'ipaddressid!:uuid protocol!:string privateport!:integer publicport!:integer virtualmachineid!:uuid',
    fields.portrule,
  ],
  ['listPortForwardingRules', `id:uuid ipaddressid:uuid ${page}`, fields.portrule],
  ['createFirewallRule*', 'ipaddressid!:uuid protocol!:string startport:integer endport:integer', fields.firewallrule],
  ['listFirewallRules', `id:uuid ipaddressid:uuid ${page}`, fields.firewallrule],
  ['listNics', `virtualmachineid!:uuid nicid:uuid ${page}`, fields.nic],
  ['addNicToVirtualMachine*', 'virtualmachineid!:uuid networkid!:uuid ipaddress', fields.machine],
  ['removeNicFromVirtualMachine*', 'virtualmachineid!:uuid nicid!:uuid', fields.machine],
  ['updateDefaultNicForVirtualMachine*', 'virtualmachineid!:uuid nicid!:uuid', fields.machine],
  ['updateVmNicIp*', 'nicid!:uuid ipaddress', fields.machine],
  ['addIpToNic*', 'nicid!:uuid ipaddress', fields.secondaryip],
  ['removeIpFromNic*', 'id!:uuid', fields.success],
  ['createAffinityGroup*', 'name!:string type!:string', fields.affinity],
  ['listAffinityGroups', `id:uuid name virtualmachineid:uuid ${page}`, fields.affinity],
  ['updateVMAffinityGroup*', 'id!:uuid affinitygroupids:list:affinity affinitygroupnames:list', fields.machine],
  ['resetSSHKeyForVirtualMachine*', 'id!:uuid keypair', fields.machine],
  ['getVirtualMachineUserData', 'virtualmachineid!:uuid', 'userdata virtualmachineid'],
  ['updateTemplatePermissions', 'id!:uuid ispublic:boolean isfeatured:boolean accounts:list op', fields.success],
  ['listTemplatePermissions', 'id!:uuid', 'id ispublic:boolean account:list'],
  ['listClusters', `id:uuid name ${page}`, 'id name'],
  ['listHosts', `id:uuid name ${page}`, 'id name state'],
  ['deleteZone', 'id!:uuid', fields.success],
  ['listZones', `id:uuid name available:boolean ${page}`, 'id name networktype allocationstate'],
  ['listServiceOfferings', `id:uuid name zoneid:uuid domainid:uuid isrecursive:boolean ${page}`, fields.offering],
  [
    'createServiceOffering',
    'name!:string displaytext cpunumber:integer cpuspeed:integer memory:integer customized:boolean tags zoneid:list:zone domainid:list:domain serviceofferingdetails:map',
    fields.offering,
  ],
  ['listDiskOfferings', `id:uuid name zoneid:uuid domainid:uuid ${page}`, fields.disk],
  [
    'createDiskOffering',
    'name!:string displaytext disksize:long customized:boolean tags zoneid:list:zone domainid:list:domain',
    fields.disk,
  ],
  ['listNetworkOfferings', `id:uuid name state guestiptype ${page}`, 'id name state guestiptype'],
  [
    'listTemplates',
    `templatefilter!:string id:uuid name zoneid:uuid ${page}`,
    'id name zoneid zonename isready:boolean isfeatured:boolean ispublic:boolean',
  ],
  ['listIsos', `isofilter id:uuid ${page}`, 'id name isready:boolean'],
];

const commands: readonly Sketch[] = sketches.map(([name, params, response]) => ({
  name: name.replace('*', ''),
  isasync: name.endsWith('*'),
  params,
  response,
}));

function described({ name, isasync, params, response }: Sketch): unknown {
  return {
    name,
    isasync,
    description: `What ${name} does`,
    related: '',
    params: params.split(' ').map(parameter),
    response: response.split(' ').map(field),
  };
}

function parameter(text: string): unknown {
  const [, name = '', required = '', type = 'string', items = ''] =
    /^(\w+)(!?)(?::(\w+))?(?::(\w+))?$/.exec(text) ?? [];
  const related = items === '' ? '' : `list${items}`;
  return { name, type, required: required === '!', description: about[name] ?? `The ${name}`, length: 255, related };
}

/** As in real documents, one word is missing. */
const images = 'Possible values are "featured", "self", "selfexecutable", "executable", "community" and "all".';
const about: Readonly<Record<string, string>> = { templatefilter: images, isofilter: images };

const inside: Readonly<Record<string, string>> = {
  nic: 'id networkid networkname ipaddress macaddress isdefault:boolean deviceid secondaryip:list',
  affinitygroup: 'id name',
  secondaryip: fields.secondaryip,
  tags: fields.tag,
  user: 'id username',
  securitygroup: 'id name',
  ingressrule: 'ruleid cidr protocol startport:integer endport:integer',
};

function field(text: string): unknown {
  const [name = '', type = 'string'] = text.split(':');
  const response = (type === 'list' ? inside[name] : undefined)?.split(' ').map(field);
  return { name, type, description: `The ${name}`, ...(response === undefined ? {} : { response }) };
}
