import { describe, expect, it } from 'vitest';
import { mergeCommands } from './raw.js';

/** The rules that come of the descriptions of `a`, `b`, `c`, `id` and `ids`; each once. */
function rules(descriptions: Readonly<Record<string, string>>): readonly string[] {
  const names = ['a', 'b', 'c', 'id', 'ids', 'destzoneid', 'destzoneids'];
  const parameters = Object.fromEntries(
    names.map((name) => [name, descriptions[name] === undefined ? {} : { description: descriptions[name] }]),
  );
  const { command } = mergeCommands([{ name: 'copyIso', parameters }]);
  const all = command('copyIso').parameters.flatMap(({ constraints }) => constraints);
  return [...new Set(all.map(({ kind, parameters: tied }) => `${kind} ${tied.join(' ')}`))];
}

describe('a description makes a rule', () => {
  it.each([
    ['Do not use a and b together.', 'atMostOneOf a b'],
    ['The parameters b and a must not be used together.', 'atMostOneOf a b'],
    ['You cannot give a, b and c at the same time.', 'atMostOneOf a b c'],
    ["Don't pass a along with b.", 'atMostOneOf a b'],
    ['a and b are mutually exclusive.', 'atMostOneOf a b'],
    ['a and b cannot both be given.', 'atMostOneOf a b'],
    ['a is not allowed in combination with b.', 'atMostOneOf a b'],
    ['Never specify both a and b.', 'atMostOneOf a b'],
    [
      'Zones to copy to. Do not name destzoneid and destzoneids together, but one of them is needed.',
      'exactlyOneOf destzoneid destzoneids',
    ],
    [
      'Use this for several zones at once.Never give destzoneid and destzoneids together. One of them is mandatory.',
      'exactlyOneOf destzoneid destzoneids',
    ],
    ['a and b cannot be used together, and either is required.', 'exactlyOneOf a b'],
    ['a and b must not be given together; one of the two is necessary.', 'exactlyOneOf a b'],
  ])('%s', (description, rule) => {
    expect(rules({ destzoneids: description })).toEqual([rule]);
  });
});

describe('a description makes no rule', () => {
  it.each([
    [
      'when it names one other parameter only, since id is a word as well',
      'Several at once, mutually exclusive with id.',
    ],
    ['when the names are spelled differently', 'Do not use A and B together.'],
    ['when it names things that are no parameters', 'Do not use shape and colour together.'],
    ['when the names stand in another sentence', 'This is about a and b. Do not use the two together.'],
    ['when nothing is forbidden', 'Give a and b together.'],
    ['when one is merely enough', 'Either a or b must be passed in.'],
    ['when one wins over the other', 'If both a and b are given, a counts.'],
    ['when both are a condition', 'Not required if both a and b are given.'],
    ['when both are a condition of something else', 'Need not be given when both a and b are set.'],
    ['when a list of values reads alike', 'Can not be ipv4 and ipv6 both.'],
  ])('%s', (_, description) => {
    expect(rules({ ids: description })).toEqual([]);
  });
});

it('a sentence that goes on and on is passed over at once', () => {
  expect(rules({ ids: 'not use '.repeat(100_000) })).toEqual([]);
}, 5_000);

describe('a rule', () => {
  it('stands at every parameter that it names, and at no other', () => {
    const parameters = { a: { description: 'Never give a and b together.' }, b: {}, c: {} };
    const { parameter } = mergeCommands([{ name: 'copyIso', parameters }]);
    const rule = { kind: 'atMostOneOf', parameters: ['a', 'b'], origin: { file: 'listapis.json', at: '/copyIso/a' } };
    expect(parameter('copyIso', 'a').constraints).toEqual([rule]);
    expect(parameter('copyIso', 'b').constraints).toEqual([rule]);
    expect(parameter('copyIso', 'c').constraints).toEqual([]);
  });

  it('that two parameters tell is one, the one that says more, whatever their order', () => {
    const half = 'Never give a and b together.';
    const whole = 'Never give a and b together, but one of them is required.';
    expect(rules({ a: half, b: whole })).toEqual(['exactlyOneOf a b']);
    expect(rules({ a: whole, b: half })).toEqual(['exactlyOneOf a b']);
  });

  it('may stand beside another one', () => {
    expect(rules({ a: 'Never give a and b together.', c: 'c and id are mutually exclusive.' })).toEqual([
      'atMostOneOf a b',
      'atMostOneOf c id',
    ]);
  });
});
