import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import {
  ApiError,
  ProtocolError,
  type RequestOptions,
  type RetryEvent,
  TransportError,
} from '../../../templates/runtime/index.js';
import { clientOf } from './sample-commands.js';
import { deadEndpoint, type Reply, type ScriptedServer, scriptedServer } from './scripted-server.js';

const worked: Reply = { body: { r: { success: true } } };
const throttled = (errortext: string): Reply => ({ status: 429, body: { r: { errorcode: 429, errortext } } });

/** Faults that may pass. */
const passing: [name: string, reply: Reply][] = [
  ['breaks before the answer', { breakOff: 'before' }],
  ['breaks within the body', { ...worked, breakOff: 'midway' }],
  ['resets the connection', { breakOff: 'reset' }],
  ['is too slow', { ...worked, delayMs: 3000 }],
  ['throttles', throttled('please retry after 1 ms.')],
  ['throttles through a proxy', { status: 429, body: '<html>slow down</html>' }],
  ['has timed out', { status: 408, body: '' }],
  ['is in maintenance', { status: 503, body: { r: { errorcode: 503, errortext: 'maintenance' } } }],
  ['is behind a proxy that fails', { status: 502, body: '<html>Bad Gateway</html>' }],
  ['is behind a proxy that waits too long', { status: 504, body: '' }],
  ['fails as a whole', { status: 500, body: '' }],
];

/** Faults that another attempt would meet again. */
const lasting: [name: string, reply: Reply][] = [
  ['refuses the signature', { status: 401, body: { r: { errorcode: 401, errortext: 'unable to verify' } } }],
  ['refuses a parameter', { status: 431, body: { r: { errorcode: 431, errortext: 'bad' } } }],
  ['knows no such command', { status: 432, body: { r: { errorcode: 432, errortext: 'unknown' } } }],
  ['fails at the command', { status: 530, body: { r: { errorcode: 530, errortext: 'internal' } } }],
  ['has no capacity', { status: 533, body: { r: { errorcode: 533, errortext: 'full' } } }],
  ['is a web page', { body: '<html>welcome</html>' }],
  ['says nothing', { body: '' }],
];

function serverWith(first: Reply, then: Reply = worked): Promise<ScriptedServer> {
  return scriptedServer((_, index) => (index === 0 ? first : then));
}

async function reasonOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('expected a rejection'),
    (reason: unknown) => reason,
  );
}

