import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import type { Fact } from '../../../generator/model/fact.js';
import { parseFacts } from '../../../generator/parse/facts.js';
import { placeOf } from './place-of.js';

interface Parsed {
  readonly facts: readonly Fact[];
  /** `code place` of each diagnostic. */
  readonly found: readonly string[];
  readonly messages: readonly string[];
}

function parseText(text: string, precedence: 'builtIn' | 'override' = 'builtIn'): Parsed {
  const diagnostics = new Diagnostics();
  const facts = parseFacts({ file: 'own.json', text }, precedence, diagnostics);
  return {
    facts,
    found: diagnostics.all.map(({ code, origin }) => `${code} ${placeOf(origin)}`),
    messages: diagnostics.all.map(({ message }) => message),
  };
}

const parseRows = (...rows: readonly unknown[]): Parsed => parseText(JSON.stringify({ rows }));

function valueOf(row: object): unknown {
  const { facts, messages } = parseRows({ command: 'listZones', ...row });
  const [fact] = facts;
  if (fact === undefined) throw new Error(messages.join());
  return fact.value;
}

const id = { parameter: 'id' };
const objects = { encoding: 'objects', fields: [{ name: 'vm', type: 'uuid', required: true }, { name: 'note' }] };

describe('a fact of each kind', () => {
  it.each<[string, object, unknown, unknown]>([
    ['envelope', {}, 'listzones', 'listzones'],
    ['entity', {}, 'Zone', 'Zone'],
    ['entity', { field: 'tags' }, 'Tag', 'Tag'],
    ['group', {}, 'Zones', 'Zones'],
    ['acknowledgesId', {}, true, true],
    ['execution', {}, 'async', 'async'],
    ['method', {}, 'POST', 'POST'],
    ['paged', {}, false, false],
    ['result', {}, { kind: 'list', key: 'zone' }, { kind: 'list', key: 'zone', like: null, fields: null }],
    ['result', {}, { kind: 'entity', key: null }, { kind: 'entity', key: null, like: null, fields: null }],
    [
      'result',
      {},
      { kind: 'entity', key: 'a', like: 'listPods' },
      { kind: 'entity', key: 'a', like: 'listPods', fields: null },
    ],
    ['result', {}, { kind: 'success', key: null }, { kind: 'success', key: null, like: null, fields: null }],
    [
      'result',
      {},
      { kind: 'list', key: 'a', fields: [{ name: 'id' }, { name: 'on', type: 'boolean', required: true }] },
      {
        kind: 'list',
        key: 'a',
        like: null,
        fields: [
          { name: 'id', type: 'string', required: false },
          { name: 'on', type: 'boolean', required: true },
        ],
      },
    ],
    ['map', id, { encoding: 'entries' }, { encoding: 'entries', fields: [], open: false }],
    ['map', id, { encoding: 'pairs' }, { encoding: 'pairs', fields: [], open: false }],
    [
      'map',
      id,
      { ...objects, open: true },
      {
        encoding: 'objects',
        fields: [
          { name: 'vm', type: 'uuid', required: true },
          { name: 'note', type: 'string', required: false },
        ],
        open: true,
      },
    ],
    ['list', id, 'uuid', 'uuid'],
    ['list', { field: 'ids' }, 'string', 'string'],
    ['sensitive', id, true, true],
    ['required', id, false, false],
    ['required', { field: 'id' }, true, true],
    ['type', id, 'long', { word: 'long', items: null, like: null }],
    ['type', { field: 'id' }, { word: 'list', items: 'long' }, { word: 'list', items: 'long', like: null }],
    ['type', { field: 'a' }, { word: 'object', like: 'listA' }, { word: 'object', items: null, like: 'listA' }],
    ['allowsMinusOne', id, true, true],
  ])('%s %j %j', (fact, member, value, wanted) => {
    expect(valueOf({ fact, ...member, value })).toEqual(wanted);
  });
});

