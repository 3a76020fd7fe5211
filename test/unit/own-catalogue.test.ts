import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { readModel } from '../../generator/generate.js';
import type { ApiModel, Command, Parameter, TypeRef } from '../../generator/model/api-model.js';
import { typeWords } from '../../generator/model/type-words.js';
import { withDefaults } from '../../generator/options.js';
import { root, specs } from '../support/pipeline.js';
import { show } from './normalise/raw.js';

interface Entry {
  readonly name?: string;
  readonly type?: string;
  readonly response?: readonly Entry[];
}
interface Api extends Entry {
  readonly params: readonly Entry[];
}

const file = `${root}specs/cloudstack.listapis.json`;
const { listapisresponse: discovery } = JSON.parse(readFileSync(file, 'utf8')) as {
  listapisresponse: { count: number; api: readonly Api[] };
};

async function read(given: object): Promise<{ model: ApiModel; counts: Readonly<Record<string, number>> }> {
  const diagnostics = new Diagnostics();
  const { model } = await readModel(withDefaults(given), diagnostics);
  const counts: Record<string, number> = {};
  for (const { code } of diagnostics.all) counts[code] = (counts[code] ?? 0) + 1;
  return { model, counts };
}

let model: ApiModel;
let counts: Readonly<Record<string, number>>;
beforeAll(async () => ({ model, counts } = await read({ listapis: [file] })));

function command(name: string): Command {
  const found = model.commands.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function parameter(path: string): Parameter {
  const [owner = '', name = ''] = path.split('.');
  const found = command(owner).parameters.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${path}`);
  return found;
}

function field(path: string): TypeRef {
  const [owner = '', name = ''] = path.split('.');
  const found = model.entities.find((one) => one.name === owner)?.fields.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${path}`);
  return found.type;
}

describe('our own discovery document', () => {
  it('counts its commands as a server does, and is small enough to be read', () => {
    expect(discovery.count).toBe(discovery.api.length);
    expect(model.commands).toHaveLength(discovery.count);
    expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(5100);
  });

  it('has every type that servers give to parameters, and none that the generator does not know', () => {
    const sent = new Set(discovery.api.flatMap(({ params }) => params.map(({ type }) => type)));
    const words = 'boolean date integer list long map object short string tzdate uuid'.split(' ');
    expect([...sent].sort()).toEqual(words);
    const received = new Set(discovery.api.flatMap(({ response = [] }) => typesIn(response)));
    expect([...received].filter((word) => !typeWords.has(word))).toEqual([]);
    for (const word of ['double[]', 'long[]', 'string[]', 'set', 'responseobject', 'uservmresponse']) {
      expect(received).toContain(word);
    }
  });

  it('has every slip of real documents, and nothing else to complain of', () => {
    expect(counts).toEqual({
      'empty-field': 45,
      'duplicate-field': 3,
      'duplicate-parameter': 1,
      'nameless-field': 1,
      'list-elements-unknown': 1,
    });
  });

  it('agrees with the other documents of the repository but for one letter', async () => {
    const all = await read({ ...specs, listapis: [file] });
    expect(all.counts['sources-disagree']).toBe(1);
    expect(all.model.commands).toHaveLength(discovery.count);
  });
});

function typesIn(fields: readonly Entry[]): readonly string[] {
  return fields.flatMap(({ type, response = [] }) => [...(type === undefined ? [] : [type]), ...typesIn(response)]);
}

