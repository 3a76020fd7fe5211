import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../templates/runtime/index.js';
import { clientOf } from './sample-commands.js';
import { type Received, type Reply, type ScriptedServer, scriptedServer, sent } from './scripted-server.js';

type Item = { id: string; zoneid?: string; used?: number };

function zones(count: number, prefix = 'z'): Item[] {
  return Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}` }));
}

/** A server that pages as CloudStack does. */
function pagedServer(items: readonly Item[], count = items.length): Promise<ScriptedServer> {
  return scriptedServer((request) => reply(pageOf(items, request), count));
}

function pageOf(items: readonly Item[], request: Received): readonly Item[] {
  const size = Number(request.params.get('pagesize') ?? 500);
  const page = Number(request.params.get('page') ?? 1);
  return items.slice((page - 1) * size, page * size);
}

function reply(items: readonly Item[], count: number): Reply {
  return { body: { listzonesresponse: items.length > 0 ? { count, zone: items } : count > 0 ? { count } : {} } };
}

async function ids(items: AsyncIterable<{ id: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of items) found.push(id);
  return found;
}

describe('awaited', () => {
  test('a list asks once, as the caller wrote it, and gives a page', async () => {
    const server = await pagedServer(zones(3), 7);
    const page = await clientOf(server).zone.listZones({ name: 'x' });
    expect(page).toEqual({ items: zones(3), count: 7 });
    expect(server.requests.map(sent)).toEqual([{ name: 'x' }]);
  });

  test('it asks once however often it is awaited', async () => {
    const server = await pagedServer(zones(1));
    const list = clientOf(server).zone.listZones();
    await Promise.all([list, list.then(), list.finally()]);
    expect(server.requests).toHaveLength(1);
  });

  test('nothing is sent before it is awaited or iterated', async () => {
    const server = await pagedServer(zones(1));
    clientOf(server).zone.listZones();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(server.requests).toHaveLength(0);
  });

  test('page and pagesize go together, and -1 alone', async () => {
    const server = await pagedServer(zones(1));
    const client = clientOf(server, { pageSize: 50 });
    await client.zone.listZones({ page: 2 });
    await client.zone.listZones({ pagesize: 10 });
    await client.zone.listZones({ pagesize: -1 });
    expect(server.requests.map(sent)).toEqual([
      { page: '2', pagesize: '50' },
      { page: '1', pagesize: '10' },
      { pagesize: '-1' },
    ]);
  });

  test.each<[string, object]>([
    ['{}', { listzonesresponse: {} }],
    ['{"count":N}', { listzonesresponse: { count: 0 } }],
    ['an empty list', { listzonesresponse: { count: 0, zone: [] } }],
    ['a list that is null', { listzonesresponse: { zone: null } }],
  ])('%s is an empty page', async (_, body) => {
    const server = await scriptedServer(() => ({ body }));
    expect(await clientOf(server).zone.listZones()).toEqual({ items: [], count: 0 });
  });
});

describe('iterated', () => {
  test('it asks page by page and stops at a short one', async () => {
    const server = await pagedServer(zones(5));
    expect(await ids(clientOf(server, { pageSize: 2 }).zone.listZones({ name: 'x' }))).toEqual(
      zones(5).map(({ id }) => id),
    );
    expect(server.requests.map(sent)).toEqual([
      { name: 'x', page: '1', pagesize: '2' },
      { name: 'x', page: '2', pagesize: '2' },
      { name: 'x', page: '3', pagesize: '2' },
    ]);
  });

  test.each([
    ['exactly full pages', 4, 4],
    ['a count of the page alone', 5, 2],
    ['a count that is far too high', 5, 1_000_000],
    ['a count of nothing', 5, 0],
  ])('it is complete and ends with %s', async (_, total, count) => {
    const server = await pagedServer(zones(total), count);
    expect(await ids(clientOf(server, { pageSize: 2 }).zone.listZones())).toHaveLength(total);
    expect(server.requests).toHaveLength(3);
  });

  test('it ends where a command ignores page, whatever else changes in the items', async () => {
    const server = await scriptedServer((_, index) =>
      reply(
        zones(2).map((zone) => ({ ...zone, used: index })),
        2,
      ),
    );
    expect(await ids(clientOf(server, { pageSize: 2 }).zone.listZones())).toEqual(['z0', 'z1']);
    expect(server.requests).toHaveLength(2);
  });

  test('it ends where a command ignores page and answers in another order each time', async () => {
    const server = await scriptedServer((_, index) => reply(index % 2 === 0 ? zones(3) : zones(3).toReversed(), 3));
    expect(await ids(clientOf(server, { pageSize: 3 }).zone.listZones())).toEqual(['z0', 'z1', 'z2']);
    expect(server.requests).toHaveLength(2);
  });

  test('it ends where a command ignores page and pagesize', async () => {
    const server = await scriptedServer(() => reply(zones(7), 7));
    expect(await ids(clientOf(server, { pageSize: 2 }).zone.listZones())).toHaveLength(7);
    expect(server.requests).toHaveLength(2);
  });

  test('the same id in another zone is another item', async () => {
    const items = ['a', 'b', 'c'].map((zoneid) => ({ id: 'template', zoneid }));
    const server = await pagedServer(items);
    expect(await ids(clientOf(server, { pageSize: 1 }).zone.listZones())).toHaveLength(3);
  });

  test('the caller chooses the first page and the size', async () => {
    const server = await pagedServer(zones(7));
    const list = clientOf(server).zone.listZones({ page: 2, pagesize: 3 });
    expect(await ids(list)).toEqual(['z3', 'z4', 'z5', 'z6']);
    expect(server.requests.map(sent)).toEqual([
      { page: '2', pagesize: '3' },
      { page: '3', pagesize: '3' },
    ]);
  });

  test('pagesize -1 is asked once, without page', async () => {
    const server = await scriptedServer(() => reply(zones(7), 7));
    expect(await ids(clientOf(server).zone.listZones({ pagesize: -1 }))).toHaveLength(7);
    expect(server.requests.map(sent)).toEqual([{ pagesize: '-1' }]);
  });

  test('a command that cannot be paged is asked once, without page and pagesize', async () => {
    const server = await scriptedServer(() => ({
      body: { listhypervisorsresponse: { count: 2, hypervisor: [{ name: 'KVM' }, { name: 'VMware' }] } },
    }));
    expect(await clientOf(server).call('listHypervisors').all()).toEqual([{ name: 'KVM' }, { name: 'VMware' }]);
    expect(server.requests.map(sent)).toEqual([{}]);
  });

  test('each iteration starts anew', async () => {
    const server = await pagedServer(zones(1));
    const list = clientOf(server).zone.listZones();
    expect(await ids(list)).toEqual(await ids(list));
    expect(server.requests).toHaveLength(2);
  });

  test('breaking off asks for no further page', async () => {
    const server = await pagedServer(zones(10));
    for await (const _ of clientOf(server, { pageSize: 2 }).zone.listZones()) break;
    expect(server.requests).toHaveLength(1);
  });

  test('an error of a later page reaches the loop', async () => {
    const server = await scriptedServer((request, index) =>
      index === 0
        ? reply(pageOf(zones(9), request), 9)
        : { status: 530, body: { listzonesresponse: { errorcode: 530, errortext: 'oops' } } },
    );
    await expect(ids(clientOf(server, { pageSize: 2 }).zone.listZones())).rejects.toBeInstanceOf(ApiError);
  });
});

describe('a server that allows only smaller pages', () => {
  function smallPages(items: readonly Item[], allowed: () => number): Promise<ScriptedServer> {
    return scriptedServer((request) => {
      if (Number(request.params.get('pagesize')) <= allowed()) return reply(pageOf(items, request), items.length);
      const errortext = `Page size can't exceed max allowed page size value: ${allowed()}`;
      return { status: 431, body: { listzonesresponse: { errorcode: 431, errortext } } };
    });
  }

  test('is asked again with what it allows', async () => {
    const server = await smallPages(zones(5), () => 2);
    expect(await ids(clientOf(server).zone.listZones())).toEqual(zones(5).map(({ id }) => id));
    expect(server.requests.map((request) => request.params.get('pagesize'))).toEqual(['500', '2', '2', '2']);
  });

  test('gives the items of the wanted starting page, neither more nor fewer', async () => {
    const server = await smallPages(zones(13), () => 3);
    const list = clientOf(server).zone.listZones({ page: 2, pagesize: 5 });
    expect(await ids(list)).toEqual(
      zones(13)
        .slice(5)
        .map(({ id }) => id),
    );
  });

  test('even when it lowers the size while it is being listed', async () => {
    let answered = 0;
    const server = await smallPages(zones(20), () => {
      answered += 1;
      return answered === 1 ? 8 : 3;
    });
    expect(await ids(clientOf(server, { pageSize: 8 }).zone.listZones())).toEqual(zones(20).map(({ id }) => id));
  });

  test('is not asked for ever when what it says makes no sense', async () => {
    const errortext = "Page size can't exceed max allowed page size value: 500";
    const server = await scriptedServer(() => ({ status: 431, body: { r: { errorcode: 431, errortext } } }));
    await expect(ids(clientOf(server).zone.listZones())).rejects.toThrow('max allowed page size');
    expect(server.requests).toHaveLength(1);
  });
});

