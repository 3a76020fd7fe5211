import { canonicalString, sign, type SignatureHash } from '../sign.js';
import { ApiFault } from './fault.js';
import type { RawParameters } from './request.js';

/** Who calls. Ids that are not given are left out of answers. */
export interface Account {
  readonly apiKey: string;
  /** The account's name. */
  readonly account?: string | undefined;
  readonly accountid?: string | undefined;
  readonly userid?: string | undefined;
  readonly domainid?: string | undefined;
}

/** An account and what it signs with; the secret never reaches a handler. */
export interface AccountCredentials extends Account {
  readonly secretKey: string;
}

/** Finds out who signed a request. */
export type Authenticator = (parameters: RawParameters) => Promise<Account>;

interface AuthenticationOptions {
  readonly accounts: readonly AccountCredentials[];
  readonly hashes: readonly SignatureHash[];
  readonly now: () => Date;
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
  const known = new Map<string, { account: Account; secretKey: string }>();
  for (const { secretKey, ...account } of options.accounts) {
    if (account.apiKey === '' || secretKey === '') throw new TypeError('An account needs an apiKey and a secretKey');
    if (known.has(account.apiKey)) throw new TypeError('Two accounts have the same apiKey');
    known.set(account.apiKey, { account, secretKey });
  }
  return async (parameters) => {
    const transport = transportOf(parameters);
    const caller = known.get(transport.apikey);
    // An unknown key costs as much time as a wrong signature, so that keys cannot be found out by timing.
    const signed = await isSigned(parameters, transport.signature, caller?.secretKey ?? 'unknown', options.hashes);
    if (caller === undefined || !signed || !isFresh(transport, options.now())) throw unauthorized();
    return caller.account;
  };
}

/** 401: every reason has the same text, and the servlet, which writes it, knows no `cserrorcode`. */
export function unauthorized(): ApiFault {
  return new ApiFault({
    errorcode: 401,
    errortext: 'unable to verify user credentials and/or request signature',
    cserrorcode: null,
  });
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

/** Compares in a time that depends on the expected text alone. */
function sameText(expected: string, given: string): boolean {
  let difference = expected.length ^ given.length;
  for (let index = 0; index < expected.length; index += 1) {
    difference |= expected.charCodeAt(index) ^ given.charCodeAt(index);
  }
  return difference === 0;
}

/** Only version 3 looks at `expires`, and needs it. */
function isFresh(transport: Transport, now: Date): boolean {
  if (transport.signatureversion !== '3') return true;
  const expires = parseExpires(transport.expires);
  return expires !== null && expires >= now.getTime();
}

/** `2026-01-31T12:00:00` with or without a fraction, then `Z`, `+0000` or `+00:00`; in milliseconds. */
function parseExpires(text: string): number | null {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(?:Z|([+-]\d\d):?(\d\d))$/.exec(text);
  if (parts === null) return null;
  const [, seconds = '', fraction = '', hours = '+00', minutes = '00'] = parts;
  const time = Date.parse(`${seconds}${fraction.slice(0, 4)}${hours}:${minutes}`);
  return Number.isNaN(time) ? null : time;
}
