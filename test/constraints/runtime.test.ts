import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Command } from '../../templates/runtime/command.js';
import { readCommandParameters } from '../../templates/runtime/server/parameters.js';
import {
  atLeastOneOf,
  atMostOneOf,
  exactlyOneOf,
  long,
  oneOf,
  params,
  requires,
  type Rule,
} from '../../templates/runtime/validate.js';

const abc = () => ({ a: z.string().optional(), b: z.string().optional(), c: z.string().optional() });
type Abc = { a?: string | undefined; b?: string | undefined; c?: string | undefined };

const issues = (given: Abc, ...rules: readonly Rule<'a' | 'b' | 'c'>[]): readonly string[] =>
  params<Abc>(abc, ...rules)
    .safeParse(given)
    .error?.issues.map(({ message }) => message) ?? [];

describe('rules over several parameters', () => {
  it.each<[string, Rule<'a' | 'b' | 'c'>, Abc, string | undefined]>([
    ['one of two', exactlyOneOf('a', 'b'), { a: '1' }, undefined],
    ['none of two', exactlyOneOf('a', 'b'), { c: '1' }, 'Either a or b must be specified'],
    ['both', exactlyOneOf('a', 'b'), { a: '1', b: '2' }, 'Specify only one of the parameters a and b'],
    ['two of three', atMostOneOf('a', 'b', 'c'), { a: '1', c: '2' }, 'Specify only one of the parameters a, b and c'],
    ['none where none is needed', atMostOneOf('a', 'b'), {}, undefined],
    ['none of three', atLeastOneOf('a', 'b', 'c'), {}, 'Either a, b or c must be specified'],
    ['several where one is enough', atLeastOneOf('a', 'b'), { a: '1', b: '2' }, undefined],
    ['one with what it needs', requires('a', 'b'), { a: '1', b: '2' }, undefined],
    ['what is needed, alone', requires('a', 'b'), { b: '2' }, undefined],
    ['one without', requires('a', 'b'), { a: '1' }, '"b" parameter is required when "a" is specified'],
    [
      'one without the second',
      requires('a', 'b', 'c'),
      { a: '1', b: '2' },
      '"c" parameter is required when "a" is specified',
    ],
  ])('%s', (_, rule, given, wanted) => {
    expect(issues(given, rule)).toEqual(wanted === undefined ? [] : [wanted]);
  });

  it('are all looked at', () => {
    expect(issues({ a: '1', c: '2' }, requires('a', 'b'), atMostOneOf('a', 'c'))).toHaveLength(2);
  });
});

describe('a word of a list', () => {
  const kind = oneOf(['HOURLY', 'Daily']);

  it.each([
    ['HOURLY', 'HOURLY'],
    ['hourly', 'HOURLY'],
    ['DAILY', 'Daily'],
  ])('%s is taken as %s', (given, wanted) => {
    expect(kind.parse(given)).toBe(wanted);
  });

  it('that differs only in capitals from another keeps them', () => {
    expect(oneOf(['a', 'A']).parse('A')).toBe('A');
  });

  it.each(['weekly', '', 7, null, undefined])('%j is refused without being shown', (given) => {
    const refused = kind.safeParse(given).error?.issues.map(({ message }) => message);
    expect(refused).toEqual(['Expected one of HOURLY, Daily']);
  });

  it('may be left out', () => {
    expect(z.strictObject({ kind: kind.optional() }).parse({})).toEqual({});
  });

  it('is known to tools that read schemas', () => {
    expect(z.toJSONSchema(kind, { io: 'output' })).toMatchObject({ enum: ['HOURLY', 'Daily'] });
  });
});

describe('a 64-bit integer with a range', () => {
  it.each<[number | bigint, boolean]>([
    [0, false],
    [1, true],
    [60n, true],
    [61, false],
    [2n ** 63n - 1n, false],
  ])('%s', (value, fits) => {
    expect(long(1, 60).safeParse(value).success).toBe(fits);
  });

  it('says what it expects', () => {
    expect(long(1, 60).safeParse(0).error?.issues[0]?.message).toBe('Expected a number of at least 1 and at most 60');
    expect(long(null, 60).safeParse(61).error?.issues[0]?.message).toBe('Expected a number of at most 60');
  });
});

interface Things {
  account?: string;
  domainid?: string;
  kind?: string;
  size?: number;
}

describe('a server refuses with 431, in words like those of CloudStack', () => {
  const command: Command<Things> = { name: 'listThings', mode: 'sync', method: 'GET', parameters: { size: 'integer' } };
  const validator = params<Things>(
    () => ({
      account: z.string().optional(),
      domainid: z.string().optional(),
      kind: oneOf(['ONE', 'TWO']).optional(),
      size: z.number().int().min(1).optional(),
    }),
    requires('account', 'domainid'),
    atMostOneOf('kind', 'size'),
  );
  const send = (raw: Readonly<Record<string, string>>): unknown =>
    readCommandParameters(command, validator, new Map(Object.entries(raw)));

  it.each([
    [{ account: 'ann' }, '"domainid" parameter is required when "account" is specified'],
    [{ kind: 'ONE', size: '3' }, 'Specify only one of the parameters kind and size'],
    [{ kind: 'three' }, 'Expected one of ONE, TWO'],
  ])('%j', (raw, message) => {
    expect(() => send(raw)).toThrow(
      expect.objectContaining({ errorcode: 431, errortext: expect.stringContaining(message) as string }) as Error,
    );
  });

  it('and hands words to the handler as they are documented', () => {
    expect(send({ kind: 'two' })).toEqual({ kind: 'TWO' });
  });
});
