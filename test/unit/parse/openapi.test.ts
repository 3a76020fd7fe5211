import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { commandOf, document, operation, parseDocument, parseText, query } from './openapi-document.js';

const listZones = { '/': { get: operation('listZones') } };

describe('what is no OpenAPI document', () => {
  it.each([
    ['an empty text', '', 'empty'],
    ['only a comment', '# nothing yet\n', 'empty'],
    ['a list', '- openapi\n- paths\n', 'a list'],
    ['a number', '42', 'the number 42'],
    ['a word', 'openapi', 'the text "openapi"'],
    ['another object', '{"api": []}', 'an object without it'],
  ])('%s is refused with what it is', async (_, text, found) => {
    const { api, diagnostics } = await parseText(text);
    expect(api.commands).toEqual([]);
    expect(diagnostics.all.map(({ code }) => code)).toEqual(['not-openapi']);
    expect(diagnostics.all[0]?.message).toContain(`this is ${found}.`);
  });

  it.each([
    ['swagger: "2.0"\ninfo: {}\npaths: {}\n', 'error openapi-version-unsupported /swagger'],
    ['openapi: 3.2.0\ninfo: {}\npaths: {}\n', 'error openapi-version-unsupported /openapi'],
    ['openapi: 3.10.0\ninfo: {}\npaths: {}\n', 'error openapi-version-unsupported /openapi'],
    ['openapi: 3.0\ninfo: {}\npaths: {}\n', 'error openapi-version-unsupported /openapi'],
  ])('%j is of a version that is not read', async (text, wanted) => {
    expect((await parseText(text)).found).toEqual([wanted]);
  });

  it('OpenAPI 2 is refused with a hint to convert it', async () => {
    const { diagnostics } = await parseText('swagger: "2.0"\ninfo: {}\npaths: {}\n');
    expect(diagnostics.all[0]?.fix).toContain('Convert it to OpenAPI 3.0');
  });

  it('a document of another API is refused with an explanation', async () => {
    const pets = document({ '/pets': { get: { responses: { 200: { description: 'All pets.' } } } } });
    const { found, diagnostics } = await parseDocument(pets);
    expect(found).toEqual(['error openapi-without-commands /paths']);
    expect(diagnostics.all[0]?.message).toMatch(/names a CloudStack command/);
  });
});

describe('texts that cannot be read', () => {
  it.each([
    ['a bracket left open', 'openapi: 3.0.3\ninfo: [1,\npaths: {}\n', '3:1'],
    ['a tab for an indent', 'openapi: 3.0.3\ninfo:\n\ttitle: x\n', '3:1'],
    ['a key that stands twice', 'openapi: 3.0.3\ninfo:\n  title: a\n  title: b\n', '4:3'],
    ['a second document', 'openapi: 3.0.3\n---\nopenapi: 3.0.3\n', '2:1'],
    ['JSON with a missing comma', '{\n  "openapi": "3.0.3"\n  "paths": {}\n}', '3:3'],
  ])('%s is reported with line and column', async (_, text, at) => {
    expect((await parseText(text)).found).toContain(`error yaml-syntax ${at}`);
  });

  it('nesting without end is an error and no crash, in JSON and in YAML', async () => {
    const json = await parseText('['.repeat(10_000) + ']'.repeat(10_000));
    const open = await parseText('{"a":'.repeat(10_000));
    const block = await parseText(Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'));
    expect(json.found).toEqual(['error document-too-deep ']);
    expect(open.found).toEqual(['error document-too-deep 1:1277']);
    expect(block.found).toEqual(['error document-too-deep 256:257']);
  });

  it('aliases that multiply, or contain themselves, are an error', async () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg'])
      lines.push(`${to}: &${to} [${`*${from}, `.repeat(10)}]`);
    expect((await parseText(lines.join('\n'))).found).toEqual(['error too-many-aliases ']);
    expect((await parseText('openapi: 3.0.3\ninfo: &me { title: *me }\n')).found).toEqual(['error too-many-aliases ']);
  });

  it('a mapping of very many keys is read in a moment', async () => {
    const text = Array.from({ length: 30_000 }, (_, index) => `key${index}: 1`).join('\n');
    const begin = performance.now();
    await parseText(text);
    expect(performance.now() - begin).toBeLessThan(8_000);
  });
});

