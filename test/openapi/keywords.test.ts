import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { generated, temporaryFolder } from '../support/pipeline.js';
import { commandOf, document, type Json, operation, parseDocument, query } from '../unit/parse/openapi-document.js';
import { inShort } from '../constraints/describe.js';

/** One command, made of an OpenAPI document with these parameters and fields, and perhaps a listApis document. */
async function modelOf(more: Json, schema: Json = {}, discovered: Json | null = null) {
  const folder = await temporaryFolder();
  const openapi = join(folder, 'api.json');
  const listapis = join(folder, 'listapis.json');
  await writeFile(openapi, JSON.stringify(document({ '/': { get: operation('listPumps', more, schema) } })));
  if (discovered !== null) await writeFile(listapis, JSON.stringify({ api: [{ name: 'listPumps', ...discovered }] }));
  return generated({ openapi: [openapi], ...(discovered === null ? {} : { listapis: [listapis] }) });
}

/** The rules of each parameter but those of paging, in short. */
async function rulesOf(parameters: readonly Json[], discovered: Json | null = null): Promise<Json> {
  const { model } = await modelOf({ parameters }, {}, discovered);
  const own = model.commands[0]?.parameters.filter(({ name }) => !name.startsWith('page')) ?? [];
  return Object.fromEntries(own.map(({ name, constraints }) => [name, constraints.map(inShort)]));
}

describe('keywords of a schema', () => {
  it('are the range of a number, in the words of OpenAPI 3.0 and of 3.1', async () => {
    const rules = await rulesOf([
      query('both', { type: 'integer', minimum: 1, maximum: 10 }),
      query('least', { type: 'number', minimum: 0.5 }),
      query('excluded', { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 5.5 }),
      query('flagged', { type: 'integer', minimum: 0, exclusiveMinimum: true }),
      query('composed', { allOf: [{ type: 'integer' }, { maximum: 7 }] }),
    ]);
    expect(rules).toEqual({
      both: ['range 1..10'],
      least: ['range 0.5..'],
      excluded: ['range 1..5'],
      flagged: ['range 1..'],
      composed: ['range ..7'],
    });
  });

  it('are the range of a number that may be null, or is whole by its format', async () => {
    const parameters = [
      query('nullable', { type: ['integer', 'null'], minimum: 1, maximum: 9 }),
      query('choice', { anyOf: [{ type: 'integer', exclusiveMinimum: 0 }, { type: 'null' }] }),
      query('long', { type: 'number', format: 'int64', minimum: 5, exclusiveMaximum: 10 }),
    ];
    const api = { ...document({ '/': { get: operation('listPumps', { parameters }) } }), openapi: '3.1.0' };
    const keywords = commandOf(await parseDocument(api)).parameters.map((one) => one.keywords ?? []);
    expect(keywords.map((rules) => rules.map(({ value }) => inShort(value)))).toEqual([
      ['range 1..9'],
      ['range 1..'],
      ['range 5..9'],
    ]);
  });

  it('count by their narrower end, and by whole numbers where others mean nothing', async () => {
    const rules = await rulesOf([
      query('wider', { type: 'integer', minimum: 5, exclusiveMinimum: 0, maximum: 9, exclusiveMaximum: 20 }),
      query('narrower', { type: 'integer', minimum: 0, exclusiveMinimum: 5, maximum: 9, exclusiveMaximum: 9 }),
      query('decimal', { type: 'number', minimum: 5, exclusiveMinimum: 0 }),
      query('flagged', { type: 'integer', maximum: 1.5, exclusiveMaximum: true }),
      query('between', { type: 'integer', minimum: 0.5, maximum: 2.5 }),
    ]);
    expect(rules).toEqual({
      wider: ['range 5..9'],
      narrower: ['range 6..8'],
      decimal: ['range 5..'],
      flagged: ['range ..1'],
      between: ['range 1..2'],
    });
  });

  it('are also the least and the greatest of the only numbers that are allowed', async () => {
    const rules = await rulesOf([
      query('level', { type: 'integer', enum: [3, 1, 2] }),
      query('ratio', { type: 'number', enum: [0.5, 1], maximum: 0.75 }),
      query('text', { type: 'string', enum: ['1', '2'] }),
    ]);
    expect(rules).toEqual({ level: ['range 1..3'], ratio: ['range 0.5..0.75'], text: [] });
  });

  it('are left out beyond the numbers that are exact', async () => {
    const [minimum, maximum] = [-(2 ** 63), 2 ** 63 - 1];
    const rules = await rulesOf([
      query('any', { type: 'integer', format: 'int64', minimum, maximum }),
      query('some', { type: 'integer', format: 'int64', minimum: 0, maximum }),
      query('excluded', { type: 'integer', exclusiveMinimum: minimum, exclusiveMaximum: 7 }),
    ]);
    expect(rules).toEqual({ any: [], some: ['range 0..'], excluded: ['range ..6'] });
  });

  it('say what leaving a parameter out means, in its own type', async () => {
    const rules = await rulesOf([
      query('on', { type: 'boolean', default: true }),
      query('size', { type: 'integer', default: 20 }),
      query('offset', { type: 'integer', default: -1 }),
      query('format', { type: 'string', enum: ['QCOW2', 'RAW'], default: 'RAW' }),
      query('needed', { type: 'string', default: 'a' }, { required: true }),
      query('password', { type: 'string', format: 'password', default: 'hunter2' }),
      query('huge', { type: 'integer', format: 'int64', default: 2 ** 60 }),
    ]);
    expect(rules).toEqual({
      on: ['default true'],
      size: ['default 20'],
      offset: ['default -1'],
      format: ['default "RAW"'],
      needed: [],
      password: [],
      huge: [],
    });
  });

  it('are numbers only where they are written as numbers', async () => {
    const rules = await rulesOf([
      query('flag', { type: 'integer', default: true }),
      query('blank', { type: 'integer', default: ' ' }),
      query('nothing', { type: 'number', default: '' }),
      query('hexadecimal', { type: 'integer', default: '0x10' }),
      query('unlimited', { type: 'integer', default: '-1' }),
      query('share', { type: 'number', default: '0.5' }),
      query('half', { type: 'integer', default: 2.5 }),
    ]);
    expect(rules).toEqual({
      flag: [],
      blank: [],
      nothing: [],
      hexadecimal: [],
      unlimited: ['default -1'],
      share: ['default 0.5'],
      half: [],
    });
  });

  it('give way where another document knows a type for which they mean nothing', async () => {
    const ranged = query('size', { type: 'integer', minimum: 1, default: 5 });
    const params = [{ name: 'size', type: 'boolean', description: 'How large.' }];
    expect(await rulesOf([ranged], { params })).toEqual({ size: [] });
  });

  it('stand before what the description says', async () => {
    const told = query('size', { type: 'integer', minimum: 1, maximum: 10 }, { description: 'Between 1 and 99.' });
    expect(await rulesOf([told])).toEqual({ size: ['range 1..10'] });
  });

  it('are left out, with a warning, where they let no number pass', async () => {
    const pump = operation('listPumps', { parameters: [query('size', { type: 'integer', minimum: 9, maximum: 1 })] });
    const { found } = await parseDocument(document({ '/': { get: pump } }));
    expect(found).toContain('warning schema-range-empty /paths/~1/get/parameters/1/schema/minimum');
  });
});

