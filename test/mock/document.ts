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
    `cpunumber:integer memory:integer isoid isoname hostid hostname password passwordenabled:boolean nic:list securitygroup:list username tags:list ${owned}`,
  volume: `id name type state size:long zoneid zonename virtualmachineid vmname deviceid:long attached:date diskofferingid diskofferingname tags:list ${owned}`,
  network: `id name displaytext state type zoneid zonename networkofferingid networkofferingname cidr gateway netmask ${owned}`,
  account: 'id name state domainid domain user:list',
  user: 'id username account accountid state',
  group: `id name description ingressrule:list ${owned}`,
  rule: 'id name state publicport privateport',
  key: 'name fingerprint',
  tag: 'key value resourceid resourcetype',
  limit: 'resourcetype resourcetypename max:long account domainid domain projectid',
  success: 'success:boolean displaytext',
};

const sketches: readonly (readonly [name: string, params: string, response: string])[] = [
  [
    'deployVirtualMachine*',
    'zoneid!:uuid serviceofferingid!:uuid templateid!:uuid name networkids:list:network securitygroupids:list:group startvm:boolean userdata',
    fields.machine,
  ],
  [
    'listVirtualMachines',
    `id:uuid ids:list:machine name zoneid:uuid account domainid:uuid state networkid:uuid clusterid:uuid tags:map ${page}`,
    fields.machine,
  ],
  ['updateVirtualMachine', 'id!:uuid displayname', fields.machine],
  ['startVirtualMachine*', 'id!:uuid', fields.machine],
  ['stopVirtualMachine*', 'id!:uuid forced:boolean', fields.machine],
  ['rebootVirtualMachine*', 'id!:uuid', fields.machine],
  ['resetPasswordForVirtualMachine*', 'id!:uuid', fields.machine],
  ['destroyVirtualMachine*', 'id!:uuid expunge:boolean', fields.machine],
  ['recoverVirtualMachine', 'id!:uuid', fields.machine],
  ['expungeVirtualMachine*', 'id!:uuid', fields.success],
  ['attachIso*', 'id!:uuid virtualmachineid!:uuid', fields.machine],
  ['detachIso*', 'virtualmachineid!:uuid', fields.machine],
  ['createVolume*', 'name!:string zoneid:uuid diskofferingid:uuid size:long', fields.volume],
  ['listVolumes', `id:uuid name virtualmachineid:uuid type tags:map ${page}`, fields.volume],
  ['attachVolume*', 'id!:uuid virtualmachineid!:uuid deviceid:long', fields.volume],
  ['detachVolume*', 'id:uuid', fields.volume],
  ['resizeVolume*', 'id!:uuid size:long', fields.volume],
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
  ['createLoadBalancerRule*', 'name!:string publicport!:integer privateport!:integer algorithm!:string', fields.rule],
  ['assignToLoadBalancerRule*', 'id!:uuid virtualmachineids:list:machine', fields.success],
  ['removeFromLoadBalancerRule*', 'id!:uuid virtualmachineids:list:machine', fields.success],
  ['listLoadBalancerRuleInstances', `id!:uuid ${page}`, fields.machine],
  ['listLoadBalancerRules', `id:uuid virtualmachineid:uuid ${page}`, fields.rule],
  ['listResourceLimits', `resourcetype:integer account domainid:uuid projectid:uuid ${page}`, fields.limit],
  ['updateResourceLimit', 'resourcetype!:integer max:long account domainid:uuid projectid:uuid', fields.limit],
  ['createTags*', 'resourceids!:list resourcetype!:string tags!:map', fields.success],
  ['deleteTags*', 'resourceids!:list resourcetype!:string tags:map', fields.success],
  ['listTags', `resourceid resourcetype key value ${page}`, fields.tag],
  ['listDomains', `id:uuid name ${page}`, 'id name path'],
  ['listClusters', `id:uuid name ${page}`, 'id name'],
  ['listHosts', `id:uuid name ${page}`, 'id name state'],
  ['deleteZone', 'id!:uuid', fields.success],
  ['listZones', `id:uuid name available:boolean ${page}`, 'id name networktype allocationstate'],
  ['listServiceOfferings', `id:uuid name ${page}`, 'id name cpunumber:integer memory:integer'],
  ['listDiskOfferings', `id:uuid name ${page}`, 'id name disksize:long iscustomized:boolean'],
  ['listNetworkOfferings', `id:uuid name state guestiptype ${page}`, 'id name state guestiptype'],
  [
    'listTemplates',
    `templatefilter!:string id:uuid name zoneid:uuid ${page}`,
    'id name zoneid zonename isready:boolean isfeatured:boolean',
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
  return { name, type, required: required === '!', description: `The ${name}`, length: 255, related };
}

const inside: Readonly<Record<string, string>> = {
  nic: 'id networkid networkname ipaddress macaddress isdefault:boolean',
  tags: fields.tag,
  user: 'id username',
  securitygroup: 'id name',
  ingressrule: 'ruleid cidr protocol startport:integer endport:integer',
};

function field(text: string): unknown {
  const [name = '', type = 'string'] = text.split(':');
  const response = inside[name]?.split(' ').map(field);
  return { name, type, description: `The ${name}`, ...(response === undefined ? {} : { response }) };
}
