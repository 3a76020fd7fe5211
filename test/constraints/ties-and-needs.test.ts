import { describe, expect, it } from 'vitest';
import { type Described, rules } from './describe.js';

const names = ['a', 'b', 'c', 'account', 'domainid', 'destzoneid', 'destzoneids', 'id', 'type'];

/** The rules that come of what is said of `ids`, beside parameters of which nothing is said. */
function rulesOf(text: string, more: Readonly<Record<string, Described | string>> = {}): readonly string[] {
  const silent = Object.fromEntries(names.map((name) => [name, {}]));
  return rules({ ...silent, ids: text, ...more });
}

/** The ties alone, each once. */
function ties(text: string): readonly string[] {
  return [...new Set(rulesOf(text).map((rule) => rule.replace(/^\w+: /, '')))];
}

describe('a description ties parameters', () => {
  it.each([
    ['Do not use a and b together.', ['atMostOneOf a b']],
    ['The parameters b and a must not be used together.', ['atMostOneOf a b']],
    ['You cannot give a, b and c at the same time.', ['atMostOneOf a b c']],
    ["Don't pass a along with b.", ['atMostOneOf a b']],
    ['a and b are mutually exclusive.', ['atMostOneOf a b']],
    ['a and b cannot both be given.', ['atMostOneOf a b']],
    ['a is not allowed in combination with b.', ['atMostOneOf a b']],
    ['Never specify both a and b.', ['atMostOneOf a b']],
    ['Several at once, mutually exclusive with id.', ['atMostOneOf id ids']],
    ["Several at once. Mutually exclusive with the parameter 'id'", ['atMostOneOf id ids']],
    ['Several at once.Mutually exclusive with ID parameter.', ['atMostOneOf id ids']],
    ['Mutually exclusive with a and domain ID', ['atMostOneOf a ids', 'atMostOneOf domainid ids']],
    ["Several at once; can't be specified with domainId parameter", ['atMostOneOf domainid ids']],
    ['Must not be used together with destZoneId.', ['atMostOneOf destzoneid ids']],
    [
      'Never name destzoneid and destzoneids together, but one of them is needed.',
      ['exactlyOneOf destzoneid destzoneids'],
    ],
    ['Never give a and b together. One of them is mandatory.', ['exactlyOneOf a b']],
    ['a and b cannot be used together, and either is required.', ['exactlyOneOf a b']],
    ['Either a or b must be passed in', ['atLeastOneOf a b']],
    ['Either this parameter, or domainId has to be passed in', ['atLeastOneOf domainid ids']],
    ['Never give a and b together. One of them is needed when the zone is basic.', ['atMostOneOf a b']],
    ['Either a or b must be given, but not both.', ['exactlyOneOf a b']],
    ['One of a, b and c is required.', ['atLeastOneOf a b c']],
    ['Exactly one of a and b must be given.', ['exactlyOneOf a b']],
    ['At least one of a or b is mandatory.', ['atLeastOneOf a b']],
    ['Required when id is not given.', ['atLeastOneOf id ids']],
    ['Required unless id is given.', ['atLeastOneOf id ids']],
    ['Not required if id is specified.', ['atLeastOneOf id ids']],
  ])('%s', (text, wanted) => {
    expect(ties(text)).toEqual(expect.arrayContaining(wanted));
    expect(ties(text).filter((tie) => tie.includes('OneOf'))).toHaveLength(wanted.length);
  });
});

