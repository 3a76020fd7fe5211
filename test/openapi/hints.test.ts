import { describe, expect, it } from 'vitest';
import { commandOf, document, operation, parseDocument, query, type Json } from '../unit/parse/openapi-document.js';

const text: Json = { type: 'string' };
const at = '/paths/~1/get';

async function parse(more: Json, schema: Json = {}) {
  return parseDocument(document({ '/': { get: operation('createZone', more, schema) } }));
}

describe('hints of an operation', () => {
  it('name its command, or several, before anything else', async () => {
    const one = await parse({ 'x-cloudstack-command': 'addZone' });
    const two = await parse({ 'x-cloudstack-command': ['addZone', 'addPod'] });
    expect(one.api.commands.map(({ name }) => name)).toEqual([
      { value: 'addZone', origin: { file: 'api.yaml', at: `${at}/x-cloudstack-command` } },
    ]);
    expect(two.api.commands.map(({ name }) => name.value)).toEqual(['addZone', 'addPod']);
  });

  it('say what is asynchronous, whatever the answer looks like', async () => {
    const job = { type: 'object', properties: { jobid: text } };
    const asynchronous = commandOf(await parse({ 'x-cloudstack-async': true }));
    const synchronous = commandOf(await parse({ 'x-cloudstack-async': false }, job));
    expect(asynchronous.execution).toEqual({
      value: 'async',
      origin: { file: 'api.yaml', at: `${at}/x-cloudstack-async` },
    });
    expect([synchronous.execution?.value, synchronous.result?.acknowledgement]).toEqual(['sync', null]);
    expect(synchronous.result?.shape?.fields.map(({ name }) => name.value)).toEqual(['jobid']);
  });

  it('say the envelope, the key and the kind of the answer', async () => {
    const { result } = commandOf(
      await parse(
        { 'x-cloudstack-envelope': 'zoneresponse', 'x-cloudstack-result': 'list', 'x-cloudstack-result-key': 'zone' },
        { type: 'object', properties: { id: text } },
      ),
    );
    expect([result?.envelope?.value, result?.list, result?.key?.value]).toEqual(['zoneresponse', true, 'zone']);
    expect(result?.shape?.fields.map(({ name }) => name.value)).toEqual(['id']);
  });

  it('say that an answer has no key, or is only a success', async () => {
    const flat = commandOf(
      await parse(
        { 'x-cloudstack-result-key': null },
        { type: 'object', properties: { zone: { type: 'object', properties: { id: text } } } },
      ),
    );
    const success = commandOf(await parse({ 'x-cloudstack-result': 'success' }));
    expect(flat.result?.key).toMatchObject({ value: null });
    expect(flat.result?.shape?.fields.map(({ name }) => name.value)).toEqual(['zone']);
    expect(success.result).toMatchObject({ list: false, shape: { fields: [{ name: { value: 'success' } }] } });
  });

  it('describe what a job ends with, and whether its start tells the id', async () => {
    const more = {
      'x-cloudstack-job-result': { properties: { zone: { type: 'object', properties: { id: text, name: text } } } },
      'x-cloudstack-acknowledges-id': true,
    };
    const parsed = await parse(more, { type: 'object', properties: { jobid: text } });
    const { result, execution } = commandOf(parsed);
    expect([execution?.value, result?.key?.value, result?.acknowledgement?.id]).toEqual(['async', 'zone', true]);
    expect(result?.shape?.fields.map(({ name }) => name.value)).toEqual(['id', 'name']);
    expect(parsed.found).toEqual([]);
  });

  it('say since when, by which verb, and whether in pages', async () => {
    const command = commandOf(
      await parse({ 'x-cloudstack-since': '4.19', 'x-cloudstack-method': 'POST', 'x-cloudstack-paged': false }),
    );
    expect([command.since?.value, command.method?.value, command.paged?.value]).toEqual(['4.19', 'POST', false]);
  });
});

