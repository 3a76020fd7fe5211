import { describe, expect, test } from 'vitest';
import type { CorsOptions } from '../../../templates/runtime/server/index.js';
import { createServer } from './sample.js';
import { admin, signed } from './signing.js';

const page = 'https://ui.example.com';
const named: CorsOptions = { origins: [page, 'http://localhost:3000'], credentials: true };

function ask(cors: CorsOptions | undefined, method: string, headers: Record<string, string>): Promise<Response> {
  const server = createServer({ accounts: [admin], handlers: { listIsos: () => ({ items: [], count: 0 }) }, cors });
  const url = `http://cloud.example/client/api?${signed({ command: 'listIsos' }).toString()}`;
  return server.fetch(new Request(url, { method, headers }));
}

/** The headers of an answer that have to do with CORS. */
function corsOf({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => /^(?:access-control-.*|vary)$/.test(name)));
}

const preflight = (origin: string): Record<string, string> => ({ origin, 'access-control-request-method': 'POST' });

describe('a page of another origin', () => {
  test('may read answers, and send cookies, where it is named', async () => {
    const response = await ask(named, 'GET', { origin: page });
    expect(response.status).toBe(200);
    expect(corsOf(response)).toEqual({
      'access-control-allow-credentials': 'true',
      'access-control-allow-origin': page,
      'access-control-expose-headers': 'X-Description',
      vary: 'Origin',
    });
  });

  test('may ask before, and is answered 204 without a body', async () => {
    const response = await ask(named, 'OPTIONS', preflight(page));
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(corsOf(response)).toEqual({
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'Content-Type',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-origin': page,
      'access-control-expose-headers': 'X-Description',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
  });

  test('may send any header that it asks for', async () => {
    const asked = { ...preflight(page), 'access-control-request-headers': 'content-type,traceparent' };
    const response = await ask(named, 'OPTIONS', asked);
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type,traceparent');
  });

  test('may read errors too', async () => {
    const response = await ask(named, 'PUT', { origin: page });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([405, page]);
  });

  test.each(['https://evil.example', 'https://ui.example.com.evil.example', 'null', ''])(
    'may read nothing when it is %j, which is not named',
    async (origin) => {
      expect(corsOf(await ask(named, 'GET', { origin }))).toEqual({ vary: 'Origin' });
      const response = await ask(named, 'OPTIONS', preflight(origin));
      expect([response.status, corsOf(response)]).toEqual([405, { vary: 'Origin' }]);
    },
  );

  test('may be any one where all are allowed, without credentials', async () => {
    const response = await ask({ origins: '*' }, 'GET', { origin: 'https://any.example' });
    expect(corsOf(response)).toEqual({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'X-Description',
    });
  });

  test('may read nothing unless that was switched on', async () => {
    expect(corsOf(await ask(undefined, 'GET', { origin: page }))).toEqual({});
    expect((await ask(undefined, 'OPTIONS', preflight(page))).status).toBe(405);
  });
});

test('a request that comes from no page is answered as ever', async () => {
  expect((await ask(named, 'GET', {})).status).toBe(200);
  expect((await ask({ origins: '*' }, 'OPTIONS', {})).status).toBe(405);
});

test('credentials of every origin are refused when the server is made', () => {
  const cors: CorsOptions = { origins: '*', credentials: true };
  expect(() => createServer({ accounts: [admin], handlers: {}, cors })).toThrow(TypeError);
});
