import { expect, test } from 'vitest';
import type { JobQuery, JobRecord, JobStore } from '../../../templates/runtime/server/index.js';

export const noon = new Date('2026-01-31T12:00:00Z');

/** A moment so many seconds after noon. */
export function after(seconds: number): Date {
  return new Date(noon.getTime() + seconds * 1_000);
}

/** A job in progress, or one that has succeeded when it is given an end. */
export function jobRecord(id: string, given: Partial<JobRecord> = {}): JobRecord {
  const ended = given.completed !== undefined && given.completed !== null;
  return {
    id,
    command: 'copyIso',
    owner: 'admin',
    account: 'admin',
    accountid: null,
    domainid: null,
    userid: null,
    instancetype: null,
    instanceid: null,
    status: ended ? 1 : 0,
    progress: 0,
    resultcode: 0,
    result: ended ? '{}' : null,
    created: noon,
    completed: null,
    ...given,
  };
}

const everything: JobQuery = {
  owner: null,
  keyword: null,
  createdSince: null,
  inProgress: false,
  offset: 0,
  limit: null,
};

/** What every store must do, whatever it keeps its jobs in. `open` makes an empty one. */
export function describeJobStore(open: () => JobStore): void {
  const idsOf = async (store: JobStore, query: Partial<JobQuery> = {}): Promise<[ids: string[], count: number]> => {
    const { jobs, count } = await store.list({ ...everything, ...query });
    return [jobs.map(({ id }) => id), count];
  };

  test('finds what was saved, value by value', async () => {
    const store = open();
    const full = jobRecord('full', {
      accountid: 'a',
      domainid: 'd',
      userid: 'u',
      instancetype: 'Iso',
      instanceid: 'i',
      status: 3,
      progress: 100,
      resultcode: 530,
      result: '{"size":9223372036854775807,"name":"é\\u0000\\n💾"}',
      completed: after(1),
    });
    const empty = jobRecord('empty');
    await store.save(full);
    await store.save(empty);
    expect(await store.find('full')).toEqual(full);
    expect(await store.find('empty')).toEqual(empty);
    expect(await store.find('none')).toBeNull();
    expect((await store.list(everything)).jobs).toEqual([full, empty]);
  });

  test('keeps the place of a job that is saved again', async () => {
    const store = open();
    for (const id of ['c', 'a', 'b']) await store.save(jobRecord(id));
    await store.save(jobRecord('c', { completed: after(1) }));
    expect(await idsOf(store)).toEqual([['c', 'a', 'b'], 3]);
    expect(await store.find('c')).toMatchObject({ status: 1, completed: after(1) });
  });

  test('lists by owner, by part of the command in any case, by beginning and by end', async () => {
    const store = open();
    await store.save(jobRecord('a', { owner: 'other' }));
    await store.save(jobRecord('b', { command: 'deployVirtualMachine', created: after(1) }));
    await store.save(jobRecord('c', { created: after(2), completed: after(3) }));
    expect(await idsOf(store, { owner: 'admin' })).toEqual([['b', 'c'], 2]);
    expect(await idsOf(store, { keyword: 'VIRTUAL' })).toEqual([['b'], 1]);
    expect(await idsOf(store, { keyword: '%' })).toEqual([[], 0]);
    expect(await idsOf(store, { createdSince: after(1) })).toEqual([['b', 'c'], 2]);
    expect(await idsOf(store, { inProgress: true })).toEqual([['a', 'b'], 2]);
    expect(await idsOf(store, { owner: 'admin', inProgress: true, createdSince: after(2) })).toEqual([[], 0]);
  });

  test('lists a page, counting all', async () => {
    const store = open();
    for (const id of ['a', 'b', 'c', 'd', 'e']) await store.save(jobRecord(id));
    expect(await idsOf(store, { offset: 0, limit: 2 })).toEqual([['a', 'b'], 5]);
    expect(await idsOf(store, { offset: 4, limit: 2 })).toEqual([['e'], 5]);
    expect(await idsOf(store, { offset: 6, limit: 2 })).toEqual([[], 5]);
    expect(await idsOf(store, { limit: 0 })).toEqual([[], 5]);
  });

  test('removes what was completed before a moment, and nothing that is in progress', async () => {
    const store = open();
    await store.save(jobRecord('a'));
    await store.save(jobRecord('b', { completed: after(1) }));
    await store.save(jobRecord('c', { completed: after(2) }));
    await store.removeExpired(after(2));
    expect(await idsOf(store)).toEqual([['a', 'c'], 2]);
    expect(await store.find('b')).toBeNull();
  });
}
