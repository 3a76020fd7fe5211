import { describe, expect, it } from 'vitest';
import { type CommandSpec, document, type FieldSpecs, listOf, merge, mergeCommands, show } from './raw.js';

const answers = (name: string, fields: FieldSpecs): CommandSpec => ({ name, result: { fields } });
const names = ({ model }: ReturnType<typeof merge>): readonly string[] => model.entities.map(({ name }) => name);
/** `command → entity` for every command that answers one. */
const answered = ({ model }: ReturnType<typeof merge>): Readonly<Record<string, string>> =>
  Object.fromEntries(model.commands.flatMap(({ name, result }) => ('entity' in result ? [[name, result.entity]] : [])));

const vm = { id: 'string', nic: listOf({ id: 'string', ip: 'string' }) };
const host = { id: 'string', cpus: 'int' };

describe('commands that answer equal shapes', () => {
  it('answer one entity, whatever the order of its fields', () => {
    const turned = { nic: listOf({ ip: 'string', id: 'string' }), id: 'string' };
    const outcome = mergeCommands([answers('listVirtualMachines', vm), answers('startVirtualMachine', turned)]);
    expect(answered(outcome)).toEqual({ listVirtualMachines: 'VirtualMachine', startVirtualMachine: 'VirtualMachine' });
    expect(names(outcome)).toEqual(['VirtualMachine', 'VirtualMachineNic']);
  });

  it('do so even where only some show the markers of a pending job', () => {
    const pending = { ...host, jobid: 'string', jobstatus: 'integer' };
    const outcome = mergeCommands([answers('listHosts', host), answers('addHost', pending)]);
    expect(names(outcome)).toEqual(['Host']);
  });

  it.each<[string, FieldSpecs]>([
    ['a field more', { ...host, name: 'string' }],
    ['a field of another type', { ...host, cpus: 'string' }],
    ['a name in another case', { id: 'string', CPUs: 'int' }],
  ])('do not where there is %s', (_, other) => {
    expect(names(mergeCommands([answers('listHosts', host), answers('addServer', other)]))).toEqual(['Host', 'Server']);
  });

  it('do not where something inside is of another shape', () => {
    const other = { ...vm, nic: listOf({ id: 'string' }) };
    const outcome = mergeCommands([answers('listVirtualMachines', vm), answers('listRouters', other)]);
    expect(names(outcome)).toEqual(['Router', 'RouterNic', 'VirtualMachine', 'VirtualMachineNic']);
  });
});

describe('an entity is named', () => {
  it('by a fact about any of its commands', () => {
    const facts = [{ fact: 'entity', command: 'startVirtualMachine', value: 'Guest' }];
    const commands = [answers('listVirtualMachines', vm), answers('startVirtualMachine', vm)];
    expect(names(mergeCommands(commands, { facts }))).toEqual(['Guest', 'GuestNic']);
  });

  it('by a fact even where a list command has that noun', () => {
    const facts = [{ fact: 'entity', command: 'findServers', value: 'Host' }];
    const commands = [answers('findServers', vm), answers('listHosts', host)];
    expect(answered(mergeCommands(commands, { facts }))).toEqual({ findServers: 'Host', listHosts: 'ListHostsResult' });
  });

  it('by a fact that gives way only where no list command speaks', () => {
    const facts = [{ fact: 'entity', command: 'startServer', value: 'Host', precedence: 'fallback' }];
    const [start, list] = [answers('startServer', host), answers('listMachines', host)];
    expect(names(mergeCommands([start], { facts }))).toEqual(['Host']);
    expect(names(mergeCommands([start, list], { facts }))).toEqual(['Machine']);
  });

  it("by the list command's noun, else by that of the command that comes first", () => {
    expect(names(mergeCommands([answers('addHost', host), answers('listServers', host)]))).toEqual(['Server']);
    expect(names(mergeCommands([answers('updateHost', host), answers('addServer', host)]))).toEqual(['Server']);
  });

  it('by its own name where it is a schema and no list command speaks', () => {
    const shape = { name: 'virtual_machine', fields: host };
    const openapi = document([{ name: 'startGuest', result: { shape } }], { format: 'openapi' });
    expect(names(merge([openapi]))).toEqual(['VirtualMachine']);
  });

  it('by the whole command where the noun means another thing, with the list command first in line', () => {
    const commands = [answers('addHost', { id: 'string', added: 'boolean' }), answers('listHosts', host)];
    for (const order of [commands, commands.toReversed()]) {
      expect(answered(mergeCommands(order))).toEqual({ addHost: 'AddHostResult', listHosts: 'Host' });
    }
  });

  it('so that two names which differ only in case count as one', () => {
    const commands = [answers('listVPCs', { a: 'string' }), answers('createVpc', { b: 'string' })];
    expect(answered(mergeCommands(commands))).toEqual({ createVpc: 'CreateVpcResult', listVPCs: 'VPC' });
  });
});

