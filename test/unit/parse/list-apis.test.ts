import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import type { RawApi, RawCommand, RawShape, RawType } from '../../../generator/model/raw-api.js';
import { parseListApis } from '../../../generator/parse/list-apis.js';
import { placeOf } from './place-of.js';

interface Parsed {
  readonly api: RawApi;
  /** `code place` of each diagnostic. */
  readonly found: readonly string[];
  readonly messages: readonly string[];
}

function parseText(text: string): Parsed {
  const diagnostics = new Diagnostics();
  const api = parseListApis({ file: 'apis.json', format: 'listapis', text, parts: [] }, diagnostics);
  const found = diagnostics.all.map(({ code, origin }) => `${code} ${placeOf(origin)}`);
  return { api, found, messages: diagnostics.all.map(({ message }) => message) };
}

const parse = (content: unknown): Parsed => parseText(JSON.stringify(content));
const parseApis = (...api: readonly unknown[]): Parsed => parse({ api });

function only({ api }: Parsed): RawCommand {
  const [command, another] = api.commands;
  if (command === undefined || another !== undefined) throw new Error('not one command');
  return command;
}

const parseCommand = (members: object): { command: RawCommand } & Parsed => {
  const parsed = parseApis({ name: 'listZones', ...members });
  return { ...parsed, command: only(parsed) };
};

const shapeOf = ({ result }: RawCommand): RawShape | null => result?.shape ?? null;

/** A type as text: `list<map{id:string}>`. */
function show({ word, items, shape }: RawType): string {
  const inner =
    shape === null ? '' : `{${shape.fields.map(({ name, type }) => `${name.value}:${show(type.value)}`).join(' ')}}`;
  return `${word}${items === null ? '' : `<${show(items)}>`}${inner}`;
}

describe('the document', () => {
  it.each([
    [
      'the form that servers answer',
      { listapisresponse: { count: 1, api: [{ name: 'listZones' }] } },
      '/listapisresponse/api/0/name',
    ],
    ['the form that is saved', { api: [{ name: 'listZones' }] }, '/api/0/name'],
    ['a form with more around it', { count: 1, api: [{ name: 'listZones' }], extra: [] }, '/api/0/name'],
  ])('may be %s', (_, content, at) => {
    const parsed = parse(content);
    expect(parsed.found).toEqual([]);
    expect(only(parsed).name).toEqual({ value: 'listZones', origin: { file: 'apis.json', at } });
  });

  it('has neither title nor version, since servers tell none', () => {
    const { api } = parseApis({ name: 'listZones' });
    expect(api).toMatchObject({ file: 'apis.json', format: 'listapis', title: null, version: null });
  });

  it.each([
    ['{"api": [', 'listapis-syntax 1:10'],
    ['{"api": [{"name": "listZones",\n "name": "listPods"}]}', 'listapis-syntax 2:2'],
    ['{"api": [{"name": "listZones"}], "api": [{"name": "listPods"}]}', 'listapis-syntax 1:34'],
    ['', 'listapis-syntax 1:1'],
    ['null', 'not-listapis '],
    ['[]', 'not-listapis '],
    ['{}', 'not-listapis '],
    ['{"api": {}}', 'not-listapis '],
    ['{"listapisresponse": {"errorcode": 401, "errortext": "no"}}', 'not-listapis '],
    ['{"api": []}', 'listapis-without-commands /api'],
  ])('%s is refused', (text, diagnostic) => {
    const { api, found } = parseText(text);
    expect(found).toEqual([diagnostic]);
    expect(api.commands).toEqual([]);
  });

  it.each([
    ['[]', 'a bare list'],
    ['"text"', '"text"'],
    ['{}', 'an empty object'],
    ['{"openapi":"3.0.0","paths":{}}', 'an object with "openapi", "paths"'],
  ])('%s is described as it is', (text, words) => {
    expect(parseText(text).messages[0]).toContain(words);
  });
});

