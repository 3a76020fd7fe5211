import fc from 'fast-check';

/** Names that mean something to JavaScript. */
const magic = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON', '$ref'];
/** Names that mean something to the transport, in the spellings of various clients. */
const transport = [
  'apikey',
  'apiKey',
  'signature',
  'SIGNATURE',
  'signatureVersion',
  'expires',
  'response',
  'sessionkey',
];
const malformed = [
  'a[',
  'a]',
  'a[]',
  'a[0]',
  'a[0].',
  '[0].b',
  'a[0].b[1].c',
  'a[-1].b',
  'a[99999999999].b',
  'a[0]b',
  '.',
  '',
];

const anything = fc.string({ unit: 'binary', maxLength: 30 });

/** A name as a stranger may send it; `known` are parameters that the command has. */
export function oddName(known: readonly string[]): fc.Arbitrary<string> {
  const plain = fc.constantFrom(...known, 'id', 'tags', 'details', ...magic);
  const indexed = fc
    .tuple(
      plain,
      fc.constantFrom('0', '1', '-1', '+7', '007', '2147483647', '2147483648', 'x'),
      fc.oneof(plain, anything),
    )
    .map(([name, index, field]) => `${name}[${index}].${field}`);
  return fc.oneof(
    { weight: 6, arbitrary: plain },
    { weight: 4, arbitrary: indexed },
    fc.constantFrom(...transport, ...malformed),
    plain.map((name) => name.toUpperCase()),
    anything,
    fc.integer({ min: 1000, max: 9000 }).map((length) => 'n'.repeat(length)),
  );
}

/** Numbers, dates and the like that are right, nearly right, or beyond every limit. */
const nearlyRight = [
  '7a1c2f52-0d0e-4c62-9a0b-3f6f3f0c5a01',
  'true',
  'TRUE',
  '-1',
  '0',
  '1',
  '2147483648',
  '9223372036854775807',
  '9223372036854775808',
  '1'.repeat(400),
  '1e400',
  'NaN',
  '0x10',
  ' 5 ',
  '2026-02-30',
  '2026-01-31T12:00:00+0000',
  'a,b,,c,',
  '{}',
  '<a>&amp;</a>',
  ']]>',
  '%00',
  '\ud800',
  '\u2028',
  '\u0000',
  '\ufffe',
  '\t',
  '\r\nX-Injected: yes',
  ...magic,
];

export const oddValue: fc.Arbitrary<string> = fc.oneof(
  { weight: 16, arbitrary: fc.constantFrom(...nearlyRight) },
  { weight: 8, arbitrary: anything },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20_000 }).map((length) => 'v'.repeat(length)) },
  fc.uuid(),
  fc.bigInt().map(String),
);
