import { describe, expect, test } from 'vitest';
import { page } from '../../../templates/runtime/server/index.js';
import { createServer } from './sample.js';
import { admin, envelope, get } from './signing.js';

const isos = Array.from({ length: 1_234 }, (_, index) => ({ name: String(index) }));
const server = createServer({ accounts: [admin], handlers: { listIsos: (params) => page(isos, params) } });

describe('a list', () => {
  test.each<[Record<string, string>, number, string]>([
    [{}, 500, '0'],
    [{ page: '1', pagesize: '500' }, 500, '0'],
    [{ page: '3', pagesize: '500' }, 234, '1000'],
    [{ page: '2', pagesize: '7' }, 7, '7'],
    [{ page: '0', pagesize: '7' }, 7, '0'],
    [{ page: '-3', pagesize: '7' }, 7, '0'],
    [{ pagesize: '-1' }, 1_234, '0'],
  ])('asked for by %j has %i items from number %s, and counts all', async (params, length, first) => {
    const [, { count, iso }] = await envelope(await server.fetch(get({ command: 'listIsos', ...params })));
    const items = iso as readonly { name: string }[];
    expect([count, items.length, items[0]?.name]).toEqual([1_234, length, first]);
  });

  test.each<[Record<string, string>]>([
    [{ page: '4', pagesize: '500' }],
    [{ page: '2147483647', pagesize: '500' }],
    [{ page: '1', pagesize: '0' }],
  ])('asked for by %j past its end has a count and no array', async (params) => {
    const [, body] = await envelope(await server.fetch(get({ command: 'listIsos', ...params })));
    expect(body).toEqual({ count: 1_234 });
  });

  test('of nothing is an empty object', async () => {
    const empty = createServer({ accounts: [admin], handlers: { listIsos: (params) => page([], params) } });
    expect(await envelope(await empty.fetch(get({ command: 'listIsos' })))).toEqual(['listisosresponse', {}]);
  });

  test.each([
    [{ page: '1', pagesize: '-2' }],
    [{ pagesize: '-2' }],
    [{ page: '1' }],
    [{ pagesize: '9' }],
    [{ page: 'x', pagesize: '1' }],
  ])('asked for by %j is refused with 431', async (params) => {
    const { status } = await server.fetch(get({ command: 'listIsos', ...(params as Record<string, string>) }));
    expect(status).toBe(431);
  });
});