describe('hints of a parameter', () => {
  const parameter = async (schema: Json, more: Json = {}) =>
    commandOf(await parse({ parameters: [query('details', schema, more)] })).parameters[0];

  it.each<[string, Json, Json, object]>([
    ['a word', { type: 'object' }, { 'x-cloudstack-map': 'entries' }, { encoding: 'entries', fields: [], open: false }],
    [
      'a word and the elements of the list',
      {
        type: 'array',
        items: { type: 'object', required: ['a'], properties: { a: text }, additionalProperties: true },
      },
      { 'x-cloudstack-map': 'objects' },
      { encoding: 'objects', fields: [{ name: 'a', type: 'string', required: true }], open: true },
    ],
    [
      'an object like that of a fact',
      { type: 'object' },
      {
        'x-cloudstack-map': {
          encoding: 'objects',
          fields: [{ name: 'nic', type: 'uuid', required: true }],
          open: true,
        },
      },
      { encoding: 'objects', fields: [{ name: 'nic', type: 'uuid', required: true }], open: true },
    ],
    [
      'a word in its schema',
      { type: 'object', 'x-cloudstack-map': 'pairs' },
      {},
      { encoding: 'pairs', fields: [], open: false },
    ],
  ])('say how a map is written: by %s', async (_, schema, more, encoding) => {
    const read = await parameter(schema, more);
    expect([read?.type.value.word, read?.encoding?.value]).toEqual(['map', encoding]);
  });

  it('say what must never be shown, as does the format of passwords', async () => {
    const marked = await parameter(text, { 'x-cloudstack-sensitive': true });
    const password = await parameter({ type: 'string', format: 'password' });
    const usual = await parameter(text);
    expect([marked?.sensitive?.value, password?.sensitive?.value, usual?.sensitive]).toEqual([true, true, undefined]);
  });

  it.each<[string, (hint: Json) => Json]>([
    ['its schema', (hint) => ({ type: 'object', ...hint })],
    ['a part of its schema', (hint) => ({ allOf: [{ type: 'object' }, hint] })],
    ['a component that its schema wraps', (hint) => ({ allOf: [{ type: 'object', ...hint }], description: 'All.' })],
    ['the only choice beside null', (hint) => ({ oneOf: [{ type: 'object', ...hint }, { enum: [null] }] })],
  ])('count in %s', async (_, schema) => {
    const map = await parameter(schema({ 'x-cloudstack-map': 'pairs' }));
    const secret = await parameter(schema({ 'x-cloudstack-sensitive': true }));
    const [since, plain] = [
      await parameter(schema({ 'x-cloudstack-since': '4.2' })),
      await parameter(schema({ 'x-since': '4.3' })),
    ];
    expect([map?.type.value.word, map?.encoding?.value.encoding]).toEqual(['map', 'pairs']);
    expect([secret?.sensitive?.value, since?.since?.value, plain?.since?.value]).toEqual([true, '4.2', '4.3']);
  });

  it('make a list of secrets one that is never shown', async () => {
    const marked = await parameter({ type: 'array', items: { type: 'string', 'x-cloudstack-sensitive': true } });
    const passwords = await parameter({ type: 'array', items: { type: 'string', format: 'password' } });
    expect([marked?.sensitive?.value, passwords?.sensitive?.value]).toEqual([true, true]);
  });

  it('of the parameter stand before those of its schema', async () => {
    const read = await parameter({ type: 'string', 'x-cloudstack-since': '4.2' }, { 'x-since': '4.9' });
    expect(read?.since?.value).toBe('4.9');
  });

  it('say the type and since when', async () => {
    const read = await parameter(
      { type: 'string', 'x-cloudstack-type': 'imageformat' },
      { 'x-cloudstack-since': '4.20' },
    );
    expect([read?.type.value.word, read?.since?.value]).toEqual(['imageformat', '4.20']);
  });
});

describe('what a document of ours says beside', () => {
  it('is an envelope of any name, with a result of any shape in it', async () => {
    const inside = { type: 'object', properties: { success: { type: 'boolean' } } };
    const more = { 'x-cloudstack-envelope': 'done', 'x-cloudstack-result': 'entity', 'x-cloudstack-result-key': null };
    const { result } = commandOf(await parse(more, { type: 'object', properties: { done: inside } }));
    expect(result).toMatchObject({ envelope: { value: 'done' }, key: { value: null }, kind: { value: 'entity' } });
    expect(result?.shape?.fields.map(({ name }) => name.value)).toEqual(['success']);
  });

  it('is an entity, which is described where it stands and may have no fields', async () => {
    const zone = { type: 'object', description: 'A zone.', 'x-cloudstack-entity': 'PlaceOfWork' };
    const schema = { $ref: '#/components/schemas/Zone', description: 'The new one.' };
    const paths = { '/': { get: operation('createZone', {}, { properties: { zone: schema } }) } };
    const parsed = await parseDocument(document(paths, { openapi: '3.1.0', components: { schemas: { Zone: zone } } }));
    expect(commandOf(parsed).result?.shape).toMatchObject({
      name: 'PlaceOfWork',
      entity: 'PlaceOfWork',
      description: 'A zone.',
      fields: [],
    });
  });

  it('is a length of what is no text, and texts beside the type', async () => {
    const ids = { type: 'array', items: text, 'x-cloudstack-max-length': 255, 'x-cloudstack-also-accepts': ['-1'] };
    const read = commandOf(await parse({ parameters: [query('ids', ids)] })).parameters[0];
    expect([read?.maxLength?.value, read?.alsoAccepts]).toEqual([255, ['-1']]);
  });

  it('is a list of values that may become more, even of those that look like a boolean', async () => {
    const state = { type: 'string', 'x-cloudstack-type': 'string', 'x-extensible-enum': ['true', 'false'] };
    const { result } = commandOf(await parse({}, { properties: { id: text, state } }));
    expect(result?.shape?.fields[1]?.type.value).toMatchObject({ word: 'string', values: ['true', 'false'] });
  });

  it('is every rule for the parameters, so that their values come from there alone', async () => {
    const rules = [
      { kind: 'atMostOneOf', parameters: ['id', 'name'] },
      { kind: 'requires', parameter: 'state', parameters: ['id'] },
      { kind: 'values', parameter: 'state', values: ['on', 'off'], open: true },
    ];
    const listed = [query('id', text), query('name', text), query('state', { type: 'string', enum: ['on', 'off'] })];
    const parsed = await parse({ parameters: listed, 'x-cloudstack-constraints': rules });
    const of = (name: string) => commandOf(parsed).parameters.find((one) => one.name.value === name);
    expect(of('id')?.rules?.map(({ value }) => value)).toEqual([rules[0]]);
    expect(of('state')?.rules?.map(({ value: { kind }, origin }) => [kind, origin.at])).toEqual([
      ['requires', `${at}/x-cloudstack-constraints/1`],
      ['values', `${at}/x-cloudstack-constraints/2`],
    ]);
    expect(of('state')?.type.value.values).toBeNull();
    expect(parsed.found).toEqual([]);
    const wrong = await parse({ 'x-cloudstack-constraints': [{ kind: 'values', values: ['on'] }, { kind: 'odd' }] });
    expect(wrong.found).toEqual([0, 1].map((index) => `warning hint-invalid ${at}/x-cloudstack-constraints/${index}`));
  });

  it('is an example of what a job ends with, and that the version is not known', async () => {
    const parsed = await parse({ 'x-cloudstack-example': { zone: { id: 'z' } } });
    expect(commandOf(parsed).result?.example?.value).toEqual({ zone: { id: 'z' } });
    const info = { title: 'Cloud', version: '0.0.0', 'x-cloudstack-version': null };
    expect((await parseDocument(document({ '/': { get: operation('createZone') } }, { info }))).api.version).toBeNull();
  });

  it('is prose whose entities are characters', async () => {
    const read = commandOf(
      await parse({
        description: 'a &lt;b> &amp;lt; c',
        parameters: [query('id', text, { description: '&quot;x&#39;' })],
      }),
    );
    expect([read.description?.value, read.parameters[0]?.description?.value]).toEqual(['a <b> &lt; c', `"x'`]);
  });
});

