import fc from 'fast-check';
import { expect, it } from 'vitest';
import { everyShape } from './support/every-shape.js';
import { generated, printed, root, specs } from './support/pipeline.js';
import { unformatted } from './support/prettier.js';
import { randomModel } from './support/random-model.js';

it('prettier leaves every file from specs/ as it is', async () => {
  expect(await unformatted((await generated(specs)).files)).toEqual([]);
});

it('prettier leaves every file of the six commands as it is', async () => {
  expect(await unformatted((await generated({ slate: [`${root}test/golden/six.slate.md`] })).files)).toEqual([]);
});

it.each([['client'], ['validators'], ['server']] as const)(
  'prettier leaves a package with %s alone as it is',
  async (part) => {
    expect(await unformatted((await generated({ ...specs, emit: new Set([part]) })).files)).toEqual([]);
  },
);

it('prettier leaves shapes that documents rarely have as they are', async () => {
  expect(await unformatted(printed(everyShape))).toEqual([]);
});

it('prettier leaves files as they are whatever the lengths of names and values', async () => {
  // Always the same ones: test/slow looks for new ones.
  await fc.assert(
    fc.asyncProperty(randomModel, async (model) => {
      expect(await unformatted(printed(model))).toEqual([]);
    }),
    { seed: 418, numRuns: 12 },
  );
});
