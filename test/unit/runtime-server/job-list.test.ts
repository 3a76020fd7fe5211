import { describe, expect, test } from 'vitest';
import { admin, forever, jobScene, other, settled } from './job-scene.js';

describe('listAsyncJobs', () => {
  test('shows the jobs of the account in any state, the oldest first', async () => {
    const { engine, start } = jobScene();
    const pending = await start(forever);
    const done = await start(async () => 'ok');
    await start(forever, { account: other });
    await settled();
    const { items, count } = await engine.list({}, admin);
    expect(count).toBe(2);
    expect(items).toEqual([await engine.describe(pending, admin), await engine.describe(done, admin)]);
    expect(items.map(({ jobstatus }) => jobstatus)).toEqual([0, 1]);
  });

  test('selects by keyword, start and page', async () => {
    const { start, listed, clock, engine } = jobScene();
    for (const command of ['copyIso', 'deployVirtualMachine', 'stopVirtualMachine']) {
      await start(forever, { command });
      clock.time = new Date(clock.time.getTime() + 1_000);
    }
    expect(await listed({ keyword: 'virtual' })).toEqual(['deployVirtualMachine', 'stopVirtualMachine']);
    expect(await listed({ page: 2, pagesize: 1 })).toEqual(['deployVirtualMachine']);
    expect(await engine.list({ page: 4, pagesize: 1 }, admin)).toEqual({ items: [], count: 3 });
    expect(await listed({ page: 0, pagesize: 2 })).toEqual(['copyIso', 'deployVirtualMachine']);
    expect(await listed({ pagesize: -1 })).toHaveLength(3);
    expect(await listed({ account: 'admin' })).toHaveLength(3);
  });

  test('holds at most 500 jobs unless it is asked for all', async () => {
    const { start, listed, engine } = jobScene();
    for (let index = 0; index < 501; index += 1) await start(forever);
    expect(await listed()).toHaveLength(500);
    expect((await engine.list({}, admin)).count).toBe(501);
    expect(await listed({ pagesize: -1 })).toHaveLength(501);
  });

  test.each([
    ['2026-01-31', 1],
    ['2026-01-31 12:00:00', 1],
    ['2026-01-31T12:00:00+0000', 1],
    ['2026-01-31T12:00:00.250Z', 1],
    ['2026-01-31T14:00:00+02:00', 1],
    ['2026-01-31T12:00:00-0100', 0],
    ['2026-02-01', 0],
    [new Date('2026-01-31T12:00:00Z'), 1],
  ])('takes %s for a start', async (startdate, count) => {
    const { start, listed } = jobScene();
    await start(forever);
    expect(await listed({ startdate })).toHaveLength(count);
  });

  test.each(['', 'now', '2026-13-01', '2026-01-31T12:00', '2026-01-31T12:00:00+9999'])(
    'refuses %j for a start',
    async (startdate) => {
      await expect(jobScene().engine.list({ startdate }, admin)).rejects.toMatchObject({ errorcode: 431 });
    },
  );

  test('refuses another account', async () => {
    await expect(jobScene().engine.list({ account: 'other' }, admin)).rejects.toMatchObject({ errorcode: 531 });
  });
});