describe('a command', () => {
  it.each([
    [true, 'async'],
    [false, 'sync'],
    ['true', 'async'],
    [' False ', 'sync'],
    ['', null],
    [null, null],
    [undefined, null],
  ])('with isasync %j is %s', (isasync, execution) => {
    const { command, found } = parseCommand({ isasync });
    expect(command.execution?.value ?? null).toBe(execution);
    expect(found).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['isasync', 1, 'true or false and is 1'],
    ['isasync', 'yes', 'true or false and is "yes"'],
    ['since', true, 'a version and is true'],
    ['description', ['a'], 'a text and is a list'],
    ['params', {}, 'a list and is an object'],
    ['params', 'id', 'a list and is "id"'],
    ['response', {}, 'a list and is an object'],
  ])('whose %s is %j says nothing by it, which is reported', (member, value, words) => {
    const { command, found, messages } = parseCommand({ [member]: value });
    expect(found).toEqual([`listapis-value-invalid /api/0/${member}`]);
    expect(messages[0]).toContain(`"${member}" of listZones should be ${words}`);
    const nothing = { execution: null, since: null, description: null, parameters: [], result: null };
    expect(command).toMatchObject(nothing);
  });

  it('keeps its texts with their places, and leaves out empty ones', () => {
    const { command } = parseCommand({ description: 'Finds zones.', since: '4.2' });
    expect(command.description).toEqual({
      value: 'Finds zones.',
      origin: { file: 'apis.json', at: '/api/0/description' },
    });
    expect(command.since?.value).toBe('4.2');
    expect(parseCommand({ since: 4.2 }).command.since).toEqual(command.since);
    expect(parseCommand({ description: '', since: null }).command).toMatchObject({ description: null, since: null });
  });

  it('belongs to no group and is not called deprecated, since the format knows neither', () => {
    expect(parseCommand({}).command).toMatchObject({ group: null, deprecated: null });
  });

  it.each([[null], [1], ['listZones'], [[]], [{}], [{ name: '' }], [{ name: 5 }]])('%j is none', (entry) => {
    const { api, found } = parseApis(entry, { name: 'listPods' });
    expect(found).toEqual(['listapis-entry-invalid /api/0']);
    expect(api.commands.map(({ name }) => name.value)).toEqual(['listPods']);
  });

  it('that is listed twice is told once, by the entry that says more, whatever their order', () => {
    const [short, long] = [
      { name: 'listZones', description: 'Zones.' },
      { name: 'listZones', description: 'Finds zones.' },
    ];
    for (const order of [
      [short, long],
      [long, short],
    ]) {
      const parsed = parseApis(...order);
      expect(parsed.found).toEqual(['duplicate-command /api/1']);
      expect(only(parsed).description?.value).toBe('Finds zones.');
    }
  });
});

describe('of two entries with one name', () => {
  const inBothOrders = <T>(one: T, other: T): readonly T[][] => [
    [one, other],
    [other, one],
  ];

  it.each([[false, true]])('the required one stays (%j, %j), however little else it says', (no, yes) => {
    const strict = { name: 'id', type: 'uuid', required: yes };
    const lax = { name: 'id', type: 'uuid', required: no };
    for (const params of inBothOrders(strict, lax)) {
      expect(parseCommand({ params }).command.parameters.map(({ required }) => required?.origin.at)).toEqual([
        `/api/0/params/${params.indexOf(strict)}/required`,
      ]);
    }
  });

  it('the one that says whether it is required stays', () => {
    for (const params of inBothOrders<object>({ name: 'id' }, { name: 'id', required: false })) {
      expect(parseCommand({ params }).command.parameters.map(({ required }) => required?.value)).toEqual([false]);
    }
  });

  it('the field with members stays, however long the description of the other is', () => {
    const full = { name: 'tags', type: 'set', response: [{ name: 'key', type: 'string' }] };
    const wordy = { name: 'tags', type: 'set', description: 'Everything that somebody wrote on it.', response: [{}] };
    for (const response of inBothOrders<object>(full, wordy)) {
      const fields = shapeOf(parseCommand({ response }).command)?.fields ?? [];
      expect(fields.map(({ type }) => show(type.value))).toEqual(['set<map{key:string}>']);
    }
  });

  it('the command with more inside stays, and of equal ones the same whatever the order, also of what is inside', () => {
    const described = (name: string, ...params: string[]): object => ({
      name,
      params: params.map((one) => ({ name: one, type: 'uuid' })),
    });
    const read = (...api: readonly object[]): readonly string[] =>
      only(parseApis(...api)).parameters.map(({ name }) => name.value);
    const [few, more] = [described('startVm', 'a-long-name'), described('startVm', 'a', 'b')];
    for (const api of inBothOrders(few, more)) expect(read(...api)).toEqual(['a', 'b']);
    for (const api of inBothOrders(described('startVm', 'a'), described('startVm', 'b')))
      expect(read(...api)).toEqual(['a']);
    const [one, other] = [described('startVm', 'a', 'd'), described('startVm', 'c', 'b')];
    const turned = [described('startVm', 'd', 'a'), described('startVm', 'b', 'c')];
    for (const api of [...inBothOrders(one, other), turned]) expect([...read(...api)].sort()).toEqual(['a', 'd']);
  });
});

