import { describe, expect, it } from 'vitest';
import { builtCli } from '../support/pipeline.js';
import { killAtEachStep, scenarios } from './kill-at-each-step.js';

builtCli();

describe('a run that is killed before it moves anything', () => {
  for (const scenario of scenarios) {
    it(`leaves ${scenario.title} old or new, at the worst in part, and never mixed`, async () => {
      expect(await killAtEachStep(scenario, 'renameSync')).toBeGreaterThan(4);
    });
  }
});
