import { describe, expect, test } from 'vitest';
import type { CommandFacts, WireType } from '../../../templates/runtime/command.js';
import { decodeParameters } from '../../../templates/runtime/server/decode.js';
import { ApiFault } from '../../../templates/runtime/server/fault.js';

function decode(type: WireType | 'text', sent: readonly [string, string][]): unknown {
  const parameters: Record<string, WireType> = type === 'text' ? {} : { p: type };
  const command: CommandFacts = { name: 'c', method: 'GET', parameters };
  return decodeParameters(command, ['p'], new Map(sent))['p'];
}

function refusal(type: WireType | 'text', sent: readonly [string, string][]): number {
  try {
    decode(type, sent);
  } catch (error) {
    if (error instanceof ApiFault) return error.errorcode;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('plain text', () => {
  test.each<[WireType | 'text', string, unknown]>([
    ['text', '', ''],
    ['text', ' a,b\r\n', ' a,b\r\n'],
    ['boolean', 'true', true],
    ['boolean', 'TRUE', true],
    ['boolean', 'True', true],
    ['boolean', 'false', false],
    ['boolean', '1', false],
    ['boolean', 'yes', false],
    ['boolean', '', false],
    ['integer', '-1', -1],
    ['integer', '+007', 7],
    ['integer', '2147483647', 2147483647],
    ['integer', '', undefined],
    ['integer', '  ', undefined],
    ['decimal', '2.5', 2.5],
    ['decimal', '-.5e2', -50],
    ['decimal', '', undefined],
    ['long', '9007199254740991', 9007199254740991],
    ['long', '9007199254740993', 9007199254740993n],
    ['long', '-9223372036854775808', -9223372036854775808n],
    ['date', '2026-01-31', '2026-01-31'],
    ['list', 'a,b', ['a', 'b']],
    ['list', ',a,, b ,', ['a', ' b ']],
    ['list', '', []],
  ])('%s %j is decoded', (type, text, value) => {
    expect(decode(type, [['p', text]])).toStrictEqual(value);
  });

  test.each<[WireType, string]>([
    ['integer', '1.0'],
    ['integer', ' 1'],
    ['integer', '1e3'],
    ['integer', '2147483648'],
    ['integer', 'ten'],
    ['decimal', '1,5'],
    ['decimal', 'NaN'],
    ['decimal', '1e999'],
    ['long', ''],
    ['long', '9223372036854775808'],
    ['long', '0x10'],
    ['entries', 'a'],
    ['objects', 'a'],
  ])('%s %j is refused with 431', (type, text) => {
    expect(refusal(type, [['p', text]])).toBe(431);
  });

  test.each(['\t', '\0', '\u000b', '\u001f', '\u007f'])('the control character %j is refused with 431', (character) => {
    expect(refusal('text', [['unknown', `a${character}b`]])).toBe(431);
  });

  test('a long row of digits is refused without being computed', () => {
    expect(refusal('long', [['p', '9'.repeat(500_000)]])).toBe(431);
    expect(refusal('decimal', [['p', `${'9'.repeat(500_000)}x`]])).toBe(431);
    expect(refusal('long', [['p', `${'0'.repeat(500_000)}x`]])).toBe(431);
  });
});

describe('names', () => {
  test('match in any case, the last of two spellings counting', () => {
    expect(decode('text', [['P', '1']])).toBe('1');
    expect(
      decode('text', [
        ['P', '1'],
        ['p', '2'],
      ]),
    ).toBe('2');
  });

  test('that are declared with capitals can be given', () => {
    const command: CommandFacts = { name: 'c', method: 'GET', parameters: { forDisplay: 'boolean' } };
    expect(decodeParameters(command, ['forDisplay'], new Map([['fordisplay', 'true']]))).toEqual({ forDisplay: true });
  });

  test('that the command does not have are ignored', () => {
    const command: CommandFacts = { name: 'c', method: 'GET' };
    const sent = new Map([
      ['filter', 'name'],
      ['_', '1'],
      ['x[0].y', 'z'],
      ['p', '1'],
    ]);
    expect(decodeParameters(command, ['p'], sent)).toEqual({ p: '1' });
  });
});

describe('indexed names', () => {
  test('entries are merged from all indexes, keys keeping case, dots and colons', () => {
    const sent: [string, string][] = [
      ['P[3].cpuNumber', '2'],
      ['p[0].cpu.overcommit.ratio', '1.5'],
      ['p[0].dhcp:114', 'url'],
    ];
    expect(decode('entries', sent)).toEqual({ 'cpu.overcommit.ratio': '1.5', 'dhcp:114': 'url', cpuNumber: '2' });
  });

  test('pairs become one record; a value may be missing', () => {
    const sent: [string, string][] = [
      ['p[0].key', 'env'],
      ['p[0].value', 'test'],
      ['p[7].key', 'owner'],
    ];
    expect(decode('pairs', sent)).toEqual({ env: 'test', owner: '' });
  });

  test('details of an offering are pairs where an element has key and value, and entries elsewhere', () => {
    const sent = (name: string): Map<string, string> =>
      new Map([
        [`${name}[0].key`, 'pciDevice'],
        [`${name}[0].value`, 'gpu'],
        [`${name}[1].vgpuType`, 'grid'],
        [`${name}[2].key`, 'alone'],
      ]);
    const decoded = (name: string): unknown => {
      const command: CommandFacts = { name: 'c', method: 'GET', parameters: { [name]: 'entries' } };
      return decodeParameters(command, [name], sent(name))[name];
    };
    expect(decoded('serviceofferingdetails')).toEqual({ pciDevice: 'gpu', vgpuType: 'grid', key: 'alone' });
    expect(decoded('details')).toEqual({ key: 'alone', value: 'gpu', vgpuType: 'grid' });
  });

  test('objects stand in the order of their indexes', () => {
    const sent: [string, string][] = [
      ['p[10].nic', 'c'],
      ['p[-1].nic', 'a'],
      ['p[2].nic', 'b'],
      ['p[2].ip4Address', '10.0.0.2'],
    ];
    expect(decode('objects', sent)).toEqual([{ nic: 'a' }, { nic: 'b', ip4Address: '10.0.0.2' }, { nic: 'c' }]);
  });

  test.each([
    'p[',
    'p[0]',
    'p[0].',
    'p[].a',
    'p[x].a',
    'p[0]a',
    'p[0][1].a',
    'q.p[0].a',
    'p[0.5].a',
    'p[99999999999].a',
  ])('%s is refused with 430, whatever the command', (name) => expect(refusal('text', [[name, 'v']])).toBe(430));

  test.each<[string, WireType | 'text', [string, string][]]>([
    [
      'text and fields of one name',
      'entries',
      [
        ['p', 'x'],
        ['p[0].a', 'b'],
      ],
    ],
    [
      'fields and text of one name',
      'entries',
      [
        ['p[0].a', 'b'],
        ['P', 'x'],
      ],
    ],
    ['fields for a parameter that is text', 'text', [['p[0].a', 'b']]],
    ['fields for a list', 'list', [['p[0].a', 'b']]],
    ['a pair without its key', 'pairs', [['p[0].value', 'b']]],
  ])('%s are refused with 431', (_, type, sent) => {
    expect(refusal(type, sent)).toBe(431);
  });
});

describe('names of prototypes', () => {
  const hostile = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

  test.each(hostile)('%s is a key like any other', (name) => {
    const entries = decode('entries', [[`p[0].${name}`, 'x']]);
    expect(Object.entries(entries as object)).toEqual([[name, 'x']]);
    expect(Object.getPrototypeOf(entries)).toBe(Object.prototype);
    const [first] = decode('objects', [[`p[0].${name}`, 'x']]) as [object];
    expect(Object.entries(first)).toEqual([[name, 'x']]);
    const pairs = decode('pairs', [
      [`p[0].key`, name],
      [`p[0].value`, 'x'],
    ]);
    expect(Object.entries(pairs as object)).toEqual([[name, 'x']]);
  });

  test.each(hostile)('%s is a parameter like any other', (name) => {
    const command: CommandFacts = { name: 'c', method: 'GET', parameters: {} };
    expect(Object.entries(decodeParameters(command, [name], new Map([[name, 'x']])))).toEqual([[name, 'x']]);
    expect(decodeParameters(command, [name], new Map())).toEqual({});
  });
});

test('a type is found whatever the case of the name, in the document, the descriptor or the request', () => {
  const command: CommandFacts = { name: 'login', method: 'POST', parameters: { domainid: 'long', Tags: 'list' } };
  const sent = new Map([
    ['DOMAINID', '7'],
    ['tags', 'a,b'],
  ]);
  expect(decodeParameters(command, ['domainId', 'tags'], sent)).toEqual({ domainId: 7, tags: ['a', 'b'] });
});
