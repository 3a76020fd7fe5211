import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, generated, needsCatalogue, printed } from '../support/pipeline.js';
import { unformatted } from '../support/prettier.js';
import { randomModel } from '../support/random-model.js';

describe.skipIf(needsCatalogue !== '')(`the whole catalogue of a server${needsCatalogue}`, () => {
  it('becomes files that prettier leaves as they are', { timeout: 300_000 }, async () => {
    const { files } = await generated({ listapis: [catalogue] });
    expect(files.length).toBeGreaterThan(700);
    expect(await unformatted(files)).toEqual([]);
  });
});

it('prettier leaves files as they are whatever the lengths of names and values', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(randomModel, async (model) => {
      expect(await unformatted(printed(model))).toEqual([]);
    }),
    { numRuns: 300, endOnFailure: true },
  );
});
