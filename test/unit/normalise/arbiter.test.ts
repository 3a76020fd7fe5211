import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import type { Authority, Claim, Decision } from '../../../generator/model/provenance.js';
import { Arbiter } from '../../../generator/normalise/arbiter.js';
import { FactBook } from '../../../generator/normalise/fact-book.js';
import { document, merge } from './raw.js';

const claim = (by: Authority, value: string): Claim<string> => ({
  value,
  by,
  origin: by === 'rule' ? null : { file: `${by}.json`, at: '/x' },
});

function decide(...claims: readonly (Claim<string> | null)[]) {
  const decisions: Decision[] = [];
  const arbiter = new Arbiter(new FactBook([], []), new Diagnostics(), decisions);
  const agree = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  const value = arbiter.decide('listZones', 'execution', claims, { agree });
  return { value, conflicts: arbiter.conflicts, decisions };
}

const said = (claims: readonly Claim<string>[] = []) => claims.map(({ by, value }) => `${by} ${value}`);

describe('a decision', () => {
  it('is for the first claim that is made, and remembers the others', () => {
    const { value, decisions } = decide(null, claim('fact', 'a'), claim('slate', 'b'), claim('rule', 'c'));
    expect(value).toBe('a');
    expect(decisions).toMatchObject([{ subject: 'listZones', aspect: 'execution' }]);
    expect(said(decisions[0]?.claims)).toEqual(['fact a', 'slate b', 'rule c']);
  });

  it('is none, and not remembered, where nobody claims anything', () => {
    expect(decide(null, null)).toEqual({ value: null, conflicts: [], decisions: [] });
  });

  it('is not remembered where nobody will ask', () => {
    const arbiter = new Arbiter(new FactBook([], []), new Diagnostics());
    expect(arbiter.remembers).toBe(false);
    expect(arbiter.decide('listZones', 'execution', [claim('slate', 'a')])).toBe('a');
  });

  it.each<[string, readonly Claim<string>[], Decision['because']]>([
    ['nobody else speaks', [claim('slate', 'a')], 'only'],
    ['only a rule says otherwise', [claim('slate', 'a'), claim('rule', 'b')], 'only'],
    ['all say the same', [claim('openapi', 'a'), claim('slate', 'a')], 'agreed'],
    ['a stronger kind of document says so', [claim('openapi', 'a'), claim('slate', 'b')], 'precedence'],
    ['a newer document says so', [claim('slate', 'a'), claim('slate', 'b')], 'newer'],
    ['a fact settles it', [claim('fact', 'a'), claim('slate', 'b')], 'fact'],
    ['an override settles it', [claim('override', 'a'), claim('fact', 'b')], 'override'],
    ['no document says anything', [claim('rule', 'a')], 'rule'],
  ])('counts because %s', (_, claims, because) => {
    expect(decide(...claims).decisions[0]?.because).toBe(because);
  });
});

describe('of texts', () => {
  const prose = (fact: Claim<string> | null, ...texts: readonly string[]) => {
    const stated = texts.map((text) => claim('slate', text));
    const read = [null, []].map((ledger) =>
      new Arbiter(new FactBook([], []), new Diagnostics(), ledger).prose('listZones', fact, stated),
    );
    expect(read[1]).toBe(read[0]);
    return read[0];
  };

  it.each<[string, readonly string[], string | null]>([
    ['the longest counts, without regard to blanks', ['a   b', 'a b c'], 'a b c'],
    ['one is folded onto one line', [' a\n\tb '], 'a b'],
    ['of two that are equally long the first counts', ['ab', 'cd'], 'ab'],
    ['none counts where nobody says anything', [' '], null],
  ])('%s', (_, texts, wanted) => {
    expect(prose(null, ...texts)).toBe(wanted);
  });

  it('that of a fact counts, however short', () => {
    expect(prose(claim('override', 'a'), 'longer')).toBe('a');
  });
});

describe('a disagreement', () => {
  it('of documents is told once, with everybody who is against what counts', () => {
    const { conflicts, decisions } = decide(claim('listapis', 'a'), claim('openapi', 'A'), claim('slate', 'b'));
    expect(conflicts).toMatchObject([{ kind: 'execution', subject: 'listZones' }]);
    expect(said(conflicts[0]?.claims)).toEqual(['listapis a', 'slate b']);
    expect(decisions).toMatchObject([{ disputed: true }]);
  });

  it.each<[string, readonly Claim<string>[]]>([
    ['documents that mean the same', [claim('listapis', 'a'), claim('slate', 'A')]],
    ['a fact that settles what documents say', [claim('fact', 'a'), claim('slate', 'b'), claim('openapi', 'c')]],
    ['an override', [claim('override', 'a'), claim('listapis', 'b')]],
    ['a document that says other than the rule', [claim('slate', 'a'), claim('rule', 'b')]],
  ])('is not: %s', (_, claims) => {
    const { conflicts, decisions } = decide(...claims);
    expect(conflicts).toEqual([]);
    expect(decisions).toMatchObject([{ disputed: false }]);
  });
});

describe('of the documents of one API', () => {
  it.each([
    ['execution', { execution: 'sync' }, { execution: 'async' }],
    ['required flag', { parameters: { id: { required: true } } }, { parameters: { id: { required: false } } }],
    ['length', { parameters: { id: { maxLength: 255 } } }, { parameters: { id: { maxLength: 4096 } } }],
    ['type', { parameters: { id: { type: 'long' } } }, { parameters: { id: { type: 'boolean' } } }],
    ['group', { group: 'Zones' }, { group: 'Sites' }],
    ['envelope', { result: { envelope: 'a', fields: {} } }, { result: { envelope: 'b', fields: {} } }],
    [
      'result',
      { result: { list: true, fields: { id: 'string' } } },
      { result: { list: false, fields: { id: 'string' } } },
    ],
    ['result key', { result: { key: 'a', fields: {} } }, { result: { key: 'b', fields: {} } }],
    ['acknowledgement with id', { result: { acknowledgement: true } }, { result: { acknowledgement: false } }],
    ['spelling', { result: { fields: { crossZones: 'boolean' } } }, { result: { fields: { crosszones: 'boolean' } } }],
    ['spelling', { parameters: { zoneId: {} } }, { parameters: { zoneid: {} } }],
    ['spelling', {}, { name: 'ListZones' }],
    [
      'list of values',
      { parameters: { id: { type: { word: 'string', values: ['a', 'b'] } } } },
      { parameters: { id: { type: { word: 'string', values: ['b', 'c'] } } } },
    ],
    [
      'type',
      { parameters: { ids: { type: { word: 'list', items: 'long' } } } },
      { parameters: { ids: { type: { word: 'list', items: 'date' } } } },
    ],
  ] as const)('a different %s is reported', (aspect, strong, weak) => {
    const execution = aspect === 'acknowledgement with id' ? { execution: 'async' as const } : {};
    const { all } = merge([
      document([{ name: 'listZones', ...execution, ...strong }], { format: 'openapi' }),
      document([{ name: 'listZones', ...execution, ...weak }], { format: 'slate' }),
    ]);
    const messages = all.filter(({ code }) => code === 'sources-disagree').map(({ message }) => message);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(aspect);
  });
});