describe('departures from the specification', () => {
  const parameter = (more: object) =>
    document({ '/': { get: operation('listZones', { parameters: [{ ...query('id'), ...more }] }) } });
  it.each([
    ['no info', { openapi: '3.0.3', paths: {} }, '', 'The document has no "info"'],
    ['no paths', { openapi: '3.0.3', info: { title: 'a', version: '1' } }, '', 'The document has no "paths"'],
    [
      'a misspelt member',
      document({ '/': { get: { ...operation('a'), sumary: 'x' } } }),
      '/paths/~1/get/sumary',
      '"sumary"',
    ],
    ['an unknown place', parameter({ in: 'body' }), '/paths/~1/get/parameters/1/in', 'path, query, header and cookie'],
    ['no name', parameter({ name: undefined }), '/paths/~1/get/parameters/1', 'has no "name"'],
    [
      'an object for a list',
      document({ '/': { get: { ...operation('a'), tags: {} } } }),
      '/paths/~1/get/tags',
      'an object',
    ],
  ])('%s is one error at its place', async (_, value, at, words) => {
    const { found, diagnostics, api } = await parseDocument(value);
    expect(found).toEqual([`error openapi-invalid ${at}`]);
    expect(diagnostics.all[0]?.message).toContain(words);
    expect(api.commands).toEqual([]);
  });

  it.each([
    ['no responses', document({ '/': { get: { parameters: [query('command', { enum: ['a'] })] } } }), '/paths/~1/get'],
    ['a word of OpenAPI 2', document({ '/': { get: { ...operation('a'), produces: [] } } }), '/paths/~1/get/produces'],
    ['a word of a later JSON Schema', parameter({ schema: { const: 'x' } }), '/paths/~1/get/parameters/1/schema/const'],
    ['a type of CloudStack', parameter({ schema: { type: 'uuid' } }), '/paths/~1/get/parameters/1/schema/type'],
    ['a flag for a list', parameter({ schema: { required: true } }), '/paths/~1/get/parameters/1/schema/required'],
    ['a member left empty', parameter({ description: null }), '/paths/~1/get/parameters/1/description'],
    ['a number for a version', document(listZones, { info: { title: 'a', version: 4.19 } }), '/info/version'],
    ['a path without a slash', document({ zones: { get: operation('listZones') } }), '/paths/zones'],
  ])('%s is a warning at its place, and the rest is read', async (_, value, at) => {
    const { found, api } = await parseDocument(value);
    expect(found).toEqual([`warning openapi-departure ${at}`]);
    expect(api.commands).toHaveLength(1);
  });

  it('are shown where they stand, behind every reference', async () => {
    const parts = [{ file: 'zones.yaml', text: stringify({ get: { ...operation('listZones'), deprecated: 'yes' } }) }];
    const { found } = await parseDocument(document({ '/zones': { $ref: 'zones.yaml' } }), parts);
    expect(found).toEqual(['error openapi-invalid zones.yaml/get/deprecated']);
  });
});

