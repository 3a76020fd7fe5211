import { describe, expect, it, onTestFinished } from 'vitest';
import { Diagnostics, InputError } from '../../generator/diagnostics/diagnostics.js';
import { findAccess } from '../../generator/discover/access.js';
import { discover, type DiscoverLimits, usualLimits } from '../../generator/discover/discover.js';
import { createMock, type Mock } from '../../generator/mock/index.js';
import { root } from '../support/pipeline.js';
import { apiKey, deadEndpoint, type Reply, scriptedServer, secretKey } from '../unit/runtime/scripted-server.js';

const secrets = [secretKey, apiKey, 'signature='];

async function servedMock(): Promise<{ readonly mock: Mock; readonly endpoint: string }> {
  const mock = await createMock({ listapis: `${root}specs/cloudstack.listapis.json` });
  onTestFinished(() => mock.close());
  return { mock, endpoint: await mock.serve() };
}

interface Asked {
  readonly commands: readonly unknown[] | null;
  readonly found: readonly string[];
  readonly text: string;
}

async function ask(endpoint: string, limits: Partial<DiscoverLimits> = {}): Promise<Asked> {
  const diagnostics = new Diagnostics();
  const limited = { ...usualLimits, ...limits };
  const commands = await discover({ endpoint, apiKey, secretKey }, limited, diagnostics).catch((error: unknown) => {
    if (error instanceof InputError) return null;
    throw error;
  });
  const text = diagnostics.all.map(({ message, fix }) => `${message} ${fix}`).join('\n');
  for (const secret of secrets) expect(text).not.toContain(secret);
  return { commands, found: diagnostics.all.map(({ code }) => code), text };
}

/** What is made of a server that answers everything so. */
async function askOne(reply: Reply, limits: Partial<DiscoverLimits> = {}): Promise<Asked> {
  return ask((await scriptedServer(() => reply)).endpoint, limits);
}

describe('a live server', () => {
  it('tells its commands to whoever has keys', async () => {
    const { mock, endpoint } = await servedMock();
    const access = await findAccess({
      endpoint,
      region: null,
      profile: null,
      username: null,
      domain: null,
      environment: { CLOUDSTACK_API_KEY: mock.apiKey, CLOUDSTACK_SECRET_KEY: mock.secretKey },
      password: () => Promise.resolve(null),
    });
    const commands = await discover(access, usualLimits, new Diagnostics());
    expect(commands).toHaveLength(44);
    expect(commands).toContainEqual(expect.objectContaining({ name: 'deployVirtualMachine', isasync: true }));
  });

  it('is asked once, with a signed request that expires', async () => {
    const api = [{ name: 'listZones', params: [], response: [] }];
    const server = await scriptedServer(() => ({ body: { listapisresponse: { count: 1, api } } }));
    expect((await ask(server.endpoint)).commands).toEqual(api);
    expect(server.requests.map(({ params, isSigned }) => [params.get('command'), isSigned])).toEqual([
      ['listApis', true],
    ]);
  });
});

describe('a server that tells nothing', () => {
  it('refuses the keys', async () => {
    const { endpoint } = await servedMock();
    const { found, text } = await ask(endpoint);
    expect(found).toEqual(['discover-refused']);
    expect(text).toContain('refuses with 401: unable to verify user credentials');
    expect(text).toContain('the clock of this machine');
  });

  it('lists no command', async () => {
    expect((await askOne({ body: { listapisresponse: {} } })).found).toEqual(['discover-nothing']);
  });

  it.each<[string, Reply]>([
    ['a page of a proxy', { headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }],
    ['XML', { body: '<?xml version="1.0"?><listapisresponse/>' }],
    ['nothing', { body: '' }],
    ['other things', { body: { listapisresponse: { count: 1, api: [{ id: 'x' }] } } }],
    ['an error of a proxy', { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not found</h1>' }],
  ])('answers %s', async (_, reply) => {
    const { found, text } = await askOne(reply);
    expect(found).toEqual(['discover-not-cloudstack']);
    expect(text).toContain('usually https://HOST/client/api');
  });

  it('repeats the keys in what it answers', async () => {
    const server = await scriptedServer(({ url }) => ({ body: `<html>You asked for ${url}</html>` }));
    expect((await ask(server.endpoint)).found).toEqual(['discover-not-cloudstack']);
  });

  it('answers without end', async () => {
    const { found, text } = await askOne({ body: 'x'.repeat(100_000) }, { maximumBytes: 50_000 });
    expect(found).toEqual(['discover-no-answer']);
    expect(text).toContain('it is longer than 50000 bytes');
  });

  it('takes too long', async () => {
    const { found, text } = await askOne({ delayMs: 5_000, body: '{}' }, { timeoutMs: 50 });
    expect(found).toEqual(['discover-no-answer']);
    expect(text).toContain('--timeout');
  });

  it('sends elsewhere', async () => {
    const { text } = await askOne({ status: 302, headers: { location: 'http://127.0.0.1:1/' } });
    expect(text).toContain('it redirects to another address');
  });

  it('breaks off', async () => {
    expect((await askOne({ breakOff: 'midway', body: '{ "a": 1 }' })).found).toEqual(['discover-no-answer']);
  });

  it('is not there', async () => {
    const { found, text } = await ask(await deadEndpoint());
    expect(found).toEqual(['discover-no-answer']);
    expect(text).toContain('(ECONNREFUSED)');
  });

  it('speaks no TLS', async () => {
    const { endpoint } = await scriptedServer(() => ({ body: '{}' }));
    const { text } = await ask(endpoint.replace('http:', 'https:'));
    expect(text).toContain('it does not speak TLS');
  });
});
