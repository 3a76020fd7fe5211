import { describe } from 'vitest';
import { lawsOfMerging } from '../merge/laws.js';
import { needsShared, realDocuments } from '../merge/sources.js';

describe.skipIf(needsShared !== '')(`real documents${needsShared}`, async () => {
  lawsOfMerging(needsShared === '' ? await realDocuments() : []);
});
