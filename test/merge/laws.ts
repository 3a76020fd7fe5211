import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RawApi } from '../../generator/model/raw-api.js';
import { copyOf, differenceOf, disputed, merge, ordersOf, withoutPlaces } from './sources.js';

/** What merging keeps to, whatever the documents: a test for each law. */
export function lawsOfMerging(apis: readonly RawApi[]): void {
  it('are one model, with the same conflicts and decisions, in whatever order', () => {
    const before = merge(apis);
    fc.assert(
      fc.property(ordersOf(apis), (order) => {
        expect(differenceOf(merge(order), before)).toBeNull();
      }),
      { numRuns: 5 },
    );
  });

  it('give what they give once when they are all given twice', () => {
    expect(differenceOf(merge([...apis, ...apis]), merge(apis))).toBeNull();
  });

  it('are each, merged with itself, itself', () => {
    for (const api of apis) expect(differenceOf(merge([api, api]), merge([api]))).toBeNull();
  });

  it('are each, merged with a copy of itself, the same model without a conflict', () => {
    for (const api of apis) {
      const both = merge([api, copyOf(api)], false);
      expect(differenceOf(withoutPlaces(both), withoutPlaces(merge([api], false)))).toBeNull();
      expect(disputed(both)).toEqual([]);
    }
  });

  it('are no other model when decisions are written down', () => {
    expect(differenceOf({ ...merge(apis), decisions: [] }, merge(apis, false))).toBeNull();
  });
}
