import { describe, expect, it } from 'vitest';
import { type CommandSpec, document, merge, mergeCommands, type ResultSpec, show } from './raw.js';

const zone = { fields: { id: 'string', name: 'string' } };

const resultOf = (name: string, result: ResultSpec | undefined, facts: readonly object[] = []) =>
  mergeCommands([{ name, ...(result === undefined ? {} : { result }) }], { facts }).command(name).result;

describe('the kind and the key of an answer follow from name and fields', () => {
  it.each<[string, ResultSpec, object]>([
    ['listZones', zone, { kind: 'list', entity: 'Zone', key: 'zone', paged: false }],
    ['listPolicies', zone, { kind: 'list', entity: 'Policy', key: 'policy', paged: false }],
    ['listPublicIpAddresses', zone, { kind: 'list', entity: 'PublicIpAddress', key: 'publicipaddress', paged: false }],
    ['createZone', zone, { kind: 'entity', entity: 'Zone', key: 'zone' }],
    ['deployVirtualMachine', zone, { kind: 'entity', entity: 'VirtualMachine', key: 'virtualmachine' }],
    ['login', zone, { kind: 'entity', entity: 'Login', key: null }],
    ['deleteZone', { fields: { success: 'boolean' } }, { kind: 'success' }],
    [
      'deleteZone',
      { fields: { success: 'boolean', displaytext: 'string', jobid: 'string', jobstatus: 'int' } },
      { kind: 'success' },
    ],
    [
      'isReady',
      { fields: { success: 'boolean', ready: 'boolean' } },
      { kind: 'entity', entity: 'Ready', key: 'ready' },
    ],
    ['listNothing', { fields: {} }, { kind: 'list', entity: 'Nothing', key: 'nothing', paged: false }],
  ])('%s', (name, result, wanted) => {
    expect(resultOf(name, result)).toEqual(wanted);
  });
});

describe('the kind and the key of an answer follow from a document that shows them', () => {
  it.each<[string, string, ResultSpec, object]>([
    ['its key', 'listHosts', { ...zone, key: 'server' }, { kind: 'list', key: 'server' }],
    ['an array', 'findHosts', { ...zone, list: true }, { kind: 'list', key: 'host' }],
    ['one object', 'listCapabilities', { ...zone, list: false }, { kind: 'entity', key: 'capabilities' }],
    [
      'an envelope with nothing in between',
      'queryJob',
      { ...zone, envelope: 'queryjobresponse' },
      { kind: 'entity', key: null },
    ],
    ['an envelope around an array', 'listHosts', { ...zone, envelope: 'x', list: true }, { kind: 'list', key: 'host' }],
  ])('%s', (_, name, result, wanted) => {
    expect(resultOf(name, result)).toMatchObject(wanted);
  });
});

