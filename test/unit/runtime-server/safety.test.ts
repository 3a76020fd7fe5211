import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type RunningServer, serve, type ServeOptions } from '../../../templates/runtime/server/index.js';
import { createServer, type Handlers, type Iso } from './sample.js';
import { admin, get, signed } from './signing.js';

const id = '11111111-1111-4111-8111-111111111111';
const form = 'Host: a\r\nContent-Type: application/x-www-form-urlencoded\r\n';
let running: RunningServer | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function listening(options: Partial<ServeOptions> = {}): Promise<RunningServer> {
  const handlers: Partial<Handlers> = { listIsos: () => ({ items: [], count: 0 }) };
  running = await serve(createServer({ accounts: [admin], handlers }), { port: 0, ...options });
  return running;
}

/** Sends bytes, then `drip` every 10 ms, and reads until the server closes. */
function slowly({ port }: RunningServer, text: string, drip: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    const timer = setInterval(() => socket.write(drip), 10);
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearInterval(timer);
      resolve(received);
    });
  });
}

describe('a caller who takes too long', () => {
  test('over the head of a request is ended with a 408', async () => {
    const server = await listening({ headersTimeoutMs: 200 });
    expect(await slowly(server, 'GET /client/api HTTP/1.1\r\nHost: a\r\n', 'x: y\r\n')).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('over the form of a request is ended, and its parameters are never acted on', async () => {
    const server = await listening({ headersTimeoutMs: 200, requestTimeoutMs: 200 });
    const head = `POST /client/api HTTP/1.1\r\n${form}Content-Length: 100000\r\n\r\n`;
    expect(await slowly(server, head, 'a')).toMatch(/^(?:HTTP\/1\.1 (?:400|408) |$)/);
    expect((await fetch(`${server.url}?${signed({ command: 'listIsos' }).toString()}`)).status).toBe(200);
  });

  test('may not be given a time that is none', async () => {
    await expect(listening({ requestTimeoutMs: -1 })).rejects.toThrow('requestTimeoutMs must be a number above zero');
  });
});

describe.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])('%s', (name) => {
  const server = createServer({
    accounts: [{ ...admin, username: 'ann', password: 'ann' }],
    handlers: {
      createIso: ({ name: isoName, details }) => ({ name: isoName, ...details }),
      listIsos: ({ keyword, tags }) => ({ items: [{ name: keyword, ...tags }], count: 1 }),
    },
  });

  test('is harmless as name, field, value and index of a parameter', async () => {
    for (const response of ['json', 'xml']) {
      const values = {
        command: 'listIsos',
        keyword: name,
        [response === 'json' ? name : `${name}[0].${name}`]: name,
        'tags[0].key': name,
        'tags[0].value': name,
        response,
      };
      expect((await server.fetch(get(values))).status).toBe(200);
    }
    const indexed = await server.fetch(get({ command: 'listIsos', [`tags[${name}].key`]: 'a' }));
    expect(indexed.status).toBe(430);
    const fields = { [`details[0].${name}`]: 'x', 'details[0].plain': 'y' };
    expect((await server.fetch(get({ command: 'createIso', name, ...fields }))).status).toBe(200);
  });

  test('is harmless as command, key, user, cookie and form of an answer', async () => {
    expect((await server.fetch(get({ command: name }))).status).toBe(401);
    expect((await server.fetch(get({ command: 'listApis', name }))).status).toBe(530);
    expect((await server.fetch(get({ command: 'listIsos', response: name }))).status).toBe(200);
    expect((await server.fetch(get({ command: 'listIsos' }, { apiKey: name, secretKey: name }))).status).toBe(401);
    const cookie = `${name}=${name}; JSESSIONID=${name}; sessionkey=${name}`;
    expect((await server.fetch(new Request(get({ command: 'listIsos' }), { headers: { cookie } }))).status).toBe(200);
    const body = new URLSearchParams({ command: 'login', username: name, password: name, domain: name });
    expect((await server.fetch(new Request('http://a/', { method: 'POST', body }))).status).toBe(531);
  });

  test('leaves every object as it was', () => {
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('x');
    expect({}).toEqual(Object.create(Object.prototype));
    expect(`${{}}`).toBe('[object Object]');
  });
});

describe('what goes wrong', () => {
  test('shows neither a stack nor a secret, in an answer or to onError', async () => {
    const reported: unknown[] = [];
    const onError = (error: unknown): number => reported.push(error);
    const cycle: Iso & { self?: unknown } = {};
    cycle.self = cycle;
    const handlers = {
      createIso: () => ({}),
      getIso: () => cycle,
      listIsos: () => undefined as never,
    };
    const server = createServer({ accounts: [{ ...admin, username: 'ann', password: 'hunter2' }], handlers, onError });
    const requests = [
      get({ command: 'getIso', id, password: 'hunter2', sessionkey: 'hunter2' }),
      get({ command: 'listIsos', keyword: 'hunter2' }),
      get({ command: 'createIso', name: 'a', password: 'hunter2hunter2' }),
      get({ command: 'createIso', name: 'a', 'password[0].a': 'hunter2' }),
      new Request('http://a/', {
        method: 'POST',
        body: new URLSearchParams({ command: 'login', password: 'hunter2' }),
      }),
    ];
    for (const request of requests) {
      const response = await server.fetch(request);
      expect(response.status).toBeGreaterThanOrEqual(430);
      expect(`${await response.text()} ${[...response.headers].join(' ')}`).not.toMatch(
        /hunter2|secret-of|\.ts:|\bat /,
      );
    }
    expect(reported).toHaveLength(2);
    expect(reported.map((error) => (error as Error).stack).join('\n')).not.toMatch(/hunter2|secret-of|key-of/);
  });
});
