import { describe, expect, it } from 'vitest';
import { type Described, rules } from './describe.js';

/** What is read of the parameter `a`, beside one that is called `other`. */
function of(text: string, given: Described = {}): readonly string[] {
  return rules({ a: { text, ...given }, other: {} }).map((rule) => rule.replace(/^a: /, ''));
}

describe('values that a description lists', () => {
  it.each([
    ['Valid values are ONE, TWO, and THREE', 'values ONE TWO THREE'],
    ['Kind of it. Possible types are "one", "two" or "three".', 'values one two three'],
    ["Valid location types: 'one', 'two'. Default = 'one'.", 'values one two'],
    ['Allowed values are, one (for the first switch) and two (for the second switch)', 'values one two'],
    ['Its state, valid values are [Enable, Disable]. May fail.', 'values Enable Disable'],
    ['Supported values are: one, l2 and all', 'values one l2 all'],
    ['Options are one and two. Default is one.', 'values one two'],
    ['Rule permission, can be: one or two', 'values one two'],
    ['State of it. Can be: Allocating, Allocated and Releasing', 'values Allocating Allocated Releasing'],
    ['The kind, can be One or Two, defaulted to One if not specified', 'values One Two'],
    ['Details, value can be a list of [ one, two, three]', 'values one two three'],
    ['The kind. One of : One, Two, Three', 'values One Two Three'],
    ['What to use, either One or Two', 'values One Two'],
    ['possible values are "one", "two". * one : the first. * two : the second. * all : both', 'values one two all'],
    ['Valid values are TCP/UDP/ICMP.', 'values TCP UDP ICMP …'],
    ['Valid values are TCP, UDP or valid protocol number', 'values TCP UDP …'],
    ['Possible values include ONE, TWO, and THREE.', 'values ONE TWO THREE …'],
    ['Kind of the thing: One,Two,Three', 'values One Two Three …'],
    ['The mode of it - ONE_TWO or THREE', 'values ONE_TWO THREE …'],
    ['The algorithm (one, two, three)', 'values one two three …'],
    ['The kind of it. GROUP or OU, defaults to GROUP', 'values GROUP OU …'],
    ['What to do, valid actions are: ON, OFF, RESET', 'values ON OFF RESET'],
    ['Its value can be one of [On, Off, Unknown]', 'values On Off Unknown'],
    ['The layout. Valid value can be one of fr,is,no', 'values fr is no'],
    ['How to keep it. none, one or two', 'values none one two …'],
    ['Which to use, one of a1 (as it comes) or a2.Others are refused.', 'values a1 a2'],
  ])('%s', (text, wanted) => {
    expect(of(text).filter((rule) => rule.startsWith('values'))).toEqual([wanted]);
  });

  it.each([
    'Possible values can be obtained from listNetworks',
    'Can be attached or detached',
    'Can be true or false',
    'Valid values are 0, 1 and 2',
    'Valid values are one of many',
    'Possible values are one, which means the first, or two, which means the second',
    'The sum of it. The algorithm is to be known to Java, i.e. MD5 or SHA-256.',
    'Name, path or id of it',
    'Name or description',
    'Host or pod.',
    'What to look for: name or id',
    'The protocol (see /etc/protocols)',
    'Can be used for deploying or migrating',
    'Can be on or off',
    'The switch: on or off',
    'Valid values are in or of',
  ])('none: %s', (text) => {
    expect(of(text).filter((rule) => rule.startsWith('values'))).toEqual([]);
  });

  it('are open for a list, since newer servers have more to filter by', () => {
    const filter = { kind: 'Valid values are one and two.' };
    expect(rules(filter)).toEqual(['kind: values one two']);
    expect(rules(filter, 'listThings')).toEqual(['kind: values one two …']);
  });

  it('are those of each element of a list', () => {
    expect(of('Values are one and two.', { list: true })).toEqual(['values one two']);
  });

  it('are not read for numbers, ids and secrets', () => {
    const text = 'Valid values are one, two and three';
    expect(of(text, { scalar: 'integer' })).toEqual([]);
    expect(of(text, { scalar: 'id' })).toEqual([]);
    expect(of(text, { sensitive: true })).toEqual([]);
  });
});

describe('a default that a description states', () => {
  it.each<[string, NonNullable<Described['scalar']>, string]>([
    ['If true, it is forced. Default: false', 'boolean', 'false'],
    ['Default value is false. Other things follow.', 'boolean', 'false'],
    ['true if it is; defaulted to true if not specified', 'boolean', 'true'],
    ['False by default.', 'boolean', 'false'],
    ['defaults to false, but if true, lists all of them', 'boolean', 'false'],
    ["The default value is 'true'.", 'boolean', 'true'],
    ['If not passed explicitly its assumed to be true', 'boolean', 'true'],
    ['number of them, default is 1. This is deprecated', 'integer', '1'],
    ['32 or 64 bits. 64 by default', 'integer', '64'],
    ['Complete: all of it. Default: Complete', 'string', '"Complete"'],
    ['Id of it, if not specified defaulted to untagged', 'string', '"untagged"'],
    ['TCP is default. UDP is the other one', 'string', '"TCP"'],
    ['Valid values are ONE and TWO. Default is one.', 'string', '"ONE"'],
  ])('%s', (text, scalar, wanted) => {
    expect(of(text, { scalar }).filter((rule) => rule.startsWith('default'))).toEqual([`default ${wanted}`]);
  });

  it.each<[string, string, Described]>([
    ['it depends', 'Defaulted to false when it is shared', { scalar: 'boolean' }],
    [
      'it differs by case',
      '1) defaulted to false when shared 2) in all other cases defaulted to true',
      { scalar: 'boolean' },
    ],
    ['two sentences disagree', 'Default is true. False by default.', { scalar: 'boolean' }],
    ['it is no value of the type', 'Enabled by default', { scalar: 'boolean' }],
    ['it is another parameter', 'If not specified, will be defaulted to other', {}],
    ['it is nothing', 'Default to null when it is not specified', {}],
    ['it is a setting', 'defaulted to allow.it.all global config if not specified', {}],
    ['it is none of the values', 'Valid values are ONE and TWO. Default is three.', {}],
    ['more words follow', 'If nothing exists, will be defaulted to ROOT domain', {}],
    ['the parameter is required', 'Default is one.', { required: true }],
    ['the parameter is a secret', 'Hashed (Default is MD5).', { sensitive: true }],
  ])('none when %s', (_, text, given) => {
    expect(of(text, given).filter((rule) => rule.startsWith('default'))).toEqual([]);
  });
});