describe('a fact settles what an answer is', () => {
  const fact = (command: string, value: object) => [{ fact: 'result', command, value }];
  it('of another kind and key than the name says', () => {
    const rows = fact('addHost', { kind: 'list', key: 'host' });
    expect(resultOf('addHost', zone, rows)).toMatchObject({ kind: 'list', key: 'host', paged: false });
  });

  it('where there is no member around the thing', () => {
    expect(resultOf('getThing', zone, fact('getThing', { kind: 'entity', key: null }))).toMatchObject({ key: null });
  });

  it('where documents declare more than comes back', () => {
    expect(resultOf('archiveZone', zone, fact('archiveZone', { kind: 'success', key: null }))).toEqual({
      kind: 'success',
    });
  });

  it('where documents declare another thing than comes back', () => {
    const facts = fact('authorizeIngress', { kind: 'entity', key: 'group', like: 'listGroups' });
    const { command, model } = mergeCommands(
      [
        { name: 'authorizeIngress', result: { fields: { ruleid: 'string' } } },
        { name: 'listGroups', result: zone },
      ],
      { facts },
    );
    expect(command('authorizeIngress').result).toEqual({ kind: 'entity', entity: 'Group', key: 'group' });
    expect(model.entities.map(({ name, fields }) => `${name} ${fields.length}`)).toEqual(['Group 2']);
  });

  it('with its own fields, where documents declare another thing and no command answers the same', () => {
    const result = {
      kind: 'list',
      key: 'member',
      fields: [{ name: 'userid' }, { name: 'zones', type: 'list', required: true }],
    };
    const facts = [
      { fact: 'result', command: 'listMembers', value: result },
      {
        fact: 'type',
        command: 'listMembers',
        field: 'zones',
        value: { word: 'list', items: 'object', like: 'listZones' },
      },
    ];
    const { command, entity, all } = mergeCommands(
      [
        { name: 'listZones', result: zone },
        { name: 'listMembers', result: zone },
      ],
      { facts },
    );
    expect(command('listZones').result).toMatchObject({ entity: 'Zone' });
    expect(command('listMembers').result).toMatchObject({ kind: 'list', entity: 'Member', key: 'member' });
    expect(entity('Member').fields.map(({ name, type, always }) => [name, show(type), always])).toEqual([
      ['userid', 'string', false],
      ['zones', 'json[Zone]', true],
    ]);
    expect(all.filter(({ code }) => code === 'fact-stale')).toEqual([]);
  });

  it('and takes the declared thing where the real one is not described', () => {
    const facts = fact('authorizeIngress', { kind: 'entity', key: 'group', like: 'listGroups' });
    expect(resultOf('authorizeIngress', { fields: { ruleid: 'string' } }, facts)).toMatchObject({ entity: 'Ingress' });
  });
});

describe('an answer that nobody describes', () => {
  const known: CommandSpec = { name: 'listZones', result: zone };

  it('is the thing that the name speaks of, with a note', () => {
    const { command, codes } = mergeCommands([known, { name: 'createZone', execution: 'async' }]);
    expect(command('createZone').result).toEqual({ kind: 'entity', entity: 'Zone', key: 'zone' });
    expect(codes).toContain('job-result-inferred');
  });

  it('is a list of it where the command lists', () => {
    const { command } = mergeCommands([{ name: 'createZone', result: zone }, { name: 'listZones' }]);
    expect(command('listZones').result).toEqual({ kind: 'list', entity: 'Zone', key: 'zone', paged: false });
  });

  it.each<[string, ResultSpec, object]>([
    ['stopZone', { key: 'zone', list: false }, { kind: 'entity', entity: 'Zone', key: 'zone' }],
    ['stopZone', { key: 'zones', list: true }, { kind: 'list', entity: 'Zone', key: 'zones', paged: false }],
    ['stopZone', { key: 'names', acknowledgement: true }, { kind: 'entity', entity: 'Zone', key: 'zone' }],
  ])('%s is the thing under the key that a document shows: %j', (name, result, wanted) => {
    expect(mergeCommands([known, { name, result }]).command(name).result).toEqual(wanted);
  });

  it('is unknown, with a warning, where it stands under the key of something else', () => {
    const stop: CommandSpec = { name: 'stopZone', result: { key: 'names', list: true } };
    const { command, problems, codes, decisions, all } = mergeCommands([known, stop]);
    expect(command('stopZone').result).toEqual({ kind: 'unknown' });
    expect([problems, codes.includes('job-result-inferred')]).toEqual([['result-without-members'], false]);
    expect(all.find(({ code }) => code === 'result-without-members')?.origin?.at).toBe('/stopZone/result/key');
    const key = decisions.find(({ subject, aspect }) => subject === 'stopZone' && aspect === 'key');
    expect(key?.claims[0]?.value).toBe('names');
  });

  it('is what a fact says, whatever key a document shows', () => {
    const stop: CommandSpec = { name: 'stopZone', result: { key: 'names', list: true } };
    const facts = [{ fact: 'result', command: 'stopZone', value: { kind: 'entity', key: 'names' } }];
    const { command } = mergeCommands([known, stop], { facts });
    expect(command('stopZone').result).toEqual({ kind: 'entity', entity: 'Zone', key: 'names' });
  });

  it('is unknown, with a warning, where no such thing is known', () => {
    const { command, problems } = mergeCommands([known, { name: 'createPod' }]);
    expect(command('createPod').result).toEqual({ kind: 'unknown' });
    expect(problems).toEqual(['result-unknown']);
  });
});

