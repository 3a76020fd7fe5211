import { createContext, runInContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { bundledPage, callOf } from './bundle.js';
import { startCloud } from './cloud.js';
import { expectToHaveWorked } from './expected.js';
import type { Report } from './page.js';
import { platforms } from '../support/platforms.js';

let script = '';
beforeAll(async () => {
  script = await bundledPage();
});

test.each(Object.entries(platforms))('the generated client works with the globals of %s', async (_, globals) => {
  const { caller } = await startCloud([]);
  const report: unknown = await runInContext(`${script}\n${callOf('use', caller)}`, createContext({ ...globals }));
  // The context has an Object of its own, which would make equal values differ.
  expectToHaveWorked(JSON.parse(JSON.stringify(report)) as Report);
});

test('the bundle of a page loads nothing of Node', () => {
  expect(script).not.toMatch(/\bnode:|\brequire\(|\bimport\(/);
});
