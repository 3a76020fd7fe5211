import { describe, expect, it } from 'vitest';
import { document, listOf, merge, mergeCommands, show, type TypeSpec } from './raw.js';

interface Typed {
  readonly type: string;
  readonly problems: readonly string[];
}

/** What a parameter `x` becomes when one discovery document gives it this type. */
function parameter(type: TypeSpec, facts: readonly object[] = []): Typed {
  const outcome = mergeCommands([{ name: 'addThing', parameters: { x: { type } } }], { facts });
  return { type: show(outcome.parameter('addThing', 'x').type), problems: outcome.problems.filter(isAboutTypes) };
}

/** What a field `x` becomes. */
function field(type: TypeSpec, facts: readonly object[] = []): Typed {
  const outcome = mergeCommands([{ name: 'listThings', result: { fields: { x: type } } }], { facts });
  return { type: show(outcome.field('Thing.x')), problems: outcome.problems };
}

function isAboutTypes(code: string): boolean {
  return code !== 'result-unknown';
}

const about = (fact: string, value: unknown, member: object) => [{ fact, command: '*', value, ...member }];

describe('a scalar', () => {
  it.each([
    ['string', 'string'],
    ['uuid', 'id'],
    ['url', 'string'],
    ['date', 'date'],
    ['tzdate', 'date'],
    ['boolean', 'boolean'],
    ['int', 'integer'],
    ['integer', 'integer'],
    ['short', 'integer'],
    ['long', 'long'],
    ['float', 'decimal'],
    ['double', 'decimal'],
    ['bigdecimal', 'decimal'],
  ])('%s is sent and comes back as %s', (word, type) => {
    expect(parameter(word)).toEqual({ type, problems: [] });
    expect(field(word)).toEqual({ type, problems: [] });
  });

  it.each(['imageformat', 'hypervisortype', 'status', 'state', 'type', 'powerstate', 'scopetype', 'hastate'])(
    '%s, a Java class of words, comes back as a text',
    (word) => {
      expect(field(word)).toEqual({ type: 'string', problems: [] });
    },
  );

  it.each(['', 'uid', 'constructor', '__proto__', 'toString', 'hostharesponse'])(
    'of the type %j is left open, and reported',
    (word) => {
      expect(parameter(word)).toEqual({ type: 'unknown', problems: ['type-unknown'] });
      expect(field(word)).toEqual({ type: 'unknown', problems: ['type-unknown'] });
    },
  );

  it('with allowed values is closed where it is sent and open where it comes back', () => {
    const type = { word: 'string', values: ['b', 'a'] };
    expect(parameter(type).type).toBe('enum(b|a)');
    expect(field(type).type).toBe('enum?(b|a)');
  });

  it('called object is a text where it is sent, and anything where it comes back', () => {
    expect(parameter('object')).toEqual({ type: 'string', problems: [] });
    expect(field('object')).toEqual({ type: 'unknown', problems: [] });
    expect(field('responseobject')).toEqual({ type: 'unknown', problems: [] });
  });
});

describe('a list that is sent', () => {
  it.each<[string, TypeSpec, readonly object[], string, readonly string[]]>([
    ['holds what a fact says', 'list', about('list', 'uuid', { parameter: 'x' }), 'comma[id]', []],
    ['holds what a document says', { word: 'list', items: 'long' }, [], 'comma[long]', []],
    [
      'holds what a fact says against a document',
      { word: 'list', items: 'string' },
      about('list', 'uuid', { parameter: 'x' }),
      'comma[id]',
      [],
    ],
    [
      'holds text where nobody says anything, and that is reported',
      'list',
      [],
      'comma[string]',
      ['list-elements-unknown'],
    ],
    ['may be called set', { word: 'set', items: 'uuid' }, [], 'comma[id]', []],
    ['may be called array', { word: 'array', items: 'uuid' }, [], 'comma[id]', []],
  ])('%s', (_, type, facts, wanted, problems) => {
    expect(parameter(type, facts)).toEqual({ type: wanted, problems });
  });

  it('is meant by no fact where the document has a single value', () => {
    expect(parameter('uuid', about('list', 'uuid', { parameter: 'x' })).type).toBe('id');
  });
});

describe('a map that is sent', () => {
  const map = (value: unknown) => about('map', value, { parameter: 'x' });
  const pair = [
    { name: 'disk', type: 'string', required: true },
    { name: 'diskOffering', type: 'uuid' },
  ];
  it.each<[string, readonly object[], string, readonly string[]]>([
    ['entries', map({ encoding: 'entries' }), 'map(entries)', []],
    ['pairs', map({ encoding: 'pairs' }), 'map(pairs)', []],
    ['objects', map({ encoding: 'objects', fields: pair }), 'objects{disk:string diskOffering?:id}', []],
    [
      'open objects',
      map({ encoding: 'objects', fields: pair, open: true }),
      'objects{disk:string diskOffering?:id …}',
      [],
    ],
    ['entries where nobody says anything, and that is reported', [], 'map(entries)', ['map-encoding-unknown']],
  ])('is written as %s', (_, facts, wanted, problems) => {
    expect(parameter('map', facts)).toEqual({ type: wanted, problems });
  });

  it('whose encoding is unknown is reported with its place', () => {
    const { all } = mergeCommands([{ name: 'addThing', parameters: { x: { type: 'map' } } }]);
    expect(all.find(({ code }) => code === 'map-encoding-unknown')?.origin?.at).toBe('/addThing/x/type');
  });

  it('has the shape that belongs to the command, where one name has two', () => {
    const facts = [
      { fact: 'map', command: 'addThing', parameter: 'x', value: { encoding: 'objects', fields: [{ name: 'a' }] } },
      { fact: 'map', command: 'addOther', parameter: 'x', value: { encoding: 'objects', fields: [{ name: 'b' }] } },
    ];
    const parameters = { x: { type: 'map' } };
    const { parameter: of } = mergeCommands(
      [
        { name: 'addThing', parameters },
        { name: 'addOther', parameters },
      ],
      { facts },
    );
    expect(show(of('addThing', 'x').type)).toBe('objects{a?:string}');
    expect(show(of('addOther', 'x').type)).toBe('objects{b?:string}');
  });
});

