import { describe, expect, test } from 'vitest';
import type { AsyncCommand, ListCommand, SyncCommand } from '../../../templates/runtime/command.js';
import { Connection, list, send, submit } from '../../../templates/runtime/index.js';
import { apiKey, scriptedServer, secretKey } from './scripted-server.js';

interface Volume {
  readonly size: number | bigint;
  readonly path?: string;
  readonly snapshots?: readonly { readonly size: number | bigint; readonly count: number }[];
}

const facts = { method: 'GET', resultKey: 'volume', longs: ['size', 'count'] } as const;
const find: SyncCommand<object, Volume> = { name: 'findVolume', mode: 'sync', ...facts };
const create: AsyncCommand<object, Volume> = { name: 'createVolume', mode: 'async', ...facts };
const listing: ListCommand<object, Volume> = { name: 'listVolumes', mode: 'list', paged: false, ...facts };

/** 2^53 + 1 cannot be a number; the digits of a path stay text. */
const volume = '{"size":10,"path":"10","snapshots":[{"size":9007199254740993,"count":2}]}';

async function connection(longs?: 'exact' | 'bigint'): Promise<Connection> {
  const server = await scriptedServer(({ params }) => {
    const command = params.get('command');
    const job = `{"queryasyncjobresultresponse":{"jobstatus":1,"jobresult":{"volume":${volume}}}}`;
    const answers: Readonly<Record<string, string>> = {
      findVolume: `{"findvolumeresponse":{"volume":${volume}}}`,
      createVolume: '{"createvolumeresponse":{"jobid":"job"}}',
      queryAsyncJobResult: job,
      listVolumes: `{"listvolumesresponse":{"count":1,"volume":[${volume}]}}`,
    };
    return { body: answers[command ?? ''] ?? '' };
  });
  return new Connection({ endpoint: server.endpoint, apiKey, secretKey, longs });
}

describe('64-bit integers', () => {
  test('are numbers while that is exact, and a bigint beyond', async () => {
    const found = await send(await connection(), find, {});
    expect(found).toEqual({ size: 10, path: '10', snapshots: [{ size: 9007199254740993n, count: 2 }] });
  });

  test("are always bigint with longs: 'bigint', wherever they stand", async () => {
    const big = { size: 10n, path: '10', snapshots: [{ size: 9007199254740993n, count: 2n }] };
    const client = await connection('bigint');
    expect(await send(client, find, {})).toEqual(big);
    expect(await submit(client, create, {}).result()).toEqual(big);
    expect(await list(client, listing, {})).toEqual({ items: [big], count: 1 });
    expect(await list(client, listing, {}).all()).toEqual([big]);
  });

  test('leave everything else alone: the count of a page, and fields that are not 64-bit', async () => {
    const server = await scriptedServer(() => ({ body: '{"r":{"count":7,"volume":[{"size":1,"other":1}]}}' }));
    const client = new Connection({ endpoint: server.endpoint, apiKey, secretKey, longs: 'bigint' });
    expect(await list(client, listing, {})).toEqual({ items: [{ size: 1n, other: 1 }], count: 7 });
  });

  test('cannot be asked for in another way', () => {
    const options = { endpoint: 'http://127.0.0.1/', apiKey, secretKey, longs: 'string' as 'bigint' };
    expect(() => new Connection(options)).toThrow(new TypeError('The option longs must be exact or bigint.'));
  });
});
