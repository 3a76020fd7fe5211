import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, parseJson, stringifyJson } from '../../../templates/runtime/json.js';

describe('parseJson', () => {
  test('keeps integers beyond 2^53 - 1 exact', () => {
    expect(parseJson('{"a":9007199254740991,"b":9007199254740993,"c":[-9223372036854775808]}')).toEqual({
      a: 9007199254740991,
      b: 9007199254740993n,
      c: [-9223372036854775808n],
    });
  });

  test('leaves digits in strings, fractions and exponents alone', () => {
    const text = '["12345678901234567890", 0.12345678901234567890, 12345678901234567890e1, 1.5e300, -0]';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test('reads a lone scalar', () => {
    expect(parseJson(' 12345678901234567890 ')).toBe(12345678901234567890n);
    expect(parseJson('"1234567890123456"')).toBe('1234567890123456');
  });

  test('makes __proto__ an own property, with long integers about and without', () => {
    for (const long of ['1', '12345678901234567890']) {
      const parsed = parseJson(`{"__proto__":{"polluted":true},"constructor":1,"n":${long}}`);
      expect(Object.keys(parsed as object)).toEqual(['__proto__', 'constructor', 'n']);
      expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    }
  });

  test.each(['', '{', '{"a":12345678901234567890', '{12345678901234567890:1}', '[01234567890123456789]', 'undefined'])(
    'refuses %j with a SyntaxError',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );

  test('reads every JSON as JSON.parse does, when long digits force the exact way', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat({ max: 4 }), (value, space) => {
        const text = JSON.stringify({ long: '1234567890123456', value }, null, space);
        // Printing the bigints again and reading them the usual way takes their exactness back.
        expect(JSON.parse(stringifyJson(parseJson(text)))).toEqual(JSON.parse(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('reads deep nesting and long escaped strings', () => {
    const deep = `${'['.repeat(2000)}12345678901234567890${']'.repeat(2000)}`;
    expect(Array.isArray(parseJson(deep))).toBe(true);
    const long = JSON.stringify({ text: '"\\\n'.repeat(500_000), id: '1234567890123456' });
    expect(parseJson(long)).toEqual(JSON.parse(long));
  });
});

describe('stringifyJson', () => {
  test('prints a bigint as bare digits and leaves undefined members out', () => {
    expect(stringifyJson({ a: 9007199254740993n, b: undefined, c: [undefined, 1n, null], d: () => 1 })).toBe(
      '{"a":9007199254740993,"c":[null,1,null]}',
    );
  });

  test('prints dates as CloudStack does', () => {
    expect(stringifyJson({ created: new Date('2026-01-31T12:00:00.987Z'), bad: new Date(Number.NaN) })).toBe(
      '{"created":"2026-01-31T12:00:00+0000","bad":null}',
    );
    expect(formatDate(new Date(0))).toBe('1970-01-01T00:00:00+0000');
  });

  test('prints everything else as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(stringifyJson(value)).toBe(JSON.stringify(value));
      }),
    );
    expect(stringifyJson({ at: new URL('https://example.org/') })).toBe('{"at":"https://example.org/"}');
  });

  test('refuses a value that contains itself, and takes one that stands twice', () => {
    const shared = { a: 1 };
    expect(stringifyJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(() => stringifyJson(loop)).toThrow(TypeError);
  });

  test('and parseJson agree on any integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (value) => {
        expect(BigInt(parseJson(stringifyJson(value)) as number | bigint)).toBe(value);
      }),
    );
  });
});
