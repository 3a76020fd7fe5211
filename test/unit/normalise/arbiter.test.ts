import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import type { Authority, Claim } from '../../../generator/model/provenance.js';
import { Arbiter } from '../../../generator/normalise/arbiter.js';
import { FactBook } from '../../../generator/normalise/fact-book.js';
import { document, merge } from './raw.js';

const claim = (by: Authority, value: string): Claim<string> => ({
  value,
  by,
  origin: by === 'rule' ? null : { file: `${by}.json`, at: '/x' },
});

function decide(...claims: readonly (Claim<string> | null)[]) {
  const diagnostics = new Diagnostics();
  const arbiter = new Arbiter(new FactBook([], []), diagnostics);
  const value = arbiter.decide('listZones', 'execution', claims, String, (text) => text.toLowerCase());
  return { value, found: diagnostics.all, decisions: arbiter.decisions };
}

describe('a decision', () => {
  it('is for the first claim that is made, and remembers the others', () => {
    const { value, decisions } = decide(null, claim('fact', 'a'), claim('slate', 'b'), claim('rule', 'c'));
    expect(value).toBe('a');
    expect(decisions).toMatchObject([{ subject: 'listZones', aspect: 'execution' }]);
    expect(decisions[0]?.claims.map(({ by, value: said }) => `${by} ${said}`)).toEqual(['fact a', 'slate b', 'rule c']);
  });

  it('is none, and not remembered, where nobody claims anything', () => {
    expect(decide(null, null)).toEqual({ value: null, found: [], decisions: [] });
  });
});

describe('a disagreement', () => {
  it('of two documents is a warning with both places', () => {
    const { found } = decide(claim('listapis', 'a'), claim('openapi', 'A'), claim('slate', 'b'));
    expect(found).toMatchObject([
      {
        code: 'sources-disagree',
        severity: 'warning',
        origin: { file: 'listapis.json' },
        related: [{ origin: { file: 'slate.json' }, note: 'says b' }],
      },
    ]);
    expect(found[0]?.message).toBe('The execution of listZones is a in listapis and b in slate; listapis counts.');
  });

  it.each<[string, readonly Claim<string>[]]>([
    ['documents that mean the same', [claim('listapis', 'a'), claim('slate', 'A')]],
    ['a fact that settles what documents say', [claim('fact', 'a'), claim('slate', 'b'), claim('openapi', 'c')]],
    ['an override', [claim('override', 'a'), claim('listapis', 'b')]],
    ['a document that says other than the rule', [claim('slate', 'a'), claim('rule', 'b')]],
  ])('is not: %s', (_, claims) => {
    expect(decide(...claims).found).toEqual([]);
  });
});

describe('of the documents of one API', () => {
  it.each([
    ['execution', { execution: 'sync' }, { execution: 'async' }],
    ['required', { parameters: { id: { required: true } } }, { parameters: { id: { required: false } } }],
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