describe('what its commands answer', () => {
  it.each<[string, string, object]>([
    ['listVirtualMachines', 'listvirtualmachinesresponse', { kind: 'list', entity: 'VirtualMachine', paged: true }],
    ['restoreVirtualMachine', 'restorevmresponse', { kind: 'entity', key: 'virtualmachine' }],
    ['updateVMAffinityGroup', 'updatevirtualmachineresponse', { kind: 'entity', key: 'virtualmachine' }],
    ['activateProject', 'activaterojectresponse', { kind: 'entity', key: 'project' }],
    ['copyIso', 'copytemplateresponse', { kind: 'entity', key: 'iso' }],
    ['createAutoScaleVmProfile', 'autoscalevmprofileresponse', { kind: 'entity', key: 'autoscalevmprofile' }],
    ['listAsyncJobs', 'listasyncjobsresponse', { kind: 'list', key: 'asyncjobs' }],
    ['listHypervisorCapabilities', 'listhypervisorcapabilitiesresponse', { key: 'hypervisorCapabilities' }],
    ['listStorageProviders', 'liststorageprovidersresponse', { kind: 'list', key: 'dataStoreProvider' }],
    ['listEgressFirewallRules', 'listegressfirewallrulesresponse', { kind: 'list', key: 'firewallrule' }],
    ['listCapabilities', 'listcapabilitiesresponse', { kind: 'entity', key: 'capability' }],
    ['listHypervisors', 'listhypervisorsresponse', { kind: 'list', paged: false }],
    ['registerTemplate', 'registertemplateresponse', { kind: 'list', key: 'template', paged: false }],
    ['addHost', 'addhostresponse', { kind: 'list', key: 'host', paged: false }],
    ['findHostsForMigration', 'findhostsformigrationresponse', { kind: 'list', key: 'host', paged: true }],
    ['queryAsyncJobResult', 'queryasyncjobresultresponse', { kind: 'entity', entity: 'AsyncJob', key: null }],
    ['login', 'loginresponse', { kind: 'entity', entity: 'LoginAnswer', key: null }],
    ['authorizeSecurityGroupIngress', 'authorizesecuritygroupingressresponse', { entity: 'SecurityGroup' }],
    ['listLoadBalancerRuleInstances', 'listloadbalancerruleinstancesresponse', { entity: 'VirtualMachine' }],
    ['scaleVirtualMachine', 'scalevirtualmachineresponse', { kind: 'entity', entity: 'VirtualMachine' }],
    ['deleteTags', 'deletetagsresponse', { kind: 'success' }],
  ])('%s', (name, envelope, result) => {
    expect(command(name).envelope).toBe(envelope);
    expect(command(name).result).toMatchObject(result);
  });

  it.each([
    ['Host.hostha', 'HostHA'],
    ['Host.outofbandmanagement', 'unknown'],
    ['Zone.icon', 'ResourceIcon'],
    ['AsyncJob.jobresult', 'unknown'],
    ['DbMetrics.dbloadaverages', 'json[decimal]'],
    ['DbMetrics.replicas', 'json[string]'],
    ['ManagementServerMetrics.systemcycleusage', 'json[long]'],
    ['VirtualMachine.nic', 'json[VirtualMachineNic]'],
    ['SecurityGroup.ingressrule', 'json[SecurityGroupRule]'],
    ['Network.ip6routes', 'json[unknown]'],
    ['Network.zonesnetworkspans', 'json[string]'],
    ['HostForMigration.managementserverid', 'long'],
    ['Host.managementserverid', 'string'],
    ['ApiLimit.apiAllowed', 'integer'],
  ])('%s is %s', (path, type) => {
    expect(show(field(path))).toBe(type);
  });
});

describe('what its commands take', () => {
  it.each([
    ['deployVirtualMachine.networkids', 'comma[id]'],
    ['deployVirtualMachine.keypairs', 'comma[string]'],
    ['deployVirtualMachine.details', 'map(entries)'],
    ['deployVirtualMachine.properties', 'map(pairs)'],
    ['deployVirtualMachine.rootdisksize', 'long'],
    ['deployVirtualMachine.datadiskofferinglist', 'objects{datadisktemplateid:id diskofferingid:id}'],
    ['importUnmanagedInstance.datadiskofferinglist', 'objects{disk:string diskOffering:id}'],
    ['deployVirtualMachine.dhcpoptionsnetworklist', 'objects{networkid:id …}'],
    ['deleteTags.tags', 'objects{key:string value?:string}'],
    ['generateAlert.type', 'integer'],
    ['listAsyncJobs.startdate', 'date'],
    ['notifyBaremetalProvisionDone.mac', 'string'],
    ['login.domainId', 'long'],
  ])('%s is %s', (path, type) => {
    expect(show(parameter(path).type)).toBe(type);
  });

  it.each(['login.password', 'addHost.password', 'deployVirtualMachine.userdata', 'ldapConfig.bindpass'])(
    '%s is never shown',
    (path) => {
      expect(parameter(path).sensitive).toBe(true);
    },
  );

  it('may be -1 in place of a project', () => {
    expect(parameter('listVirtualMachines.projectid').alsoAccepts).toEqual(['-1']);
    expect(parameter('listVirtualMachines.zoneid').alsoAccepts).toEqual([]);
  });

  it.each([
    ['copyIso', 'exactlyOneOf destzoneid destzoneids'],
    ['deployVirtualMachine', 'atMostOneOf iptonetworklist networkids'],
    ['authorizeSecurityGroupIngress', 'exactlyOneOf securitygroupid securitygroupname'],
    ['authorizeSecurityGroupIngress', 'requires domainid'],
    ['listZones', 'default'],
  ])('%s has the rule %s', (name, wanted) => {
    const rules = command(name).parameters.flatMap(({ constraints }) => constraints);
    const shown = rules.map((rule) => ('parameters' in rule ? `${rule.kind} ${rule.parameters.join(' ')}` : rule.kind));
    expect(shown).toContain(wanted);
  });

  it('and a command whose parameters are described plainly has none', () => {
    expect(command('stopVirtualMachine').parameters.flatMap(({ constraints }) => constraints)).toEqual([]);
  });
});

describe('how its commands run', () => {
  it.each([
    ['deployVirtualMachine', 'async', true, 'POST'],
    ['stopVirtualMachine', 'async', false, 'POST'],
    ['addHost', 'sync', false, 'POST'],
    ['listZones', 'sync', false, 'GET'],
    ['queryAsyncJobResult', 'sync', false, 'GET'],
  ])('%s', (name, execution, acknowledgesId, method) => {
    expect(command(name)).toMatchObject({ execution, acknowledgesId, method });
  });

  it('and four of them say that they are deprecated', () => {
    const deprecated = model.commands.filter((one) => one.deprecated !== null).map(({ name }) => name);
    expect(deprecated).toEqual(['changeServiceForVirtualMachine', 'ldapConfig', 'ldapRemove', 'lockAccount']);
  });
});
