import { existsSync } from 'node:fs';
import { describe, test } from 'vitest';
import { catalogue, needsCatalogue } from '../../support/pipeline.js';
import { fuzz } from '../describe-fuzz.js';
import { startEcho } from '../echo.js';
import { startMockTarget } from '../mock-target.js';

fuzz('the generated server survives', startEcho, 100);

describe('the mock of CloudStack 4.18', () => {
  if (existsSync(catalogue)) fuzz('survives', () => startMockTarget([catalogue]), 100);
  else test.skip(`survives${needsCatalogue}`);
});
