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
        else expect(parse).toThrow(SyntaxError);
      }),
      { numRuns: 2000 },
    );
  });

  it('is walked through however deeply it is nested', () => {
    expect(readJson('['.repeat(100_000)).fault?.at).toEqual({ line: 1, column: 100_001 });
  });
});
