/** When CloudStack refuses to do something to a thing. What is not here is always done. */

/** States of things that are as good as gone. */
const gone = ['Destroyed', 'Destroy', 'Expunging', 'Expunged'];

/** States in which a verb is refused. */
export const refusedIn: Readonly<Record<string, readonly string[]>> = {
  start: gone,
  stop: gone,
  reboot: [...gone, 'Stopped'],
  restore: gone,
  reset: gone,
  migrate: gone,
  scale: gone,
  resize: gone,
  attach: gone,
  detach: gone,
  recover: ['Running', 'Starting', 'Stopping', 'Stopped', 'Ready', 'Allocated'],
};

/** What keeps a thing from being removed. */
export interface Hold {
  /** Kinds of things of which none may refer to it. */
  readonly by: readonly string[];
  /** The parameter that removes it all the same. */
  readonly unless?: string;
  /** Whether CloudStack says 536 of it; default 431. */
  readonly isConflict?: boolean;
}

export const holds: Readonly<Record<string, Hold>> = {
  zone: { by: ['pod', 'physicalnetwork', 'network', 'virtualmachine', 'volume'] },
  pod: { by: ['cluster', 'host'] },
  cluster: { by: ['host', 'storagepool'], unless: 'cleanup' },
  storagepool: { by: ['volume'], unless: 'forced' },
  physicalnetwork: { by: ['network'] },
  network: { by: ['nic'] },
  vpc: { by: ['network'] },
  networkoffering: { by: ['network'] },
  vpcoffering: { by: ['vpc'] },
  networkacllist: { by: ['network'] },
  securitygroup: { by: ['virtualmachine'], isConflict: true },
  affinitygroup: { by: ['virtualmachine'] },
  template: { by: ['virtualmachine'], unless: 'forced' },
  role: { by: ['account'] },
  domain: { by: ['account', 'domain'], unless: 'cleanup' },
  vpncustomergateway: { by: ['vpnconnection'] },
  condition: { by: ['autoscalepolicy'] },
  autoscalepolicy: { by: ['autoscalevmgroup'] },
  autoscalevmprofile: { by: ['autoscalevmgroup'] },
  kubernetessupportedversion: { by: ['kubernetescluster'] },
};

/** What a thing must have been taken off before it is removed or attached, as the field that tells of it. */
export const boundBy: Readonly<Record<string, string>> = { volume: 'virtualmachineid' };