describe('a thing inside another', () => {
  it('is named after its owner and the field', () => {
    const outcome = mergeCommands([answers('listHosts', { gpus: listOf({ model: 'string' }) })]);
    expect(show(outcome.field('Host.gpus'))).toBe('json[HostGpu]');
  });

  it('has its capitals where a fact names such a thing anywhere', () => {
    const facts = [{ fact: 'entity', command: 'listSecurityGroups', value: 'SecurityGroup' }];
    const commands = [answers('listHosts', { ...host, securitygroup: listOf({ id: 'string' }) })];
    expect(names(mergeCommands(commands, { facts }))).toEqual(['Host', 'HostSecurityGroup']);
  });

  it('is named by a fact about the field', () => {
    const facts = [{ fact: 'entity', command: '*', field: 'gpus', value: 'Gpu' }];
    expect(names(mergeCommands([answers('listHosts', { gpus: listOf({ a: 'string' }) })], { facts }))).toEqual([
      'Gpu',
      'Host',
    ]);
  });

  it('is the entity that a command answers, where the shapes are equal', () => {
    const outcome = mergeCommands([
      answers('listNics', { id: 'string' }),
      answers('listHosts', { nic: listOf({ id: 'string' }) }),
    ]);
    expect(show(outcome.field('Host.nic'))).toBe('json[Nic]');
  });

  it('is one entity where two things hold equal shapes', () => {
    const tags = listOf({ key: 'string' });
    const outcome = mergeCommands([answers('listHosts', { ...host, tags }), answers('listZones', { tags })]);
    expect(show(outcome.field('Host.tags'))).toBe('json[HostTag]');
    expect(show(outcome.field('Zone.tags'))).toBe('json[HostTag]');
  });

  it('may hold further things, on any level', () => {
    const rule = listOf({ tags: listOf({ key: 'string' }) });
    const outcome = mergeCommands([answers('listGuests', { group: listOf({ rule }) })]);
    expect(names(outcome)).toEqual(['Guest', 'GuestGroup', 'GuestGroupRule', 'GuestGroupRuleTag']);
  });

  it('of a schema that holds itself is that schema', () => {
    const inner = { word: 'map', shape: { name: 'Domain', fields: {} } };
    const shape = { name: 'Domain', fields: { id: 'string', parent: inner, children: { word: 'list', items: inner } } };
    const outcome = merge([document([{ name: 'listDomains', result: { shape } }], { format: 'openapi' })]);
    expect(names(outcome)).toEqual(['Domain']);
    expect(show(outcome.field('Domain.parent'))).toBe('Domain');
    expect(show(outcome.field('Domain.children'))).toBe('json[Domain]');
  });

  it.each(['__proto__', 'constructor'])('may stand under the name %s', (name) => {
    const fields = Object.fromEntries([[name, listOf({ id: 'string' })]]);
    const outcome = mergeCommands([answers('listHosts', fields)]);
    expect(outcome.entity('Host').fields.map((field) => field.name)).toEqual([name]);
  });
});

describe('of several documents', () => {
  const openapi = (result: CommandSpec['result']) =>
    document([{ name: 'listHosts', ...(result === undefined ? {} : { result }) }], { format: 'openapi' });

  it('a weaker one adds the fields that only it knows', () => {
    const weaker = openapi({ fields: { id: 'uuid', rack: 'string' } });
    const outcome = merge([document([answers('listHosts', host)]), weaker]);
    expect(outcome.entity('Host').fields.map(({ name, type }) => `${name} ${show(type)}`)).toEqual([
      'cpus integer',
      'id string',
      'rack string',
    ]);
    expect(outcome.entity('Host').origin.map(({ file }) => file)).toEqual(['listapis.json', 'openapi.json']);
  });

  it('any may promise that a field is always there, and so may a fact', () => {
    const promising = openapi({ shape: { fields: { id: 'string' }, required: ['id'] } });
    const always = (outcome: ReturnType<typeof merge>) =>
      outcome.entity('Host').fields.flatMap((field) => (field.always ? [field.name] : []));
    expect(always(merge([document([answers('listHosts', host)]), promising]))).toEqual(['id']);
    const facts = [
      { fact: 'required', command: 'listHosts', field: 'cpus', value: true },
      { fact: 'required', command: '*', field: 'id', value: false },
    ];
    expect(always(merge([document([answers('listHosts', host)]), promising], { facts }))).toEqual(['cpus']);
  });

  it('the strongest spells a field, since case counts on the wire', () => {
    const slate = document([answers('listHosts', { crosszones: 'boolean', id: 'string' })], { format: 'slate' });
    const outcome = merge([slate, document([answers('listHosts', { crossZones: 'boolean', id: 'string' })])]);
    expect(outcome.entity('Host').fields.map(({ name }) => name)).toEqual(['crossZones', 'id']);
    expect(outcome.problems).toEqual(['sources-disagree']);
  });

  it('one may well have two fields that differ only in case', () => {
    const outcome = mergeCommands([answers('listHosts', { vmIds: 'string', vmids: 'long' })]);
    expect(outcome.entity('Host').fields.map(({ name }) => name)).toEqual(['vmIds', 'vmids']);
  });
});

describe('names stay when', () => {
  const commands = [
    answers('listHosts', host),
    answers('listVirtualMachines', vm),
    answers('startVirtualMachine', vm),
    answers('listZones', { id: 'string', tags: listOf({ key: 'string' }) }),
  ];
  const before = answered(mergeCommands(commands));

  it.each<[string, CommandSpec]>([
    ['a command comes that answers a known thing', answers('addHost', host)],
    ['a command comes that sorts before all others', answers('activateVirtualMachine', vm)],
    ['a command comes that answers something new', answers('createZone', { id: 'string' })],
    ['a list comes of something that was inside another', answers('listNics', { id: 'string', ip: 'string' })],
  ])('%s', (_, added) => {
    expect(answered(mergeCommands([added, ...commands]))).toMatchObject(before);
  });

  it('a command goes that gave none', () => {
    const { startVirtualMachine: _, ...rest } = before;
    expect(answered(mergeCommands(commands.filter(({ name }) => name !== 'startVirtualMachine')))).toEqual(rest);
  });

  it('only some commands are wanted', () => {
    const outcome = mergeCommands(commands, { filter: { only: ['startVirtualMachine'] } });
    expect(answered(outcome)).toEqual({ startVirtualMachine: 'VirtualMachine' });
  });
});
