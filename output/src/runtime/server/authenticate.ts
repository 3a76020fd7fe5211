import { canonicalString, sign, type SignatureHash } from '../sign.js';
import { type Account, type AccountCredentials, type AccountLookup, accountOf } from './account.js';
import { sameText } from './constant-time.js';
import { MAX_EXPIRES_AHEAD_MS } from './enforcement.js';
import { unauthorized } from './fault.js';
import type { RawParameters } from './request.js';

/** Finds out who signed a request. */
export type Authenticator = (parameters: RawParameters) => Promise<Account>;

interface AuthenticationOptions {
  readonly accounts: readonly AccountCredentials[];
  readonly findAccount?: AccountLookup | undefined;
  readonly hashes: readonly SignatureHash[];
  readonly now: () => Date;
  /** Takes only requests that expire, and soon; default false. */
  readonly enforceExpires?: boolean | undefined;
}

interface Signer {
  readonly account: Account;
  readonly secretKey: string;
}

interface Transport {
  readonly apikey: string;
  readonly signature: string;
  readonly signatureversion: string;
  readonly expires: string;
}

/**
 * Verifies signatures as `ApiServer.verifyRequest` does: over the names as sent, in their raw order, in constant time.
 *
 * @throws TypeError when an account lacks a key, or two share one.
 */
export function createAuthenticator(options: AuthenticationOptions): Authenticator {
  const known = new Map<string, Signer>();
  for (const credentials of options.accounts) {
    const signer = signerOf(credentials);
    if (known.has(credentials.apiKey)) throw new TypeError('Two accounts have the same apiKey');
    known.set(credentials.apiKey, signer);
  }
  return async (parameters) => {
    const transport = transportOf(parameters);
    const caller = known.get(transport.apikey) ?? (await find(transport.apikey, options));
    // An unknown key costs as much time as a wrong signature, so that keys cannot be found out by timing.
    const signed = await isSigned(parameters, transport.signature, caller?.secretKey ?? 'unknown', options.hashes);
    if (caller === undefined || !signed || !isFresh(transport, options)) throw unauthorized();
    return caller.account;
  };
}

async function find(apiKey: string, { findAccount }: AuthenticationOptions): Promise<Signer | undefined> {
  const found = apiKey === '' ? undefined : await findAccount?.(apiKey);
  return found ? signerOf(found) : undefined;
}

/** @throws TypeError when a key is missing: an empty one would let everybody in. */
function signerOf(credentials: AccountCredentials): Signer {
  const { apiKey, secretKey } = credentials;
  if (apiKey === '' || secretKey === '') throw new TypeError('An account needs an apiKey and a secretKey');
  return { account: accountOf(credentials), secretKey };
}

function transportOf(parameters: RawParameters): Transport {
  const found = { apikey: '', signature: '', signatureversion: '', expires: '' };
  for (const [name, value] of parameters) {
    const lower = name.toLowerCase();
    if (isTransportName(lower)) found[lower] = value;
  }
  return found;
}

function isTransportName(name: string): name is keyof Transport {
  return name === 'apikey' || name === 'signature' || name === 'signatureversion' || name === 'expires';
}

async function isSigned(
  parameters: RawParameters,
  signature: string,
  secretKey: string,
  hashes: readonly SignatureHash[],
): Promise<boolean> {
  const canonical = canonicalString(parameters);
  const expected = await Promise.all(hashes.map((hash) => sign(canonical, secretKey, hash)));
  return expected.map((text) => sameText(text, signature)).includes(true);
}

/** Only version 3 looks at `expires`, and needs it. */
function isFresh(transport: Transport, { now, enforceExpires = false }: AuthenticationOptions): boolean {
  if (transport.signatureversion !== '3') return !enforceExpires;
  const expires = parseExpires(transport.expires);
  if (expires === null) return false;
  const leftMs = expires - now().getTime();
  return leftMs >= 0 && (!enforceExpires || leftMs <= MAX_EXPIRES_AHEAD_MS);
}

/** `2026-01-31T12:00:00` with or without a fraction, then `Z`, `+0000`, `+00:00` or the old `Z+0000`; in milliseconds. */
function parseExpires(text: string): number | null {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(?:Z|Z?([+-]\d\d):?(\d\d))$/.exec(text);
  if (parts === null) return null;
  const [, seconds = '', fraction = '', hours = '+00', minutes = '00'] = parts;
  const time = Date.parse(`${seconds}${fraction.slice(0, 4)}${hours}:${minutes}`);
  return Number.isNaN(time) ? null : time;
}
