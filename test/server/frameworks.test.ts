import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer, nodeHandler, serve } from '../../output/src/server.js';
import { admin, envelope, signed } from '../unit/runtime-server/signing.js';

const cloudstack = createServer({
  accounts: [{ ...admin, username: 'ann', password: 'ann' }],
  handlers: { listZones: ({ name }) => ({ items: [{ name }], count: 1 }) },
});

/** An application of the framework that has the API among other things, listening. */
const frameworks: Record<string, () => Promise<{ origin: string; close: () => Promise<void> }>> = {
  Hono: async () => {
    const app = new Hono();
    app.all('/client/api', (context) => cloudstack.fetch(context.req.raw));
    app.get('/health', (context) => context.text('fine'));
    const running = await serve({ fetch: async (request) => app.fetch(request) }, { port: 0, path: '/client/api' });
    return { origin: new URL(running.url).origin, close: () => running.close() };
  },
  Express: async () => {
    const app = express();
    app.all('/client/api', nodeHandler(cloudstack));
    return listening(createHttpServer(app));
  },
  'Express, under a prefix': async () => {
    const app = express();
    app.use('/client', express.Router().use('/api', nodeHandler(cloudstack)));
    return listening(createHttpServer(app));
  },
  'node:http': async () => listening(createHttpServer(nodeHandler(cloudstack))),
};

async function listening(server: ReturnType<typeof createHttpServer>) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, close };
}

describe.each(Object.entries(frameworks))('under %s', (_, start) => {
  let url = '';
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    const app = await start();
    url = `${app.origin}/client/api`;
    close = app.close;
  });

  afterAll(() => close());

  test('a signed GET is answered', async () => {
    const response = await fetch(`${url}?${signed({ command: 'listZones', name: 'é ~' }).toString()}`);
    expect(await envelope(response)).toEqual(['listzonesresponse', { count: 1, zone: [{ name: 'é ~' }] }]);
  });

  test('a signed POST form is answered', async () => {
    const response = await fetch(url, { method: 'POST', body: signed({ command: 'listZones', name: 'b' }) });
    expect(await envelope(response)).toEqual(['listzonesresponse', { count: 1, zone: [{ name: 'b' }] }]);
  });

  test('errors keep their status and their header', async () => {
    const response = await fetch(`${url}?${signed({ command: 'listUnicorns' }).toString()}`);
    expect([response.status, response.headers.get('x-description')]).toEqual([
      401,
      'unable to verify user credentials and/or request signature',
    ]);
  });

  test('a login sets both cookies for the folder of the API', async () => {
    const body = new URLSearchParams({ command: 'login', username: 'ann', password: 'ann' });
    const cookies = (await fetch(url, { method: 'POST', body })).headers.getSetCookie();
    expect(cookies).toEqual([
      expect.stringMatching(/^JSESSIONID=[\w-]+; Path=\/client; /),
      expect.stringMatching(/^sessionkey=[\w-]+; Path=\/client; /),
    ]);
  });
});

test('a form that Express has read before is refused rather than waited for', async () => {
  const app = express();
  app.use(express.urlencoded());
  app.all('/client/api', nodeHandler(cloudstack));
  const { origin, close } = await listening(createHttpServer(app));
  const response = await fetch(`${origin}/client/api`, { method: 'POST', body: signed({ command: 'listZones' }) });
  expect([response.status, response.headers.get('x-description')]).toEqual([
    400,
    'The form could not be read to its end',
  ]);
  await close();
});
