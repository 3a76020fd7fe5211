import { afterEach, describe, expect, test, vi } from 'vitest';
import { platformHmac } from '../../../templates/runtime/hmac.js';
import { sign } from '../../../templates/runtime/sign.js';
import { independentSignature } from './independent-signature.js';
import { clientOf } from './sample-commands.js';
import { scriptedServer } from './scripted-server.js';

afterEach(() => vi.unstubAllGlobals());

describe("the platform's HMAC", () => {
  test.each([
    ['SHA-1', 'sha1'],
    ['SHA-512', 'sha512'],
  ] as const)('is right with %s, at once on Node and through WebCrypto elsewhere', async (hash, name) => {
    const wanted = independentSignature('é=1&b=~', 'secret-é', name);
    expect(platformHmac()('é=1&b=~', 'secret-é', hash)).toBe(wanted);
    expect(await sign('é=1&b=~', 'secret-é', hash)).toBe(wanted);
  });

  test.each([
    ['there is no process', undefined],
    ['it is only called one', {}],
    ['it has no such module', { getBuiltinModule: () => undefined }],
  ])("is WebCrypto's where %s", (_, process) => {
    vi.stubGlobal('process', process);
    expect(platformHmac()).toBe(sign);
  });

  test('gives way to one that is given', async () => {
    const server = await scriptedServer(() => ({ body: { r: { success: true } } }));
    expect(await clientOf(server, { hmac: sign }).call('listThings', { a: 'É~*' })).toEqual({ success: true });
    expect(server.requests[0]?.isSigned).toBe(true);
  });
});