describe('a default of an update', () => {
  const text = { kind: { text: 'Kind of it; default is false', scalar: 'boolean' } } as const;

  it('is what creating takes, so that it is not read', () => {
    expect(rules(text, 'createThing')).toEqual(['kind: default false']);
    expect(rules(text, 'updateThing')).toEqual([]);
  });

  it('is read of a command whose name only looks like it', () => {
    expect(rules(text, 'updatesList')).toEqual(['kind: default false']);
  });
});

describe('a range that a description states', () => {
  it.each<[string, string]>([
    ['Time between checks (1 sec - 20940 sec)', 'range 1..20940'],
    ['Time to wait when it answers (2sec - 60 sec)', 'range 2..60'],
    ['A number between 1 and 100.', 'range 1..100'],
    ['Weight, from 0 to 255', 'range 0..255'],
    ['Number of days (greater than zero) to keep', 'range 1..'],
    ['It must be at least 5.', 'range 5..'],
    ['Must be positive.', 'range 1..'],
    ['It must not be negative.', 'range 0..'],
    ['Minimum value is 10. Maximum value is 20.', 'range 10..20'],
    ['The number cannot exceed 500.', 'range ..500'],
    ['It must be less than 10.', 'range ..9'],
  ])('%s', (text, wanted) => {
    expect(of(text, { scalar: 'integer' })).toEqual([wanted]);
    expect(of(text, { scalar: 'long' })).toEqual([wanted]);
  });

  it('of a number with decimals has no end that does not belong to it', () => {
    expect(of('It must be greater than 0', { scalar: 'decimal' })).toEqual([]);
    expect(of('It must be at least 0', { scalar: 'decimal' })).toEqual(['range 0..']);
  });

  it.each([
    'The maximum number of them',
    'Size in GB (1GB = 1,073,741,824 bytes)',
    'Between 10 and 5',
    'Must be at least 5. Must be at least 6.',
    'Must be at least 1.5',
    'Must be at least 5 if the zone is basic.',
    'From 2026-01-01 to 2026-02-01',
  ])('none: %s', (text) => {
    expect(of(text, { scalar: 'integer' })).toEqual([]);
  });

  it('is not read for texts', () => {
    expect(of('Must be at least 5 characters', {})).toEqual([]);
  });
});

describe('when a parameter is needed', () => {
  it.each([
    ['The gateway. Required for shared networks', 'requiredWhen for shared networks'],
    ['This parameter is required when the zone is basic.', 'requiredWhen when the zone is basic'],
    [
      'The password; required to be passed for hypervisors other than KVM',
      'requiredWhen for hypervisors other than KVM',
    ],
    ['Its network. Required when nothing is known yet (VPC case).', 'requiredWhen when nothing is known yet'],
    ['The type of OS. Not required for images that tell it.', 'notRequiredWhen for images that tell it'],
    ['The zone. Need not be given if there is one only', 'notRequiredWhen if there is one only'],
  ])('%s', (text, wanted) => {
    expect(of(text)).toEqual([wanted]);
  });

  it.each([
    'Why the rule is required',
    'The user whose keys are required for signing',
    'Migrates whenever migration is required to apply it',
    'Default value is Required for virtual networks',
  ])('nobody says: %s', (text) => {
    expect(of(text).filter((rule) => rule.includes('When'))).toEqual([]);
  });
});

describe('a parameter that calls itself deprecated', () => {
  it.each([
    ["Number of nodes. This option is deprecated, please use 'other' parameter.", "deprecated use 'other' parameter"],
    ['The list. This parameter is deprecated. Do not use.', 'deprecated do not use it'],
    ['Which users. This option is deprecated in favour of other', 'deprecated in favour of other'],
    ['Deprecated. The list', 'deprecated its description says so'],
    ['The list (deprecated)', 'deprecated its description says so'],
  ])('%s', (text, wanted) => {
    expect(of(text)).toEqual([wanted]);
  });

  it('is not one that deals with deprecated things', () => {
    expect(of('Whether to list deprecated templates as well')).toEqual([]);
  });
});

describe('a text that goes on and on is read in no time, or not at all', () => {
  const pieces = [
    'not use ',
    'a, ',
    'can be (',
    'default is 1 ',
    "'a' or ",
    'must be used with a, ',
    '* a : ',
    'if used ',
  ];

  it.each([...pieces, '. ', ' '])(
    '%j',
    (piece) => {
      expect(of(piece.repeat(100_000), { scalar: 'string' }).length).toBeLessThan(2);
      expect(of(`${piece.repeat(900 / piece.length)}. `.repeat(50)).length).toBeLessThan(3);
      expect(of(`${piece.repeat(900 / piece.length)}. `.repeat(50), { scalar: 'integer' }).length).toBeLessThan(2);
    },
    5_000,
  );
});
