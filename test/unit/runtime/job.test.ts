import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, expectTypeOf, onTestFinished, test } from 'vitest';
import {
  ApiError,
  type Job,
  type JobProgress,
  JobFailedError,
  JobTimeoutError,
  TransportError,
} from '../../../templates/runtime/index.js';
import { clientOf, commands, type VirtualMachine } from './sample-commands.js';
import { type Reply, type ScriptedServer, scriptedServer, sent } from './scripted-server.js';

const acknowledgement: Reply = { body: { deployvirtualmachineresponse: { id: 'vm-1', jobid: 'job-1' } } };
const pending = status({ jobstatus: 0 });
const done = status({ jobstatus: 1, jobresultcode: 0, jobresult: { virtualmachine: { id: 'vm-1', name: 'web' } } });

function status(body: object): Reply {
  return { body: { queryasyncjobresultresponse: { jobid: 'job-1', jobprocstatus: 0, ...body } } };
}

/** Acknowledges a command, and answers the looks at its job one after the other; the last answer stays. */
function jobServer(...looks: readonly Reply[]): Promise<ScriptedServer> {
  let next = 0;
  return scriptedServer((request) => {
    if (request.params.get('command') !== 'queryAsyncJobResult') return acknowledgement;
    const reply = looks[Math.min(next, looks.length - 1)];
    next += 1;
    return reply ?? { status: 500 };
  });
}

const fast = { job: { pollMs: 10, timeoutMs: 5000 } };
const params = { zoneid: 'z' };

function looksIn(server: ScriptedServer): number {
  return server.requests.filter((request) => request.params.get('command') === 'queryAsyncJobResult').length;
}

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('expected a rejection'),
    (reason: unknown) => reason,
  );
}