describe('all', () => {
  test('collects everything', async () => {
    const server = await pagedServer(zones(5));
    expect(await clientOf(server, { pageSize: 2 }).zone.listZones().all()).toEqual(zones(5));
  });

  test('stops at the limit and asks for no page more', async () => {
    const server = await pagedServer(zones(50));
    const list = clientOf(server, { pageSize: 2 }).zone.listZones();
    expect(await list.all({ limit: 3 })).toEqual(zones(3));
    expect(server.requests).toHaveLength(2);
    expect(await list.all({ limit: 0 })).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });
});

describe('with prefetch', () => {
  test('the next page is asked for while the items of this one are used, and never more than that', async () => {
    const server = await pagedServer(zones(6));
    const asked: number[] = [];
    for await (const _ of clientOf(server, { pageSize: 2 }).zone.listZones({}, { prefetch: true })) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      asked.push(server.requests.length);
    }
    expect(asked).toEqual([2, 2, 3, 3, 4, 4]);
    expect(server.requests.map((request) => request.params.get('page'))).toEqual(['1', '2', '3', '4']);
  });

  test.each([1, 2, 5, 13])('nothing is lost with pages of %d', async (pageSize) => {
    const server = await pagedServer(zones(13));
    const list = clientOf(server, { pageSize }).zone.listZones({}, { prefetch: true });
    expect(await list.all()).toEqual(zones(13));
    expect(await list.all({ limit: 3 })).toEqual(zones(3));
  });

  test("a page that is asked for and fails is nobody's problem when the loop has ended", async () => {
    const server = await scriptedServer((request, index) =>
      index === 0 ? reply(pageOf(zones(9), request), 9) : { breakOff: 'before' },
    );
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const list = clientOf(server, { pageSize: 2, retry: false }).zone.listZones({}, { prefetch: true });
    for await (const _ of list) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('and reaches the loop that goes on', async () => {
    const server = await scriptedServer((request, index) =>
      index === 0 ? reply(pageOf(zones(9), request), 9) : { breakOff: 'before' },
    );
    const list = clientOf(server, { pageSize: 2, retry: false }).zone.listZones({}, { prefetch: true });
    await expect(ids(list)).rejects.toMatchObject({ code: 'transport' });
  });

  test('smaller pages are found as well', async () => {
    const server = await scriptedServer((request) => {
      if (Number(request.params.get('pagesize')) <= 3) return reply(pageOf(zones(13), request), 13);
      const errortext = "Page size can't exceed max allowed page size value: 3";
      return { status: 431, body: { r: { errorcode: 431, errortext } } };
    });
    const list = clientOf(server).zone.listZones({ page: 2, pagesize: 5 }, { prefetch: true });
    expect(await list.all()).toEqual(zones(13).slice(5));
  });
});

describe('a list that is left early', () => {
  test('with prefetch, gives up the page that was asked for ahead', async () => {
    const items = zones(4);
    let stalled = 0;
    const server = await scriptedServer((request) => {
      const isAhead = request.params.get('page') !== '1';
      stalled += Number(isAhead);
      return { ...reply(pageOf(items, request), items.length), delayMs: isAhead ? 300 : 0 };
    });
    const client = clientOf(server, { timeoutMs: 100, retry: { attempts: 4, baseDelayMs: 1 } });
    for await (const { id } of client.zone.listZones({ pagesize: 2 }, { prefetch: true })) {
      expect(id).toBe('z0');
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(stalled).toBeLessThanOrEqual(1);
  });

  test('with prefetch, still ends with the signal of the caller', async () => {
    const server = await pagedServer(zones(4));
    const stop = new AbortController();
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      const list = clientOf(server).zone.listZones({ pagesize: 1 }, { prefetch: true, signal: stop.signal });
      for await (const { id } of list) {
        seen.push(id);
        stop.abort(new Error('enough'));
      }
    };
    await expect(read()).rejects.toThrow('enough');
    expect(seen.length).toBeLessThan(3);
  });
});

test('a page that is given as a bigint, or as text, is the page that is asked for', async () => {
  const server = await pagedServer(zones(9));
  await clientOf(server).call('listZones', { page: 3n as unknown as number, pagesize: 2 });
  await clientOf(server).call('listZones', { page: 'x' as unknown as number, pagesize: 2 });
  expect(await ids(clientOf(server).zone.listZones({ page: 2n as unknown as number, pagesize: 6 }))).toEqual([
    'z6',
    'z7',
    'z8',
  ]);
  expect(server.requests.map(sent)).toEqual([
    { page: '3', pagesize: '2' },
    { page: 'x', pagesize: '2' },
    { page: '2', pagesize: '6' },
  ]);
});