describe('forms of one and the same document', () => {
  it('a patch version that is not known yet is read', async () => {
    for (const openapi of ['3.0.9', '3.1.7']) {
      expect((await parseDocument({ ...document(listZones), openapi })).found).toEqual([]);
    }
  });

  it('JSON and YAML give the same, with and without a byte order mark', async () => {
    const value = document(listZones);
    const [yaml, json, marked] = await Promise.all(
      [stringify(value), JSON.stringify(value), `\uFEFF${JSON.stringify(value, null, 2)}`].map((text) =>
        parseText(text),
      ),
    );
    expect(json).toEqual(yaml);
    expect(marked).toEqual(yaml);
    expect(yaml?.api.commands).toHaveLength(1);
  });

  it('title and version come with their places', async () => {
    const { api } = await parseDocument(document(listZones));
    expect(api.title).toEqual({ value: 'Cloud', origin: { file: 'api.yaml', at: '/info/title' } });
    expect(api.version).toEqual({ value: '4.19.0', origin: { file: 'api.yaml', at: '/info/version' } });
  });

  it('3.1 is read with its own words: const, lists of types, references with siblings', async () => {
    const components = { schemas: { Id: { type: 'string', format: 'uuid', description: 'An id.' } } };
    const get = operation('x', {
      parameters: [
        query('id', { $ref: '#/components/schemas/Id', description: 'Of the zone.' }),
        query('size', { type: ['integer', 'null'], format: 'int64' }),
      ],
    });
    (get['parameters'] as object[])[0] = query('command', { const: 'listZones' });
    const value = { ...document({ '/': { get } }, { components }), openapi: '3.1.0' };
    const parsed = await parseDocument(value);
    expect(parsed.found).toEqual([]);
    const command = commandOf(parsed, 'listZones');
    expect(command.name.origin.at).toBe('/paths/~1/get/parameters/0/schema/const');
    expect(command.parameters.map(({ type, description }) => [type.value.word, description?.value])).toEqual([
      ['uuid', 'Of the zone.'],
      ['long', undefined],
    ]);
  });
});

describe('references', () => {
  const refer = ($ref: string) => document({ '/': { get: operation('listZones', {}, { $ref }) } });
  const at = '/paths/~1/get/responses/200/content/application~1json/schema/$ref';

  it.each([
    '#/components/schemas/Zone',
    'other.yaml#/Zone',
    '#zone',
    '#/paths/~1/get/responses/200/content/application~1json/schema',
  ])('%s leads nowhere, which is an error at the $ref', async (reference) => {
    expect((await parseDocument(refer(reference))).found).toEqual([`error reference-not-found ${at}`]);
  });

  it('on the network are refused', async () => {
    for (const address of ['https://example.com/zone.yaml#/Zone', '//example.com/zone.yaml']) {
      expect((await parseDocument(refer(address))).found).toEqual([`error remote-reference ${at}`]);
    }
  });

  it('inside examples are only data', async () => {
    const media = { example: { listzonesresponse: { zone: [{ $ref: 'nowhere.yaml' }] } } };
    const parsed = await parseDocument(document({ '/': { get: operation('listZones', {}, {}, media) } }));
    expect(parsed.found.filter((line) => !line.startsWith('note'))).toEqual([]);
  });

  it('lead to anchors, in 3.1', async () => {
    const components = {
      schemas: { Zone: { $anchor: 'zone', type: 'object', properties: { id: { type: 'string' } } } },
    };
    const paths = { '/': { get: operation('listZones', {}, { $ref: '#zone' }) } };
    const parsed = await parseDocument({ ...document(paths, { components }), openapi: '3.1.0' });
    expect(parsed.found).toEqual([]);
    expect(commandOf(parsed).result?.shape).toMatchObject({ name: 'Zone', origin: { at: '/components/schemas/Zone' } });
  });

  it('escape slashes, tildes and anything else in names', async () => {
    const components = { schemas: { Zone: { properties: { 'a/b~c d': { type: 'string', format: 'uuid' } } } } };
    const id = query('id', { $ref: '#/components/schemas/Zone/properties/a~1b~0c%20d' });
    const parsed = await parseDocument(
      document({ '/': { get: operation('x', { parameters: [id] }) } }, { components }),
    );
    expect([parsed.found, commandOf(parsed).parameters[0]?.type.value.word]).toEqual([[], 'uuid']);
  });

  it('lead through other files and back, and every fact keeps the place where it stands', async () => {
    const main = document(
      { '/zones': { $ref: 'paths/zones.yaml' } },
      { components: { schemas: { Id: { type: 'string', format: 'uuid' } } } },
    );
    const parts = [
      {
        file: 'paths/zones.yaml',
        text: stringify({ get: operation('listZones', {}, { $ref: '../schemas.json#/ZoneList' }) }),
      },
      {
        file: 'schemas.json',
        text: JSON.stringify({
          ZoneList: {
            type: 'object',
            properties: {
              listzonesresponse: {
                type: 'object',
                properties: { count: { type: 'integer' }, zone: { type: 'array', items: { $ref: '#/Zone' } } },
              },
            },
          },
          Zone: { title: 'Zone', type: 'object', properties: { id: { $ref: 'api.yaml#/components/schemas/Id' } } },
        }),
      },
    ];
    const parsed = await parseDocument(main, parts);
    expect(parsed.found).toEqual([]);
    const { name, result } = commandOf(parsed);
    expect(name.origin).toEqual({ file: 'paths/zones.yaml', at: '/get/parameters/0/schema/enum/0' });
    expect(result?.envelope?.origin).toEqual({ file: 'schemas.json', at: '/ZoneList/properties/listzonesresponse' });
    expect(result?.shape?.name).toBe('Zone');
    const [id] = result?.shape?.fields ?? [];
    expect(id?.name.origin).toEqual({ file: 'schemas.json', at: '/Zone/properties/id' });
    expect(id?.type).toMatchObject({
      value: { word: 'uuid' },
      origin: { file: 'api.yaml', at: '/components/schemas/Id' },
    });
  });

  it('a part that is no YAML is reported in its own file, and nothing else', async () => {
    const { found } = await parseDocument(refer('broken.yaml#/Zone'), [{ file: 'broken.yaml', text: 'Zone: [\n' }]);
    expect(found.every((line) => line.startsWith('error yaml-syntax broken.yaml'))).toBe(true);
    expect(found).not.toHaveLength(0);
  });
});

