/** Verbs that names of commands begin with, over all versions of CloudStack. */
const verbs =
  'list delete update create add get remove enable disable release configure register reset migrate start stop ' +
  'dedicate upload change assign import destroy revoke ldap reboot archive scale extract link cancel copy provision ' +
  'apply lock detach authorize find issue prepare restart associate upgrade revert deploy attach generate recover ' +
  'move quota reserve restore notify clean patch search replace mark unmanage manage is validate resize synchronize ' +
  'acquire setup cloudian run declare sync expunge suspend disassociate query activate reconnect config unlink ' +
  'download purge execute share rebalance verify swap check mount expire set';

const shape = new RegExp(`^(?:${verbs.replaceAll(' ', '|')})[A-Z][A-Za-z0-9]*$`);

/** Things that hardly any other API has: their names mark a document as one about CloudStack. */
const things =
  /(?:VirtualMachine|AsyncJob|ServiceOffering|DiskOffering|NetworkOffering|VPCOffering|SystemVm|PhysicalNetwork|TrafficType|EgressFirewallRule|PortForwardingRule|LoadBalancerRule|RemoteAccessVpn|VpnCustomerGateway|NetworkACLList|StoragePool|SecondaryStagingStore|ImageStore|AffinityGroup|SSHKeyPair|OsTypes?|OsCategor|VlanIpRange|GuestOs|HypervisorCapabilities|listZones|listApis|listCapabilities|listHypervisors|listTemplates|listIsos|attachIso|VMSnapshot|PublicIpAddress|associateIpAddress|StaticNat|queryAsyncJobResult)/;

/** Whether a word has the form of a command's name: a verb that CloudStack uses, and what it is about. */
export function looksLikeCommand(word: string): boolean {
  return shape.test(word);
}

/** Whether a command is one that hardly any other API has. */
export function isUnmistakable(command: string): boolean {
  return things.test(command);
}

/**
 * The name of a command in an `operationId` or a part of a path: itself, or with what generators put around it
 * (`get_listZones`, `ListZones`, `listZonesUsingGET_1`); `null` when there is none.
 */
export function commandIn(text: string): string | null {
  const words = text.split(/[^A-Za-z0-9]+/).map((word) => plain(word));
  return words.find((word) => looksLikeCommand(word)) ?? null;
}

function plain(word: string): string {
  const bare = word.replace(/Using(?:GET|POST)$/, '').replace(/(?:Get|Post|GET|POST)$/, '');
  return bare.charAt(0).toLowerCase() + bare.slice(1);
}

/** The name that a path holds in its query or fragment, as it is sent: `/client/api?command=listZones`. */
export function commandInQuery(path: string): string | null {
  return /[?&#]command=([A-Za-z]\w*)/i.exec(path)?.[1] ?? null;
}

/** The name that a path ends with: `/client/api/listZones`, `/listZones`, `/client/api#listZones`. */
export function commandInPath(path: string): string | null {
  const session = /\/client\/api\/(login|logout)\/?$/.exec(path)?.[1];
  if (session !== undefined) return session;
  const last = path.split(/[/#?&]/).findLast((part) => part !== '' && !part.includes('=')) ?? '';
  return /^[\w.-]+$/.test(last) ? commandIn(last.replace(/\.(?:json|xml)$/, '')) : null;
}
