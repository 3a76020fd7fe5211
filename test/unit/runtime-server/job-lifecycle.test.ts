import { describe, expect, test } from 'vitest';
import { createMemoryJobStore, type JobStore } from '../../../templates/runtime/server/index.js';
import { admin, forever, jobScene, settled, uuid } from './job-scene.js';
import { after, jobRecord, noon } from './job-store-contract.js';

describe('after a restart', () => {
  test('jobs that were left in progress have failed, and ended ones are as they were', async () => {
    const store = createMemoryJobStore();
    const before = jobScene({ store });
    const running = await before.start(forever);
    const done = await before.start(async () => ({ iso: { size: 2n ** 62n } }));
    await settled();
    const { engine, start } = jobScene({ store, now: () => after(5) });
    const fresh = await start(forever);
    const errortext = 'job cancelled because of management server restart or shutdown';
    expect(await engine.describe(running, admin)).toMatchObject({
      jobstatus: 2,
      jobresultcode: 530,
      jobresulttype: 'object',
      jobresult: { errorcode: 530, errortext },
      completed: after(5),
    });
    expect(await engine.describe(done, admin)).toEqual(await before.engine.describe(done, admin));
    expect(await engine.describe(fresh, admin)).toMatchObject({ jobstatus: 0 });
  });

  test('a store that cannot tell fails the calls until it can', async () => {
    const memory = createMemoryJobStore();
    await memory.save(jobRecord('a', { owner: 'admin-id' }));
    let down = true;
    const list: JobStore['list'] = (query) => {
      if (down) throw new Error('down');
      return memory.list(query);
    };
    const { engine, start } = jobScene({ store: { ...memory, list } });
    await expect(start(forever)).rejects.toThrow('down');
    await expect(Promise.all([engine.describe('a', admin), engine.list({}, admin)])).rejects.toThrow('down');
    down = false;
    expect(await engine.describe('a', admin)).toMatchObject({ jobstatus: 2 });
  });
});

describe('the number of jobs in progress', () => {
  test('is limited; 533 beyond it, until one has ended', async () => {
    const { start, engine } = jobScene({ maxInProgress: 2 });
    let end = (): void => undefined;
    await start(() => new Promise<void>((resolve) => (end = resolve)));
    await start(forever);
    const errortext = 'Too many jobs are in progress';
    await expect(start(forever)).rejects.toMatchObject({ errorcode: 533, errortext, cserrorcode: 4325 });
    end();
    await settled();
    await start(forever);
    expect((await engine.list({}, admin)).count).toBe(3);
  });

  test.each([{ maxInProgress: 0 }, { maxInProgress: Number.NaN }, { expireMinutes: -1 }, { expireMinutes: 1.5 }])(
    'and their expiry are whole numbers above zero, unlike %j',
    (limits) => {
      expect(() => jobScene(limits)).toThrow(/The option jobLimits\.\w+ must be a number above zero/);
    },
  );

  test('does not grow by a job that could not be stored', async () => {
    const memory = createMemoryJobStore();
    let full = true;
    const save: JobStore['save'] = (job) => (full ? Promise.reject(new Error('full')) : memory.save(job));
    const { start } = jobScene({ store: { ...memory, save }, maxInProgress: 1 });
    await expect(start(forever)).rejects.toThrow('full');
    full = false;
    expect(await start(forever)).toMatch(uuid);
  });
});

describe('closing', () => {
  const closed = { jobstatus: 2, jobresultcode: 530, jobresult: { errorcode: 530 } };

  test('fails what is in progress, aborts its signal, and stores that before it settles', async () => {
    const store = createMemoryJobStore();
    const { engine, start, reported } = jobScene({ store });
    let signal: AbortSignal | undefined;
    const jobid = await start((_, given) => {
      signal = given;
      return new Promise((_resolve, reject) => given.addEventListener('abort', () => reject(given.reason)));
    });
    expect(signal?.aborted).toBe(false);
    await engine.close();
    expect(signal?.aborted).toBe(true);
    expect(await store.find(jobid)).toMatchObject({ status: 2, completed: noon });
    expect(await engine.describe(jobid, admin)).toMatchObject(closed);
    expect(reported).toEqual([]);
  });

  test('is final: what a handler does afterwards changes and reports nothing', async () => {
    const { engine, start, reported } = jobScene();
    let fail = (): void => undefined;
    const jobid = await start(
      (job) =>
        new Promise(
          (_, reject) =>
            (fail = () => {
              job.progress(99);
              reject(new Error('late'));
            }),
        ),
    );
    await engine.close();
    fail();
    await settled();
    expect(await engine.describe(jobid, admin)).toMatchObject({ ...closed, jobprocstatus: 0 });
    expect(reported).toEqual([]);
  });

  test('refuses new jobs with a 530, still answers for old ones, and may be asked for twice', async () => {
    const { engine, start } = jobScene();
    const jobid = await start(async () => 'ok');
    await settled();
    await Promise.all([engine.close(), engine.close()]);
    await expect(start(forever)).rejects.toMatchObject({ errorcode: 530, cserrorcode: 4250 });
    expect(await engine.describe(jobid, admin)).toMatchObject({ jobstatus: 1 });
  });

  test('while a job is being stored refuses that job and leaves it failed', async () => {
    const memory = createMemoryJobStore();
    let proceed = (): void => undefined;
    const slow = new Promise<void>((resolve) => (proceed = resolve));
    const save: JobStore['save'] = async (job) => {
      if (job.completed === null) await slow;
      await memory.save(job);
    };
    const { engine, start, listed } = jobScene({ store: { ...memory, save } });
    const starting = start(() => expect.unreachable());
    const refused = expect(starting).rejects.toMatchObject({ errorcode: 530 });
    await settled();
    const closing = engine.close();
    proceed();
    await refused;
    await closing;
    expect(await listed()).toEqual(['copyIso']);
    expect((await engine.list({}, admin)).items).toMatchObject([closed]);
  });
});
