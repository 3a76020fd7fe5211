import fc from 'fast-check';
import { expect, it } from 'vitest';
import { damaged, digest } from './mutations.js';

it('a damaged document gives a model or an error, and never a stack', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      const { commands, errors } = await digest(text);
      expect(commands + errors).toBeGreaterThan(0);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});
