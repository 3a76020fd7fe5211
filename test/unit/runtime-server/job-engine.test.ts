import { describe, expect, test } from 'vitest';
import { stringifyJson } from '../../../templates/runtime/json.js';
import { faultOf } from '../../../templates/runtime/server/fault.js';
import {
  ApiFault,
  createMemoryJobStore,
  JobCancelled,
  type JobHandle,
  type JobStore,
} from '../../../templates/runtime/server/index.js';
import { admin, forever, jobScene, other, settled, uuid } from './job-scene.js';
import { after, noon } from './job-store-contract.js';

/** All that is told of an exception. */
const internal = faultOf(null, () => undefined).errortext;

describe('a job', () => {
  test('is shown as AsyncJobResponse has it: members, their order, dates', async () => {
    const { engine, start, clock } = jobScene();
    const jobid = await start(async (job) => job.attach('Iso', 'iso-id'));
    await settled();
    clock.time = after(60);
    expect(stringifyJson(await engine.describe(jobid, admin))).toBe(
      '{"accountid":"admin-id","account":"admin","domainid":"root-id","userid":"user-id","cmd":"copyIso",' +
        '"jobstatus":1,"jobprocstatus":0,"jobresultcode":0,"jobresulttype":"object","jobresult":{},' +
        '"jobinstancetype":"Iso","jobinstanceid":"iso-id",' +
        `"created":"2026-01-31T12:00:00+0000","completed":"2026-01-31T12:00:00+0000","jobid":"${jobid}"}`,
    );
  });

  test('in progress has neither result nor end', async () => {
    const { engine, start } = jobScene();
    const shown = stringifyJson(await engine.describe(await start(forever, { account: other }), other));
    expect(JSON.parse(shown)).toEqual({
      account: 'other',
      cmd: 'copyIso',
      jobstatus: 0,
      jobprocstatus: 0,
      jobresultcode: 0,
      created: '2026-01-31T12:00:00+0000',
      jobid: expect.stringMatching(uuid),
    });
  });

  test.each<[string, unknown, string, string]>([
    ['an object', { iso: { size: 2n ** 63n - 1n } }, 'object', '{"iso":{"size":9223372036854775807}}'],
    ['an empty object for nothing', undefined, 'object', '{}'],
    ['a text', 'done', 'text', '"done"'],
    ['a number as a text', 7, 'text', '7'],
    ['success with its details', { success: true, displaytext: 'ok' }, 'object', '{"success":true,"details":"ok"}'],
    ['success alone', { success: false }, 'object', '{"success":false}'],
    ['an entity that has both', { success: true, displaytext: 'ok', id: 1 }, 'object', 'as it is'],
  ])('results in %s', async (_, result, type, text) => {
    const { engine, start } = jobScene();
    const jobid = await start(async () => result);
    await settled();
    const { jobresulttype, jobresult, jobstatus } = await engine.describe(jobid, admin);
    expect([jobstatus, jobresulttype]).toEqual([1, type]);
    expect(stringifyJson(jobresult)).toBe(text === 'as it is' ? stringifyJson(result) : text);
  });

  test.each<[string, unknown, number, number, string]>([
    ['a fault', new ApiFault({ errorcode: 533, errortext: 'No room', cserrorcode: 4325 }), 2, 533, 'No room'],
    ['an exception', new Error('hunter2'), 2, 530, internal],
    ['no error at all', null, 2, 530, internal],
    ['a cancellation', new JobCancelled(), 3, 530, 'The job was cancelled'],
    ['a cancellation with a reason', new JobCancelled('Host is gone'), 3, 530, 'Host is gone'],
  ])('fails with %s', async (_, thrown, jobstatus, errorcode, errortext) => {
    const { engine, start, reported } = jobScene();
    const jobid = await start(() => Promise.reject(thrown));
    await settled();
    const job = await engine.describe(jobid, admin);
    expect(job).toMatchObject({ jobstatus, jobresultcode: errorcode, jobresulttype: 'object', completed: noon });
    expect(job['jobresult']).toEqual({ errorcode, errortext });
    expect(reported).toEqual(thrown instanceof ApiFault ? [] : [`copyIso: ${String(thrown)}`]);
  });

  test('fails when its work throws at once, or its result cannot be written', async () => {
    const { engine, start, reported } = jobScene();
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const jobids = [
      await start(() => {
        throw new Error('at once');
      }),
      await start(async () => cycle),
    ];
    await settled();
    for (const jobid of jobids) expect(await engine.describe(jobid, admin)).toMatchObject({ jobstatus: 2 });
    expect(reported).toEqual(['copyIso: Error: at once', expect.stringContaining('contains itself')]);
  });

  test('tells how far it is, until it has ended', async () => {
    const { engine, start } = jobScene();
    let handle: JobHandle | undefined;
    let end = (): void => undefined;
    const jobid = await start((job) => {
      handle = job;
      return new Promise<void>((resolve) => (end = resolve));
    });
    const procstatus = async (): Promise<unknown[]> => [
      (await engine.describe(jobid, admin))['jobprocstatus'],
      ...(await engine.list({}, admin)).items.map((item) => item['jobprocstatus']),
    ];
    handle?.progress(40);
    expect(await procstatus()).toEqual([40, 40]);
    handle?.progress(90);
    end();
    await settled();
    handle?.progress(95);
    expect(await procstatus()).toEqual([90, 90]);
    for (const wrong of [-1, 0.5, Number.NaN, 2 ** 31]) expect(() => handle?.progress(wrong)).toThrow(RangeError);
  });

  test('that makes something tells its id before', async () => {
    const { engine } = jobScene();
    const ids: string[] = [];
    const execute = async (job: JobHandle): Promise<void> => void ids.push(job.id, job.jobid);
    const ack = await engine.submit({ command: 'createIso', account: admin, acknowledgesId: true, execute });
    expect([ack.id, ack.jobid]).toEqual(ids);
    expect(ids).toEqual([expect.stringMatching(uuid), expect.stringMatching(uuid)]);
    expect(await engine.describe(ack.jobid, admin)).toMatchObject({ jobinstanceid: ack.id });
  });

  test('is found by its id in any case', async () => {
    const { engine, start } = jobScene();
    const jobid = await start(forever);
    expect(await engine.describe(jobid.toUpperCase(), admin)).toMatchObject({ jobid });
  });

  test('is seen by its account and by a root administrator, and refused to others', async () => {
    const { engine, start } = jobScene();
    const jobid = await start(forever);
    for (const type of [undefined, 0, 2] as const) {
      await expect(engine.describe(jobid, { ...other, type })).rejects.toMatchObject({ errorcode: 531 });
    }
    expect(await engine.describe(jobid, { ...other, type: 1 })).toMatchObject({ jobid, account: 'admin' });
  });

  test('has the id that its caller wants, if that is one and no other job has it', async () => {
    const { engine, start } = jobScene();
    const jobid = 'AAAAAAAA-0000-4000-8000-00000000000A';
    expect(await start(async () => ({}), { jobid })).toBe(jobid.toLowerCase());
    await settled();
    expect(await engine.describe(jobid, admin)).toMatchObject({ jobid: jobid.toLowerCase(), jobstatus: 1 });
    const busy = jobid.replace('A', 'B');
    await start(forever, { jobid: busy });
    for (const refused of [jobid, busy, 'mine', '']) {
      await expect(start(forever, { jobid: refused, account: other })).rejects.toMatchObject({ errorcode: 431 });
    }
    expect(await engine.describe(jobid, admin)).toMatchObject({ account: 'admin' });
  });

  test('is unknown when there is none of its id', async () => {
    const { engine } = jobScene();
    await expect(engine.describe('__proto__', admin)).rejects.toMatchObject({ errorcode: 431 });
  });
});

