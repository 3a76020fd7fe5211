import { describe, expect, it } from 'vitest';
import { commandOf, document, operation, parseDocument, query, type Json } from './openapi-document.js';

const responses = { 200: { description: 'Done.' } };

function form(properties: Json, more: Json = {}, media = 'application/x-www-form-urlencoded'): Json {
  return { requestBody: { content: { [media]: { schema: { type: 'object', properties, ...more } } } }, responses };
}

const named = (command: string): Json => ({ type: 'string', enum: [command] });

describe('the name of a command', () => {
  it.each([
    ['a query parameter', '/', { get: operation('listZones') }],
    ['any path and verb', '/zone/list', { delete: operation('listZones') }],
    ['a form', '/', { post: form({ command: named('listZones') }) }],
    ['a multipart form', '/', { post: form({ command: named('listZones') }, {}, 'multipart/form-data') }],
    [
      'a form put together with allOf',
      '/',
      { post: form({}, { allOf: [{ properties: { command: named('listZones') } }] }) },
    ],
    ['parameters of the path', '/', { parameters: [query('command', named('listZones'))], get: { responses } }],
    ['a parameter in capitals', '/', { get: { parameters: [query('Command', named('listZones'))], responses } }],
  ])('is read from %s', async (_, path, pathItem) => {
    const parsed = await parseDocument(document({ [path]: pathItem }));
    expect(parsed.found).toEqual([]);
    expect(parsed.api.commands.map(({ name }) => name.value)).toEqual(['listZones']);
  });

  it('is followed through references to parameters and bodies', async () => {
    const components = {
      parameters: { Zones: query('command', named('listZones')) },
      requestBodies: { Hosts: form({ command: named('listHosts') })['requestBody'] },
    };
    const zones = { parameters: [{ $ref: '#/components/parameters/Zones' }], responses };
    const hosts = { requestBody: { $ref: '#/components/requestBodies/Hosts' }, responses };
    const { api } = await parseDocument(document({ '/': { get: zones, post: hosts } }, { components }));
    expect(api.commands.map(({ name }) => [name.value, name.origin.at])).toEqual([
      ['listZones', '/components/parameters/Zones/schema/enum/0'],
      ['listHosts', expect.stringContaining('/components/requestBodies/Hosts/content/')],
    ]);
  });

  it('may be several for one operation, which a note tells', async () => {
    const get = {
      parameters: [query('command', { enum: ['startVm', 'stopVm', null, 'stopVm'] }), query('id')],
      responses,
    };
    const parsed = await parseDocument({ ...document({ '/': { get } }), openapi: '3.1.0' });
    expect(parsed.found).toEqual(['note operation-shared /paths/~1/get']);
    for (const name of ['startVm', 'stopVm']) {
      expect(commandOf(parsed, name).parameters.map((one) => one.name.value)).toEqual(['id']);
    }
  });

  it('is missing from an operation among others: left out with a warning', async () => {
    const login = { parameters: [query('command')], responses };
    const { api, found } = await parseDocument(
      document({ '/login': { post: login }, '/': { get: operation('listZones') } }),
    );
    expect(found).toEqual(['warning operation-without-command /paths/~1login/post']);
    expect(api.commands).toHaveLength(1);
  });

  it('met twice counts once, and the warning shows both places', async () => {
    const first = operation('listZones', { description: 'First.' });
    const second = operation('listZones', { description: 'Second.', tags: ['Zone'], parameters: [query('id')] });
    const parsed = await parseDocument(document({ '/a': { get: first }, '/b': { get: second } }));
    expect(parsed.found).toEqual(['warning command-described-twice /paths/~1b/get/parameters/0/schema/enum/0']);
    expect(parsed.diagnostics.all[0]?.related[0]?.origin.at).toBe('/paths/~1a/get/parameters/0/schema/enum/0');
    const { description, group, parameters } = commandOf(parsed);
    expect([description?.value, group?.value, parameters.map(({ name }) => name.value)]).toEqual([
      'First.',
      'Zone',
      ['id'],
    ]);
  });

  it('may differ from the operationId in case, and anything more is a note', async () => {
    const paths = {
      '/a': { get: operation('deleteAutoScaleVm', { operationId: 'deleteAutoscaleVm' }) },
      '/b': { get: operation('listZones', { operationId: 'zones' }) },
    };
    const parsed = await parseDocument(document(paths));
    expect(parsed.found).toEqual(['note operation-id-differs /paths/~1b/get/operationId']);
  });
});

