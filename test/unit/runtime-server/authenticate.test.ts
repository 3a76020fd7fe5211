import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { AccountLookup } from '../../../templates/runtime/server/account.js';
import { createAuthenticator } from '../../../templates/runtime/server/authenticate.js';
import { ApiFault } from '../../../templates/runtime/server/fault.js';
import type { SignatureHash } from '../../../templates/runtime/sign.js';
import { admin, other, signed } from './signing.js';

const noon = new Date('2026-01-31T12:00:00Z');

function authenticate(parameters: Iterable<[string, string]>, hashes: SignatureHash[] = ['SHA-1']) {
  return createAuthenticator({ accounts: [admin, other], hashes, now: () => noon })(new Map(parameters));
}

async function refusal(parameters: Iterable<[string, string]>, hashes?: SignatureHash[]): Promise<ApiFault> {
  const error: unknown = await authenticate(parameters, hashes).catch((thrown: unknown) => thrown);
  if (error instanceof ApiFault) return error;
  throw new Error('nothing was refused');
}

describe('a signature', () => {
  test('tells who calls, without the secret', async () => {
    const caller = await authenticate(signed({ command: 'listIsos' }));
    expect(caller).toMatchObject({ apiKey: admin.apiKey, account: 'admin', accountid: admin.accountid });
    expect(JSON.stringify(caller)).not.toContain(admin.secretKey);
  });

  test('covers names in the order they were sent in, capitals first', async () => {
    await authenticate(signed({ command: 'listIsos', templatefilter: 'x', templateId: '1', zoneId: '~*!' }));
  });

  test('is found under names of any case', async () => {
    const parameters = [...signed({ apikey: '', apiKey: admin.apiKey, signatureVersion: '1' })];
    const renamed = parameters.map(([name, value]): [string, string] => [
      name === 'signature' ? 'SIGNATURE' : name,
      value,
    ]);
    expect(await authenticate(renamed).catch(() => 'refused')).not.toBe('refused');
  });

  test('may use SHA-512 only where that is switched on', async () => {
    const parameters = [...signed({ command: 'listIsos' }, admin, 'sha512')];
    expect((await authenticate(parameters, ['SHA-1', 'SHA-512'])).account).toBe('admin');
    expect((await refusal(parameters)).errorcode).toBe(401);
    expect((await refusal(signed({ command: 'listIsos' }), ['SHA-512'])).errorcode).toBe(401);
  });
});

describe('a refusal', () => {
  const good = [...signed({ command: 'listIsos' })];
  const without = (name: string): [string, string][] => good.filter(([key]) => key !== name);

  test.each<[string, Iterable<[string, string]>]>([
    ['no signature', without('signature')],
    ['no key', without('apikey')],
    ['a key that is unknown', signed({ command: 'listIsos' }, { apiKey: 'nobody', secretKey: 'unknown' })],
    ['a key that is empty', signed({ command: 'listIsos' }, { apiKey: '', secretKey: 'unknown' })],
    ["another account's secret", signed({}, { apiKey: admin.apiKey, secretKey: other.secretKey })],
    ['a changed value', good.map(([name, value]) => [name, name === 'command' ? 'deleteIso' : value])],
    ['an added parameter', [...good, ['id', '1']]],
    [
      'a signature with more behind it',
      good.map(([name, value]) => [name, name === 'signature' ? `${value}A` : value]),
    ],
    ['version 3 without expires', signed({ signatureversion: '3' })],
    ['a request that has expired', signed({ signatureversion: '3', expires: '2026-01-31T11:59:59Z' })],
  ])('for %s is a 401 of the same text, without cserrorcode', async (_, parameters) => {
    const fault = await refusal(parameters);
    expect(fault).toMatchObject({ errorcode: 401, cserrorcode: null });
    expect(fault.errortext).toBe('unable to verify user credentials and/or request signature');
  });
});

