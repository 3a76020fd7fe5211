import { expect } from 'vitest';
import { hugeSize } from './cloud.js';
import { awkward, type Report, someId } from './page.js';

/** Holds what the program found out, on whichever platform it ran. */
export function expectToHaveWorked(report: Report): void {
  expect(report.zones).toEqual({ items: [{ id: 'zone-1', name: awkward }], count: 1 });
  expect(report.role).toEqual({ id: someId, name: awkward });
  expect(report.job.guest).toEqual({ id: report.job.id, name: `a disk of ${hugeSize}`, state: 'Running' });
  expect(report.networks).toEqual(['net-1', 'net-2', 'net-3', 'net-4', 'net-5']);
  expect(report.refusal).toMatchObject({ code: 'api', errorcode: 431, errortext: 'Unable to find account nobody' });
  expect(report.failure).toMatchObject({ code: 'job-failed', errorcode: 536, errortext: 'The guest is pinned' });
  expect(report.size).toEqual(['bigint', String(hugeSize)]);
}