describe('a command that reads is sent again', () => {
  test.each(passing)('when the server %s', async (_, fault) => {
    const server = await serverWith(fault);
    expect(await clientOf(server, { timeoutMs: 200 }).call('listThings')).toEqual({ success: true });
    expect(server.requests).toHaveLength(2);
    expect(server.requests.every(({ isSigned }) => isSigned)).toBe(true);
  });

  test('also when its parameters are so long that it goes by POST', async () => {
    const server = await serverWith({ breakOff: 'before' });
    await clientOf(server).call('listThings', { keyword: 'x'.repeat(3000) });
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  test('as often as there are attempts, and then fails with the last error', async () => {
    const server = await scriptedServer((_, index) => ({ status: 503, body: `<html>${index}</html>` }));
    const error = await reasonOf(clientOf(server).call('listThings'));
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error).toMatchObject({ status: 503, excerpt: '<html>3</html>' });
    expect(server.requests).toHaveLength(4);
  });

  test('page by page', async () => {
    const pages: Reply[] = [
      { body: { listzonesresponse: { zone: [{ id: 'a' }] } } },
      { breakOff: 'before' },
      { body: { listzonesresponse: { zone: [{ id: 'b' }] } } },
      { body: { listzonesresponse: {} } },
    ];
    const server = await scriptedServer((_, index) => pages[index] ?? worked);
    expect(await clientOf(server, { pageSize: 1 }).zone.listZones().all()).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  test('but not when another attempt would meet the same', async () => {
    for (const [, fault] of lasting) {
      const server = await serverWith(fault);
      await reasonOf(clientOf(server).call('listThings'));
      expect(server.requests).toHaveLength(1);
    }
  });
});

describe('a command that changes something is never sent twice', () => {
  test.each([...passing, ...lasting])('when the server %s', async (_, fault) => {
    const server = await serverWith(fault);
    const client = clientOf(server, { timeoutMs: 100 });
    await reasonOf(client.call('deployThing', {}, { retry: { attempts: 5 } }));
    expect(server.requests).toHaveLength(1);
  });

  test('whichever way it is called', async () => {
    const server = await scriptedServer(() => ({ breakOff: 'before' }));
    const client = clientOf(server);
    await reasonOf(client.zone.createZone({ name: 'a' }));
    await reasonOf(client.zone.deployVirtualMachine({ zoneid: 'z' }).result());
    expect(server.requests).toHaveLength(2);
  });
});

describe('the pause before a retry', () => {
  async function retriesOf(server: Pick<ScriptedServer, 'endpoint'>, options: object = {}): Promise<RetryEvent[]> {
    const seen: RetryEvent[] = [];
    const client = clientOf(server, { ...options, hooks: { onRetry: (event) => seen.push(event) } });
    await client.call('listThings').catch(() => {});
    return seen;
  }

  test('is random, and may be twice as long each time', async () => {
    const server = await scriptedServer(() => ({ status: 502, body: '' }));
    const delays: number[][] = [];
    for (let run = 0; run < 12; run += 1) {
      const events = await retriesOf(server, { retry: { baseDelayMs: 4, maxDelayMs: 10 } });
      delays.push(events.map(({ delayMs }) => delayMs));
    }
    for (const [first = 99, second = 99, third = 99] of delays) {
      expect(first).toBeLessThanOrEqual(4);
      expect(second).toBeLessThanOrEqual(8);
      expect(third).toBeLessThanOrEqual(10);
    }
    expect(new Set(delays.flat()).size).toBe(36);
    expect(Math.max(...delays.map(([, , third = 0]) => third))).toBeGreaterThan(4);
  });

  test.each<[string, Reply, number]>([
    [
      "in CloudStack's text",
      throttled('The given user has reached his/her account api limit, please retry after 70 ms.'),
      70,
    ],
    ['in seconds', { status: 503, body: '<html>', headers: { 'retry-after': '1' } }, 1000],
    ['in seconds, with an error', { ...throttled('slow down'), headers: { 'retry-after': '1' } }, 1000],
  ])('is at least what the server asks for %s', async (_, fault, expected) => {
    const server = await serverWith(fault);
    const [retry] = await retriesOf(server);
    expect(retry?.delayMs).toBeGreaterThanOrEqual(expected);
    expect(retry?.error).toMatchObject({ retryAfterMs: expected });
  });

  test('is at least until the date that the server asks for', async () => {
    const soon = new Date(Date.now() + 2000).toUTCString();
    const server = await serverWith({ status: 503, body: '<html>', headers: { 'retry-after': soon } });
    const [retry] = await retriesOf(server);
    expect(retry?.delayMs).toBeGreaterThan(500);
    expect(retry?.delayMs).toBeLessThan(2100);
  });

  test('is not begun when the server asks for a longer one than wanted', async () => {
    const server = await serverWith(throttled('please retry after 60000 ms.'));
    const error = await reasonOf(clientOf(server, { retry: { maxDelayMs: 1000 } }).call('listThings'));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ isThrottled: true, retryAfterMs: 60_000 });
    expect(server.requests).toHaveLength(1);
  });

  test('ends with the signal, throwing its reason', async () => {
    const server = await scriptedServer(() => ({ status: 503, body: '', headers: { 'retry-after': '10' } }));
    const controller = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 60);
    const started = performance.now();
    expect(await reasonOf(clientOf(server).call('listThings', {}, { signal: controller.signal }))).toBe(reason);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('retries are', () => {
  const off: RequestOptions[] = [{ retry: false }, { retry: { attempts: 1 } }];

  test.each(off)('switched off for a call with %j', async (options) => {
    const server = await serverWith({ breakOff: 'before' });
    expect(await reasonOf(clientOf(server).call('listThings', {}, options))).toBeInstanceOf(TransportError);
    expect(server.requests).toHaveLength(1);
  });

  test('switched off for a client, and on again for a call', async () => {
    const server = await scriptedServer((_, index) => (index < 2 ? { breakOff: 'before' } : worked));
    const client = clientOf(server, { retry: false });
    await reasonOf(client.call('listThings'));
    expect(await client.call('listThings', {}, { retry: { baseDelayMs: 1 } })).toEqual({ success: true });
    expect(server.requests).toHaveLength(3);
  });

  test('refused with a TypeError when their options make no sense', async () => {
    const server = await serverWith(worked);
    expect(await reasonOf(clientOf(server).call('listThings', {}, { retry: { attempts: 0.5 } }))).toBeInstanceOf(
      TypeError,
    );
    expect(server.requests).toHaveLength(0);
  });
});

describe('the retry budget', () => {
  test('keeps many calls from storming a server that is down', async () => {
    const client = clientOf({ endpoint: await deadEndpoint() }, { retryBudget: 10 });
    const retries: unknown[] = [];
    const observed = clientOf(
      { endpoint: await deadEndpoint() },
      { retryBudget: 10, hooks: { onRetry: (event) => retries.push(event) } },
    );
    await Promise.allSettled(Array.from({ length: 40 }, () => observed.call('listThings')));
    expect(retries).toHaveLength(10);
    expect(await reasonOf(client.call('listThings'))).toBeInstanceOf(TransportError);
  });

  test('fills again with every call that works', async () => {
    let isDown = true;
    const server = await scriptedServer(() => (isDown ? { status: 502, body: '' } : worked));
    const client = clientOf(server, { retryBudget: 3 });
    await reasonOf(client.call('listThings'));
    expect(server.requests).toHaveLength(4);
    await reasonOf(client.call('listThings'));
    expect(server.requests).toHaveLength(5);
    isDown = false;
    await client.call('listThings');
    isDown = true;
    await reasonOf(client.call('listThings'));
    expect(server.requests).toHaveLength(8);
  });
});

test('no pause is longer than the longest, not even where the server asks for one', async () => {
  const server = await scriptedServer((_, index) =>
    index < 3 ? { status: 503, headers: { 'retry-after': '1' }, body: 'busy' } : worked,
  );
  const delays: number[] = [];
  const hooks = { onRetry: ({ delayMs }: RetryEvent) => void delays.push(delayMs) };
  await clientOf(server, { hooks, retry: { maxDelayMs: 1000, baseDelayMs: 1000 } }).call('listThings');
  expect(delays).toEqual([1000, 1000, 1000]);
});

test('a refusal gives back to the budget, for the server has answered', async () => {
  const server = await scriptedServer(({ params }) =>
    params.get('command') === 'listThings'
      ? { status: 503, body: 'busy' }
      : { status: 431, body: { r: { errorcode: 431, errortext: 'bad' } } },
  );
  const client = clientOf(server, { retryBudget: 3, retry: { attempts: 4, baseDelayMs: 1 } });
  const triesOf = async (): Promise<number> => {
    const before = server.requests.length;
    await reasonOf(client.call('listThings'));
    return server.requests.length - before;
  };
  expect([await triesOf(), await triesOf()]).toEqual([4, 1]);
  for (let call = 0; call < 3; call += 1) await reasonOf(client.call('getThing'));
  expect(await triesOf()).toBe(4);
});

test('many calls may share one signal without a warning of the platform', async () => {
  const server = await scriptedServer(() => ({ ...worked, delayMs: 20 }));
  const warnings: string[] = [];
  const note = ({ name }: Error): void => void warnings.push(name);
  process.on('warning', note);
  const { signal } = new AbortController();
  const client = clientOf(server);
  await Promise.all(Array.from({ length: 20 }, () => client.call('listThings', {}, { signal })));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);
  expect(warnings).toEqual([]);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
