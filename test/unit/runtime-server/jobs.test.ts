import { describe, expect, test } from 'vitest';
import {
  ApiFault,
  createMemoryJobStore,
  type HandlerContext,
  type JobStore,
} from '../../../templates/runtime/server/index.js';
import { createServer, type Iso, type ServerOptions } from './sample.js';
import { admin, envelope, get, other } from './signing.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const isoId = '11111111-1111-4111-8111-111111111111';
const zoneId = '22222222-2222-4222-8222-222222222222';
const start = new Date('2026-01-31T12:00:00Z');

type Handlers = ServerOptions['handlers'];

/** A server whose clock stands still until it is moved. */
function scene(handlers: Handlers, options: Partial<ServerOptions> = {}) {
  const clock = { time: start.getTime() };
  const sibling = { ...other, apiKey: 'key-of-sibling', accountid: admin.accountid };
  const accounts = [admin, other, sibling];
  const server = createServer({ accounts, handlers, now: () => new Date(clock.time), ...options });
  const ask = async (values: Record<string, string>, keys = admin as typeof other) =>
    envelope(await server.fetch(get(values, keys)));
  const query = async (jobid: unknown, keys?: typeof other) =>
    (await ask({ command: 'queryAsyncJobResult', jobid: String(jobid) }, keys))[1];
  return { server, clock, ask, query, sibling };
}

/** A promise and how to settle it. */
function gate<T>() {
  let open: (value: T) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open: (value: T) => open(value), fail: (error: unknown) => fail(error) };
}

const copy = { command: 'copyIso', id: isoId, destzoneid: zoneId };

describe('a job', () => {
  test('is acknowledged at once, pending, then succeeded with its result wrapped', async () => {
    const work = gate<Iso>();
    const { ask, query, clock } = scene({ copyIso: () => work.promise });
    const [name, ack] = await ask(copy);
    expect([name, ack]).toEqual(['copytemplateresponse', { jobid: expect.stringMatching(uuid) }]);
    const pending = {
      accountid: admin.accountid,
      account: admin.account,
      userid: admin.userid,
      cmd: 'copyIso',
      jobstatus: 0,
      jobprocstatus: 0,
      jobresultcode: 0,
      created: '2026-01-31T12:00:00+0000',
      jobid: ack['jobid'],
    };
    expect(await query(ack['jobid'])).toEqual(pending);
    clock.time += 5_000;
    work.open({ id: isoId });
    await work.promise;
    expect(await query(ack['jobid'])).toEqual({
      ...pending,
      jobstatus: 1,
      jobresulttype: 'object',
      jobresult: { iso: { id: isoId } },
      completed: '2026-01-31T12:00:05+0000',
    });
  });

  test('that makes something tells the id before, which its handler knows', async () => {
    const seen = gate<HandlerContext>();
    const { ask, query } = scene({
      createIso: ({ name }, context) => {
        context.job?.progress(50);
        seen.open(context);
        return { id: context.job?.id, name };
      },
    });
    const [, ack] = await ask({ command: 'createIso', name: 'debian' });
    const { job, signal } = await seen.promise;
    expect(ack).toEqual({ id: expect.stringMatching(uuid), jobid: expect.stringMatching(uuid) });
    expect(job).toMatchObject(ack);
    expect(signal.aborted).toBe(false);
    expect(await query(ack['jobid'])).toMatchObject({
      jobinstanceid: ack['id'],
      jobprocstatus: 50,
      jobresult: { iso: { id: ack['id'], name: 'debian' } },
    });
  });

  test('keeps the result that it ended with, digits included', async () => {
    const iso: Iso = { size: 9223372036854775807n };
    const server = createServer({ accounts: [admin], handlers: { copyIso: async () => iso } });
    const [, ack] = await envelope(await server.fetch(get(copy)));
    iso.size = 0;
    const answer = await server.fetch(get({ command: 'queryAsyncJobResult', jobid: String(ack['jobid']) }));
    expect(await answer.text()).toContain('"jobresult":{"iso":{"size":9223372036854775807}}');
  });

  test('fails with the fault of its handler, under HTTP 200', async () => {
    const { ask, query } = scene({
      copyIso: () => {
        throw new ApiFault({ errorcode: 533, errortext: 'No room', cserrorcode: 4325 });
      },
    });
    const [, ack] = await ask(copy);
    expect(await query(ack['jobid'])).toMatchObject({
      jobstatus: 2,
      jobresultcode: 533,
      jobresulttype: 'object',
      jobresult: { errorcode: 533, errortext: 'No room' },
    });
  });

  test('fails with a general 530 for an exception, which is reported', async () => {
    const seen: unknown[] = [];
    const onError = (error: unknown, command: string): number => seen.push([String(error), command]);
    const { ask, query } = scene({ copyIso: () => Promise.reject(new Error('hunter2')) }, { onError });
    const [, ack] = await ask(copy);
    const job = await query(ack['jobid']);
    expect(job).toMatchObject({ jobstatus: 2, jobresultcode: 530, jobresult: { errorcode: 530 } });
    expect(JSON.stringify(job)).not.toContain('hunter2');
    expect(seen).toEqual([['Error: hunter2', 'copyIso']]);
  });

  test('is not started when its parameters are wrong', async () => {
    const { ask } = scene({ copyIso: () => ({}) });
    const [name, body] = await ask({ command: 'copyIso', id: isoId });
    expect(name).toBe('copytemplateresponse');
    expect(body).toMatchObject({
      errorcode: 431,
      errortext: 'Unable to execute API command copyIso: Either destzoneid or destzoneids must be specified',
    });
  });
});

