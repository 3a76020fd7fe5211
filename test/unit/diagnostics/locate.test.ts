import { describe, expect, it } from 'vitest';
import { locate, locator } from '../../../generator/diagnostics/locate.js';

const yaml = `# the API
openapi: 3.0.3
paths:
  /zone/list:
    get:
      tags: [ Zone, "Data centre" ]
      parameters:
        - name: command
          in: query
        - &id
          name: id
      responses: { 200: { description: Done } }
same:
  - *id
text: |
  two
  lines
`;

const json = `{
  "paths": {"/zone/list": {"get": {"tags": ["Zone", "Data \\"centre\\""], "empty": {}}}},
  "tricky": "}]{[\\\\",
  "caf\\u00e9": [[1, -2.5e3], [true, null], {"a": [ ]}],
  "last": {
    "deep": "x"
  }
}
`;

describe('a place in YAML', () => {
  it.each([
    ['a member: its key', '/openapi', [2, 1, 7]],
    ['a member with a slash', '/paths/~1zone~1list', [4, 3, 10]],
    ['a member of a flow', '/paths/~1zone~1list/get/responses/200/description', [12, 27, 11]],
    ['an item: its value', '/paths/~1zone~1list/get/tags/1', [6, 21, 13]],
    ['an item of several lines: the first', '/paths/~1zone~1list/get/parameters/0', [8, 11, 13]],
    ['a member of an item', '/paths/~1zone~1list/get/parameters/0/in', [9, 11, 2]],
    ['what an alias stands for', '/same/0/name', [11, 11, 4]],
    ['an alias itself', '/same/0', [14, 5, 3]],
    ['the document', '', [2, 1, 14]],
    ['what is missing: its deepest parent', '/paths/~1zone~1list/post/tags', [4, 3, 10]],
    ['a step into a text: the text', '/openapi/0', [2, 1, 7]],
    ['an item that is missing', '/paths/~1zone~1list/get/tags/9', [6, 7, 4]],
    ['a name for an item', '/paths/~1zone~1list/get/tags/length', [6, 7, 4]],
    ['nothing at all: the document', '/nowhere', [2, 1, 14]],
  ])('%s', (_, pointer, [line, column, length]) => {
    expect(locate(yaml, pointer)).toEqual({ line, column, length });
  });
});

describe('a place in JSON', () => {
  it.each([
    ['a member: its key', '/paths', [2, 3, 7]],
    ['a member with a slash', '/paths/~1zone~1list', [2, 13, 12]],
    ['an item: its value', '/paths/~1zone~1list/get/tags/1', [2, 53, 17]],
    ['a member after brackets in a text', '/last/deep', [6, 5, 6]],
    ['a key written with an escape', '/caf\u00e9', [4, 3, 11]],
    ['a number', '/caf\u00e9/0/1', [4, 21, 6]],
    ['a word', '/caf\u00e9/1/1', [4, 37, 4]],
    ['a member of an empty object: the object', '/paths/~1zone~1list/get/empty/x', [2, 73, 7]],
    ['an item of an empty list: the list', '/caf\u00e9/2/a/0', [4, 45, 3]],
    ['the document', '', [1, 1, 1]],
    ['nothing at all: the document', '/nowhere', [1, 1, 1]],
  ])('%s', (_, pointer, [line, column, length]) => {
    expect(locate(json, pointer)).toEqual({ line, column, length });
  });

  it('is the same without line breaks, and after a byte order mark', () => {
    const text = JSON.stringify(JSON.parse(json));
    expect(locate(text, '/last/deep')).toEqual({ line: 1, column: text.indexOf('"deep"') + 1, length: 6 });
    expect(locate(`\uFEFF${text}`, '/last/deep')?.column).toBe(text.indexOf('"deep"') + 2);
  });

  it('is found in 4 MB without building a tree', () => {
    const commands = Object.fromEntries(
      Array.from({ length: 8_000 }, (_, index) => [`c${index}`, { text: '{"'.repeat(200), list: [1, [2]] }]),
    );
    const text = JSON.stringify({ commands, end: { here: 1 } });
    expect(text.length).toBeGreaterThan(4_000_000);
    const find = locator(text);
    const begin = performance.now();
    for (let times = 0; times < 5; times += 1) {
      expect(find('/end/here')?.column).toBe(text.lastIndexOf('"here"') + 1);
      expect(find('/commands/c7999/list/1/0')?.length).toBe(1);
    }
    expect(performance.now() - begin).toBeLessThan(4_000);
  });
});

describe('thousands of places', () => {
  it('are found in any order, one beside the other and the same again', () => {
    const items = Array.from({ length: 3_000 }, (_, id) => ({ 'a"b': [id, { id }], same: 1, id }));
    const text = JSON.stringify({ items, same: 1, 'same ': 2 });
    const find = locator(text);
    const order = items.map((_, index) => (index * 1_009) % items.length);
    for (const id of [...order, ...order.slice(0, 50)]) {
      const found = find(`/items/${id}/a"b/1/id`);
      expect(text.slice((found?.column ?? 0) - 1).startsWith(`"id":${id}}`)).toBe(true);
      expect(find(`/items/${id}/nothing`)).toEqual(find(`/items/${id}`));
    }
    expect(find('/items/3000')).toEqual(find('/items'));
  });

  it('show the first of two members of one name', () => {
    const find = locator('{"a": {"x": 1}, "a": {"y": 2}}');
    expect([find('/a/x')?.column, find('/a/y')?.column, find('/a')?.column]).toEqual([8, 2, 2]);
  });
});

describe('a text that is broken', () => {
  it.each([
    ['an empty text', '', '/a', null],
    ['only a comment', '# x\n', '/a', null],
    ['YAML cut off', 'a:\n  b: [1, {c: 2', '/a/b/1/c', { line: 2, column: 11, length: 1 }],
    ['YAML with a bracket too many', 'a:\n  b: 1\n]\n', '/a/b', { line: 2, column: 3, length: 1 }],
    ['JSON with a comma too many', '{"a": [1,], "b": 2,}', '/b', { line: 1, column: 13, length: 3 }],
    ['JSON with a comma missing', '{"a": 1\n "b": {"c": 2}}', '/b', { line: 2, column: 2, length: 3 }],
    ['JSON cut off in a text', '{"a": {"b": "x', '/a/b', { line: 1, column: 8, length: 3 }],
    ['a flow of YAML', '{a: {b: [1, 2]}}', '/a/b/1', { line: 1, column: 13, length: 1 }],
    ['a scalar', '42', '/a', { line: 1, column: 1, length: 2 }],
  ])('%s', (_, text, pointer, wanted) => {
    expect(locate(text, pointer)).toEqual(wanted);
  });

  it('never throws, wherever it is cut', () => {
    for (const whole of [yaml, json]) {
      for (let end = 0; end < whole.length; end += 1) {
        const found = locate(whole.slice(0, end), '/paths/~1zone~1list/get/tags/1');
        expect(found === null || (found.line >= 1 && found.column >= 1 && found.length >= 1)).toBe(true);
      }
    }
  });

  it('is not followed into the depths: no place', () => {
    expect(locate('- '.repeat(10_000), '/0')).toBeNull();
    expect(locate(`${'['.repeat(100_000)}`, '/0')).toEqual({ line: 1, column: 2, length: 99_999 });
  });
});
