import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ApiError, ProtocolError, TransportError } from '../../../templates/runtime/index.js';
import { clientOf } from './sample-commands.js';
import { apiKey, deadEndpoint, scriptedServer, secretKey, sent } from './scripted-server.js';

const worked = { body: { anythingresponse: { success: true } } };
const hard = "~ * !'() é 😀 + & = % / [ ] , ; \n É";

async function reasonOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('expected a rejection'),
    (reason: unknown) => reason,
  );
}

describe('a request', () => {
  test('carries key, format, version, expiry and a right signature, with every name in lower case', async () => {
    const server = await scriptedServer(() => worked);
    await clientOf(server).call('updateZone', { Name: hard, dns1: '' });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', isSigned: true, url: '/client/api' });
    expect(Object.fromEntries(request?.params ?? [])).toMatchObject({
      command: 'updateZone',
      response: 'json',
      apikey: apiKey,
      signatureversion: '3',
      name: hard,
      dns1: '',
    });
    expect(request?.params.get('expires')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
    const aheadMs = Date.parse(request?.params.get('expires') ?? '') - Date.now();
    expect(aheadMs).toBeGreaterThan(590_000);
    expect(aheadMs).toBeLessThanOrEqual(600_000);
    expect([...(request?.params.keys() ?? [])]).toEqual(
      [...(request?.params.keys() ?? [])].map((name) => name.toLowerCase()),
    );
  });

  test('is right by GET too, for names as hard as values', async () => {
    const server = await scriptedServer(() => worked);
    await clientOf(server).call('listThings', { keyword: hard, details: { 'a&b=c d:é~': hard } });
    expect(server.requests[0]).toMatchObject({ method: 'GET', isSigned: true });
    expect(sent(server.requests[0])).toEqual({ keyword: hard, 'details[0].a&b=c d:é~': hard });
  });

  test('with half a surrogate pair arrives signed', async () => {
    const server = await scriptedServer(() => worked);
    await clientOf(server).call('updateZone', { name: 'a\ud83d', details: { 'k\udc00': 'v' } });
    expect(server.requests[0]?.isSigned).toBe(true);
    expect(sent(server.requests[0])).toEqual({ name: 'a?', 'details[0].k?': 'v' });
  });

  test('sends neither expiry nor version when told so', async () => {
    const server = await scriptedServer(() => worked);
    await clientOf(server, { expiresInSeconds: null }).call('listThings');
    expect([...(server.requests[0]?.params.keys() ?? [])]).toEqual(['apikey', 'command', 'response', 'signature']);
    expect(server.requests[0]?.isSigned).toBe(true);
  });

  test('is signed with SHA-512 when told so', async () => {
    const server = await scriptedServer(() => worked);
    await clientOf(server, { signatureHash: 'SHA-512' }).call('listThings');
    expect(server.requests[0]?.params.get('signature')).toHaveLength(88);
  });

  test.each([
    ['listThings', 'GET'],
    ['getThing', 'GET'],
    ['queryThing', 'GET'],
    ['findThing', 'GET'],
    ['ListThings', 'GET'],
    ['list', 'POST'],
    ['enlistThing', 'POST'],
    ['deployVirtualMachine2', 'POST'],
  ])('%s goes by %s', async (name, method) => {
    const server = await scriptedServer(() => worked);
    await clientOf(server).call(name);
    expect(server.requests[0]?.method).toBe(method);
  });

  test('that is long goes by POST, as a form', async () => {
    const server = await scriptedServer(() => worked);
    await clientOf(server).call('listThings', { keyword: 'x'.repeat(1500) });
    await clientOf(server).call('listThings', { keyword: 'x'.repeat(2000) });
    expect(server.requests).toMatchObject([
      { method: 'GET', isSigned: true, contentType: undefined },
      { method: 'POST', isSigned: true, url: '/client/api', contentType: 'application/x-www-form-urlencoded' },
    ]);
  });
});

describe('an answer', () => {
  test('may be in any content type that old servers use', async () => {
    const server = await scriptedServer(() => ({
      ...worked,
      headers: { 'content-type': 'text/javascript; charset=UTF-8' },
    }));
    expect(await clientOf(server).call('deleteThing')).toEqual({ success: true });
  });

  test('keeps 64-bit integers exact', async () => {
    const server = await scriptedServer(() => ({ body: '{"r":{"thing":{"size":9007199254740993}}}' }));
    expect(await clientOf(server).call('getThing')).toEqual({ size: 9007199254740993n });
  });

  test.each<[string, number, string, string]>([
    ['a page of a proxy', 502, '<html><body>Bad Gateway</body></html>', 'text/html'],
    ['nothing', 200, '', 'application/json'],
    ['JSON that is cut off', 200, '{"listthingsresponse":{"count":1,', 'application/json'],
    ['XML', 200, '<?xml version="1.0"?><r></r>', 'text/xml'],
  ])('that is %s is a ProtocolError', async (_, status, body, contentType) => {
    const server = await scriptedServer(() => ({ status, body, headers: { 'content-type': contentType } }));
    const error = await reasonOf(clientOf(server).call('listThings'));
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error).toMatchObject({ status, contentType, command: 'listThings', excerpt: body });
  });

  test('that is long is quoted in short', async () => {
    const server = await scriptedServer(() => ({ status: 404, body: `<html>${'x '.repeat(10_000)}` }));
    const error = await reasonOf(clientOf(server).call('listThings'));
    expect(String(error).length).toBeLessThan(500);
  });

  test('that refuses becomes an ApiError', async () => {
    const body = { errorresponse: { uuidList: [], errorcode: 432, cserrorcode: 9999, errortext: 'unknown' } };
    const server = await scriptedServer(() => ({ status: 432, body }));
    const error = await reasonOf(clientOf(server).call('lisThings'));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 432,
      errorcode: 432,
      cserrorcode: 9999,
      errortext: 'unknown',
      command: 'lisThings',
    });
  });

  test('that sends elsewhere is not followed, nor asked for again', async () => {
    const other = await scriptedServer(() => worked);
    const server = await scriptedServer(() => ({ status: 302, headers: { location: other.endpoint } }));
    const error = await reasonOf(clientOf(server).call('listThings'));
    expect(error).toMatchObject({ code: 'protocol', status: 302 });
    expect(String(error)).toContain('HTTP 302');
    expect([server.requests.length, other.requests.length]).toEqual([1, 0]);
  });

  test('that sends elsewhere is asked for in a way that every platform has: Workers refuse redirect "error"', async () => {
    const server = await scriptedServer(() => worked);
    const asked: unknown[] = [];
    const look: typeof fetch = (input, init) => {
      asked.push(init?.redirect);
      return fetch(input, init);
    };
    await clientOf(server, { fetch: look }).call('listThings');
    expect(asked).toEqual(['manual']);
  });
});

