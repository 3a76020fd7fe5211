import { describe, expect, it } from 'vitest';
import type { RawShape, RawType } from '../../../generator/model/raw-api.js';
import { commandOf, document, operation, parseDocument, query, type Json, type Parsed } from './openapi-document.js';

async function parseType(
  schema: Json,
  openapi = '3.0.3',
  schemas: Json = {},
): Promise<{ type: RawType; parsed: Parsed }> {
  const get = operation('listZones', { parameters: [query('id', schema)] });
  const parsed = await parseDocument({ ...document({ '/': { get } }, { components: { schemas } }), openapi });
  const [parameter] = commandOf(parsed).parameters;
  if (parameter === undefined) throw new Error('no parameter');
  return { type: parameter.type.value, parsed };
}

/** A shape as text: `Zone{id:string host:map{name:string}}`. */
function show(shape: RawShape | null): string {
  const fields = shape?.fields.map(({ name, type, required }) => {
    const inner = type.value.shape ?? type.value.items?.shape ?? null;
    return `${name.value}${required ? '!' : ''}:${type.value.word}${inner === null ? '' : show(inner)}`;
  });
  return shape === null ? '-' : `${shape.name ?? ''}{${fields?.join(' ')}}`;
}

const at = '/paths/~1/get/parameters/1/schema';

describe('the word for a type', () => {
  it.each<[string, Json, string]>([
    ['string', { type: 'string' }, 'string'],
    ['uuid', { type: 'string', format: 'uuid' }, 'uuid'],
    ['date', { type: 'string', format: 'date' }, 'date'],
    ['date-time', { type: 'string', format: 'date-time' }, 'date'],
    ['another format', { type: 'string', format: 'password' }, 'string'],
    ['integer', { type: 'integer' }, 'integer'],
    ['int32', { type: 'integer', format: 'int32' }, 'integer'],
    ['int64', { type: 'integer', format: 'int64' }, 'long'],
    ['number', { type: 'number', format: 'float' }, 'double'],
    ['boolean', { type: 'boolean' }, 'boolean'],
    ['object', { type: 'object' }, 'map'],
    ['object of anything', { type: 'object', additionalProperties: { type: 'string' } }, 'map'],
    ['nullable', { type: 'boolean', nullable: true }, 'boolean'],
    ['nothing', {}, ''],
    ['only values', { enum: ['a', 'b'] }, 'string'],
    ['only properties', { properties: { id: { type: 'string' } } }, 'map'],
    ["a hint of the document's own", { type: 'string', 'x-cloudstack-type': 'UUID' }, 'uuid'],
    ['the one choice of oneOf', { oneOf: [{ type: 'integer' }] }, 'integer'],
    ['allOf', { allOf: [{ description: 'x' }, { type: 'boolean' }] }, 'boolean'],
  ])('%s', async (_, schema, word) => {
    const { type, parsed } = await parseType(schema);
    expect(type.word).toBe(word);
    expect(parsed.found).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['a type or null', { type: ['string', 'null'], format: 'uuid' }, 'uuid'],
    ['only null', { type: 'null' }, ''],
    ['a choice of a type and null', { anyOf: [{ type: 'null' }, { type: 'integer' }] }, 'integer'],
    ['a word of CloudStack', { type: 'imageformat' }, 'imageformat'],
    ['yes or no to anything', { items: true, type: 'array' }, 'list'],
  ])('%s, in 3.1', async (_, schema, word) => {
    const { type, parsed } = await parseType(schema, '3.1.0');
    expect(type.word).toBe(word);
    expect(parsed.found).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['a number or a text', { oneOf: [{ type: 'integer' }, { type: 'string' }] }, 'string'],
    ['a flag or a number', { anyOf: [{ type: 'integer' }, { type: 'boolean' }, { type: 'null' }] }, 'string'],
    ['a list of types', { type: ['integer', 'string', 'null'] }, 'string'],
    ['an object or a text', { oneOf: [{ type: 'object' }, { type: 'string' }] }, ''],
    ['a type or anything', { oneOf: [{ type: 'boolean' }, {}] }, 'boolean'],
  ])('is one that suits all where there is a choice, which a warning tells: %s', async (_, schema, word) => {
    const { type, parsed } = await parseType(schema, '3.1.0');
    expect(type.word).toBe(word);
    expect(parsed.found).toEqual([`warning schema-alternatives ${at}`]);
  });

  it.each<[string, Json, string]>([
    ['two kinds of numbers', { oneOf: [{ type: 'integer' }, { type: 'number' }] }, 'double'],
    ['one type twice', { anyOf: [{ type: 'boolean' }, { type: 'boolean', description: 'x' }] }, 'boolean'],
    ['one element or a list', { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }, 'list'],
    ['a value or nothing', { oneOf: [{ type: 'string', enum: ['a'] }, { enum: [null] }] }, 'string'],
    ['true and false as texts', { type: 'string', enum: ['true', 'false'] }, 'boolean'],
    ['a number that is whole', { type: 'number', format: 'int64' }, 'long'],
    ['a tuple of one type', { type: 'array', prefixItems: [{ type: 'string' }, { type: 'string' }] }, 'list'],
  ])('is certain for %s', async (_, schema, word) => {
    const { type, parsed } = await parseType(schema, '3.1.0');
    expect([type.word, parsed.found]).toEqual([word, []]);
  });

  it('is known where a choice only says what is needed together', async () => {
    const { type, parsed } = await parseType({ type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] });
    expect(type.word).toBe('map');
    expect(parsed.found).toEqual([]);
  });
});