const seed = '../shared/seeds/apache-cloudstack-api-openapi.yaml';

describe.skipIf(!existsSync(seed))('the published OpenAPI document (skipped where ../shared is missing)', async () => {
  const parsed = existsSync(seed) ? await parseText(readFileSync(seed, 'utf8')) : null;
  const summary = parsed?.api.commands.map(({ name, execution, parameters, result }) => [
    name.value,
    execution?.value ?? null,
    parameters.map((one) => `${one.name.value}${one.required?.value === true ? '!' : ''}`).join(' '),
    result?.envelope?.value,
    result?.key?.value ?? null,
    result?.shape?.name ?? null,
    result?.acknowledgement?.id ?? null,
  ]);

  it('gives eight commands with their parameters and results', () => {
    expect(summary).toEqual([
      [
        'deployVirtualMachine',
        'async',
        'zoneid! serviceofferingid! templateid! name',
        'deployvirtualmachineresponse',
        null,
        null,
        true,
      ],
      [
        'listVirtualMachines',
        null,
        'zoneid state account',
        'listvirtualmachinesresponse',
        'virtualmachine',
        'VirtualMachine',
        null,
      ],
      ['stopVirtualMachine', 'async', 'id!', 'stopvirtualmachineresponse', null, null, false],
      ['startVirtualMachine', 'async', 'id!', 'startvirtualmachineresponse', null, null, false],
      ['listNetworks', null, 'zoneid', 'listnetworksresponse', 'network', 'Network', null],
      ['listVolumes', null, 'virtualmachineid type', 'listvolumesresponse', 'volume', 'Volume', null],
      ['listZones', null, 'available', 'listzonesresponse', 'zone', 'Zone', null],
      ['queryAsyncJobResult', null, 'jobid!', 'queryasyncjobresultresponse', null, 'AsyncJobResult', null],
    ]);
  });

  it('tells of the three answers whose envelope only the example shows', () => {
    expect(parsed?.found.filter((line) => !line.startsWith('note')).map((line) => line.split('/').at(-1))).toEqual([
      'deployvirtualmachineresponse',
      'stopvirtualmachineresponse',
      'startvirtualmachineresponse',
    ]);
  });

  it('describes a job flat in its envelope', () => {
    const { result } = parsed?.api.commands.at(-1) ?? {};
    expect(result?.list).toBe(false);
    expect(result?.shape?.fields.map(({ name, type }) => `${name.value} ${type.value.word}`)).toEqual([
      'jobid string',
      'jobstatus integer',
      'jobresultcode integer',
      'jobresult map',
    ]);
  });
});