describe('a connection', () => {
  test('that is refused is a TransportError with its cause', async () => {
    const error = await reasonOf(clientOf({ endpoint: await deadEndpoint() }).call('listThings'));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      kind: 'network',
      command: 'listThings',
      cause: { cause: { code: expect.any(String) } },
    });
  });

  test.each(['before', 'midway'] as const)('that breaks %s the answer is a TransportError', async (breakOff) => {
    const server = await scriptedServer(() => ({ ...worked, breakOff }));
    expect(await reasonOf(clientOf(server).call('deleteThing'))).toMatchObject({ code: 'transport', kind: 'network' });
    expect(server.requests).toHaveLength(1);
  });

  test.each([
    ['the client', { timeoutMs: 40 }, undefined],
    ['the call', {}, { timeoutMs: 40 }],
  ])('that is too slow for %s is a TransportError', async (_, options, requestOptions) => {
    const server = await scriptedServer(() => ({ ...worked, delayMs: 5000 }));
    const started = performance.now();
    const error = await reasonOf(clientOf(server, options).call('listThings', {}, requestOptions));
    expect(error).toMatchObject({ code: 'transport', kind: 'timeout' });
    expect(String(error)).toContain('40 ms');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('may take for ever when told so', async () => {
    const server = await scriptedServer(() => ({ ...worked, delayMs: 30 }));
    const client = clientOf(server, { timeoutMs: Infinity });
    expect(await client.call('listThings')).toEqual({ success: true });
  });

  test('is timed until the body is read', async () => {
    const slowBody: typeof fetch = async () => new Response(new ReadableStream());
    const error = await reasonOf(
      clientOf({ endpoint: 'http://localhost' }, { fetch: slowBody, timeoutMs: 30 }).call('listThings'),
    );
    expect(error).toMatchObject({ kind: 'timeout' });
  });
});

