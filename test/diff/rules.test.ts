import { describe, expect, it } from 'vitest';
import { compareModels } from '../../generator/diff/compare.js';
import { ruleNames } from '../../generator/diff/rules.js';
import { cases, modelsOf } from './cases.js';

describe('a change is rated by its rule', () => {
  it.each(Object.entries(cases))('%s', (_, one) => {
    const changes = compareModels(...modelsOf(one));
    expect(changes.map(({ rule }) => rule).sort()).toEqual([...one.rules].sort());
  });

  it('and every rule has a case', () => {
    const covered = new Set(Object.values(cases).flatMap(({ rules }) => rules));
    expect(ruleNames.filter((rule) => !covered.has(rule))).toEqual([]);
  });
});
