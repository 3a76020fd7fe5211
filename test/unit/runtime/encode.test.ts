import { describe, expect, test } from 'vitest';
import type { CommandFacts } from '../../../templates/runtime/command.js';
import { encodeParameters } from '../../../templates/runtime/encode.js';
import { ValidationError } from '../../../templates/runtime/errors/index.js';

const facts: CommandFacts = {
  name: 'deployVirtualMachine',
  method: 'POST',
  parameters: {
    startvm: 'boolean',
    size: 'integer',
    maxmemory: 'long',
    ratio: 'decimal',
    startdate: 'date',
    networkids: 'list',
    details: 'entries',
    tags: 'pairs',
    iptonetworklist: 'objects',
  },
};

const unknown: CommandFacts = { name: 'somethingNew', method: 'POST' };

function refusal(params: object, command: CommandFacts = facts): ValidationError {
  try {
    encodeParameters(command, params);
  } catch (error) {
    if (error instanceof ValidationError) return error;
  }
  throw new Error('expected a ValidationError');
}

test('null and undefined are left out, an empty text is sent', () => {
  expect(encodeParameters(facts, { name: '', zoneid: null, group: undefined })).toEqual([['name', '']]);
});

test('scalars are written as the server reads them', () => {
  const params = { startvm: false, size: 3, maxmemory: 9223372036854775807n, ratio: 0.5, name: 'web 1', host: 7 };
  expect(encodeParameters(facts, params)).toEqual([
    ['startvm', 'false'],
    ['size', '3'],
    ['maxmemory', '9223372036854775807'],
    ['ratio', '0.5'],
    ['name', 'web 1'],
    ['host', '7'],
  ]);
});

test('a Date is written in UTC, a date in text as it is', () => {
  expect(encodeParameters(facts, { startdate: new Date('2026-01-31T12:00:00Z') })).toEqual([
    ['startdate', '2026-01-31T12:00:00+0000'],
  ]);
  expect(encodeParameters(facts, { startdate: '2026-01-31' })).toEqual([['startdate', '2026-01-31']]);
});

test('a list is joined by bare commas; an empty one is left out', () => {
  expect(encodeParameters(facts, { networkids: ['a', 'b', 3n], name: [] })).toEqual([['networkids', 'a,b,3']]);
  expect(encodeParameters(facts, { networkids: 'a,b' })).toEqual([['networkids', 'a,b']]);
  expect(encodeParameters(facts, { networkids: [null, undefined] })).toEqual([]);
});

test('entries share one index, pairs and objects count up', () => {
  const params = {
    details: { cpuNumber: 2, 'cpu.overcommit.ratio': '1.5', skipped: null, empty: '' },
    tags: { env: 'prod', team: '' },
    iptonetworklist: [
      { networkid: 'n1', ip: '10.0.0.1' },
      { networkid: 'n2', ip: undefined },
    ],
  };
  expect(encodeParameters(facts, params)).toEqual([
    ['details[0].cpuNumber', '2'],
    ['details[0].cpu.overcommit.ratio', '1.5'],
    ['details[0].empty', ''],
    ['tags[0].key', 'env'],
    ['tags[0].value', 'prod'],
    ['tags[1].key', 'team'],
    ['tags[1].value', ''],
    ['iptonetworklist[0].networkid', 'n1'],
    ['iptonetworklist[0].ip', '10.0.0.1'],
    ['iptonetworklist[1].networkid', 'n2'],
  ]);
});

test('pairs may be given as a list of keys, as deleteTags needs it', () => {
  expect(encodeParameters(facts, { tags: [{ key: 'env' }, { key: 'team', value: 'x' }] })).toEqual([
    ['tags[0].key', 'env'],
    ['tags[1].key', 'team'],
    ['tags[1].value', 'x'],
  ]);
});

test('parameter names are lower-cased, keys and fields are not', () => {
  expect(encodeParameters(unknown, { zoneId: 'z', 'NicIpAddressList[0].ip4Address': '10.0.0.1' })).toEqual([
    ['zoneid', 'z'],
    ['nicipaddresslist[0].ip4Address', '10.0.0.1'],
  ]);
});

test('a parameter without facts is written by the form of its value', () => {
  const params = { ids: ['a', 'b'], nics: [{ ip: '::1' }], details: { Key: 'v' }, on: true };
  expect(encodeParameters(unknown, params)).toEqual([
    ['ids', 'a,b'],
    ['nics[0].ip', '::1'],
    ['details[0].Key', 'v'],
    ['on', 'true'],
  ]);
});

test('names from the prototype are neither facts nor special', () => {
  const params = JSON.parse('{"__proto__":"a","constructor":"b","toString":["c"],"details":{"__proto__":"d"}}');
  expect(encodeParameters(facts, params)).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
    ['tostring', 'c'],
    ['details[0].__proto__', 'd'],
  ]);
});

describe('refuses, before anything is sent,', () => {
  test.each<[string, object, string]>([
    ['a comma in an element', { networkids: ['a,b'] }, 'comma'],
    ['an unsafe number', { maxmemory: 2 ** 60 }, 'bigint'],
    ['an unsafe number that nothing is known of', { name: 2 ** 60 }, 'bigint'],
    ['a fraction where a whole number belongs', { size: 1.5 }, 'whole'],
    ['a number that is none', { size: Number.NaN }, 'finite'],
    ['an invalid date', { startdate: new Date('no') }, 'date'],
    ['a text for a map', { details: 'a=b' }, 'object'],
    ['a list of texts for a map', { tags: ['env'] }, 'list of objects'],
    ['an object for a boolean', { startvm: { a: 1 } }, 'object'],
    ['an object within an object', { details: { a: { b: 1 } } }, 'object'],
    ['a list within a list', { networkids: [['a']] }, 'object'],
    ['a function', { name: () => 1 }, 'cannot be sent'],
    ['a Map', { details: new Map([['a', 'b']]) }, 'object'],
    ['a key with brackets', { details: { 'a[0]': '1' } }, 'bracket'],
    ['an empty key', { details: { '': '1' } }, 'empty'],
    ['a name that differs only in case from another', { name: 'a', NAME: 'b' }, 'twice'],
    ['a parameter that the client sets', { Signature: 'x' }, 'client'],
  ])('%s', (_, params, hint) => {
    expect(refusal(params).issues[0]?.message).toContain(hint);
  });

  test('and reports everything at once, naming parameters and never showing values', () => {
    const error = refusal({ networkids: ['hidden,1'], details: 'hidden2', name: 'fine' });
    expect(error.issues.map(({ path }) => path)).toEqual([['networkids'], ['details']]);
    expect(error.message).toContain('deployVirtualMachine was not sent');
    expect(error.message).not.toContain('hidden');
  });
});

test.each<[name: string, value: object]>([
  ['a promise that nobody awaited', Promise.resolve('a')],
  ['an address', new URL('http://localhost/')],
  ['a pattern', /x/],
  ['an error', new Error('x')],
  ['a boolean in an object', Object(false)],
])('%s is refused, not left out', (_, value) => {
  expect(refusal({ ids: value }, unknown).issues).toEqual([
    { path: ['ids'], message: 'has an object or a date that cannot be sent' },
  ]);
});

test('an object of any class is a map where it shows members', () => {
  class Details {
    readonly cpuNumber = 2;
  }
  const bare = Object.assign(Object.create(null), { memory: 512 });
  expect(encodeParameters(unknown, { details: new Details(), more: bare, none: {} })).toEqual([
    ['details[0].cpuNumber', '2'],
    ['more[0].memory', '512'],
  ]);
});