describe('a signal', () => {
  test('that aborts ends the request with its own reason', async () => {
    const server = await scriptedServer(() => ({ ...worked, delayMs: 5000 }));
    const controller = new AbortController();
    const reason = { why: 'no longer wanted' };
    setTimeout(() => controller.abort(reason), 40);
    expect(await reasonOf(clientOf(server).call('listThings', {}, { signal: controller.signal }))).toBe(reason);
  });

  test('that has aborted sends nothing', async () => {
    const server = await scriptedServer(() => worked);
    const reason = new Error('too late');
    expect(await reasonOf(clientOf(server).call('listThings', {}, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(server.requests).toHaveLength(0);
  });

  test('keeps no listener, whether the request works, fails or is too slow', async () => {
    const server = await scriptedServer((_, index) => [worked, { status: 500 }, { delayMs: 5000 }][index] ?? worked);
    const { signal } = new AbortController();
    const client = clientOf(server, { timeoutMs: 100, retry: false });
    await client.call('listThings', {}, { signal });
    await reasonOf(client.call('listThings', {}, { signal }));
    await reasonOf(client.call('listThings', {}, { signal }));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('ends the request even of a fetch that ignores it', async () => {
    const deaf: typeof fetch = () => new Promise(() => {});
    const signal = AbortSignal.timeout(30);
    const error = await reasonOf(
      clientOf({ endpoint: 'http://localhost' }, { fetch: deaf }).call('listThings', {}, { signal }),
    );
    expect(error).toBe(signal.reason);
  });
});

describe('no error shows a key, a signature or a sensitive parameter:', () => {
  const password = 'Of4N~H$JP9 "<&';

  function shown(error: unknown): string {
    const parts = [String(error), inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error)];
    return `${parts.join('\n')}\n${error instanceof Error ? error.stack : ''}`;
  }

  function expectClean(error: unknown): void {
    for (const secret of [apiKey, secretKey, password, 'Of4N', 'signature='])
      expect(shown(error)).not.toContain(secret);
  }

  test('a page that repeats the request', async () => {
    const server = await scriptedServer(({ url, params }) => ({
      status: 500,
      body: `<html>${url} ${params.get('password')} ${new URLSearchParams([...params]).toString()}</html>`,
    }));
    const client = clientOf(server, { retry: false });
    expectClean(await reasonOf(client.call('listThings', { password })));
    expectClean(await reasonOf(client.zone.deployVirtualMachine({ zoneid: 'z', password })));
    expect(server.requests).toHaveLength(2);
  });

  test('an error text that quotes it', async () => {
    const server = await scriptedServer(({ params }) => ({
      status: 431,
      body: { r: { errorcode: 431, errortext: `Received value ${params.get('password')} of ${params.get('apikey')}` } },
    }));
    const error = await reasonOf(clientOf(server).zone.deployVirtualMachine({ zoneid: 'z', password }));
    expectClean(error);
    expect(error).toMatchObject({ errortext: 'Received value [redacted] of [redacted]' });
  });

  test('secrets of an answer that cannot be read', async () => {
    const server = await scriptedServer(() => ({
      body: '{"getuserkeysresponse":{"userkeys":{"apikey":"k1","secretkey":"k2 k3',
    }));
    const error = await reasonOf(clientOf(server).call('getUserKeys', { id: '1' }));
    expect(shown(error)).not.toMatch(/k1|k2|k3/);
  });

  test('a fetch that throws its URL', async () => {
    const talkative: typeof fetch = async (input, init) => {
      throw Object.assign(new Error(`cannot fetch ${String(input)}`), { request: { body: init?.body } });
    };
    const client = clientOf({ endpoint: 'http://localhost/client/api' }, { fetch: talkative });
    expectClean(await reasonOf(client.call('listThings', { password })));
    expectClean(await reasonOf(client.call('deployThing', { password })));
  });

  test('a connection that fails, and one that is too slow', async () => {
    const server = await scriptedServer(() => ({ ...worked, delayMs: 5000 }));
    expectClean(await reasonOf(clientOf(server, { timeoutMs: 30 }).call('listThings', { password })));
    expectClean(await reasonOf(clientOf({ endpoint: await deadEndpoint() }).call('listThings', { password })));
  });
});