describe('a job promise', () => {
  test('awaited, gives the job as soon as it is acknowledged', async () => {
    const server = await jobServer(pending);
    const job = await clientOf(server).zone.deployVirtualMachine(params);
    expect({ ...job }).toEqual({ jobid: 'job-1', id: 'vm-1', command: 'deployVirtualMachine' });
    expect(server.requests).toHaveLength(1);
  });

  test('asked for its result, sends, polls and unwraps', async () => {
    const server = await jobServer(pending, pending, done);
    const vm = await clientOf(server, fast).zone.deployVirtualMachine(params).result();
    expect(vm).toEqual({ id: 'vm-1', name: 'web' });
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'GET']);
    expect(server.requests.every(({ isSigned }) => isSigned)).toBe(true);
    expect(sent(server.requests[1])).toEqual({ jobid: 'job-1' });
  });

  test('is sent once, however it is used', async () => {
    const server = await jobServer(done);
    const promise = clientOf(server, fast).zone.deployVirtualMachine(params);
    const [first, second, job] = await Promise.all([promise.result(), promise.result(), promise]);
    expect([first, second, await job.result()]).toEqual(Array(3).fill({ id: 'vm-1', name: 'web' }));
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('is sent once at once, though nobody asks', async () => {
    const server = await jobServer(done);
    clientOf(server).zone.deployVirtualMachine(params);
    await expect.poll(() => server.requests.length).toBe(1);
  });

  test('leaves no rejection unhandled when only its result is asked for', async () => {
    const server = await scriptedServer(() => ({ status: 431, body: { r: { errorcode: 431, errortext: 'no' } } }));
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    await expect(clientOf(server).zone.deployVirtualMachine(params).result()).rejects.toBeInstanceOf(ApiError);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('behaves as a promise does', async () => {
    const server = await scriptedServer(() => ({ status: 431, body: { r: { errorcode: 431, errortext: 'no' } } }));
    const promise = clientOf(server).zone.deployVirtualMachine(params);
    expect(await promise.catch(() => 'caught')).toBe('caught');
    expect(await promise.finally(() => {}).catch(() => 'caught')).toBe('caught');
    expect(String(promise)).toBe('[object JobPromise]');
  });

  test.each([
    ['jobid in a number', { jobid: 42 }, '42', null],
    ['no id', { jobid: 'j' }, 'j', null],
  ])('understands an acknowledgement with %s', async (_, body, jobid, id) => {
    const server = await scriptedServer(() => ({ body: { deployvirtualmachineresponse: body } }));
    expect(await clientOf(server).zone.deployVirtualMachine(params)).toMatchObject({ jobid, id });
  });

  test('refuses an acknowledgement without a job', async () => {
    const server = await scriptedServer(() => ({ body: { deployvirtualmachineresponse: { id: 'vm-1' } } }));
    await expect(clientOf(server).zone.deployVirtualMachine(params)).rejects.toMatchObject({ code: 'protocol' });
  });
});

describe('a job', () => {
  test('is resumed from its id alone, and unwrapped by its shape', async () => {
    const server = await jobServer(pending, done);
    const job = clientOf(server, fast).job('job-1');
    expect(await job.result()).toEqual({ id: 'vm-1', name: 'web' });
    expect(job).toMatchObject({ id: null, command: null });
    expect(server.requests.map(sent)).toEqual([{ jobid: 'job-1' }, { jobid: 'job-1' }]);
  });

  test('is resumed with the type of its command', async () => {
    const server = await jobServer(done);
    const vm = await clientOf(server).job('job-1', commands.deployVirtualMachine).result();
    expect(vm.name).toBe('web');
  });

  test('cannot be resumed without an id', async () => {
    const server = await jobServer(done);
    expect(() => clientOf(server).job('')).toThrow(TypeError);
  });

  test.each<[string, object, unknown]>([
    ['another key than documented', { systemvm: { id: '1' } }, { id: '1' }],
    ['a key that the server forgot', { null: { id: '1' } }, { id: '1' }],
    ['a list of one', { virtualmachine: [{ id: '1' }] }, { id: '1' }],
    ['an outcome without wrapping', { id: '1', name: 'n' }, { id: '1', name: 'n' }],
    ['a success', { success: true }, { success: true }],
    ['a success in text', { success: 'true' }, { success: true }],
    ['a success with details', { success: true, details: 'ok' }, { success: true, details: 'ok', displaytext: 'ok' }],
  ])('is unwrapped when it ends with %s', async (_, jobresult, expected) => {
    const server = await jobServer(status({ jobstatus: 1, jobresult }));
    expect(await clientOf(server).zone.deployVirtualMachine(params).result()).toEqual(expected);
  });

  test('that ends without a result has worked', async () => {
    const server = await jobServer(status({ jobstatus: 1 }));
    expect(await clientOf(server).job('job-1').result()).toEqual({ success: true });
  });

  test('tells its status without waiting or throwing', async () => {
    const failed = status({ jobstatus: 2, jobresultcode: 530, jobresult: { errorcode: 533, errortext: 'no room' } });
    const server = await jobServer(pending, done, failed);
    const job = clientOf(server).job('job-1', commands.deployVirtualMachine);
    expect(await job.status()).toEqual({ state: 'pending' });
    expect(await job.status()).toEqual({ state: 'succeeded', result: { id: 'vm-1', name: 'web' } });
    expect(await job.status()).toEqual({ state: 'failed', cancelled: false, errorcode: 533, errortext: 'no room' });
  });

  test('is not taken for running when its status makes no sense', async () => {
    const server = await jobServer(status({ jobstatus: 9 }));
    await expect(clientOf(server).job('job-1').result()).rejects.toMatchObject({ code: 'protocol' });
  });
});

describe('a job that is resumed by the name of its command', () => {
  test('is typed and unwrapped by it', async () => {
    const server = await jobServer(status({ jobstatus: 1, jobresult: { other: {}, virtualmachine: { id: 'vm-1' } } }));
    const job = clientOf(server).job('job-1', 'deployVirtualMachine');
    expectTypeOf(job).toEqualTypeOf<Job<VirtualMachine>>();
    expect(job.command).toBe('deployVirtualMachine');
    expect(await job.result()).toEqual({ id: 'vm-1' });
  });

  test('needs a command that starts a job', async () => {
    const client = clientOf(await jobServer(done));
    // @ts-expect-error it answers at once
    expect(() => client.job('job-1', 'createZone')).toThrow(TypeError);
    // @ts-expect-error there is no such command
    expect(() => client.job('job-1', 'toString')).toThrow(TypeError);
  });

  test('goes on from the error of a wait that was too short', async () => {
    let isDone = false;
    const server = await scriptedServer((request) =>
      request.params.get('command') === 'queryAsyncJobResult' ? (isDone ? done : pending) : acknowledgement,
    );
    const client = clientOf(server);
    const error = await reasonOf(client.zone.deployVirtualMachine(params).result({ timeoutMs: 20, pollMs: 15 }));
    if (!(error instanceof JobTimeoutError)) throw error;
    isDone = true;
    expect(await client.job<VirtualMachine>(error.jobid).result()).toEqual({ id: 'vm-1', name: 'web' });
  });
});

describe('a job that fails', () => {
  test.each<[string, object, object]>([
    [
      'with an error',
      { jobstatus: 2, jobresult: { errorcode: 533, errortext: 'no room' } },
      { errorcode: 533, errortext: 'no room' },
    ],
    ['with a text', { jobstatus: 2, jobresultcode: 530, jobresult: 'broken' }, { errorcode: 530, errortext: 'broken' }],
    ['without a word', { jobstatus: 2 }, { errorcode: 530, errortext: '' }],
    ['because it was cancelled', { jobstatus: 3 }, { errorcode: 530, errortext: 'the job was cancelled' }],
  ])('%s throws, with its id and its command', async (_, body, expected) => {
    const server = await jobServer(pending, status(body));
    const error = await reasonOf(clientOf(server, fast).zone.deployVirtualMachine(params).result());
    expect(error).toBeInstanceOf(JobFailedError);
    expect({ ...(error as object) }).toEqual({
      command: 'deployVirtualMachine',
      jobid: 'job-1',
      code: 'job-failed',
      ...expected,
    });
  });

  test('does not quote a sensitive parameter of the command', async () => {
    const errortext = 'cannot set password Of4N~H$JP9 on vm';
    const server = await jobServer(status({ jobstatus: 2, jobresult: { errorcode: 530, errortext } }));
    const promise = clientOf(server, fast).zone.deployVirtualMachine({ zoneid: 'z', password: 'Of4N~H$JP9' });
    const error = await reasonOf(promise.result());
    expect(inspect(error)).not.toContain('Of4N');
    expect(error).toMatchObject({ errortext: 'cannot set password [redacted] on vm' });
  });
});

describe('waiting', () => {
  test('ends in time, with a last look and the id', async () => {
    const server = await jobServer(pending);
    const started = performance.now();
    const promise = clientOf(server).zone.deployVirtualMachine(params).result({ timeoutMs: 150, pollMs: 60 });
    const error = await reasonOf(promise);
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(error).toMatchObject({
      jobid: 'job-1',
      timeoutMs: 150,
      command: 'deployVirtualMachine',
      code: 'job-timeout',
    });
    expect(performance.now() - started).toBeLessThan(1500);
    expect(looksIn(server)).toBeGreaterThanOrEqual(3);
  });

  test('looks once more when the next pause would go past the end', async () => {
    const server = await jobServer(pending, done);
    const promise = clientOf(server).zone.deployVirtualMachine(params).result({ timeoutMs: 100, pollMs: 60_000 });
    expect(await promise).toEqual({ id: 'vm-1', name: 'web' });
  });

  test('has pauses that grow', async () => {
    const server = await jobServer(...Array<Reply>(7).fill(pending), done);
    const at: number[] = [];
    const onProgress = ({ elapsedMs }: JobProgress): void => void at.push(elapsedMs);
    await clientOf(server).job('job-1').result({ pollMs: 40, onProgress });
    const pauses = at.slice(1).map((elapsed, index) => elapsed - (at[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(31);
    expect(pauses.at(-1)).toBeGreaterThan(40 * 1.2 ** 5 * 0.8 - 1);
  });

  test('tells its progress', async () => {
    const server = await jobServer(pending, pending, done);
    const seen: JobProgress[] = [];
    await clientOf(server, fast)
      .job('job-1')
      .result({ onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ jobid, polls }) => [jobid, polls])).toEqual([
      ['job-1', 1],
      ['job-1', 2],
    ]);
  });

  test("ends with the signal's own reason, at once", async () => {
    const server = await jobServer(pending);
    const controller = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 50);
    const started = performance.now();
    const waiting = clientOf(server).job('job-1').result({ signal: controller.signal, pollMs: 60_000 });
    expect(await reasonOf(waiting)).toBe(reason);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('ends with the signal that the command was sent with', async () => {
    const server = await jobServer(pending);
    const signal = AbortSignal.timeout(50);
    const promise = clientOf(server).submit(commands.deployVirtualMachine, params, { signal });
    expect(await reasonOf(promise.result({ pollMs: 60_000 }))).toMatchObject({ name: 'TimeoutError' });
  });

  test('survives looks that fail for reasons that pass', async () => {
    const throttled = { status: 429, body: { r: { errorcode: 429, errortext: 'wait' } } };
    const proxy = { status: 502, body: '<html>bad gateway</html>' };
    const server = await jobServer(
      { breakOff: 'before' },
      proxy,
      throttled,
      { breakOff: 'midway', body: 'abcdef' },
      done,
    );
    expect(await clientOf(server, fast).zone.deployVirtualMachine(params).result()).toEqual({
      id: 'vm-1',
      name: 'web',
    });
  });

  test('gives up after ten of them in a row', async () => {
    const server = await jobServer({ breakOff: 'before' });
    const waiting = clientOf(server, fast).job('job-1').result();
    expect(await reasonOf(waiting)).toBeInstanceOf(TransportError);
    expect(looksIn(server)).toBe(10);
  });

  test('does not go on after an answer that will not change', async () => {
    const server = await jobServer({ status: 431, body: { r: { errorcode: 431, errortext: 'unknown job' } } });
    expect(await reasonOf(clientOf(server, fast).job('job-1').result())).toBeInstanceOf(ApiError);
    expect(looksIn(server)).toBe(1);
  });

  test('keeps the last failure as the cause of a timeout', async () => {
    const server = await jobServer(pending, { breakOff: 'before' });
    const error = await reasonOf(clientOf(server).job('job-1').result({ pollMs: 40, timeoutMs: 100 }));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect(error).toMatchObject({ cause: { code: 'transport' } });
  });

  test.each([{ timeoutMs: 0 }, { pollMs: -1 }, { pollMs: Number.NaN }])('refuses %j', async (options) => {
    const server = await jobServer(done);
    expect(await reasonOf(clientOf(server).job('job-1').result(options))).toBeInstanceOf(TypeError);
  });
});

describe('many jobs', () => {
  /** Answers looks after a while, and counts how many it has at once; a job is done after some looks. */
  async function crowdedServer(looksNeeded: number, throttle: (look: number) => Reply | null = () => null) {
    const looks = new Map<string, number>();
    const seen = { now: 0, most: 0, total: 0 };
    const server = createServer((incoming, response) => {
      const jobid = new URL(incoming.url ?? '', 'http://localhost').searchParams.get('jobid') ?? '';
      seen.now += 1;
      seen.total += 1;
      seen.most = Math.max(seen.most, seen.now);
      const refusal = throttle(seen.total);
      if (refusal === null) looks.set(jobid, (looks.get(jobid) ?? 0) + 1);
      const isDone = (looks.get(jobid) ?? 0) >= looksNeeded;
      const body = { r: { jobstatus: isDone ? 1 : 0, ...(isDone ? { jobresult: { vm: { id: jobid } } } : {}) } };
      setTimeout(() => {
        seen.now -= 1;
        response.writeHead(refusal?.status ?? 200).end(JSON.stringify(refusal?.body ?? body));
      }, 2);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/api`;
    return { endpoint, seen };
  }

  function liveTimers(): number {
    return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  }

  test('a thousand wait through one scheduler: a few requests at once, one timer', async () => {
    const server = await crowdedServer(2);
    const client = clientOf(server, { job: { pollMs: 400, concurrency: 6 } });
    const before = liveTimers();
    const results = Promise.all(Array.from({ length: 1000 }, (_, n) => client.job(`job-${n}`).result()));
    let mostTimers = 0;
    const watch = setInterval(() => (mostTimers = Math.max(mostTimers, liveTimers() - before)), 20);
    expect(await results).toEqual(Array.from({ length: 1000 }, (_, n) => ({ id: `job-${n}` })));
    clearInterval(watch);
    expect(server.seen.most).toBeLessThanOrEqual(6);
    expect(server.seen.total).toBe(2000);
    // One of the scheduler, one for each request's time and each slow answer, and the two of this test and its server.
    expect(mostTimers).toBeLessThanOrEqual(1 + 6 + 6 + 3);
    expect(liveTimers()).toBeLessThanOrEqual(before + 1);
  });

  test('all wait when the server asks one of them to, however often', async () => {
    const refusal: Reply = { status: 429, body: { r: { errorcode: 429, errortext: 'please retry after 60 ms.' } } };
    const at: number[] = [];
    const server = await crowdedServer(1, (look) => {
      at.push(performance.now());
      return look <= 24 ? refusal : null;
    });
    const client = clientOf(server, { job: { pollMs: 5, concurrency: 2 } });
    const jobs = Array.from({ length: 2 }, (_, n) => client.job(`job-${n}`).result());
    expect(await Promise.all(jobs)).toEqual([{ id: 'job-0' }, { id: 'job-1' }]);
    const pauses = at.slice(2).map((time, index) => time - (at[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThan(50);
  });

  test('one that is given up takes no turn from the others, and leaves no timer', async () => {
    const server = await crowdedServer(3);
    const client = clientOf(server, { job: { pollMs: 20, concurrency: 1 } });
    const before = liveTimers();
    const controllers = Array.from({ length: 10 }, () => new AbortController());
    const given = controllers.map(({ signal }, n) => client.job(`given-${n}`).result({ signal, pollMs: 60_000 }));
    const kept = client.job('kept').result();
    setTimeout(() => controllers.forEach((controller) => controller.abort(new Error('given up'))), 60);
    for (const promise of given) expect(String(await reasonOf(promise))).toContain('given up');
    expect(await kept).toEqual({ id: 'kept' });
    for (const { signal } of controllers) expect(getEventListeners(signal, 'abort')).toEqual([]);
    await expect.poll(liveTimers).toBeLessThanOrEqual(before + 1);
  });
});

describe('the time that a job is waited for holds', () => {
  test('where the server asks for a long pause', async () => {
    const server = await jobServer({ status: 503, headers: { 'retry-after': '3600' }, body: 'busy' });
    const started = performance.now();
    const error = await reasonOf(clientOf(server).job('job-1').result({ timeoutMs: 300, pollMs: 20 }));
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect((error as JobTimeoutError).cause).toMatchObject({ code: 'protocol', status: 503 });
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('where other jobs take every turn to look', async () => {
    const server = await jobServer({ ...pending, delayMs: 3000 });
    const client = clientOf(server, { job: { concurrency: 2 } });
    const others = ['a', 'b'].map((id) => reasonOf(client.job(id).result({ timeoutMs: 10_000 })));
    const started = performance.now();
    const error = await reasonOf(client.job('c').result({ timeoutMs: 300 }));
    expect(error).toMatchObject({ code: 'job-timeout', jobid: 'c' });
    expect(performance.now() - started).toBeLessThan(2000);
    void Promise.all(others);
  });
});
