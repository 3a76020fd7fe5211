import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import { fetchDocument, type FetchLimits } from '../../../generator/load/fetch-document.js';
import { load } from '../../../generator/load/load.js';
import { withDefaults } from '../../../generator/options.js';
import { temporaryFolder } from '../../support/pipeline.js';
import { deadEndpoint, type Reply, scriptedServer } from '../runtime/scripted-server.js';

/** It makes the certificate that nobody knows. */
const needsOpenssl = spawnSync('openssl', ['version']).status === 0 ? '' : ' (skipped: openssl is not here)';

async function get(address: string, limits: FetchLimits = {}) {
  const diagnostics = new Diagnostics();
  const read = await fetchDocument(address, diagnostics, limits);
  const text = diagnostics.all.map(({ message, fix }) => `${message} ${fix}`).join('\n');
  return { read, text, found: diagnostics.all.map(({ code }) => code) };
}

/** The address of a document; every path of its server answers what the script says. */
async function serving(script: (path: string) => Reply): Promise<string> {
  const { endpoint } = await scriptedServer(({ url }) => script(url));
  return endpoint.replace('/client/api', '/docs/api.yaml');
}

describe('a document by its address', () => {
  it('is its text, named without what its reader alone may know', async () => {
    const address = await serving(() => ({ body: '\uFEFFopenapi: 3.0.3\n' }));
    const { read, found } = await get(`${address}?token=secret#part`);
    expect(found).toEqual([]);
    expect(read).toEqual({ file: address, text: 'openapi: 3.0.3\n' });
  });

  it('may lie behind redirects of its own server', async () => {
    const address = await serving((path) =>
      path.startsWith('/there') ? { body: 'here' } : { status: 302, headers: { location: '/there' } },
    );
    expect((await get(address)).read?.text).toBe('here');
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/api', 'data:text/plain,x', 'http://127.0.0.1:1/?password=x'])(
    'is not followed to %s with a secret, or another protocol',
    async (location) => {
      const address = await serving((path) =>
        path === '/docs/api.yaml' ? { status: 302, headers: { location } } : {},
      );
      const { read, found, text } = await get(address);
      expect(read).toBeNull();
      expect(found).toEqual(['fetch-failed']);
      expect(text).not.toContain('password=x');
    },
  );

  it('is given up when it is redirected for ever', async () => {
    const { text } = await get(await serving(() => ({ status: 302, headers: { location: '/again' } })));
    expect(text).toContain('redirected more than 5 times');
  });

  it('is given up when it is too long, whatever the server says of its length', async () => {
    const address = await serving(() => ({ body: 'x'.repeat(200_000) }));
    expect((await get(address, { maximumBytes: 100_000 })).text).toContain('longer than 100000 bytes');
  });

  it('is given up when it takes too long, before its answer or in it', async () => {
    const address = await serving(() => ({ delayMs: 5_000, body: 'late' }));
    expect((await get(address, { timeoutMs: 50 })).text).toContain('nothing complete came within 50 ms');
  });

  it('is not a page about it', async () => {
    const page = await get(await serving(() => ({ headers: { 'content-type': 'text/html' }, body: 'x' })));
    const untold = await get(await serving(() => ({ body: '\n<!DOCTYPE html><title>x</title>' })));
    expect([page.found, untold.found]).toEqual([['fetch-page'], ['fetch-page']]);
  });

  it('is not the API of a server, where every request is signed', async () => {
    const { endpoint } = await scriptedServer(() => ({ status: 401, body: '{}' }));
    const { found, text } = await get(`${endpoint}?command=listApis&response=json`);
    expect(found).toEqual(['fetch-refused']);
    expect(text).toContain('cloudstack-codegen discover');
  });

  it('is not shown with a password, and not asked for with one', async () => {
    const { found, text } = await get('http://ann:pw@127.0.0.1:1/api.yaml');
    expect(found).toEqual(['address-with-password']);
    expect(text).not.toContain('pw@');
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/api.yaml', 'https://'])('is never %s', async (address) => {
    expect((await get(address)).found).toEqual(['address-unsupported']);
  });

  it('is not found where no server is', async () => {
    expect((await get(await deadEndpoint())).text).toContain('(ECONNREFUSED)');
  });

  it.skipIf(needsOpenssl)(`is not taken from a server that nobody vouches for${needsOpenssl}`, async () => {
    const { found, text } = await get(await selfSigned());
    expect(found).toEqual(['fetch-failed']);
    expect(text).toMatch(/certificate is not trusted \([A-Z_]+\)\. .*NODE_EXTRA_CA_CERTS/);
  });
});

describe('the network', () => {
  it('is not used unless it is allowed', async () => {
    const server = await scriptedServer(() => ({ body: '{}' }));
    const diagnostics = new Diagnostics();
    await load(withDefaults({ listapis: [server.endpoint] }), diagnostics);
    expect(diagnostics.all.map(({ code }) => code)).toEqual(['network-refused']);
    expect(server.requests).toEqual([]);
  });

  it('brings documents of every kind, and none of the files that they name', async () => {
    const folder = await temporaryFolder();
    const outside = join(folder, 'outside.yaml');
    const document = `openapi: 3.0.3\ncomponents:\n  schemas:\n    A: { $ref: './b.yaml' }\n    B: { $ref: '${outside}' }\n`;
    const address = await serving(() => ({ body: document }));
    const diagnostics = new Diagnostics();
    const options = withDefaults({ documents: [address], overrides: [address], allowNetwork: true });
    const { sources } = await load(options, diagnostics);
    expect(sources.map(({ format, parts }) => [format, parts])).toEqual([['openapi', []]]);
    const codes = diagnostics.all.map(({ code }) => code);
    expect(codes.sort()).toEqual(['network-refused', 'remote-reference', 'remote-reference']);
  });
});

/** A server whose certificate nobody knows. */
async function selfSigned(): Promise<string> {
  const folder = await temporaryFolder();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const argv = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  execFileSync('openssl', [...argv, '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'pipe' });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => response.end('x'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `https://localhost:${(server.address() as AddressInfo).port}/api.yaml`;
}
