import { beforeAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { readModel } from '../../generator/generate.js';
import type { ApiModel, Parameter } from '../../generator/model/api-model.js';
import { withDefaults } from '../../generator/options.js';
import { root, temporaryFolder, writeFiles } from '../support/pipeline.js';
import { inShort } from './describe.js';

const listapis = `${root}specs/cloudstack.listapis.json`;
let model: ApiModel;

async function modelOf(overrides: readonly unknown[] = []): Promise<ApiModel> {
  const files = overrides.length === 0 ? [] : [await overridesFile(overrides)];
  const options = withDefaults({ listapis: [listapis], overrides: files });
  return (await readModel(options, new Diagnostics())).model;
}

function parameter(path: string, of = model): Parameter {
  const [command, name] = path.split('.');
  const found = of.commands.find((one) => one.name === command)?.parameters.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${path} is not in the model`);
  return found;
}

/** A file of rows, gone after the test. */
async function overridesFile(rows: readonly unknown[]): Promise<string> {
  const folder = await temporaryFolder();
  await writeFiles(folder, [{ path: 'overrides.json', text: JSON.stringify(rows) }]);
  return `${folder}/overrides.json`;
}

const rulesOf = (path: string, of = model): readonly string[] => parameter(path, of).constraints.map(inShort);

beforeAll(async () => {
  model = await modelOf();
});

describe('our own catalogue has an example of each kind', () => {
  it.each([
    ['copyIso.destzoneid', ['exactlyOneOf destzoneid destzoneids']],
    ['listVolumes.ids', ['atMostOneOf id ids']],
    ['listVolumes.id', ['atMostOneOf id ids']],
    ['updateVMAffinityGroup.affinitygroupnames', ['atLeastOneOf affinitygroupids affinitygroupnames']],
    ['authorizeSecurityGroupIngress.account', ['requires domainid']],
    ['authorizeSecurityGroupIngress.domainid', []],
    ['listVirtualMachines.account', []],
    ['updateRole.type', ['values Admin ResourceAdmin DomainAdmin User']],
    ['authorizeSecurityGroupIngress.protocol', ['values TCP UDP ICMP ALL …']],
    ['ldapConfig.port', ['range 1..65535', 'default 389']],
    ['createAutoScaleVmProfile.expungevmgraceperiod', ['range 0..']],
    ['listZones.available', ['default false']],
    ['addHost.username', ['requiredWhen for hypervisors other than VMware']],
    ['registerTemplate.ostypeid', ['notRequiredWhen for images that tell it themselves']],
    ['registerTemplate.ispublic', []],
    ['registerTemplate.requireshvm', ['deprecated use details instead']],
  ])('%s', (path, wanted) => {
    expect(rulesOf(path)).toEqual(wanted);
  });

  it('and each rule knows where it stands', () => {
    const [rule] = parameter('ldapConfig.port').constraints;
    expect(rule?.origin).toMatchObject({ file: listapis, at: expect.stringMatching(/\/params\/\d+/) as string });
  });
});

describe('what is listed becomes the type', () => {
  it('of a parameter: closed where the words promise it', () => {
    const values = ['Admin', 'ResourceAdmin', 'DomainAdmin', 'User'];
    expect(parameter('updateRole.type').type).toEqual({ kind: 'enum', values, open: false });
    expect(parameter('authorizeSecurityGroupIngress.protocol').type).toMatchObject({ kind: 'enum', open: true });
  });

  it('of a field: always open, as newer servers answer more', () => {
    const state = model.entities.find(({ name }) => name === 'Network')?.fields.find(({ name }) => name === 'state');
    expect(state?.type).toEqual({ kind: 'enum', values: ['Allocated', 'Setup', 'Implemented', 'Destroy'], open: true });
  });
});

describe('a row of the user about constraints', () => {
  const row = (path: string, value: unknown): unknown => {
    const [command, name] = path.split('.');
    return { fact: 'constraints', command, parameter: name, value, reason: 'we know better', source: 'us' };
  };

  it('adds some', async () => {
    const adjusted = await modelOf([
      row('listZones.name', { add: [{ kind: 'requires', parameters: ['id'] }] }),
      row('ldapConfig.hostname', { add: [{ kind: 'atMostOneOf', parameters: ['binddn'] }] }),
      row('scaleVirtualMachine.maxiops', { add: [{ kind: 'range', minimum: 1 }] }),
      row('updateRole.name', { add: [{ kind: 'values', values: ['a', 'b'] }] }),
    ]);
    expect(rulesOf('listZones.name', adjusted)).toEqual(['requires id']);
    expect(rulesOf('ldapConfig.binddn', adjusted)).toEqual(['atMostOneOf binddn hostname']);
    expect(rulesOf('scaleVirtualMachine.maxiops', adjusted)).toEqual(['range 1..']);
    expect(parameter('updateRole.name', adjusted).type).toEqual({ kind: 'enum', values: ['a', 'b'], open: false });
  });

  it('takes some away, a tie from all whom it binds', async () => {
    const adjusted = await modelOf([
      row('listVolumes.id', { remove: ['atMostOneOf'] }),
      row('updateRole.type', { remove: ['values'] }),
      row('registerTemplate.ostypeid', { remove: ['notRequiredWhen'] }),
    ]);
    expect(rulesOf('listVolumes.id', adjusted)).toEqual([]);
    expect(rulesOf('listVolumes.ids', adjusted)).toEqual([]);
    expect(parameter('updateRole.type', adjusted)).toMatchObject({ type: { kind: 'scalar' }, constraints: [] });
  });

  it('puts one in the place of another', async () => {
    const range = { kind: 'range', minimum: 1024, maximum: null };
    const adjusted = await modelOf([row('ldapConfig.port', { remove: ['default'], add: [range] })]);
    expect(rulesOf('ldapConfig.port', adjusted)).toEqual(['range 1024..']);
  });

  it('that lists the values settles them', async () => {
    const values = { fact: 'values', command: 'updateRole', parameter: 'type', value: null, reason: 'x', source: 'y' };
    const adjusted = await modelOf([values]);
    expect(parameter('updateRole.type', adjusted)).toMatchObject({ type: { kind: 'scalar' }, constraints: [] });
  });

  it('about a parameter that is not there is reported', async () => {
    const diagnostics = new Diagnostics();
    const file = await overridesFile([row('listZones.name', { add: [{ kind: 'requires', parameters: ['nobody'] }] })]);
    await readModel(withDefaults({ listapis: [listapis], overrides: [file] }), diagnostics);
    expect(diagnostics.all.map(({ code }) => code)).toContain('override-unmatched');
  });

  it.each<[string, unknown]>([
    ['is empty', {}],
    ['has other members', { drop: ['default'] }],
    ['removes a kind that there is not', { remove: ['defaults'] }],
    ['adds a kind that there is not', { add: [{ kind: 'between' }] }],
    ['adds a range without ends', { add: [{ kind: 'range' }] }],
    ['adds a tie without names', { add: [{ kind: 'atMostOneOf' }] }],
    ['adds values that are no texts', { add: [{ kind: 'values', values: [1] }] }],
    ['adds a default without value', { add: [{ kind: 'default' }] }],
  ])('is refused when its value %s', async (_, value) => {
    const diagnostics = new Diagnostics();
    const file = await overridesFile([row('listZones.name', value)]);
    await readModel(withDefaults({ listapis: [listapis], overrides: [file] }), diagnostics).catch(() => null);
    expect(diagnostics.all.map(({ code }) => code)).toContain('fact-invalid');
  });
});