describe('hints that say nothing', () => {
  it('because of a slip of the pen are reported with what was meant', async () => {
    const parsed = await parse({
      'x-cloudstack-asynch': true,
      parameters: [query('id', text, { 'x-cloudstack-sens': 1 })],
    });
    expect(parsed.found).toEqual([
      `warning hint-unknown ${at}/x-cloudstack-asynch`,
      `warning hint-unknown ${at}/parameters/1/x-cloudstack-sens`,
    ]);
    expect(parsed.diagnostics.all[0]?.fix).toBe('Did you mean "x-cloudstack-async"?');
  });

  it('because of a slip of the pen are reported in schemas, too, and once for a component', async () => {
    const component = { type: 'string', 'x-cloudstack-sens': true, 'x-cloudstack-entity': 'Pump' };
    const schema = { allOf: [{ $ref: '#/components/schemas/Secret' }], 'x-cloudstack-sinc': '4.2' };
    const list = { type: 'array', items: { $ref: '#/components/schemas/Secret' } };
    const get = operation('listPumps', { parameters: [query('key', schema), query('keys', list)] });
    const components = { schemas: { Secret: component } };
    const { found } = await parseDocument(document({ '/': { get } }, { components }));
    expect(found).toEqual([
      'warning hint-unknown /paths/~1/get/parameters/1/schema/x-cloudstack-sinc',
      'warning hint-unknown /components/schemas/Secret/x-cloudstack-sens',
    ]);
  });

  it('because of a slip of the pen are reported once for a field of a form', async () => {
    const schema = {
      properties: { command: { enum: ['listPumps'] }, key: { type: 'string', 'x-cloudstack-sens': 1 } },
    };
    const post = { requestBody: { content: { 'application/x-www-form-urlencoded': { schema } } }, responses: {} };
    const { diagnostics } = await parseDocument(document({ '/': { post } }));
    expect(diagnostics.all.filter(({ code }) => code === 'hint-unknown')).toHaveLength(1);
  });

  it.each<[string, Json]>([
    ['async', { 'x-cloudstack-async': 'yes' }],
    ['method', { 'x-cloudstack-method': 'PUT' }],
    ['result', { 'x-cloudstack-result': 'page' }],
    ['envelope', { 'x-cloudstack-envelope': 7 }],
    ['command', { 'x-cloudstack-command': {} }],
    ['job-result', { 'x-cloudstack-job-result': { $ref: '#/nowhere' } }],
  ])('because of their value are reported and left out: %s', async (name, more) => {
    const parsed = await parse(more);
    expect(parsed.found).toEqual([`warning hint-invalid ${at}/x-cloudstack-${name}`]);
    expect(commandOf(parsed).name.value).toBe('createZone');
  });

  it('about a map that cannot be written so', async () => {
    const parsed = await parse({ parameters: [query('details', { type: 'object' }, { 'x-cloudstack-map': 'csv' })] });
    expect(parsed.found).toEqual([`warning hint-invalid ${at}/parameters/1/x-cloudstack-map`]);
  });
});
