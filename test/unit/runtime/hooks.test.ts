import { describe, expect, test } from 'vitest';
import type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from '../../../templates/runtime/index.js';
import { clientOf } from './sample-commands.js';
import { apiKey, type Reply, scriptedServer, secretKey, sent } from './scripted-server.js';

const worked: Reply = { body: { r: { success: true } } };
const password = 'Of4N~H$JP9';

interface Seen {
  readonly requests: RequestEvent[];
  readonly responses: ResponseEvent[];
  readonly retries: RetryEvent[];
  readonly order: string[];
}

function recorder(): { hooks: Hooks; seen: Seen } {
  const seen: Seen = { requests: [], responses: [], retries: [], order: [] };
  const hooks: Hooks = {
    onRequest: (event) => {
      seen.order.push('request');
      seen.requests.push(event);
    },
    onResponse: (event) => {
      seen.order.push('response');
      seen.responses.push(event);
    },
    onRetry: (event) => {
      seen.order.push('retry');
      seen.retries.push(event);
    },
  };
  return { hooks, seen };
}

test('a call that works is seen as a request and a response', async () => {
  const server = await scriptedServer(() => worked);
  const { hooks, seen } = recorder();
  await clientOf(server, { hooks }).call('listThings', { Name: 'a', ids: ['x', 'y'] });
  expect(seen.order).toEqual(['request', 'response']);
  expect(seen.requests[0]).toEqual({
    command: 'listThings',
    attempt: 1,
    endpoint: server.endpoint,
    parameters: { name: 'a', ids: 'x,y' },
    headers: {},
  });
  expect(seen.responses[0]).toEqual({ request: seen.requests[0], status: 200, durationMs: expect.any(Number) });
  expect(seen.responses[0]?.durationMs).toBeGreaterThan(0);
});

test('every attempt is seen, with its error and the pause before the next', async () => {
  const replies: Reply[] = [{ breakOff: 'before' }, { status: 503, body: '' }];
  const server = await scriptedServer((_, index) => replies[index] ?? worked);
  const { hooks, seen } = recorder();
  await clientOf(server, { hooks }).call('listThings');
  expect(seen.order.join(' ')).toBe('request response retry request response retry request response');
  expect(seen.requests.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  expect(seen.responses).toMatchObject([
    { status: null, error: { code: 'transport' } },
    { status: 503, error: { code: 'protocol' } },
    { status: 200 },
  ]);
  expect(seen.responses[2]).not.toHaveProperty('error');
  expect(seen.retries).toMatchObject([
    { request: { attempt: 1 }, error: { code: 'transport' }, delayMs: expect.any(Number) },
    { request: { attempt: 2 }, error: { code: 'protocol' } },
  ]);
});

test('a refusal is seen with its error', async () => {
  const server = await scriptedServer(() => ({ status: 431, body: { r: { errorcode: 431, errortext: 'bad' } } }));
  const { hooks, seen } = recorder();
  await clientOf(server, { hooks })
    .call('deleteThing')
    .catch(() => {});
  expect(seen.responses).toMatchObject([{ status: 431, error: { code: 'api', errorcode: 431 } }]);
});

test('the looks at a job are seen too', async () => {
  const server = await scriptedServer((request) =>
    request.params.get('command') === 'queryAsyncJobResult'
      ? { body: { r: { jobstatus: 1, jobresult: { success: true } } } }
      : { body: { r: { jobid: 'j' } } },
  );
  const { hooks, seen } = recorder();
  await clientOf(server, { hooks }).zone.deployVirtualMachine({ zoneid: 'z' }).result();
  expect(seen.requests.map(({ command, parameters }) => [command, parameters])).toEqual([
    ['deployVirtualMachine', { zoneid: 'z' }],
    ['queryAsyncJobResult', { jobid: 'j' }],
  ]);
});

describe('no hook sees a secret:', () => {
  test('values of sensitive parameters are redacted, keys and signature are not there', async () => {
    const server = await scriptedServer(() => ({ status: 500, body: `<html>${password} ${apiKey}</html>` }));
    const { hooks, seen } = recorder();
    const client = clientOf(server, { hooks });
    const details = { 'root.password': password, plain: 'shown' };
    await client.zone.deployVirtualMachine({ zoneid: 'z', password, details }).catch(() => {});
    await client.call('listThings', { password, token: password, username: 'u' }).catch(() => {});
    expect(seen.requests[0]?.parameters).toEqual({
      zoneid: 'z',
      password: '[redacted]',
      'details[0].root.password': '[redacted]',
      'details[0].plain': 'shown',
    });
    expect(seen.requests[1]?.parameters).toEqual({ password: '[redacted]', token: '[redacted]', username: 'u' });
    expect(server.requests).toHaveLength(5);
    const shown = JSON.stringify(seen);
    for (const secret of [password, apiKey, secretKey, 'signature']) expect(shown).not.toContain(secret);
  });
});

test('a trace is carried to the server: each attempt has a span, begun and ended by the same object', async () => {
  const server = await scriptedServer((_, index) => (index === 0 ? { status: 502, body: '' } : worked));
  const open = new Map<RequestEvent, string>();
  const ended: string[] = [];
  const hooks: Hooks = {
    onRequest: (request) => {
      const span = `00-${'0'.repeat(31)}1-000000000000000${request.attempt}-01`;
      open.set(request, span);
      request.headers['traceparent'] = span;
    },
    onResponse: ({ request }) => {
      ended.push(open.get(request) ?? 'unknown');
      open.delete(request);
    },
  };
  await clientOf(server, { hooks }).call('listThings', { a: '1' });
  expect(server.requests.map(({ headers }) => headers['traceparent'])).toEqual(ended);
  expect(ended).toHaveLength(2);
  expect(open.size).toBe(0);
  expect(sent(server.requests[1])).toEqual({ a: '1' });
});

test('what a hook throws goes to onWarning, and changes nothing', async () => {
  const server = await scriptedServer((_, index) => (index === 0 ? { status: 502, body: '' } : worked));
  const warnings: string[] = [];
  const broken = (name: string) => () => {
    throw name === 'onRetry' ? name : new Error(name);
  };
  const client = clientOf(server, {
    hooks: { onRequest: broken('onRequest'), onResponse: broken('onResponse'), onRetry: broken('onRetry') },
    onWarning: ({ message }) => warnings.push(message),
  });
  expect(await client.call('listThings')).toEqual({ success: true });
  expect(warnings).toEqual(['onRequest', 'onResponse', 'onRetry', 'onRequest', 'onResponse']);
});

test('a hook whose promise rejects is told of, and nothing else happens', async () => {
  const server = await scriptedServer(() => worked);
  const warnings: string[] = [];
  const fail = async (): Promise<void> => {
    throw new Error('hook failed');
  };
  const client = clientOf(server, {
    hooks: { onRequest: fail, onResponse: fail },
    onWarning: ({ message }) => void warnings.push(message),
  });
  expect(await client.call('listThings')).toEqual({ success: true });
  await expect.poll(() => warnings).toEqual(['hook failed', 'hook failed']);
});
