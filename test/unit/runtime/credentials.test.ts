import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type ApiKeys, canonicalDiagnosis, type ClientOptions } from '../../../templates/runtime/index.js';
import { independentCanonical, independentSignature } from './independent-signature.js';
import { clientOf, CloudStack } from './sample-commands.js';
import { apiKey, type Reply, scriptedServer, secretKey } from './scripted-server.js';

const worked: Reply = { body: { r: { success: true } } };

async function reasonOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('expected a rejection'),
    (reason: unknown) => reason,
  );
}

describe('credentials from a function', () => {
  test('are asked for before every request, so that they may change', async () => {
    const server = await scriptedServer(() => worked);
    const keys: ApiKeys[] = [
      { apiKey, secretKey },
      { apiKey: 'second-key', secretKey: 'second-secret' },
    ];
    const credentials = async (): Promise<ApiKeys> => keys.shift() ?? expect.unreachable('asked too often');
    const client = new CloudStack({ endpoint: server.endpoint, credentials });
    await client.call('listThings');
    await client.call('listThings');
    const [first, second] = server.requests;
    expect(first?.isSigned).toBe(true);
    expect(second?.params.get('apikey')).toBe('second-key');
    const canonical = independentCanonical([...(second?.params ?? [])]);
    expect(second?.params.get('signature')).toBe(independentSignature(canonical, 'second-secret'));
  });

  test('that fails fails the call, and sends nothing', async () => {
    const server = await scriptedServer(() => worked);
    const reason = new Error('vault is sealed');
    const client = new CloudStack({ endpoint: server.endpoint, credentials: () => Promise.reject(reason) });
    expect(await reasonOf(client.call('listThings'))).toBe(reason);
    expect(server.requests).toHaveLength(0);
  });

  test('that come too late send nothing, whatever fetch does with signals', async () => {
    const server = await scriptedServer(() => worked);
    const slow = async (): Promise<ApiKeys> => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return { apiKey, secretKey };
    };
    const deaf: typeof fetch = (input, init) => fetch(input, { ...init, signal: null });
    const client = new CloudStack({ endpoint: server.endpoint, credentials: slow, fetch: deaf });
    expect(await reasonOf(client.call('deployThing', {}, { timeoutMs: 20 }))).toMatchObject({ kind: 'timeout' });
    const signal = AbortSignal.timeout(20);
    expect(await reasonOf(client.call('deployThing', {}, { signal }))).toBe(signal.reason);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.requests).toHaveLength(0);
  });

  test('that tells nonsense is a TypeError without the keys', async () => {
    const server = await scriptedServer(() => worked);
    const client = new CloudStack({ endpoint: server.endpoint, credentials: () => ({ apiKey: 'a b', secretKey }) });
    const error = await reasonOf(client.call('listThings'));
    expect(error).toBeInstanceOf(TypeError);
    expect(inspect(error)).not.toContain(secretKey);
    expect(server.requests).toHaveLength(0);
  });
});

test('a 401 with keys is never answered by trying another identity', async () => {
  const server = await scriptedServer(() => ({ status: 401, body: { r: { errorcode: 401, errortext: 'no' } } }));
  expect(await reasonOf(clientOf(server).call('listThings'))).toMatchObject({ errorcode: 401, isAuth: true });
  expect(server.requests).toHaveLength(1);
});

test('keys and credentials together do not type-check', () => {
  const endpoint = 'https://cloud.example.org/client/api';
  // @ts-expect-error two identities
  const both: ClientOptions = { endpoint, apiKey, secretKey, credentials: () => ({ apiKey, secretKey }) };
  // @ts-expect-error none
  const none: ClientOptions = { endpoint };
  for (const options of [both, none]) expect(() => new CloudStack(options)).toThrow(TypeError);
});

test.each([
  [3_600_000, 4_200_000],
  [-3_600_000, -3_000_000],
])('a clock that is %d ms off moves the expiry', async (clockSkewMs, expected) => {
  const server = await scriptedServer(() => worked);
  await clientOf(server, { clockSkewMs }).call('listThings');
  const aheadMs = Date.parse(server.requests[0]?.params.get('expires') ?? '') - Date.now();
  expect(Math.abs(aheadMs - expected)).toBeLessThan(5000);
  expect(server.requests[0]?.isSigned).toBe(true);
});

describe('the text that was signed', () => {
  const refusal: Reply = {
    status: 401,
    body: { r: { errorcode: 401, errortext: 'unable to verify user credentials' } },
  };
  const params = { zoneid: 'z~1', password: 'Of4N~H$JP9', details: { Token: 'hunter22', plain: 'É*' } };

  test('is shown on a 401 when wanted, without its secrets', async () => {
    const server = await scriptedServer(() => refusal);
    const client = clientOf(server, { diagnose: canonicalDiagnosis, expiresInSeconds: null });
    const error = await reasonOf(client.zone.deployVirtualMachine(params));
    const canonical = `apikey=[redacted]&command=deployvirtualmachine&details[0].token=[redacted]&details[0].plain=%c3%89*&password=[redacted]&response=json&zoneid=z%7e1`;
    expect(error).toMatchObject({ canonical });
    expect(String(error)).toContain(`Signed: ${canonical}`);
    const shown = inspect(error) + JSON.stringify(error);
    for (const secret of [apiKey, secretKey, 'Of4N', 'hunter22']) expect(shown).not.toContain(secret);
  });

  test('is not shown unless wanted, nor with another refusal', async () => {
    const server = await scriptedServer((_, index) =>
      index === 0 ? refusal : { status: 431, body: { r: { errorcode: 431 } } },
    );
    expect(await reasonOf(clientOf(server).call('listThings'))).toMatchObject({ canonical: null });
    const client = clientOf(server, { diagnose: canonicalDiagnosis });
    expect(await reasonOf(client.call('listThings'))).toMatchObject({ errorcode: 431, canonical: null });
  });
});