describe('the envelope', () => {
  const envelope = (name: string, result: ResultSpec, facts: readonly object[] = []) =>
    mergeCommands([{ name, result }], { facts }).command(name).envelope;
  const fact = [{ fact: 'envelope', command: 'copyIso', value: 'copytemplateresponse' }];

  it.each<[string, string, ResultSpec, readonly object[], string]>([
    ['follows from the name', 'copyIso', zone, [], 'copyisoresponse'],
    ['is what a document shows', 'copyIso', { ...zone, envelope: 'CopyIsoResponse' }, [], 'CopyIsoResponse'],
    ['is what a fact says', 'copyIso', { ...zone, envelope: 'copyisoresponse' }, fact, 'copytemplateresponse'],
  ])('%s', (_, name, result, facts, wanted) => {
    expect(envelope(name, result, facts)).toBe(wanted);
  });
});

describe('execution and acknowledgement', () => {
  const rows = (...facts: readonly (readonly [string, unknown])[]) =>
    facts.map(([fact, value]) => ({ fact, command: 'createZone', value }));
  const build = (spec: Partial<CommandSpec>, facts: readonly object[] = []) =>
    mergeCommands([{ name: 'createZone', ...spec }], { facts }).command('createZone');

  it.each<[string, Partial<CommandSpec>, readonly object[], 'sync' | 'async', boolean]>([
    ['is sync where nobody says', {}, [], 'sync', false],
    ['is what a document says', { execution: 'async' }, [], 'async', false],
    ['is what a fact says', { execution: 'sync' }, rows(['execution', 'async']), 'async', false],
    ['carries an id where a fact says so', { execution: 'async' }, rows(['acknowledgesId', true]), 'async', true],
    [
      'carries an id where a document shows it',
      { execution: 'async', result: { acknowledgement: true } },
      [],
      'async',
      true,
    ],
    [
      'carries none where a document shows none',
      { execution: 'async', result: { acknowledgement: false } },
      [],
      'async',
      false,
    ],
    ['carries none where there is no job', {}, rows(['acknowledgesId', true]), 'sync', false],
  ])('%s', (_, spec, facts, execution, acknowledgesId) => {
    expect(build(spec, facts)).toMatchObject({ execution, acknowledgesId });
  });
});

describe('the verb', () => {
  it.each([
    ['listZones', 'GET'],
    ['getVMPassword', 'GET'],
    ['queryAsyncJobResult', 'GET'],
    ['findHostsForMigration', 'GET'],
    ['GetUpload', 'GET'],
    ['createZone', 'POST'],
    ['login', 'POST'],
    ['get', 'POST'],
  ])('of %s is %s', (name, method) => {
    expect(mergeCommands([{ name }]).command(name).method).toBe(method);
  });

  it('is what a fact says', () => {
    const facts = [{ fact: 'method', command: 'listSecrets', value: 'POST' }];
    expect(mergeCommands([{ name: 'listSecrets' }], { facts }).command('listSecrets').method).toBe('POST');
  });
});

it('of several documents the strongest that describes the answer decides its kind', () => {
  const listapis = document([{ name: 'listThing', result: zone }]);
  const openapi = document([{ name: 'listThing', result: { ...zone, list: false, key: 'thing' } }], {
    format: 'openapi',
  });
  const { command, problems } = merge([openapi, listapis]);
  expect(command('listThing').result).toMatchObject({ kind: 'list', key: 'thing' });
  expect(problems).toEqual(['sources-disagree']);
});
