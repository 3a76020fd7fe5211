import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conflict } from '../../generator/model/provenance.js';
import type { RawApi } from '../../generator/model/raw-api.js';
import { lawsOfMerging } from './laws.js';
import { randomDocuments } from './random-documents.js';
import {
  copyOf,
  differenceOf,
  disputed,
  merge,
  type Merged,
  ordersOf,
  ourDocuments,
  withoutPlaces,
} from './sources.js';

describe('the documents of the repository', async () => {
  const apis = await ourDocuments();

  lawsOfMerging(apis);

  it('are many decisions', () => {
    expect(merge(apis).decisions.length).toBeGreaterThan(1000);
  });
});

describe('any documents', () => {
  const mergeAny = (apis: readonly RawApi[], remember = true): Merged => merge(apis, remember, []);
  const inTwoOrders = randomDocuments.chain((apis) => fc.tuple(fc.constant(apis), ordersOf(apis)));

  it('are one model, with the same conflicts and decisions, in whatever order', () => {
    fc.assert(
      fc.property(inTwoOrders, ([apis, order]) => {
        expect(differenceOf(mergeAny(order), mergeAny(apis))).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('give what they give once when they are all given twice', () => {
    fc.assert(
      fc.property(randomDocuments, (apis) => {
        expect(differenceOf(mergeAny([...apis, ...apis]), mergeAny(apis))).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('are each, merged with a copy, the same model with no conflict that it does not have with itself', () => {
    fc.assert(
      fc.property(randomDocuments, (apis) => {
        for (const api of apis) {
          const [alone, both] = [mergeAny([api], false), mergeAny([api, copyOf(api)], false)];
          expect(differenceOf(withoutPlaces(both), withoutPlaces(alone))).toBeNull();
          expect(disputed(both)).toEqual(disputed(alone));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are no other model when decisions are written down', () => {
    fc.assert(
      fc.property(randomDocuments, (apis) => {
        expect(differenceOf({ ...mergeAny(apis), decisions: [] }, mergeAny(apis, false))).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('have each conflict told once, with at least two places', () => {
    fc.assert(
      fc.property(randomDocuments, (apis) => {
        const merged = mergeAny(apis, false);
        expect(new Set(disputed(merged)).size).toBe(merged.conflicts.length);
        const isPlaceless = ({ claims }: Conflict): boolean =>
          claims.length < 2 || claims.some(({ origin }) => origin === null);
        expect(merged.conflicts.filter(isPlaceless)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