test('a job is refused to another account, but not to another user of the same', async () => {
  const { ask, query, sibling } = scene({ copyIso: () => ({}) });
  const [, ack] = await ask(copy);
  const refusal = { errorcode: 531, errortext: 'The jobs of another account cannot be seen' };
  expect(await query(ack['jobid'], other)).toMatchObject(refusal);
  expect(await query(ack['jobid'], sibling)).toMatchObject({ jobstatus: 1 });
});

test('a job has the id that was sent for it, once', async () => {
  const { ask } = scene({ copyIso: () => ({}) });
  const customjobid = '77777777-7777-4777-8777-777777777777';
  expect((await ask({ ...copy, customJobId: customjobid }))[1]).toEqual({ jobid: customjobid });
  expect((await ask({ ...copy, customjobid }))[1]).toMatchObject({ errorcode: 431 });
});

describe('a job is unknown', () => {
  const unknown = {
    errorcode: 431,
    cserrorcode: 9999,
    errortext: expect.stringContaining('Invalid parameter jobid value='),
  };

  test('when there never was one, or its id is no id', async () => {
    const { query } = scene({});
    expect(await query(isoId)).toMatchObject(unknown);
    expect(await query('__proto__')).toMatchObject({ errorcode: 431 });
  });

  test('a day after its end', async () => {
    const { ask, query, clock } = scene({ copyIso: () => ({}) });
    const [, ack] = await ask(copy);
    clock.time += 86_400_000;
    expect(await query(ack['jobid'])).toMatchObject({ jobstatus: 1 });
    clock.time += 1;
    expect(await query(ack['jobid'])).toMatchObject(unknown);
  });
});

describe('listAsyncJobs', () => {
  test('shows the jobs of the account as queryAsyncJobResult does', async () => {
    const work = gate<Iso>();
    const { ask, query, clock } = scene({ copyIso: () => work.promise, createIso: () => ({ name: 'debian' }) });
    expect(await ask({ command: 'listAsyncJobs' })).toEqual(['listasyncjobsresponse', {}]);
    const [, pending] = await ask(copy);
    clock.time += 60_000;
    const [, done] = await ask({ command: 'createIso', name: 'debian' });
    const rows = [await query(pending['jobid']), await query(done['jobid'])];
    expect(rows.map((row) => row['jobstatus'])).toEqual([0, 1]);
    const list = async (values: Record<string, string>, keys?: typeof other) =>
      (await ask({ command: 'listAsyncJobs', ...values }, keys))[1];
    expect(await list({ listall: 'true' })).toEqual({ count: 2, asyncjobs: rows });
    expect(await list({ startdate: '2026-01-31T12:00:01+0000' })).toEqual({ count: 1, asyncjobs: [rows[1]] });
    expect(await list({ keyword: 'copy' })).toEqual({ count: 1, asyncjobs: [rows[0]] });
    expect(await list({ page: '2', pagesize: '1' })).toEqual({ count: 2, asyncjobs: [rows[1]] });
    expect(await list({ page: '3', pagesize: '1' })).toEqual({ count: 2 });
    expect(await list({}, other)).toEqual({});
    expect(await list({ startdate: 'soon' })).toMatchObject({ errorcode: 431 });
  });
});

test('jobs beyond the limit are refused with 533 in the envelope of their command', async () => {
  const { ask } = scene({ copyIso: () => new Promise(() => undefined) }, { jobLimits: { maxInProgress: 1 } });
  expect(await ask(copy)).toMatchObject(['copytemplateresponse', { jobid: expect.anything() }]);
  expect(await ask(copy)).toMatchObject(['copytemplateresponse', { errorcode: 533, cserrorcode: 4325 }]);
});

test('closing the server aborts the signals of jobs, and fails them', async () => {
  const seen = gate<HandlerContext>();
  const { server, ask, query } = scene({
    copyIso: (_, context) => {
      seen.open(context);
      return new Promise(() => undefined);
    },
  });
  const [, ack] = await ask(copy);
  const { signal } = await seen.promise;
  expect(signal.aborted).toBe(false);
  await server.close();
  expect(signal.aborted).toBe(true);
  expect(await query(ack['jobid'])).toMatchObject({ jobstatus: 2, jobresultcode: 530 });
  expect((await ask(copy))[1]).toMatchObject({ errorcode: 530, errortext: expect.stringContaining('closing') });
});

describe('a store', () => {
  test('that fails is reported: with a 530 before the acknowledgement, behind the answer after it', async () => {
    const seen: unknown[] = [];
    const onError = (error: unknown, command: string): number => seen.push(`${command}: ${String(error)}`);
    const memory = createMemoryJobStore();
    const jobs: JobStore = {
      ...memory,
      find: () => Promise.reject(new Error('find')),
      save: (record) => (record.completed === null ? memory.save(record) : Promise.reject(new Error('save'))),
    };
    const { ask, query } = scene({ copyIso: () => ({}) }, { jobs, onError });
    const [, ack] = await ask(copy);
    expect(ack).toEqual({ jobid: expect.stringMatching(uuid) });
    expect(await query(isoId)).toMatchObject({ errorcode: 530 });
    expect(await query(ack['jobid'])).toMatchObject({ jobstatus: 1, jobresult: { iso: {} } });
    expect(seen).toEqual(['copyIso: Error: save', 'queryAsyncJobResult: Error: find']);
  });
});