describe('expiry', () => {
  test('makes a job unknown so many minutes after its end, and removes it from the store', async () => {
    const store = createMemoryJobStore();
    const { engine, start, clock, listed } = jobScene({ store, expireMinutes: 2 });
    const jobid = await start(async () => ({}));
    await settled();
    clock.time = after(120);
    expect(await engine.describe(jobid, admin)).toMatchObject({ jobstatus: 1 });
    clock.time = after(121);
    await expect(engine.describe(jobid, admin)).rejects.toMatchObject({ errorcode: 431 });
    clock.time = after(140);
    expect(await listed()).toEqual([]);
    expect(await store.find(jobid)).toBeNull();
  });

  test('never comes to a job in progress', async () => {
    const { engine, start, clock } = jobScene({ expireMinutes: 1 });
    const jobid = await start(forever);
    clock.time = after(86_400 * 7);
    expect(await engine.describe(jobid, admin)).toMatchObject({ jobstatus: 0 });
  });

  test('that the store refuses is reported and stops nothing', async () => {
    const store: JobStore = { ...createMemoryJobStore(), removeExpired: () => Promise.reject(new Error('locked')) };
    const { engine, start, reported } = jobScene({ store });
    expect(await engine.describe(await start(forever), admin)).toMatchObject({ jobstatus: 0 });
    expect(reported).toEqual(['copyIso: Error: locked']);
  });
});

test('an end that the store refuses is reported, and told all the same', async () => {
  const memory = createMemoryJobStore();
  const save: JobStore['save'] = (job) =>
    job.completed === null ? memory.save(job) : Promise.reject(new Error('full'));
  const { engine, start, reported } = jobScene({ store: { ...memory, save } });
  const jobid = await start(async () => 'ok');
  await settled();
  expect(await engine.describe(jobid, admin)).toMatchObject({ jobstatus: 1, jobresult: 'ok' });
  expect((await engine.list({}, admin)).items).toMatchObject([{ jobstatus: 1 }]);
  expect(reported).toEqual(['copyIso: Error: full']);
});