describe('what stands around the value', () => {
  it('says whom the fact is about, why, by whom and where', () => {
    const row = {
      fact: 'list',
      command: '*',
      parameter: 'ids',
      value: 'uuid',
      reason: 'They are.',
      source: 'a server',
    };
    expect(parseRows(row).facts).toEqual([
      {
        kind: 'list',
        command: '*',
        parameter: 'ids',
        field: null,
        value: 'uuid',
        reason: 'They are.',
        source: 'a server',
        precedence: 'always',
        origin: { file: 'own.json', at: '/rows/0' },
      },
    ]);
  });

  it('may be left out where it only explains', () => {
    const [fact] = parseRows({ fact: 'paged', command: 'listZones', value: false }).facts;
    expect(fact).toMatchObject({ reason: '', source: '' });
  });

  it('may stand once for all rows, and a row wins over it', () => {
    const defaults = { fact: 'method', value: 'GET', reason: 'Reads.' };
    const rows = [{ command: 'a' }, { command: 'b', value: 'POST' }];
    const { facts } = parseText(JSON.stringify({ defaults, rows }));
    expect(facts.map(({ command, value, reason }) => `${command} ${String(value)} ${reason}`)).toEqual([
      'a GET Reads.',
      'b POST Reads.',
    ]);
  });

  it('may be several commands, each with its place', () => {
    const { facts, found } = parseRows({ fact: 'paged', command: ['a', 'b', ''], value: false });
    expect(facts.map(({ command, origin }) => `${command} ${origin.at}`)).toEqual([
      'a /rows/0/command/0',
      'b /rows/0/command/1',
    ]);
    expect(found).toEqual(['fact-invalid /rows/0/command/2']);
    expect(parseRows({ fact: 'paged', command: [], value: false }).found).toEqual(['fact-invalid /rows/0']);
  });

  it('may be a bare list of rows', () => {
    const { facts, found } = parseText('[{"fact":"paged","command":"a","value":true},{"fact":"nonsense"}]');
    expect(facts.map(({ origin }) => origin.at)).toEqual(['/0']);
    expect(found).toEqual(['fact-invalid /1']);
  });
});

describe('precedence', () => {
  const group = { fact: 'group', command: 'listZones', value: 'Zones' };
  it.each<[string, 'builtIn' | 'override', object, 'always' | 'fallback']>([
    ["the generator's groups give way to documents", 'builtIn', group, 'fallback'],
    ['unless they insist', 'builtIn', { ...group, precedence: 'always' }, 'always'],
    ["a user's groups never give way", 'override', group, 'always'],
    ['unless they say so', 'override', { ...group, precedence: 'fallback' }, 'fallback'],
    ['all else always counts', 'builtIn', { fact: 'paged', command: 'listZones', value: true }, 'always'],
  ])('%s', (_, by, row, wanted) => {
    expect(parseText(JSON.stringify([row]), by).facts.map(({ precedence }) => precedence)).toEqual([wanted]);
  });
});