describe('a list or map that comes back', () => {
  it.each<[string, TypeSpec, readonly object[], string, readonly string[]]>([
    ['a list of words', { word: 'list', items: 'string' }, [], 'json[string]', []],
    ['an array of numbers', 'double[]', [], 'json[decimal]', []],
    ['an array of longs', 'long[]', [], 'json[long]', []],
    ['an array of texts', 'string[]', [], 'json[string]', []],
    ['a list of nobody knows what', 'list', [], 'json[unknown]', ['list-elements-unknown']],
    ['a set without shape', 'set', [], 'json[unknown]', ['list-elements-unknown']],
    ['a list that a fact fills', 'list', about('list', 'string', { field: 'x' }), 'json[string]', []],
    [
      'a list of objects that a fact leaves open',
      'set',
      about('type', { word: 'list', items: 'object' }, { field: 'x' }),
      'json[unknown]',
      [],
    ],
    ['a map', 'map', [], 'map(json)', []],
    ['a list of objects', listOf({ id: 'string' }), [], 'json[ThingX]', []],
    ['an object', { word: 'counterresponse', shape: { fields: { id: 'string' } } }, [], 'ThingX', []],
  ])('%s', (_, type, facts, wanted, problems) => {
    expect(field(type, facts)).toEqual({ type: wanted, problems });
  });
});

describe('a fact about a type', () => {
  it('settles what a document gets wrong', () => {
    expect(field('string', about('type', 'long', { field: 'x' }))).toEqual({ type: 'long', problems: [] });
    expect(parameter('object', about('type', 'uuid', { parameter: 'x' }))).toEqual({ type: 'id', problems: [] });
  });

  it('may name a command that answers the thing which stands there', () => {
    const facts = [
      { fact: 'type', command: '*', field: 'hostha', value: { word: 'object', like: 'listHostHA' } },
      { fact: 'type', command: '*', field: 'gone', value: { word: 'object', like: 'listGone' } },
      { fact: 'type', command: '*', field: 'many', value: { word: 'list', items: 'object', like: 'listHostHA' } },
    ];
    const { field: of, problems } = mergeCommands(
      [
        { name: 'listHosts', result: { fields: { hostha: 'hostharesponse', gone: 'goneresponse', many: 'list' } } },
        { name: 'listHostHA', result: { fields: { hastate: 'hastate' } } },
      ],
      { facts },
    );
    expect(show(of('Host.hostha'))).toBe('HostHA');
    expect(show(of('Host.many'))).toBe('json[HostHA]');
    expect(show(of('Host.gone'))).toBe('unknown');
    expect(problems).toEqual([]);
  });
});

describe('documents that differ', () => {
  /** The type of a parameter that two documents give, and whether that is reported. */
  const between = (
    strong: ['listapis' | 'openapi' | 'slate', TypeSpec],
    weak: ['listapis' | 'openapi' | 'slate', TypeSpec],
  ): Typed => {
    const [one, other] = [strong, weak].map(([format, type]) =>
      document([{ name: 'addThing', parameters: { x: { type } } }], { format, file: `${format}.json` }),
    );
    const outcome = merge([one, other].filter((api) => api !== undefined));
    return { type: show(outcome.parameter('addThing', 'x').type), problems: outcome.problems.filter(isAboutTypes) };
  };
  const values = { word: 'string', values: ['a', 'b'] };

  it.each<[string, ['listapis' | 'openapi', TypeSpec], ['openapi' | 'slate', TypeSpec], string]>([
    ['a text of OpenAPI may be an id', ['openapi', 'string'], ['slate', 'uuid'], 'id'],
    ['a text may be one of a few', ['listapis', 'string'], ['openapi', values], 'enum(a|b)'],
    ['a list may say what it holds', ['listapis', 'list'], ['openapi', { word: 'list', items: 'uuid' }], 'comma[id]'],
    ['what is not stated may be stated elsewhere', ['listapis', ''], ['slate', 'long'], 'long'],
    ['an id stays one', ['listapis', 'uuid'], ['openapi', 'string'], 'id'],
    ['int and integer are one', ['listapis', 'int'], ['slate', 'integer'], 'integer'],
    ['a text of a server is no id', ['listapis', 'string'], ['slate', 'uuid'], 'string'],
  ])('but do not contradict each other: %s', (_, strong, weak, wanted) => {
    expect(between(strong, weak)).toEqual({ type: wanted, problems: [] });
  });

  it.each<[string, ['listapis' | 'openapi', TypeSpec], ['openapi' | 'slate', TypeSpec], string]>([
    ['a number is no text', ['listapis', 'long'], ['slate', 'string'], 'long'],
    ['a list is no single value', ['openapi', { word: 'list', items: 'uuid' }], ['slate', 'uuid'], 'comma[id]'],
    ['a date is no text', ['openapi', 'string'], ['slate', 'date'], 'string'],
  ])('and contradict each other: %s', (_, strong, weak, wanted) => {
    expect(between(strong, weak)).toEqual({ type: wanted, problems: ['sources-disagree'] });
  });
});