describe('the flag "deprecated"', () => {
  it('counts for parameters, with the reason beside it, else with the one in the description', async () => {
    const text = { type: 'string' };
    const rules = await rulesOf([
      query('plain', text, { deprecated: true }),
      query('inschema', { ...text, deprecated: true }),
      query('reasoned', text, { deprecated: true, 'x-deprecated-reason': 'Use id.' }),
      query('told', text, { deprecated: true, description: 'Which one. This parameter is deprecated, use id.' }),
      query('id', text, { deprecated: false }),
    ]);
    expect(rules).toEqual({
      plain: ['deprecated its document says so'],
      inschema: ['deprecated its document says so'],
      reasoned: ['deprecated Use id.'],
      told: ['deprecated use id'],
      id: [],
    });
  });

  it('strikes a field through in the types', async () => {
    const properties = {
      id: { type: 'string' },
      power: { type: 'integer', deprecated: true, 'x-deprecated-reason': 'Use watts.' },
      volts: { type: 'integer', description: 'How many. This parameter is deprecated, please use watts.' },
    };
    const pump = { type: 'object', properties };
    const pumps = { type: 'object', properties: { count: { type: 'integer' }, pump: { type: 'array', items: pump } } };
    const schema = { type: 'object', properties: { listpumpsresponse: pumps } };
    const { files, model } = await modelOf({}, schema);
    const printed = files.find(({ path }) => path.endsWith('models/pump.ts'))?.text ?? '';
    expect(model.entities[0]?.fields.map(({ name, deprecated }) => [name, deprecated])).toEqual([
      ['id', null],
      ['power', 'Use watts.'],
      ['volts', 'use watts'],
    ]);
    expect(printed).toContain('  /** @deprecated Use watts. */\n  power?: number | undefined;');
    expect(printed).toContain('   * @deprecated use watts\n   */\n  volts?: number | undefined;');
  });
});
