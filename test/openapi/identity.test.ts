import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApiModel } from '../../generator/model/api-model.js';
import { generated, temporaryFolder, writeFiles } from '../support/pipeline.js';
import { document, type Json, operation } from '../unit/parse/openapi-document.js';
import { show } from '../unit/normalise/raw.js';

const text: Json = { type: 'string' };
const refer = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** The model of documents in JSON; the first of each folder is read, the others are what it refers to. */
async function modelOf(files: Readonly<Record<string, unknown>>): Promise<ApiModel> {
  const folder = await temporaryFolder();
  const written = Object.entries(files).map(([path, value]) => ({ path, text: JSON.stringify(value) }));
  await writeFiles(folder, written);
  const openapi = written.filter(({ path }) => path.endsWith('api.json')).map(({ path }) => join(folder, path));
  return (await generated({ openapi })).model;
}

/** Of each entity its fields, with their types. */
function fieldsOf({ entities }: ApiModel): Readonly<Record<string, string>> {
  const lines = entities.map(({ name, fields }) => [name, fields.map((one) => `${one.name}:${show(one.type)}`)]);
  return Object.fromEntries(lines.map(([name, fields]) => [name, (fields as string[]).join(' ')]));
}

/** Commands that answer lists of things, each in its envelope. */
function listing(things: Readonly<Record<string, Json>>): Json {
  const paths = Object.entries(things).map(([command, items]) => {
    const list = { properties: { count: { type: 'integer' }, item: { type: 'array', items } } };
    const schema = { properties: { [`${command.toLowerCase()}response`]: list } };
    return [`/${command}`, { get: operation(command, {}, schema) }];
  });
  return Object.fromEntries(paths);
}

const things = (schemas: Json, commands: Readonly<Record<string, Json>>): Json =>
  document(listing(commands), { components: { schemas } });

describe('schemas of one name', () => {
  const item = (own: Json, inner: Json): Json => ({
    type: 'object',
    properties: { id: text, ...own, owned: { $ref: '#/definitions/Sub' } },
    definitions: { Sub: { type: 'object', properties: inner } },
  });

  it('are two things in two files', async () => {
    const model = await modelOf({
      'api.json': document(listing({ listZones: { $ref: 'zone/item.json' }, listKiosks: { $ref: 'vm/item.json' } })),
      'zone/item.json': item({ zonename: text }, { z: text }),
      'vm/item.json': item({ price: text }, { k: text }),
    });
    expect(fieldsOf(model)).toEqual({
      Kiosk: 'id:string owned:Sub price:string',
      Sub: 'k:string',
      Zone: 'id:string owned:ZoneOwned zonename:string',
      ZoneOwned: 'z:string',
    });
  });

  it('are two things among the definitions of two schemas', async () => {
    const holder = (kind: string, inner: string): Json => ({
      type: 'object',
      properties: { kind: { type: 'string' }, [kind]: text, item: { $ref: `#/components/schemas/${kind}/$defs/Item` } },
      $defs: { Item: { type: 'object', properties: { [inner]: text } } },
    });
    const schemas = { A: holder('A', 'x'), B: holder('B', 'y') };
    const model = await modelOf({ 'api.json': things(schemas, { listPumps: refer('A'), listPipes: refer('B') }) });
    expect(fieldsOf(model)).toMatchObject({ Item: 'y:string', PumpItem: 'x:string' });
    expect(fieldsOf(model)).toMatchObject({ Pump: 'A:string item:PumpItem kind:string', Pipe: expect.any(String) });
  });

  it('are two things where only their titles are alike', async () => {
    const titled = (inner: string): Json => ({
      title: 'Response',
      type: 'object',
      properties: { [inner]: text, details: { title: 'Details', type: 'object', properties: { [`${inner}s`]: text } } },
    });
    const paths = listing({ readPump: titled('a'), readPipe: titled('b') });
    expect(fieldsOf(await modelOf({ 'api.json': document(paths) }))).toEqual({
      Details: 'as:string',
      ReadPumpResult: 'a:string details:Details',
      Response: 'b:string details:ResponseDetail',
      ResponseDetail: 'bs:string',
    });
  });

  it('are one thing in two versions of a document, as components', async () => {
    const version = (more: Json): Json => things({ Pump: { type: 'object', properties: { id: text, ...more } } }, {});
    const [older, newer] = [version({}), version({ rack: text })];
    const model = await modelOf({
      'a/api.json': { ...older, paths: listing({ listPumps: refer('Pump') }) },
      'b/api.json': { ...newer, paths: listing({ startPump: refer('Pump') }) },
    });
    expect(fieldsOf(model)).toEqual({ Pump: 'id:string rack:string' });
  });

  it('lose no fields where two documents mean two things inside others', async () => {
    const holding = (command: string, inner: Json): Json =>
      things(
        { Part: { type: 'object', properties: inner } },
        { [command]: { type: 'object', properties: { [command]: text, part: refer('Part') } } },
      );
    const model = await modelOf({
      'a/api.json': holding('listPipes', { width: text }),
      'b/api.json': holding('listPumps', { power: text }),
    });
    expect(fieldsOf(model)).toMatchObject({ Part: 'width:string', PumpPart: 'power:string' });
  });

  it('are told apart where they come back to themselves', async () => {
    const node = (own: Json): Json => ({
      type: 'object',
      properties: { ...own, inner: { type: 'object', properties: { top: { $ref: '#' } } } },
    });
    const model = await modelOf({
      'api.json': document(listing({ listPumps: { $ref: 'a/node.json' }, listPipes: { $ref: 'b/node.json' } })),
      'a/node.json': node({ power: text }),
      'b/node.json': node({ width: text }),
    });
    expect(fieldsOf(model)).toEqual({
      Pipe: 'inner:PipeInner width:string',
      PipeInner: 'top:Pipe',
      Pump: 'inner:PumpInner power:string',
      PumpInner: 'top:Pump',
    });
  });

  it('are one thing, whichever way two of them that hold each other are met', async () => {
    const schemas = {
      Pump: { type: 'object', properties: { id: text, pipe: refer('Pipe'), twin: refer('Twin') } },
      Pipe: { type: 'object', properties: { id: text, pump: refer('Pump'), twin: refer('Twin') } },
      Twin: { type: 'object', properties: { name: text, pump: refer('Pump'), pipe: refer('Pipe') } },
    };
    const model = await modelOf({
      'api.json': things(schemas, { listPumps: refer('Pump'), listPipes: refer('Pipe') }),
    });
    expect(Object.keys(fieldsOf(model))).toEqual(['Pipe', 'Pump', 'Twin']);
  });
});