describe('allowed values', () => {
  it.each<[string, Json, string[] | null]>([
    ['of text', { type: 'string', enum: ['Up', 'Down'] }, ['Up', 'Down']],
    ['of text or null', { type: 'string', nullable: true, enum: ['Up', null] }, ['Up']],
    ['of numbers', { type: 'integer', enum: [0, 1, 2] }, null],
    ['of flags', { type: 'boolean', enum: [true] }, null],
    ['of numbers that are texts', { type: 'string', enum: [4, '5'] }, ['4', '5']],
    ['each described by itself', { oneOf: [{ enum: ['Up'] }, { enum: ['Down'] }] }, ['Up', 'Down']],
    ['of a type of CloudStack', { 'x-cloudstack-type': 'imageformat', enum: ['VHD'] }, ['VHD']],
    ['without one', { type: 'string' }, null],
  ])('%s', async (_, schema, values) => {
    expect((await parseType(schema)).type.values).toEqual(values);
  });

  it('that are numbers are told: once where the type is one, and each where it is text', async () => {
    const number = await parseType({ type: 'integer', enum: [1, 2] });
    const list = await parseType({ type: 'array', items: { type: 'number', enum: [1.5] } });
    const texts = await parseType({ type: 'string', enum: [4.1, 'new', 5] });
    expect(number.parsed.found).toEqual([`note enum-of-numbers ${at}/enum/0`]);
    expect(list.parsed.found).toEqual([`note enum-of-numbers ${at}/items/enum/0`]);
    const places = [`${at}/enum/0`, `${at}/enum/2`];
    expect(texts.parsed.found).toEqual(places.map((place) => `warning enum-value-unquoted ${place}`));
  });

  it('may be one, in 3.1', async () => {
    expect((await parseType({ const: 'Up' }, '3.1.0')).type).toMatchObject({ word: 'string', values: ['Up'] });
  });
});