describe('a parameter', () => {
  const parameterOf = (entry: object) => {
    const { command, found } = parseCommand({ params: [{ name: 'id', ...entry }] });
    const [parameter] = command.parameters;
    if (parameter === undefined) throw new Error('no parameter');
    return { parameter, found };
  };

  it('keeps what the document says, with places', () => {
    const { parameter } = parameterOf({
      type: 'uuid',
      length: 255,
      required: true,
      description: 'Which.',
      since: '4.3',
    });
    expect(parameter).toMatchObject({
      name: { value: 'id', origin: { at: '/api/0/params/0/name' } },
      type: { value: { word: 'uuid', values: null, items: null, shape: null }, origin: { at: '/api/0/params/0/type' } },
      required: { value: true, origin: { at: '/api/0/params/0/required' } },
      maxLength: { value: 255, origin: { at: '/api/0/params/0/length' } },
      description: { value: 'Which.' },
      since: { value: '4.3' },
    });
  });

  it.each([
    ['a type in capitals', { type: 'UUID' }, { type: { value: { word: 'uuid' } } }],
    ['no type', {}, { type: { value: { word: '' } } }],
    ['required as a word', { required: 'true' }, { required: { value: true } }],
    ['not required as a word', { required: 'false' }, { required: { value: false } }],
    ['a length as a word', { length: '255' }, { maxLength: { value: 255 } }],
    ['a version as a number', { since: 4.2 }, { since: { value: '4.2' } }],
    ['an empty description', { description: '' }, { description: null }],
  ])('with %s', (_, entry, wanted) => {
    const { parameter, found } = parameterOf(entry);
    expect(parameter).toMatchObject(wanted);
    expect(found).toEqual([]);
  });

  it.each<[string, unknown, string, object]>([
    ['type', 5, 'a text and is 5', { type: { value: { word: '' } } }],
    ['required', 'perhaps', 'true or false and is "perhaps"', { required: null }],
    ['length', 2.5, 'a whole number and is 2.5', { maxLength: null }],
    ['length', 'long', 'a whole number and is "long"', { maxLength: null }],
    ['length', '9'.repeat(60), `a whole number and is "${'9'.repeat(39)},`, { maxLength: null }],
    ['description', {}, 'a text and is an object', { description: null }],
  ])('whose %s is %j says nothing by it, which is reported', (member, value, words, wanted) => {
    const { command, found, messages } = parseCommand({ params: [{ name: 'id', [member]: value }] });
    expect(command.parameters[0]).toMatchObject(wanted);
    expect(found).toEqual([`listapis-value-invalid /api/0/params/0/${member}`]);
    expect(messages[0]).toContain(`"${member}" of the parameter "id" of listZones should be ${words}`);
  });

  it('without a name is left out', () => {
    const { command, found } = parseCommand({ params: [{}, { type: 'uuid' }, 'id', { name: 'id' }] });
    expect(command.parameters.map(({ name }) => name.value)).toEqual(['id']);
    expect(found).toEqual([0, 1, 2].map((index) => `listapis-entry-invalid /api/0/params/${index}`));
  });

  it('that is listed twice stays once, as the entry that says more', () => {
    const short = { name: 'zoneid', type: 'uuid', description: 'A zone.' };
    const long = { name: 'zoneid', type: 'uuid', description: 'Zone that gets it.' };
    for (const params of [
      [short, long],
      [long, short],
    ]) {
      const { command, found } = parseCommand({ params });
      expect(command.parameters.map(({ description }) => description?.value)).toEqual(['Zone that gets it.']);
      expect(found).toEqual(['duplicate-parameter /api/0/params/1']);
    }
  });

  it('that every request has is left out of every command, and reported where it is first met', () => {
    const params = [{ name: 'apikey' }, { name: 'id' }, { name: 'Response' }];
    const { api, found } = parseApis({ name: 'listZones', params }, { name: 'listPods', params });
    expect(api.commands.map(({ parameters }) => parameters.map(({ name }) => name.value))).toEqual([['id'], ['id']]);
    expect(found).toEqual(['transport-parameter /api/0/params/0/name', 'transport-parameter /api/0/params/2/name']);
  });

  it.each([[undefined], [null], ['']])('does not exist where params is %j', (params) => {
    expect(parseCommand({ params }).command.parameters).toEqual([]);
  });
});

