import { createServer as createTcpServer, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CloudStackServer, type RunningServer, serve } from '../../../templates/runtime/server/index.js';
import { createServer } from './sample.js';
import { admin, envelope, signed } from './signing.js';

const server = createServer({
  accounts: [admin],
  handlers: { listIsos: () => ({ items: [{ name: 'a' }], count: 1 }) },
});
const query = (): string => signed({ command: 'listIsos' }).toString();
let running: RunningServer;
let held: Pick<CloudStackServer, 'fetch'> = server;

beforeAll(async () => {
  running = await serve(server, { port: 0 });
});

afterAll(async () => {
  await running.close();
});

/** Sends bytes as they are and reads until the server closes, or has sent what is waited for. */
function raw(text: string, until = /$^/): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(running.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (until.test(received)) socket.destroy();
    });
    socket.on('close', () => resolve(received));
    socket.on('error', reject);
  });
}

describe('the path', () => {
  test('is /client/api unless told', async () => {
    expect(running.url).toBe(`http://127.0.0.1:${running.port}/client/api`);
    expect((await fetch(`${running.url}?${query()}`)).status).toBe(200);
    expect((await fetch(`${running.url}/?${query()}`)).status).toBe(200);
    // As in documents that give each command a path of its own: only the parameter says which one is meant.
    expect((await fetch(`${running.url}/listZones?${query()}`)).status).toBe(200);
  });

  test.each(['/', '/client', '/client/apis', '/client/apis/x', '/CLIENT/API'])('%s is a 404', async (path) => {
    const response = await fetch(`${new URL(running.url).origin}${path}?${query()}`);
    expect([response.status, await response.text()]).toEqual([404, 'Not found\n']);
  });

  test('may be another, on another host', async () => {
    const elsewhere = await serve(server, { port: 0, host: '::1', path: '/' }).catch(() => null);
    if (elsewhere === null) return expect(existsIpv6()).resolves.toBe(false);
    expect(elsewhere.url).toBe(`http://[::1]:${elsewhere.port}/`);
    expect((await envelope(await fetch(`${elsewhere.url}?${query()}`)))[0]).toBe('listisosresponse');
    await elsewhere.close();
  });
});

function existsIpv6(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createTcpServer();
    probe.on('error', () => resolve(false));
    probe.listen(0, '::1', () => probe.close(() => resolve(true)));
  });
}

describe('raw requests', () => {
  test.each(['PUT', 'TRACE', 'OPTIONS', 'DELETE'])('%s is a 405 that names what is allowed', async (method) => {
    const answer = await raw(`${method} /client/api HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toMatch(/^allow: GET, POST\r$/im);
  });

  test('that are no HTTP are ended with a 400', async () => {
    expect(await raw('\x16\x03\x01\x02\x00\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('with more than 8192 bytes of header are ended with a 431', async () => {
    const answer = await raw(`GET /client/api?a=${'x'.repeat(9_000)} HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('with bytes that are not UTF-8 are answered', async () => {
    const text = 'GET /client/api?command=%ff%fe&\xff=\xfe HTTP/1.1\r\nHost: \xe9\r\nConnection: close\r\n\r\n';
    expect(await raw(text)).toMatch(/^HTTP\/1\.1 (?:400|401) /);
  });

  test('with a form that is too large get to read their 413, and the connection goes on', async () => {
    const post = (length: number, body: string): string =>
      `POST /client/api HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n\r\n${body}`;
    const next = `GET /client/api?${query()} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    const answers = await raw(post(3_000_000, `a=${'x'.repeat(2_999_998)}`) + next);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });

  test('with a chunked form that is too large get to read their 413 too', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const head =
      'POST /client/api HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n';
    expect(await raw(`${head}${chunk.repeat(40)}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('whose body nobody reads leave the connection usable', async () => {
    const body = 'x'.repeat(500_000);
    const first = `POST /elsewhere HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const second = `POST /client/api HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const third = `GET /client/api?${query()} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    const answers = await raw(first + second + third);
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 404', 'HTTP/1.1 401', 'HTTP/1.1 200']);
  });

  test('that break off in their form do no harm', async () => {
    const head =
      'POST /client/api HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\na=1';
    await new Promise<void>((resolve) => {
      const socket = connect(running.port, '127.0.0.1', () => socket.end(head));
      socket.on('close', () => resolve());
      socket.resume();
    });
    expect((await fetch(`${running.url}?${query()}`)).status).toBe(200);
  });
});

describe('a large form', () => {
  test('below the limit is read over a socket', async () => {
    const keyword = 'é'.repeat(100_000);
    const response = await fetch(running.url, { method: 'POST', body: signed({ command: 'listIsos', keyword }) });
    expect(response.status).toBe(200);
  });
});

describe('a server', () => {
  test('that cannot listen says why', async () => {
    await expect(serve(server, { port: running.port })).rejects.toThrow('EADDRINUSE');
  });

  test('that fails is a 500 without a word', async () => {
    const broken = await serve({ fetch: () => Promise.reject(new Error('hunter2')) }, { port: 0 });
    const response = await fetch(broken.url);
    expect([response.status, await response.text()]).toEqual([500, '']);
    await broken.close();
  });

  test('answers what is in flight before it closes, and cuts what is idle', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const started = new Promise<void>((resolve) => {
      held = { fetch: () => (resolve(), released.then(() => new Response('late'))) };
    });
    const closing = await serve({ fetch: (request) => held.fetch(request) }, { port: 0 });
    const idle = connect(closing.port, '127.0.0.1');
    const isCut = new Promise<void>((resolve) => idle.on('close', () => resolve()));
    const answer = fetch(closing.url);
    await started;
    const closed = closing.close();
    release();
    expect(await (await answer).text()).toBe('late');
    await Promise.all([closed, isCut]);
  }, 4_000);

  const formHead =
    'POST /client/api HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99\r\n\r\n';

  test('that closes waits for a stalled form no longer than for any request, and for a slow handler as long as it takes', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const reading = new Promise<void>((resolve) => {
      held = {
        fetch: async (request) => {
          if (request.method === 'POST') return (resolve(), server.fetch(request));
          await released;
          return new Response('late');
        },
      };
    });
    const options = { port: 0, headersTimeoutMs: 100, requestTimeoutMs: 300 };
    const closing = await serve({ fetch: (request) => held.fetch(request) }, options);
    const answer = fetch(closing.url);
    const stalled = connect(closing.port, '127.0.0.1', () => stalled.write(`${formHead}a=1`));
    const isCut = new Promise<void>((resolve) => stalled.on('close', () => resolve()));
    stalled.on('error', () => undefined);
    await reading;
    const closed = closing.close();
    await isCut;
    release();
    expect(await (await answer).text()).toBe('late');
    await closed;
  }, 4_000);

  test('refuses connections once closed', async () => {
    const closing = await serve(server, { port: 0 });
    await closing.close();
    await expect(fetch(closing.url)).rejects.toThrow();
  });
});
