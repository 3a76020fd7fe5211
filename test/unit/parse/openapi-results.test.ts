import { describe, expect, it } from 'vitest';
import type { RawCommand } from '../../../generator/model/raw-api.js';
import { commandOf, document, operation, parseDocument, type Json } from './openapi-document.js';

const content = '/paths/~1/get/responses/200/content/application~1json';

async function parseAnswer(schema: Json, media: Json = {}): Promise<RawCommand & { found: readonly string[] }> {
  const get = operation('createZone', {}, schema, media);
  const parsed = await parseDocument(document({ '/': { get } }, { components: { schemas } }));
  return { ...commandOf(parsed), found: parsed.found };
}

const schemas: Json = {
  Zone: { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } },
  Job: { type: 'object', properties: { jobid: { type: 'string' }, id: { type: 'string' } } },
};
const zone: Json = { $ref: '#/components/schemas/Zone' };
const job: Json = { $ref: '#/components/schemas/Job' };
const object = (properties: Json): Json => ({ type: 'object', properties });
const inside = (schema: Json): Json => object({ createzoneresponse: schema });
const example = (body: unknown): Json => ({ example: { createzoneresponse: body } });

/** `envelope > key: list or thing of shape`. */
function show({ result }: RawCommand): string {
  const kind = result?.list === null ? 'open' : result?.list === true ? 'list' : 'one';
  const fields = result?.shape?.fields.map(({ name }) => name.value).join(',');
  return `${result?.envelope?.value ?? '-'} > ${result?.key?.value ?? '-'}: ${kind} ${result?.shape?.name ?? ''}(${fields ?? ''})`;
}

describe('the place of an answer', () => {
  it.each<[string, Json, string]>([
    [
      'a list beside its count',
      inside(object({ count: { type: 'integer' }, zone: { type: 'array', items: zone } })),
      'createzoneresponse > zone: list Zone(id,name)',
    ],
    [
      'a list alone',
      inside(object({ zone: { type: 'array', items: zone } })),
      'createzoneresponse > zone: list Zone(id,name)',
    ],
    [
      'a list of texts',
      inside(object({ count: {}, name: { type: 'array', items: { type: 'string' } } })),
      'createzoneresponse > name: list ()',
    ],
    ['a thing under its key', inside(object({ zone })), 'createzoneresponse > zone: one Zone(id,name)'],
    ['fields in the envelope', inside(zone), 'createzoneresponse > -: one Zone(id,name)'],
    [
      'success',
      inside(object({ success: { type: 'boolean' }, displaytext: {} })),
      'createzoneresponse > -: one (success,displaytext)',
    ],
    [
      'a free object is a field',
      inside(object({ details: { type: 'object' } })),
      'createzoneresponse > -: one (details)',
    ],
    ['an envelope and no more', inside({ type: 'object' }), 'createzoneresponse > -: open ()'],
    ['the bare name of the command', object({ createzone: zone }), 'createzone > -: one Zone(id,name)'],
    [
      'another name that ends in response',
      object({ addZoneResponse: object({ zone }) }),
      'addZoneResponse > zone: one Zone(id,name)',
    ],
    ['no envelope', zone, '- > -: one Zone(id,name)'],
    ['no envelope but a key', object({ zone }), '- > zone: one Zone(id,name)'],
    [
      'a list that ends in response is no envelope',
      object({ typeresponse: { type: 'array', items: zone } }),
      '- > typeresponse: list Zone(id,name)',
    ],
    ['a text that ends in response is no envelope', object({ response: { type: 'string' } }), '- > -: one (response)'],
    ['a list at the top', { type: 'array', items: zone }, '- > -: list Zone(id,name)'],
    ['a schema that says nothing', {}, '- > -: open ()'],
  ])('%s', async (_, schema, wanted) => {
    const command = await parseAnswer(schema);
    expect(show(command)).toBe(wanted);
    expect([command.execution, command.found]).toEqual([null, []]);
  });

  it('fields in an envelope without a name go by the name of the whole', async () => {
    const answers = { ZoneAnswer: inside(object({ id: { type: 'string' } })) };
    const get = operation('createZone', {}, { $ref: '#/components/schemas/ZoneAnswer' });
    const command = commandOf(await parseDocument(document({ '/': { get } }, { components: { schemas: answers } })));
    expect(show(command)).toBe('createzoneresponse > -: one ZoneAnswer(id)');
    expect(command.result?.envelope?.origin.at).toBe('/components/schemas/ZoneAnswer/properties/createzoneresponse');
  });

  it('and its parts are where they stand', async () => {
    const { result } = await parseAnswer(inside(object({ zone })));
    expect(result?.origin.at).toBe('/paths/~1/get/responses/200');
    expect(result?.key?.origin.at).toBe(`${content}/schema/properties/createzoneresponse/properties/zone`);
    expect(result?.shape?.origin.at).toBe('/components/schemas/Zone');
  });
});

