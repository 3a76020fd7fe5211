import { describe, expect, it } from 'vitest';
import { commandOf, document, operation, parseDocument, query, type Json } from '../unit/parse/openapi-document.js';

const responses = { 200: { description: 'Done.' } };
const text: Json = { type: 'string' };

/** A document of one operation that sends `parameters`. */
function one(path: string, more: Json = {}, whole: Json = {}): Json {
  return { ...document({ [path]: { get: { responses, ...more } } }, whole), openapi: '3.1.0' };
}

const names = (parsed: Awaited<ReturnType<typeof parseDocument>>): string[] =>
  parsed.api.commands.map(({ name }) => name.value);

describe('a command that is only shown', () => {
  const at = '/paths/~1/get/parameters/0';
  it.each<[string, Json, string]>([
    ['the default', query('command', { ...text, default: 'listZones' }), `${at}/schema/default`],
    ['the example of the schema', query('command', { ...text, example: 'listZones' }), `${at}/schema/example`],
    ['the examples of the schema', query('command', { ...text, examples: ['listZones'] }), `${at}/schema/examples/0`],
    ['the example', query('command', text, { example: 'listZones' }), `${at}/example`],
    [
      'a named example',
      query('command', text, { examples: { usual: { value: 'listZones' } } }),
      `${at}/examples/usual/value`,
    ],
    ['the pattern', query('command', { ...text, pattern: '^listZones$' }), `${at}/schema/pattern`],
  ])('is read from %s, and a note tells', async (_, command, place) => {
    const parsed = await parseDocument(one('/', { parameters: [command] }));
    expect([names(parsed), parsed.found]).toEqual([['listZones'], [`note command-from-example ${place}`]]);
  });

  it('is read from the query of the path', async () => {
    for (const path of ['/?command=listZones', '/client/api?command=listZones&response=json', '/#command=listZones']) {
      const parsed = await parseDocument(one(path));
      expect([names(parsed), parsed.found.length]).toEqual([['listZones'], 1]);
    }
  });

  it('is read from the example of a body', async () => {
    const content = { 'application/json': { schema: { type: 'object' }, example: { command: 'listZones', id: '7' } } };
    const parsed = await parseDocument(one('/', { requestBody: { content } }));
    const found = parsed.found.map((line) => line.split(' ')[1]);
    expect(found).toEqual(['body-in-json', 'body-from-example', 'command-from-example']);
    expect(commandOf(parsed, 'listZones').parameters.map(({ name }) => name.value)).toEqual(['id']);
  });
});

describe('a command that has to be guessed', () => {
  const cloud = { info: { title: 'Apache CloudStack', version: '1' } };
  it.each<[string, string, Json]>([
    ['the path', '/client/api/listZones', {}],
    ['a short path', '/listZones', {}],
    ['a path in capitals', '/api/ListZones/', {}],
    ['a fragment', '/client/api#listZones', {}],
    ['the operationId', '/zones', { operationId: 'listZones' }],
    ['an operationId with its verb', '/zones', { operationId: 'get_listZones' }],
    ['an operationId of Spring', '/zones', { operationId: 'listZonesUsingGET_1' }],
    ['the summary', '/zones', { summary: 'listZones' }],
    ['the summary of an asynchronous command', '/zones', { summary: 'listZones (A)' }],
  ])('is guessed from %s, and a warning tells', async (_, path, more) => {
    const parsed = await parseDocument(one(path, more, cloud));
    expect(names(parsed)).toEqual(['listZones']);
    expect(parsed.found).toEqual([expect.stringMatching(/^warning command-guessed \/paths\//)]);
  });

  it('of many operations is one warning with the first places', async () => {
    const paths = Object.fromEntries(
      ['Zones', 'Hosts', 'Volumes'].map((noun) => [`/list${noun}`, { get: { responses } }]),
    );
    const { diagnostics, api } = await parseDocument(document(paths, cloud));
    expect(api.commands).toHaveLength(3);
    expect(diagnostics.all.map(({ code, related }) => [code, related.map(({ note }) => note)])).toEqual([
      ['command-guessed', ['listHosts', 'listVolumes']],
    ]);
  });

  it.each<[string, Json]>([
    ['a command that no other API has', one('/deployVirtualMachine')],
    ['the address of every management server', one('/client/api/listUsers')],
    ['its way to sign', one('/listUsers', { parameters: [query('apiKey'), query('signature')] })],
    ['a server', one('/listUsers', {}, { servers: [{ url: 'https://cloud.example.com/client/api' }] })],
  ])('needs a mark of CloudStack: %s', async (_, value) => {
    expect((await parseDocument(value)).api.commands).toHaveLength(1);
  });

  it('in a document of another API is none', async () => {
    const paths = { '/pets': { get: { operationId: 'listPets', responses } }, '/createUser': { post: { responses } } };
    const { found, diagnostics } = await parseDocument(document(paths));
    expect(found).toEqual(['error openapi-without-commands /paths']);
    expect(diagnostics.all[0]?.message).toMatch(/Of 2 operations, none has .*"command".*\/client\/api/);
  });
});

describe('a command that is stated', () => {
  it('wins over examples, paths and operationIds', async () => {
    const command = query('command', { ...text, enum: ['listZones'], example: 'listHosts' });
    const parsed = await parseDocument(one('/listPods', { operationId: 'listClusters', parameters: [command] }));
    expect([names(parsed), parsed.found]).toEqual([
      ['listZones'],
      ['note operation-id-differs /paths/~1listPods/get/operationId'],
    ]);
  });

  it('as one of many in a parameter that all share is the one that path or operationId names', async () => {
    const components = { parameters: { Command: query('command', { enum: ['listZones', 'listHosts'] }) } };
    const parameters = [{ $ref: '#/components/parameters/Command' }];
    const paths = {
      '/client/api/listZones': { get: { parameters, responses } },
      '/hosts': { get: { operationId: 'listHosts', parameters, responses } },
    };
    const parsed = await parseDocument(document(paths, { components }));
    expect([names(parsed), parsed.found]).toEqual([['listZones', 'listHosts'], []]);
  });

  it('in the path is read, too', async () => {
    const command = { name: 'command', in: 'path', required: true, schema: { enum: ['listZones'] } };
    const parsed = await parseDocument(one('/client/api/{command}', { parameters: [command] }));
    expect([names(parsed), parsed.found]).toEqual([['listZones'], []]);
  });
});

describe('forms of one command', () => {
  const command = { type: 'string', enum: ['listZones'] };
  const body = (properties: Json): Json => ({
    requestBody: { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties } } } },
    responses,
  });

  it('for GET and POST of one path are one, silently', async () => {
    const get = operation('listZones', { parameters: [query('id')] });
    const post = { ...body({ command, id: text, name: text }), tags: ['Zone'] };
    const parsed = await parseDocument(document({ '/client/api/listZones': { get, post } }));
    expect(parsed.found).toEqual([]);
    const { parameters, group } = commandOf(parsed);
    expect([parameters.map(({ name }) => name.value), group?.value]).toEqual([['id', 'name'], 'Zone']);
  });
});

describe('what means nothing to CloudStack', () => {
  it('webhooks are left out with a note', async () => {
    const webhooks = { event: { post: { responses } } };
    const parsed = await parseDocument({
      ...document({ '/': { get: operation('listZones') } }, { webhooks }),
      openapi: '3.1.0',
    });
    expect(parsed.found).toEqual(['note webhooks-ignored /webhooks']);
  });
});
