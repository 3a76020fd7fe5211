import fc from 'fast-check';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { type Json, printJson } from '../../../generator/plan/json.js';

const printed = (value: Json): string => `${printJson(value, 120)}\n`;
const pretty = (text: string): Promise<string> => format(text, { parser: 'json', printWidth: 120 });

describe('printJson', () => {
  it.each<[string, Json]>([
    [
      'lists that fit, and such that just do not',
      { short: [1, 'a', null], full: ['x'.repeat(108)], long: ['x'.repeat(109), 'y'] },
    ],
    ['the comma behind a list', { first: ['x'.repeat(107)], second: ['x'.repeat(106)], last: 1 }],
    ['many numbers', { many: Array.from({ length: 80 }, (_, index) => index * 1.5 - 7), one: [1e21] }],
    ['lists in lists', [[1, 2], [3, 4], [[5], [6]], [[]], [{}], [{ a: [] }]]],
    ['what is empty', { list: [], object: {}, text: '' }],
  ])('lays out %s as prettier does', async (_, value) => {
    expect(await pretty(printed(value))).toBe(printed(value));
    expect(JSON.parse(printed(value))).toEqual(value);
  });

  it('lays out anything as prettier does, and loses nothing', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'abc [],{}:"\\/0'), maxLength: 40 });
    const value = fc.jsonValue({ maxDepth: 4 }).map((one) => JSON.parse(JSON.stringify(one)) as Json);
    const any = fc.oneof(
      value,
      fc.array(text, { maxLength: 20 }),
      fc.dictionary(text, fc.array(fc.integer()), { maxKeys: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(any, async (one) => {
        expect(JSON.parse(printed(one))).toEqual(JSON.parse(JSON.stringify(one)));
        if (/^[ -~]*$/.test(JSON.stringify(one))) expect(await pretty(printed(one))).toBe(printed(one));
      }),
      { seed: 418, numRuns: 200 },
    );
  });

  it('escapes what nobody sees and what steers who reads it', () => {
    expect(printJson({ text: '\u202e\u2028\u0000\u009f\ud800é' }, 120)).toBe(
      String.raw`{
  "text": "\u202e\u2028\u0000\u009f\ud800é"
}`,
    );
  });
});