describe('an answer', () => {
  it.each([[undefined], [null], ['']])('is not described where response is %j', (response) => {
    const { command, found } = parseCommand({ response });
    expect(command.result).toBeNull();
    expect(found).toEqual([]);
  });

  it('whose fields have values of the wrong type says nothing by them, which is reported for each command', () => {
    const response = [{ name: 'tags', type: 1, response: [{ name: 'key', response: {}, description: 5 }] }];
    const { api, found } = parseApis({ name: 'listZones', response }, { name: 'listPods', response });
    expect(api.commands.map((one) => shapeOf(one)?.fields.map(({ type }) => show(type.value)))).toEqual([
      ['{key:}'],
      ['{key:}'],
    ]);
    expect(found).toEqual(
      [0, 1].flatMap((index) =>
        ['response/0/response', 'response/0/description', 'type'].map(
          (member) => `listapis-value-invalid /api/${index}/response/0/${member}`,
        ),
      ),
    );
  });

  it('that is an empty list is described: it has no fields', () => {
    expect(shapeOf(parseCommand({ response: [] }).command)?.fields).toEqual([]);
  });

  it('leaves envelope, key and kind open, and promises no field', () => {
    const { command } = parseCommand({ response: [{ name: 'id', type: 'string' }] });
    expect(command.result).toMatchObject({ envelope: null, key: null, list: null, acknowledgement: null });
    expect(shapeOf(command)?.fields.map(({ required }) => required)).toEqual([false]);
  });

  it.each([
    ['a scalar', { type: 'string' }, 'string'],
    ['an array of scalars', { type: 'double[]' }, 'double[]'],
    ['a class of Java', { type: 'hostharesponse' }, 'hostharesponse'],
    ['a list of nobody knows what', { type: 'list' }, 'list'],
    ['a set without shape', { type: 'set', response: [] }, 'set'],
    ['a list of objects', { type: 'list', response: [{ name: 'a', type: 'long' }] }, 'list<map{a:long}>'],
    ['a set of objects', { type: 'set', response: [{ name: 'a', type: 'long' }] }, 'set<map{a:long}>'],
    ['an object', { type: 'counterresponse', response: [{ name: 'a', type: 'long' }] }, 'counterresponse{a:long}'],
    ['a map', { type: 'map' }, 'map'],
    ['nothing at all', {}, ''],
  ])('may hold %s', (_, field, type) => {
    const { command, found } = parseCommand({ response: [{ name: 'x', ...field }] });
    expect(shapeOf(command)?.fields.map((one) => show(one.type.value))).toEqual([type]);
    expect(found).toEqual([]);
  });

  it('nests as deeply as the document does, with the place of every field', () => {
    const tags = { name: 'tags', type: 'set', response: [{ name: 'key', type: 'string' }] };
    const rules = { name: 'rule', type: 'list', response: [tags] };
    const { command } = parseCommand({ response: [{ name: 'group', type: 'list', response: [rules] }] });
    const group = shapeOf(command)?.fields[0]?.type.value;
    expect(group && show(group)).toBe('list<map{rule:list<map{tags:set<map{key:string}>}>}>');
    const rule = group?.items?.shape?.fields[0];
    expect(rule?.name.origin.at).toBe('/api/0/response/0/response/0');
  });

  it('reports what it drops: empty entries, nameless fields and repeated ones, on every level', () => {
    const inner = [{}, { type: 'string' }, { name: 'key', type: 'string' }, { name: 'key', type: 'string' }];
    const { command, found } = parseCommand({ response: [{ name: 'tags', type: 'set', response: inner }, {}, null] });
    expect(shapeOf(command)?.fields.map((one) => show(one.type.value))).toEqual(['set<map{key:string}>']);
    expect([...found].sort()).toEqual([
      'duplicate-field /api/0/response/0/response/3',
      'empty-field /api/0/response/0/response/0',
      'empty-field /api/0/response/1',
      'nameless-field /api/0/response/0/response/1',
      'nameless-field /api/0/response/2',
    ]);
  });

  it('that nests thousands of levels is cut off and reported, not followed until the stack ends', () => {
    let text = '{"name":"x","type":"list"}';
    for (let level = 0; level < 5000; level += 1) text = `{"name":"x","type":"list","response":[${text}]}`;
    const { found } = parseText(`{"api":[{"name":"listZones","response":[${text}]}]}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^listapis-entry-invalid /);
  });
});

describe('names that JavaScript reserves', () => {
  it.each(['__proto__', 'constructor', 'toString'])('%s is a name like any other', (name) => {
    const text = `{"api":[{"name":"${name}","params":[{"name":"${name}","type":"${name}"}],"response":[{"name":"${name}","type":"string"}]}]}`;
    const command = only(parseText(text));
    expect(command.name.value).toBe(name);
    expect(command.parameters[0]?.type.value.word).toBe(name.toLowerCase());
    expect(shapeOf(command)?.fields[0]?.name.value).toBe(name);
  });
});