describe('what is said of a command', () => {
  it('is its first tag, its description before its summary, its version and why it is deprecated', async () => {
    const more = {
      tags: ['Zone', 'Region'],
      summary: 'Zones',
      description: 'Lists zones.',
      'x-since': '4.1',
      deprecated: true,
    };
    const get = operation('listZones', more);
    const post = operation('listHosts', {
      summary: 'Hosts',
      deprecated: true,
      'x-deprecated-reason': 'Use listServers.',
    });
    const parsed = await parseDocument(document({ '/': { get, post } }));
    const zones = commandOf(parsed, 'listZones');
    expect(zones.group).toEqual({ value: 'Zone', origin: { file: 'api.yaml', at: '/paths/~1/get/tags/0' } });
    expect([zones.description?.value, zones.since?.value, zones.deprecated?.value]).toEqual([
      'Lists zones.',
      '4.1',
      '',
    ]);
    const hosts = commandOf(parsed, 'listHosts');
    expect([hosts.group, hosts.description?.value, hosts.since]).toEqual([null, 'Hosts', null]);
    expect(hosts.deprecated).toEqual({
      value: 'Use listServers.',
      origin: { file: 'api.yaml', at: '/paths/~1/post/x-deprecated-reason' },
    });
  });
});

describe('parameters', () => {
  it('of the transport belong to no command, in any case', async () => {
    const transport = ['response', 'apiKey', 'signature', 'sessionkey', 'signatureVersion', 'EXPIRES'];
    const parameters = [...transport, 'id'].map((name) => query(name));
    const parsed = await parseDocument(document({ '/': { get: operation('listZones', { parameters }) } }));
    expect(commandOf(parsed).parameters.map(({ name }) => name.value)).toEqual(['id']);
  });

  it('come with all that is said of them, and where', async () => {
    const id = query(
      'id',
      { type: 'string', maxLength: 40 },
      { required: true, description: 'The zone.', 'x-since': '4.2' },
    );
    const parsed = await parseDocument(document({ '/': { get: operation('listZones', { parameters: [id] }) } }));
    const at = '/paths/~1/get/parameters/1';
    const origin = (more: string) => ({ file: 'api.yaml', at: at + more });
    expect(commandOf(parsed).parameters).toEqual([
      {
        name: { value: 'id', origin: origin('') },
        type: { value: { word: 'string', values: null, items: null, shape: null }, origin: origin('/schema') },
        required: { value: true, origin: origin('/required') },
        description: { value: 'The zone.', origin: origin('/description') },
        maxLength: { value: 40, origin: origin('/schema/maxLength') },
        since: { value: '4.2', origin: origin('/x-since') },
      },
    ]);
  });

  it('of an operation replace those of its path, and a form adds to the query', async () => {
    const parameters = [query('id', { type: 'integer' }), query('name')];
    const post = {
      ...form({ id: { type: 'number' }, size: { type: 'integer' } }),
      parameters: [query('command', named('a')), query('id', { type: 'boolean' })],
    };
    const parsed = await parseDocument(document({ '/': { parameters, post } }));
    expect(commandOf(parsed).parameters.map(({ name, type }) => `${name.value} ${type.value.word}`)).toEqual([
      'id boolean',
      'name string',
      'size integer',
    ]);
  });

  it('of a form are required by its list; without a list, and in a query without a word, nothing is said', async () => {
    const properties = { command: named('a'), id: { type: 'string' }, name: { type: 'string' } };
    const listed = form(properties, { required: ['command', 'id'] });
    const unlisted = form({ ...properties, command: named('b') });
    const get = operation('c', { parameters: [query('id')] });
    const parsed = await parseDocument(document({ '/': { post: listed, put: unlisted, get } }));
    const required = (name: string) => commandOf(parsed, name).parameters.map((one) => one.required?.value ?? null);
    expect([required('a'), required('b'), required('c')]).toEqual([[true, false], [null, null], [null]]);
    expect(commandOf(parsed, 'a').parameters[0]?.required?.origin.at).toMatch(/\/schema\/required\/1$/);
  });

  it('in a header, a cookie or the path are not sent, which a warning tells', async () => {
    const parameters = [
      { name: 'trace', in: 'header', schema: {} },
      { name: 'zone', in: 'path', required: true, schema: {} },
      { name: 'sessionkey', in: 'cookie', schema: {} },
    ];
    const parsed = await parseDocument(document({ '/{zone}': { get: operation('listZones', { parameters }) } }));
    expect(commandOf(parsed).parameters).toEqual([]);
    expect(parsed.found).toEqual([
      'warning parameter-not-sent /paths/~1{zone}/get/parameters/1',
      'warning parameter-not-sent /paths/~1{zone}/get/parameters/2',
    ]);
  });

  it('that stand twice in one list count once', async () => {
    const parameters = [query('id', { type: 'integer' }), query('id', { type: 'integer' })];
    const parsed = await parseDocument(document({ '/': { get: operation('listZones', { parameters }) } }));
    expect(parsed.found).toEqual(['warning parameter-described-twice /paths/~1/get/parameters/2']);
    expect(commandOf(parsed).parameters).toHaveLength(1);
  });

  it('called like parts of every object are names like others', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const properties = JSON.parse(`{${names.map((name) => `"${name}": {"type": "string"}`).join()}}`) as Json;
    Object.defineProperty(properties, 'command', { value: named('listZones'), enumerable: true });
    const parsed = await parseDocument(document({ '/': { post: form(properties) } }));
    expect(parsed.found).toEqual([]);
    expect(commandOf(parsed).parameters.map(({ name }) => name.value)).toEqual(names);
    expect(({} as Json)['type']).toBeUndefined();
  });
});
