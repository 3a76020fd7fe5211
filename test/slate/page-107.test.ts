import { beforeAll, describe, expect, test } from 'vitest';
import type { RawApi } from '../../generator/model/raw-api.js';
import { parse } from '../unit/parse/slate-page.js';
import { catalogueOf418, missing, pageOf107, readShared } from './shared.js';

interface Listed {
  readonly name: string;
  readonly isasync: boolean;
  readonly params: readonly {
    readonly name: string;
    readonly type: string;
    readonly required: boolean;
    readonly since?: string;
  }[];
  readonly response: readonly { readonly name?: string }[];
}

/** Commands and parameters of the page, which describes a server of 4.11, that a server of 4.18 does not list. */
const gone: Readonly<Record<string, string>> = {
  listNuageVspDomainTemplates: 'belonged to the Nuage VSP plugin, which is no part of 4.18',
  'listNuageVspDomainTemplates.zoneid': 'a parameter of a command that is gone',
  'listNuageVspDomainTemplates.keyword': 'a parameter of a command that is gone',
  'listNuageVspDomainTemplates.physicalnetworkid': 'a parameter of a command that is gone',
  'listNuageVspDomainTemplates.domainid': 'a parameter of a command that is gone',
  getSolidFireVolumeAccessGroupId: 'is called getSolidFireVolumeAccessGroupIds now',
  'getSolidFireVolumeAccessGroupId.storageid': 'a parameter of a command that has another name now',
  'getSolidFireVolumeAccessGroupId.clusterid': 'a parameter of a command that has another name now',
};

/** Fields of the page that a server of 4.18 does not list at the top level, by command. */
const goneFields: Readonly<Record<string, { readonly fields: number; readonly why: string }>> = {
  restartNetwork: {
    fields: 30,
    why: 'answered with a public address in 4.11, and says only whether it worked in 4.18',
  },
  updateVmNicIp: { fields: 1, why: 'keypair became keypairs' },
  addNicToVirtualMachine: { fields: 1, why: 'keypair became keypairs' },
  changeServiceForVirtualMachine: { fields: 1, why: 'keypair became keypairs' },
  listVirtualMachinesMetrics: { fields: 1, why: 'keypair became keypairs' },
  rebootVirtualMachine: { fields: 1, why: 'keypair became keypairs' },
  restoreVirtualMachine: { fields: 1, why: 'keypair became keypairs' },
  updateDefaultNicForVirtualMachine: { fields: 1, why: 'keypair became keypairs' },
  updateVirtualMachine: { fields: 1, why: 'keypair became keypairs' },
  createProject: { fields: 1, why: 'account became owner, a list' },
  listNuageVspDomainTemplates: { fields: 2, why: 'the command is gone' },
  getSolidFireVolumeAccessGroupId: { fields: 3, why: 'the command has another name now' },
};

/** Parameters that 4.18 lists without a version and that the page lacks: all are younger than 4.11. */
const newerWithoutVersion = [
  'addAccountToProject.projectroleid',
  'addAccountToProject.roletype',
  'createProject.accountid',
  'createSnapshot.tags',
  'createSnapshotPolicy.tags',
  'listConditions.projectid',
  'listNetworks.networkofferingid',
  'listNetworks.showicon',
  'listProjectInvitations.userid',
  'listStaticRoutes.state',
  'listTemplates.showicon',
  'listVirtualMachinesMetrics.clusterid',
  'listVolumesMetrics.state',
  'updateIso.sshkeyenabled',
  'updateNetwork.hideipaddressusage',
  'updateNetworkACLList.description',
  'updateNetworkACLList.name',
  'updateTemplate.sshkeyenabled',
  'updateTemplate.templatetype',
];

describe.skipIf(missing !== '')(`the page of 107 sections against listApis of 4.18${missing}`, () => {
  let api: RawApi;
  let listed: ReadonlyMap<string, Listed>;

  beforeAll(() => {
    api = parse(readShared(pageOf107).toString('utf8')).api;
    const document = JSON.parse(readShared(catalogueOf418).toString('utf8')) as Record<string, unknown>;
    const answer = (document['listapisresponse'] ?? document) as { api: readonly Listed[] };
    listed = new Map(answer.api.map((command) => [command.name, command]));
  });

  /** Names of commands and of their parameters, as `command` and `command.parameter`. */
  function namesOnPage(): string[] {
    return api.commands.flatMap(({ name, parameters }) => [
      name.value,
      ...parameters.map((parameter) => `${name.value}.${parameter.name.value}`),
    ]);
  }

  function isListed(path: string): boolean {
    const [command = '', parameter] = path.split('.');
    const found = listed.get(command);
    if (found === undefined || parameter === undefined) return found !== undefined;
    return found.params.some(({ name }) => name === parameter);
  }

  test('every section but the three of the introduction is a command', () => {
    expect(api.commands).toHaveLength(104);
    expect(namesOnPage()).toHaveLength(104 + 649);
  });

  test('every command and parameter is matched by its exact name, or has gone for a reason', () => {
    const unmatched = namesOnPage().filter((name) => !isListed(name));
    expect(unmatched.sort()).toEqual(Object.keys(gone).sort());
  });

  test('at least 99 % of the names of commands that still exist match, and 99 % of all parameters', () => {
    const names = namesOnPage();
    const known = names.filter((name) => listed.has(name.split('.')[0] ?? ''));
    const parameters = names.filter((name) => name.includes('.'));
    expect(known.filter(isListed).length / known.length).toBe(1);
    expect(parameters.filter(isListed).length / parameters.length).toBeGreaterThanOrEqual(0.99);
  });

  test('type, required and asynchrony agree, but for one type that has changed', () => {
    const differences = api.commands.flatMap(({ name, parameters, execution }) => {
      const command = listed.get(name.value);
      if (command === undefined) return [];
      const wrong = parameters.filter((parameter) => {
        const same = command.params.find((one) => one.name === parameter.name.value);
        return same?.type !== parameter.type.value.word || same.required !== parameter.required?.value;
      });
      const execute = command.isasync === (execution?.value === 'async') ? [] : [name.value];
      return [...execute, ...wrong.map((parameter) => `${name.value}.${parameter.name.value}`)];
    });
    expect(differences).toEqual(['listAsyncJobs.startdate']);
  });

  test('every field is matched by its exact name, or has gone for a reason', () => {
    const unmatched = api.commands.flatMap(({ name, result }) => {
      const known = new Set(listed.get(name.value)?.response.map((field) => field.name));
      const lacking = result?.shape?.fields.filter((field) => !known.has(field.name.value)).length ?? 0;
      return lacking === 0 ? [] : [[name.value, lacking] as const];
    });
    expect(Object.fromEntries(unmatched)).toEqual(
      Object.fromEntries(Object.entries(goneFields).map(([command, { fields }]) => [command, fields])),
    );
  });

  test('no parameter of 4.11 is lost: what only 4.18 lists is newer', () => {
    const onPage = new Set(namesOnPage());
    const lacking = api.commands.flatMap(({ name }) =>
      (listed.get(name.value)?.params ?? [])
        .filter((parameter) => !onPage.has(`${name.value}.${parameter.name}`))
        .map((parameter) => ({ path: `${name.value}.${parameter.name}`, since: parameter.since ?? '' })),
    );
    const isNewer = (since: string): boolean => Number(since.split('.')[1] ?? 0) > 11;
    expect(
      lacking
        .filter(({ since }) => !isNewer(since))
        .map(({ path }) => path)
        .sort(),
    ).toEqual(newerWithoutVersion);
    expect(lacking).toHaveLength(61);
  });
});
