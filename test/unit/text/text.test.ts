import { describe, expect, it } from 'vitest';
import { joinPointer, pointerSteps } from '../../../generator/text/pointer.js';
import { readText } from '../../../generator/text/read-text.js';
import { references, resolveReference } from '../../../generator/text/references.js';

describe('a JSON pointer', () => {
  it.each([
    ['', []],
    ['/', ['']],
    ['/paths/~1zone~1list/get', ['paths', '/zone/list', 'get']],
    ['/a~01/~0~1', ['a~1', '~/']],
  ])('%j has the steps %j, and is made of them', (pointer, steps) => {
    expect(pointerSteps(pointer)).toEqual(steps);
    expect(steps.reduce((joined, step) => joinPointer(joined, step), '')).toBe(pointer);
  });
});

describe('a reference', () => {
  it.each([
    ['#/a', 'docs/api.yaml', 'docs/api.yaml', '/a'],
    ['zone.yaml', 'docs/api.yaml', 'docs/zone.yaml', ''],
    ['./b/../zone.yaml#/a~1b', 'docs/api.yaml', 'docs/zone.yaml', '/a~1b'],
    ['../zone%20two.yaml#/a%25', 'docs/api.yaml', 'zone two.yaml', '/a%'],
    ['../../zone.yaml#', 'docs/api.yaml', '../zone.yaml', ''],
    ['/srv/zone.yaml', 'docs/api.yaml', '/srv/zone.yaml', ''],
    ['zone.yaml', '/srv/api.yaml', '/srv/zone.yaml', ''],
    ['zone%.yaml#/%', 'api.yaml', 'zone%.yaml', '/%'],
  ])('%s in %s names %s and %s', (reference, file, target, pointer) => {
    expect(resolveReference(reference, file)).toEqual({ kind: 'local', file: target, pointer });
  });

  it('to an address, or from a document at an address, is remote', () => {
    expect(resolveReference('https://a.example/b.yaml#/c', 'api.yaml')).toEqual({
      kind: 'remote',
      address: 'https://a.example/b.yaml',
    });
    expect(resolveReference('b.yaml', 'https://a.example/x/api.yaml')).toEqual({
      kind: 'remote',
      address: 'https://a.example/x/b.yaml',
    });
  });

  it('is told from data and from names of properties', () => {
    const value = {
      properties: { $ref: { $ref: '#/1' }, example: { $ref: '#/2' }, enum: { items: { $ref: '#/3' } } },
      example: { $ref: 'no' },
      default: [{ $ref: 'no' }],
      'x-own': { $ref: 'no' },
      examples: { one: { $ref: '#/4' }, two: { value: { $ref: 'no' } } },
      items: { examples: [{ $ref: 'no' }], enum: [{ $ref: 'no' }], const: { $ref: 'no' } },
    };
    expect([...references(value)].map(({ reference, pointer }) => `${pointer} ${reference}`)).toEqual([
      '/properties/$ref #/1',
      '/properties/example #/2',
      '/properties/enum/items #/3',
      '/examples/one #/4',
    ]);
  });
});

describe('a text', () => {
  it.each<[string, string, unknown]>([
    ['JSON', ' {"a": [1, null]}', { a: [1, null] }],
    ['JSON after a byte order mark', '\uFEFF{"a": 1}', { a: 1 }],
    ['YAML that begins like JSON', '{a: 1}', { a: 1 }],
    ['keys that are no text', '200: ok\n1.0: x\ntrue: y\n', { 200: 'ok', '1.0': 'x', true: 'y' }],
    ['dates', 'since: 2020-01-01\n', { since: '2020-01-01' }],
    ['words of YAML 1.1', '%YAML 1.1\n---\nswitch: on\n', { switch: 'on' }],
    ['tags', 'a: !!binary aGk=\nb: !own x\n', { a: 'aGk=', b: 'x' }],
    ['merged mappings', 'a: &a { b: 1 }\nc: { <<: *a, d: 2 }\n', { a: { b: 1 }, c: { b: 1, d: 2 } }],
    ['nothing', '', null],
  ])('gives plain values: %s', (_, text, value) => {
    expect(readText(text)).toEqual({ value, faults: null });
  });

  it('keeps names that objects have of their own', () => {
    for (const text of ['{"__proto__": {"a": 1}}', '__proto__: { a: 1 }\n']) {
      const { value } = readText(text);
      expect(Object.keys(value ?? {})).toEqual(['__proto__']);
      expect(Reflect.get(value ?? {}, 'a')).toBeUndefined();
    }
  });

  it.each([
    ['JSON', '{"a": {"b": 1},\n"c": 1,\n"a": {"b": 2},\n"c": 2}'],
    ['JSON after a byte order mark', '\uFEFF{"a": {"b": 1},\n"c": 1,\n"a": {"b": 2},\n"c": 2}'],
    ['YAML', 'a: { b: 1 }\nc: 1\na: { b: 2 }\nc: 2\n'],
  ])('gives no value where a key stands twice: %s', (_, text) => {
    const twice = (key: string, line: number): object => {
      return { kind: 'syntax', problem: `The key "${key}" stands twice`, at: { line, column: 1 } };
    };
    expect(readText(text)).toEqual({ value: null, faults: [twice('a', 3), twice('c', 4)] });
  });

  it('tells of twenty mistakes at most', () => {
    expect(readText('&a '.repeat(100)).faults).toHaveLength(20);
    expect(readText(`[${'{"a": 1, "a": 2},'.repeat(100)}{}]`).faults).toHaveLength(20);
  });
});
