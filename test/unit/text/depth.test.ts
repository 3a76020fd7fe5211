import { describe, expect, it } from 'vitest';
import { opensTooMuch } from '../../../generator/text/depth.js';
import { readJson } from '../../../generator/text/json.js';

describe('a very long text', () => {
  it.each([
    ['of opening brackets is not even parsed', '['.repeat(6_000_000), true],
    ['of opening braces with names between them is not', '{"a":'.repeat(1_500_000), true],
    ['of brackets that are closed is', '[],'.repeat(2_000_000), false],
    ['of prose is', 'x'.repeat(6_000_000), false],
  ])('%s', (_, text, wanted) => {
    expect(opensTooMuch(text)).toBe(wanted);
  });

  it('is refused at its beginning', () => {
    const fault = { problem: 'it is nested too deeply', at: { line: 1, column: 1 } };
    expect(readJson('['.repeat(6_000_000))).toEqual({ value: null, fault });
  });
});

it('a short text may open as much as it likes', () => {
  expect(opensTooMuch('['.repeat(200_000))).toBe(false);
});