describe('lists and objects', () => {
  it('hold the types of their items and members', async () => {
    const disk = {
      type: 'object',
      required: ['size'],
      properties: { size: { type: 'integer' }, tags: { type: 'array', items: { type: 'string' } } },
    };
    const { type } = await parseType({ type: 'array', items: disk });
    expect(type).toMatchObject({ word: 'map', shape: null, items: { word: 'map' } });
    expect(show(type.items?.shape ?? null)).toBe('{size!:integer tags:list}');
    const tags = type.items?.shape?.fields[1]?.type.value.items;
    expect(tags).toEqual({ word: 'string', values: null, items: null, shape: null });
  });

  it('are put together from allOf, the first statement of a property counting', async () => {
    const schemas = {
      Base: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, name: { type: 'string' } } },
      Zone: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          { required: ['dns'], properties: { dns: { type: 'string' }, name: { type: 'integer' } } },
        ],
      },
    };
    const { type } = await parseType({ $ref: '#/components/schemas/Zone' }, '3.0.3', schemas);
    expect(show(type.shape)).toBe('Zone{id!:string name:string dns!:string}');
  });

  it('keep the name of a component that allOf only describes', async () => {
    const zone = { title: 'A zone', description: 'A place.', type: 'object', properties: { id: { type: 'string' } } };
    const schemas = { Zone: zone };
    const wrapped = { description: 'Where it runs.', allOf: [{ $ref: '#/components/schemas/Zone' }] };
    const { type } = await parseType(wrapped, '3.0.3', schemas);
    expect(type.shape).toMatchObject({
      name: 'Zone',
      description: 'A place.',
      origin: { at: '/components/schemas/Zone' },
    });
  });

  it('go by their title where they stand in no component', async () => {
    const { type } = await parseType({ title: 'Disk', type: 'object', properties: { size: { type: 'integer' } } });
    expect(type.shape).toMatchObject({ name: 'Disk', origin: { file: 'api.yaml', at } });
  });
});

describe('schemas that come back to themselves', () => {
  const refer = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

  it('end in a shape with their name and no fields', async () => {
    const schemas = {
      Domain: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          parent: refer('Domain'),
          zones: { type: 'array', items: refer('Zone') },
        },
      },
      Zone: { type: 'object', properties: { domain: refer('Domain') } },
    };
    const { type, parsed } = await parseType(refer('Domain'), '3.0.3', schemas);
    expect(show(type.shape)).toBe('Domain{name:string parent:mapDomain{} zones:listZone{domain:mapDomain{}}}');
    expect(parsed.found).toEqual([]);
  });

  it('end at once where a wrapper only describes what they come back to', async () => {
    const parent = { allOf: [refer('Domain')], nullable: true, description: 'The one above.' };
    const schemas = { Domain: { type: 'object', properties: { parent } } };
    expect(show((await parseType(refer('Domain'), '3.0.3', schemas)).type.shape)).toBe('Domain{parent:mapDomain{}}');
  });

  it('end, whatever way they come back: allOf, oneOf, items', async () => {
    const schemas = {
      All: { allOf: [refer('All'), { properties: { id: { type: 'string' } } }] },
      One: { oneOf: [refer('One')] },
      List: { type: 'array', items: refer('List') },
    };
    expect(show((await parseType(refer('All'), '3.0.3', schemas)).type.shape)).toBe('All{id:string}');
    expect((await parseType(refer('One'), '3.0.3', schemas)).type.word).toBe('');
    expect((await parseType(refer('List'), '3.0.3', schemas)).type).toMatchObject({
      word: 'list',
      items: { word: 'list', items: null },
    });
  });

  it('are cut with a warning where they grow beyond measure', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `S${index}`);
    const everyone = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, refer(name)])) };
    const clique = Object.fromEntries(names.map((name) => [name, structuredClone(everyone)]));
    const chain = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `S${index}`,
        { type: 'object', properties: { next: index < 199 ? refer(`S${index + 1}`) : {} } },
      ]),
    );
    for (const schemas of [clique, chain]) {
      const { parsed } = await parseType(refer('S0'), '3.0.3', schemas);
      expect(parsed.found).toEqual([`warning schema-too-large ${at}`]);
    }
  });
});
