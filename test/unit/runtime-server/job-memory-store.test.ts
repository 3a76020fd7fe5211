import { describe, expect, test } from 'vitest';
import { createMemoryJobStore } from '../../../templates/runtime/server/index.js';
import { after, describeJobStore, jobRecord } from './job-store-contract.js';

describe('a store in memory', () => {
  describeJobStore(() => createMemoryJobStore());

  test('forgets the job that ended first when it is full, and none in progress', async () => {
    const store = createMemoryJobStore(3);
    await store.save(jobRecord('a'));
    await store.save(jobRecord('b'));
    await store.save(jobRecord('c', { completed: after(1) }));
    await store.save(jobRecord('b', { completed: after(2) }));
    await store.save(jobRecord('d'));
    await store.save(jobRecord('e'));
    await store.save(jobRecord('f'));
    const found = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => store.find(id)));
    expect(found.map((job) => job?.id ?? null)).toEqual(['a', null, null, 'd', 'e', 'f']);
  });
});
