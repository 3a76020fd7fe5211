import { onTestFinished } from 'vitest';
import { ApiFault, createServer, type Handlers, inUse, serve } from '../../output/src/server.js';
import type { Caller } from './page.js';

/** A number that a double cannot hold. */
export const hugeSize = 9_007_199_254_740_993n;
const keys = { apiKey: 'key-of-the-page', secretKey: 's3cret-of-the-page' };

/** A request as it reached the server. */
export interface Seen {
  readonly method: string;
  readonly command: string;
  readonly origin: string | null;
}

const networks = [1, 2, 3, 4, 5].map((number) => ({ id: `net-${number}` }));

const handlers: Partial<Handlers> = {
  listZones: ({ name }) => ({ items: [{ id: 'zone-1', name }], count: 1 }),
  updateRole: ({ id, name }) => ({ id, name }),
  deployVirtualMachine: async ({ rootdisksize }, { job }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { id: job?.id, name: `a disk of ${rootdisksize}`, state: 'Running' };
  },
  stopVirtualMachine: () => {
    throw inUse('The guest is pinned');
  },
  listNetworks: ({ page = 1, pagesize = 500 }) => ({
    items: networks.slice((page - 1) * pagesize, page * pagesize),
    count: networks.length,
  }),
  listVolumes: () => ({ items: [{ id: 'disk-1', size: hugeSize }], count: 1 }),
  lockAccount: ({ account }) => {
    throw new ApiFault({ errorcode: 431, errortext: `Unable to find account ${account}` });
  },
};

/** The generated server on a free port, until the test ends; pages of `origins` may read its answers. */
export async function startCloud(origins: readonly string[]): Promise<{ caller: Caller; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer({ accounts: [keys], handlers, cors: { origins } });
  const fetch = async (request: Request): Promise<Response> => {
    seen.push(await look(request.clone()));
    return server.fetch(request);
  };
  const { url, close } = await serve({ ...server, fetch }, { port: 0 });
  onTestFinished(close);
  return { caller: { endpoint: url, ...keys }, seen };
}

async function look(request: Request): Promise<Seen> {
  const sent = request.method === 'POST' ? await request.text() : new URL(request.url).search;
  const command = new URLSearchParams(sent).get('command') ?? '';
  return { method: request.method, command, origin: request.headers.get('origin') };
}