describe('a schema that is only wrapped', () => {
  const base = { Base: { type: 'object', properties: { id: text } } };
  const derived = (properties: Json): Json => ({ allOf: [refer('Base'), { type: 'object', properties }] });
  const wrapped: readonly [string, (name: string) => Json][] = [
    ['by allOf', (name) => ({ allOf: [refer(name)], nullable: true, description: 'One above.' })],
    ['by allOf beside a part without properties', (name) => ({ allOf: [refer(name), { description: 'One above.' }] })],
    ['twice', (name) => ({ allOf: [{ allOf: [refer(name)] }], nullable: true })],
    ['by a choice beside null', (name) => ({ oneOf: [refer(name), { type: 'null' }], description: 'One above.' })],
  ];

  it.each(wrapped)('%s, is itself, also where it comes back to itself', async (_, wrap) => {
    const schemas = {
      ...base,
      Knot: derived({
        parent: wrap('Knot'),
        children: { type: 'array', items: refer('Knot') },
        wallet: wrap('Wallet'),
      }),
      Wallet: derived({ money: text }),
    };
    const kiosk = { type: 'object', properties: { wallet: wrap('Wallet'), knot: wrap('Knot') } };
    const api = { ...things(schemas, { listKnots: refer('Knot'), listKiosks: kiosk }), openapi: '3.1.0' };
    expect(fieldsOf(await modelOf({ 'api.json': api }))).toEqual({
      Kiosk: 'knot:Knot wallet:Wallet',
      Knot: 'children:json[Knot] id:string parent:Knot wallet:Wallet',
      Wallet: 'id:string money:string',
    });
  });

  it('is another thing where properties stand beside the reference', async () => {
    const schemas = { Pipe: { type: 'object', properties: { id: text } } };
    const own = { ...refer('Pipe'), properties: { colour: text } };
    const pump = { type: 'object', properties: { plain: refer('Pipe'), painted: own } };
    const api = { ...things(schemas, { listPumps: pump }), openapi: '3.1.0' };
    expect(fieldsOf(await modelOf({ 'api.json': api }))).toEqual({
      Pipe: 'id:string',
      Pump: 'painted:PumpPainted plain:Pipe',
      PumpPainted: 'colour:string id:string',
    });
  });

  it('may go round without end', async () => {
    const schemas = { Round: { allOf: [{ oneOf: [refer('Other')] }] }, Other: { allOf: [refer('Round')] } };
    const pump = { type: 'object', properties: { id: text, round: refer('Round') } };
    expect(fieldsOf(await modelOf({ 'api.json': things(schemas, { listPumps: pump }) }))).toMatchObject({
      Pump: expect.stringContaining('id:string'),
    });
  });
});

describe('what is said of a thing', () => {
  const owner = { type: 'object', properties: { name: text } };
  const buyer = (use: Json): Json => ({ type: 'object', properties: { buyer: use } });
  const uses: readonly [string, Json][] = [
    ['allOf', { allOf: [refer('Owner')], description: 'Who buys.' }],
    ['a reference', { ...refer('Owner'), description: 'Who buys.' }],
  ];
  const read = async (schema: Json, use: Json) => {
    const api = { ...things({ Owner: schema }, { listKiosks: buyer(use) }), openapi: '3.1.0' };
    const { entities } = await modelOf({ 'api.json': api });
    const [kiosk, thing] = ['Kiosk', 'Owner'].map((name) => entities.find((one) => one.name === name));
    return { field: kiosk?.fields[0]?.description, entity: thing?.description };
  };

  it.each(uses)('is not what is said of its use, beside %s', async (_, use) => {
    const described = { ...owner, description: 'An owner of things.' };
    expect(await read(described, use)).toEqual({ field: 'Who buys.', entity: 'An owner of things.' });
    expect(await read(owner, use)).toEqual({ field: 'Who buys.', entity: null });
  });
});
