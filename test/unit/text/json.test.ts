import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../generator/text/json.js';

describe('a text that is not JSON', () => {
  it.each([
    ['', 1, 1, 'a value should stand here, and the text ends'],
    ['{"api": [}', 1, 10, 'a value or "]" should stand here, and "}" does'],
    ['{"rows": [', 1, 11, 'a value or "]" should stand here, and the text ends'],
    ['{\n  "a": 1,\n}', 3, 1, 'a name in double quotes should stand here, and "}" does'],
    ['{"a" 1}', 1, 6, 'a colon should stand here, and "1}" does'],
    ["{'a': 1}", 1, 2, 'a name in double quotes or "}" should stand here, and "\'a\':" does'],
    ['[1 2]', 1, 4, 'a comma or "]" should stand here, and "2]" does'],
    ['{"a": 1 "b": 2}', 1, 9, 'a comma or "}" should stand here, and "\\"b\\":" does'],
    ['[01]', 1, 2, 'a value or "]" should stand here, and "01]" does'],
    ['[nul]', 1, 2, 'a value or "]" should stand here, and "nul]" does'],
    ['["a\tb"]', 1, 2, 'a value or "]" should stand here, and "\\"a" does'],
    ['["a\u007f\u0085",]', 1, 8, 'a value should stand here, and "]" does'],
    ['{} {}', 1, 4, 'nothing more should stand here, and "{}" does'],
    ['<html>', 1, 1, 'a value should stand here, and "<html>" does'],
  ])('%j: %i:%i %s', (text, line, column, problem) => {
    expect(readJson(text)).toEqual({ value: null, fault: { problem, at: { line, column } } });
  });

  it('is told from one that is, however it was broken', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', ':', '"', ' x', '[', '{', '\\'))
      .map(([text, at, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at + 1) % (text.length + 1)));
    fc.assert(
      fc.property(broken, (text) => {
        const parse = (): unknown => JSON.parse(text);
        const { fault, value } = readJson(text);
        if (fault === null) expect(value).toEqual(parse());
        else if (!fault.problem.endsWith('stands twice')) expect(parse).toThrow(SyntaxError);
      }),
      { numRuns: 2000 },
    );
  });

  it('is walked through however deeply it is nested', () => {
    expect(readJson('['.repeat(100_000)).fault?.at).toEqual({ line: 1, column: 100_001 });
  });
});

describe('a key that an object gives again', () => {
  it.each([
    ['{"api": [{"name": "a", "name": "b"}]}', 1, 24, 'name'],
    ['{"a": {\n  "b": 1,\n  "b" \n: 2}}', 3, 3, 'b'],
    ['{"a": {"a": 1, "c": {}}, "b": [{"a": 1}, {"a": 1}],\n"a": 2}', 2, 1, 'a'],
    ['{"a": ":", "b": "\\\\", "c": "\\":", "\\u0061": 1}', 1, 35, 'a'],
    ['{"__proto__": 1, "__proto__": 2}', 1, 18, '__proto__'],
    ['{"": 1, "": 2}', 1, 9, ''],
  ])('%j is a fault at %i:%i: %s', (text, line, column, key) => {
    const fault = { problem: `the key "${key}" stands twice`, at: { line, column } };
    expect(readJson(text)).toEqual({ value: null, fault });
  });

  it('is not seen in texts that only look like keys, nor in another object', () => {
    const value = {
      a: '": 1, "a": 2',
      b: [{ a: ': ' }, { a: ':' }],
      c: { a: '"\\": "', b: '\\' },
      '"a"': 1,
      'a\\"': 1,
    };
    for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2).replaceAll(':', ' :')]) {
      expect(readJson(text)).toEqual({ value: JSON.parse(text), fault: null });
    }
  });

  it('is found wherever it stands', () => {
    const place = fc.tuple(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.jsonValue(), fc.jsonValue());
    fc.assert(
      fc.property(place, fc.boolean(), ([object, again, before], spaced) => {
        const [key = ''] = Object.keys(object);
        const twice = `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(key)}${spaced ? '\n:' : ':'}${JSON.stringify(again)}}`;
        const { fault } = readJson(`[${JSON.stringify(before)},${twice}]`);
        expect(fault?.problem).toBe(`the key "${key}" stands twice`);
        expect(readJson(`[${JSON.stringify(before)},${JSON.stringify(object)}]`).fault).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('is looked for in a text of nothing else, and in one that nests deeply', () => {
    const many = `{${'"a": 1,'.repeat(200_000)}"b": 1}`;
    expect(readJson(many).fault?.at).toEqual({ line: 1, column: 9 });
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    expect(readJson(deep).fault).toBeNull();
  });
});