describe('a description ties nothing', () => {
  it.each([
    ['when the names are spelled differently', 'Do not use A and B together.'],
    ['when it names things that are no parameters', 'Do not use shape and colour together.'],
    ['when it excludes a thing that is no parameter', 'Mutually exclusive with templateid.'],
    ['when one of the names is none', 'Either the UUID or the Display Name must be passed'],
    ['when the names stand in another sentence', 'This is about a and b. Do not use the two together.'],
    ['when nothing is forbidden', 'Give a and b together.'],
    ['when it excludes under a condition', 'Mutually exclusive with id if the zone is basic.'],
    ['when it excludes in some cases', 'If the zone is basic, mutually exclusive with id.'],
    ['when one is needed in some cases', 'If the zone is basic, either a or b must be given.'],
    ['when one is needed under a condition', 'Either a or b must be given if the zone is basic.'],
    ['when either is a condition', 'Used when either a or b is given.'],
    ['when it is needed beside the other', 'Required if id is given.'],
    ['when one wins over the other', 'If both a and b are given, a counts.'],
    ['when both are a condition', 'Not required if both a and b are given.'],
    ['when both are a condition of something else', 'Need not be given when both a and b are set.'],
    ['when a list of values reads alike', 'Can not be ipv4 and ipv6 both.'],
    ['when a parameter would exclude itself', 'Mutually exclusive with ids.'],
  ])('%s', (_, text) => {
    expect(ties(text).filter((tie) => tie.includes('OneOf'))).toEqual([]);
  });

  it('when one of the parameters is required, so that the sentence cannot be right', () => {
    expect(rules({ a: { text: 'Mutually exclusive with b.' }, b: { required: true } })).toEqual([]);
    expect(rules({ a: 'Either a or b must be given.', b: { required: true } })).toEqual([]);
  });

  it('when another sentence says that they go together', () => {
    expect(rules({ a: 'Mutually exclusive with b.', b: 'Must be used with a.' })).toEqual([]);
  });
});

describe('a tie', () => {
  it('stands at each parameter that it names', () => {
    expect(rules({ a: 'Mutually exclusive with b.', b: {}, c: {} })).toEqual([
      'a: atMostOneOf a b',
      'b: atMostOneOf a b',
    ]);
  });

  it('that two parameters tell is one, the one that says more', () => {
    const half = 'Never give a and b together.';
    const whole = 'Never give a and b together, but one of them is required.';
    const wanted = ['a: exactlyOneOf a b', 'b: exactlyOneOf a b'];
    expect(rules({ a: half, b: whole })).toEqual(wanted);
    expect(rules({ a: whole, b: half })).toEqual(wanted);
    expect(rules({ a: half, b: 'Either a or b must be given.' })).toEqual(wanted);
  });
});

describe('a description says what a parameter needs', () => {
  it.each([
    ['Must be used with domainId.', 'ids: requires domainid'],
    ['Ids. Must be used with the domainId parameter', 'ids: requires domainid'],
    ['Must be specified with domain ID', 'ids: requires domainid'],
    ['Must be used together with account and domainid.', 'ids: requires account domainid'],
    ['The account parameter must be used with the domainId parameter.', 'account: requires domainid'],
    ['This parameter must be used with domainid', 'ids: requires domainid'],
    ['Can be used only together with TYPE parameter.', 'ids: requires type'],
    ['Can only be used with type.', 'ids: requires type'],
    ['Needs to be passed only along with type', 'ids: requires type'],
    ['Restarts it.To be used with ID parameter only', 'ids: requires id'],
    ['If specified, "type" parameter has to be passed in.', 'ids: requires type'],
    ['If the account parameter is used, domainId must also be used.', 'account: requires domainid'],
  ])('%s', (text, wanted) => {
    expect(rulesOf(text)).toEqual([wanted]);
  });
});

describe('a description asks for nothing beside a parameter', () => {
  it.each([
    ['when it is only a recommendation', 'Should be used with domainid.'],
    ['when it may be given with another', 'Can be used with domainid.'],
    ['when it is about a value of the other', 'Must be used with type=Domain.'],
    ['when it says what happens then', 'If used with the account parameter, returns what the account has.'],
    ['when it says what it is for', 'The operator to be used with type.'],
    ['when something else is used', 'The certificate must be used with domainid.'],
    ['when the other is no parameter', 'Must be used with templateid.'],
    ['when it holds in some cases', 'When called by an admin, must be used with domainid.'],
    ['when it holds under a condition', 'Must be used with domainid when called by an admin.'],
  ])('%s', (_, text) => {
    expect(rulesOf(text)).toEqual([]);
  });

  it('when the other one is always there', () => {
    expect(rules({ a: 'Must be used with b.', b: { required: true } })).toEqual([]);
  });
});