describe('what only an example shows', () => {
  const warning = `warning envelope-only-in-example ${content}/example/createzoneresponse`;
  it.each<[string, Json, unknown, string, string[]]>([
    ['the envelope', zone, { id: '1', name: 'a' }, 'createzoneresponse > -: one Zone(id,name)', [warning]],
    [
      'envelope and key of a thing',
      zone,
      { zone: { id: '1' } },
      'createzoneresponse > zone: one Zone(id,name)',
      [warning],
    ],
    [
      'envelope and key of a list',
      zone,
      { count: 1, zone: [] },
      'createzoneresponse > zone: list Zone(id,name)',
      [warning],
    ],
    ['all but the fields', {}, { count: 1, zone: [] }, 'createzoneresponse > zone: list ()', []],
  ])('%s', async (_, schema, body, wanted, found) => {
    const command = await parseAnswer(schema, example(body));
    expect(show(command)).toBe(wanted);
    expect(command.found).toEqual(found);
  });

  it('is read from named examples, references to them, and examples of the schema', async () => {
    const value = { createzoneresponse: { zone: { id: '1' } } };
    for (const media of [
      { examples: { one: { value } } },
      { examples: { one: { $ref: '#/components/examples/One' } } },
    ]) {
      const get = operation('createZone', {}, zone, media);
      const components = { schemas, examples: { One: { value } } };
      expect(show(commandOf(await parseDocument(document({ '/': { get } }, { components }))))).toBe(
        'createzoneresponse > zone: one Zone(id,name)',
      );
    }
    expect(show(await parseAnswer({ ...object({ id: {} }), example: value }))).toBe(
      'createzoneresponse > zone: one (id)',
    );
  });

  it('does not count against a schema with an envelope', async () => {
    const media = { example: { otherresponse: { host: {} } } };
    expect(show(await parseAnswer(inside(object({ zone })), media))).toBe(
      'createzoneresponse > zone: one Zone(id,name)',
    );
  });
});

describe('the acknowledgement of a job', () => {
  const response = (schema: Json): Json => ({ description: 'Done.', content: { 'application/json': { schema } } });
  const several = async (responses: Json, more: Json = {}): Promise<RawCommand> => {
    const get = { ...operation('createZone', more), responses };
    return commandOf(await parseDocument(document({ '/': { get } }, { components: { schemas } })));
  };

  it('may be one of several answers, whichever comes first: the other is what the job ends with', async () => {
    const responses = { 200: response(object({ zone })), 202: response(inside(job)) };
    const swapped = { 200: response(inside(job)), 201: response(inside(object({ zone }))) };
    for (const one of [responses, swapped]) {
      const command = await several(one);
      expect(show(command)).toBe('createzoneresponse > zone: one Zone(id,name)');
      expect([command.execution?.value, command.result?.acknowledgement?.id]).toEqual(['async', true]);
    }
  });

  it('is none where a hint says that the command is synchronous', async () => {
    const responses = { 200: response(inside(zone)), 202: response(inside(job)) };
    const command = await several(responses, { 'x-cloudstack-async': false });
    expect([command.execution?.value, command.result?.acknowledgement]).toEqual(['sync', null]);
    expect(show(command)).toBe('createzoneresponse > -: one Zone(id,name)');
  });

  it('may show the state of the job', async () => {
    const pending = object({ id: { type: 'string' }, jobid: { type: 'string' }, jobstatus: { type: 'integer' } });
    const { result, execution } = await parseAnswer(inside(pending));
    expect(execution?.value).toBe('async');
    expect(result).toMatchObject({ acknowledgement: { id: true }, shape: null });
  });

  const note = `note job-result-undescribed ${content}/schema`;

  it.each<[string, Json, Json, boolean]>([
    ['from the schema', inside(job), {}, true],
    ['from a schema without id', inside(object({ jobid: {} })), {}, false],
    ['from an example that shows no id', inside(job), example({ jobid: '7' }), false],
    ['from an example alone', {}, example({ jobid: '7', id: '8' }), true],
  ])('%s', async (_, schema, media, id) => {
    const { result, execution, found } = await parseAnswer(schema, media);
    expect(result).toMatchObject({ acknowledgement: { id }, shape: null, list: null, key: null });
    expect(execution).toEqual({ value: 'async', origin: { file: 'api.yaml', at: `${content}/schema` } });
    expect(found).toEqual([note]);
  });

  it('in an example says that the schema describes what the job ends with', async () => {
    const command = await parseAnswer(object({ zone }), example({ jobid: '7', id: '8' }));
    expect(show(command)).toBe('createzoneresponse > zone: one Zone(id,name)');
    expect([command.execution?.value, command.result?.acknowledgement?.id]).toEqual(['async', true]);
    expect(command.found).toEqual([`warning envelope-only-in-example ${content}/example/createzoneresponse`]);
  });

  it('is nothing with more fields: that is a job itself', async () => {
    const { result, execution } = await parseAnswer(inside(object({ jobid: {}, jobstatus: {} })));
    expect([result?.acknowledgement, execution]).toEqual([null, null]);
  });
});

describe('which response counts', () => {
  const json = (schema: Json, type = 'application/json') => ({ description: 'x', content: { [type]: { schema } } });
  const parse = async (responses: Json) => {
    const get = { ...operation('createZone'), responses };
    const components = { schemas, responses: { Zone: json(inside(object({ zone }))) } };
    return commandOf(await parseDocument(document({ '/': { get } }, { components })));
  };
  const wanted = 'createzoneresponse > zone: one Zone(id,name)';
  const answer = json(inside(object({ zone })));

  it.each<[string, Json]>([
    [
      'the first success in JSON',
      { 200: { description: 'x', content: { 'text/xml': { schema: job } } }, 201: answer, 202: json(job) },
    ],
    ['any success', { '2XX': answer }],
    ['the default where no success is described', { 404: json(job), default: answer }],
    ['a reference', { 200: { $ref: '#/components/responses/Zone' } }],
    ['JSON of another name', { 200: json(inside(object({ zone })), 'application/vnd.cloud+json; charset=utf-8') }],
    ['JavaScript', { 200: json(inside(object({ zone })), 'text/javascript') }],
  ])('%s', async (_, responses) => {
    expect(show(await parse(responses))).toBe(wanted);
  });

  it.each<[string, Json]>([
    ['only failures', { 404: answer }],
    ['a success without content, and a default', { 204: { description: 'Nothing.' }, default: answer }],
    ['only XML', { 200: json(zone, 'text/xml') }],
  ])('none: %s', async (_, responses) => {
    expect((await parse(responses)).result).toBeNull();
  });
});