describe('expires', () => {
  test.each([
    '2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00.001Z',
    '2026-01-31T12:00:00.123456Z',
    '2026-01-31T12:00:00+0000',
    '2026-01-31T12:00:00+00:00',
    '2026-01-31T13:00:00+0100',
    '2026-01-31T13:00:00Z+0100',
    '2026-01-31T09:30:00.5-02:30',
    '2031-01-31T12:00:00Z',
  ])('%s is taken at noon', async (expires) => {
    expect((await authenticate(signed({ signatureVersion: '3', expires }))).account).toBe('admin');
  });

  test.each(['2026-01-31T13:00:00+0200', '2026-01-31', 'tomorrow', '', '2026-13-31T12:00:00Z', '99999999999999'])(
    '%j is refused',
    async (expires) => expect((await refusal(signed({ signatureversion: '3', expires }))).errorcode).toBe(401),
  );

  test('is not looked at without version 3', async () => {
    expect((await authenticate(signed({ expires: '2001-01-01T00:00:00Z' }))).account).toBe('admin');
  });
});

describe('accounts', () => {
  const hashes: SignatureHash[] = ['SHA-1'];
  const now = (): Date => noon;

  test('must have keys, and each its own', () => {
    const empty = { apiKey: 'a', secretKey: '' };
    expect(() => createAuthenticator({ accounts: [empty], hashes, now })).toThrow('needs an apiKey and a secretKey');
    expect(() => createAuthenticator({ accounts: [admin, admin], hashes, now })).toThrow(
      /^Two accounts have the same apiKey$/,
    );
  });
});

describe('an account that is looked up', () => {
  const found = (findAccount: AccountLookup) =>
    createAuthenticator({ accounts: [other], findAccount, hashes: ['SHA-1'], now: () => noon })(
      new Map(signed({ command: 'listIsos' })),
    );

  test('proves itself as the others do', async () => {
    expect(await found(async (apiKey) => (apiKey === admin.apiKey ? admin : null))).toMatchObject({ account: 'admin' });
    await expect(found(() => ({ ...admin, secretKey: 'another' }))).rejects.toMatchObject({ errorcode: 401 });
  });

  test('is refused when there is none, and never let in without a secret', async () => {
    await expect(found(() => undefined)).rejects.toMatchObject({ errorcode: 401 });
    await expect(found(() => ({ ...admin, secretKey: '' }))).rejects.toThrow('needs an apiKey and a secretKey');
  });

  test('is not looked for where no key was sent, or a known one', async () => {
    const asked: string[] = [];
    const findAccount = (apiKey: string): null => {
      asked.push(apiKey);
      return null;
    };
    const verify = createAuthenticator({ accounts: [admin], findAccount, hashes: ['SHA-1'], now: () => noon });
    await verify(new Map(signed({ command: 'listIsos' })));
    await expect(verify(new Map([['command', 'listIsos']]))).rejects.toMatchObject({ errorcode: 401 });
    expect(asked).toEqual([]);
  });
});

interface Vector {
  readonly id: string;
  readonly secret: string;
  readonly params: Readonly<Record<string, string>>;
  readonly signature: string;
  readonly signature_hmac_sha512: string;
}

const vectorFile = fileURLToPath(new URL('../../../../shared/vectors/signing.json', import.meta.url));
const vectors: readonly Vector[] = existsSync(vectorFile)
  ? (JSON.parse(readFileSync(vectorFile, 'utf8')) as { vectors: Vector[] }).vectors
  : [];

describe.skipIf(vectors.length === 0)('vectors (needs ../shared/vectors/signing.json)', () => {
  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s is verified', async (_, vector) => {
    const apiKey = Object.entries(vector.params).find(([name]) => name.toLowerCase() === 'apikey')?.[1] ?? '';
    const accounts = [{ apiKey, secretKey: vector.secret }];
    const now = (): Date => new Date('2014-01-01T00:00:00Z');
    const verify = createAuthenticator({ accounts, hashes: ['SHA-1', 'SHA-512'], now });
    const parameters = Object.entries(vector.params);
    expect(await verify(new Map([...parameters, ['signature', vector.signature]]))).toEqual({ apiKey });
    expect(await verify(new Map([...parameters, ['signature', vector.signature_hmac_sha512]]))).toEqual({ apiKey });
  });
});