describe('a wrong row is reported with its place, and the others count', () => {
  const sound = { fact: 'paged', command: 'listZones', value: false };
  const about = (fact: string, value: unknown, more: object = {}) => ({ fact, command: 'listZones', value, ...more });
  it.each<[string, unknown, string]>([
    ['no kind', { command: 'a', value: true }, '"fact" is missing'],
    ['an unknown kind', about('envelop', 'x'), '"fact" is "envelop"'],
    ["a kind that is the name of an object's member", about('constructor', 'x'), '"fact" is "constructor"'],
    ['no command', { fact: 'paged', value: false }, 'no "command"'],
    ['an empty command', { fact: 'paged', command: '', value: false }, 'no "command"'],
    ['no object', 'paged', '"fact" is missing'],
    ['null', null, '"fact" is missing'],
    ['a slip in the name of a member', about('list', 'uuid', { paramater: 'ids' }), '"paramater"'],
    ['a parameter that is no name', about('list', 'uuid', { parameter: 5 }), '"parameter" is not a name'],
    ['an empty field', about('list', 'uuid', { field: '' }), '"field" is not a name'],
    ['a parameter and a field', about('list', 'uuid', { parameter: 'a', field: 'a' }), 'one of them only'],
    ['a field where only parameters count', about('map', { encoding: 'pairs' }, { field: 'tags' }), 'about a field'],
    ['a parameter where only commands count', about('envelope', 'x', { parameter: 'a' }), 'about a parameter'],
    ['no parameter where one is needed', about('sensitive', true), 'needs a "parameter"'],
    ['neither parameter nor field', about('type', 'long'), 'needs a "parameter" or a "field"'],
    ['an unknown precedence', about('group', 'Zones', { precedence: 'never' }), '"precedence"'],
    ['fallback where a fact always counts', about('paged', true, { precedence: 'fallback' }), '"precedence"'],
    ['a text that is empty', about('envelope', ''), 'not a text'],
    ['a text that is none', about('group', ['Zones']), 'not a text'],
    ['no value', about('entity', undefined), 'not a text'],
    ['a flag as a word', about('paged', 'false'), 'neither true nor false'],
    ['a verb that CloudStack does not have', about('method', 'PUT'), 'GET, POST'],
    ['an execution that is none', about('execution', 'later'), 'sync, async'],
    ['a result of no kind', about('result', { key: 'zone' }), 'list, entity, success'],
    ['a result without key', about('result', { kind: 'list' }), '"key"'],
    [
      'a result with fields of no type',
      about('result', { kind: 'list', key: 'a', fields: [{ name: 'b', type: 'c' }] }),
      '"b"',
    ],
    ['a result with no field', about('result', { kind: 'list', key: 'a', fields: [] }), '"fields"'],
    [
      'a result with fields of its own and like another',
      about('result', { kind: 'list', key: 'a', like: 'listPods', fields: [{ name: 'b' }] }),
      '"like" and "fields"',
    ],
    ['a result that is a word', about('result', 'list'), '"kind"'],
    ['a map of no encoding', about('map', {}, id), 'entries, pairs, objects'],
    ['a map of objects without fields', about('map', { encoding: 'objects' }, id), '"fields"'],
    ['a nameless field of a map', about('map', { encoding: 'objects', fields: [{}] }, id), 'without a name'],
    [
      'a field of a map of an unknown type',
      about('map', { encoding: 'objects', fields: [{ name: 'a', type: 'txt' }] }, id),
      '"a"',
    ],
    [
      'a field of a map that is required perhaps',
      about('map', { encoding: 'objects', fields: [{ name: 'a', required: 'yes' }] }, id),
      '"required"',
    ],
    ['a list of an unknown type', about('list', 'uid', id), 'no type'],
    ['a type that is none', about('type', 'strnig', id), '"strnig"'],
    ['a list of a type that is none', about('type', { word: 'list', items: 'strnig' }, id), '"strnig"'],
    ['a type without word', about('type', { items: 'uuid' }, id), '"word"'],
  ])('%s', (_, row, sentence) => {
    const { facts, found, messages } = parseRows(sound, row, sound);
    expect(facts).toHaveLength(2);
    expect(found).toEqual(['fact-invalid /rows/1']);
    expect(messages[0]).toContain(sentence);
  });
});

describe('a file that is none', () => {
  it.each([
    ['{"rows": [', 'facts-syntax 1:11'],
    ['{}', 'fact-invalid '],
    ['{"rows": {}}', 'fact-invalid '],
    ['null', 'fact-invalid '],
    ['5', 'fact-invalid '],
  ])('%s', (text, diagnostic) => {
    const { facts, found } = parseText(text);
    expect(facts).toEqual([]);
    expect(found).toEqual([diagnostic]);
  });
});
