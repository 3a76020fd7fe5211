import { createHmac } from 'node:crypto';

/** An account of the tests, whose keys are made up. */
export const admin = {
  apiKey: 'key-of-admin',
  secretKey: 'secret-of-admin',
  account: 'admin',
  accountid: '0a000000-0000-4000-8000-000000000001',
  userid: '0a000000-0000-4000-8000-000000000002',
};

export const other = { apiKey: 'key-of-other', secretKey: 'secret-of-other', account: 'other' };

type Keys = { readonly apiKey: string; readonly secretKey: string };

/** A request's parameters with key and signature, made as protocol and vectors say and without the runtime's signer. */
export function signed(values: Record<string, string>, keys: Keys = admin, hash = 'sha1'): URLSearchParams {
  const all: Record<string, string> = { response: 'json', apikey: keys.apiKey, ...values };
  const text = Object.keys(all)
    .sort()
    .map((name) => `${name}=${javaEncode(all[name] ?? '')}`)
    .join('&')
    .toLowerCase();
  return new URLSearchParams({ ...all, signature: createHmac(hash, keys.secretKey).update(text).digest('base64') });
}

function javaEncode(value: string): string {
  return encodeURIComponent(value).replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

/** A signed GET on a server that needs no socket. */
export function get(values: Record<string, string>, keys?: Keys): Request {
  return new Request(`http://cloud.example/client/api?${signed(values, keys).toString()}`);
}

/** The sole member of a JSON answer: its name, and what is in it. */
export async function envelope(response: Response): Promise<[name: string, body: Record<string, unknown>]> {
  const entries = Object.entries(JSON.parse(await response.text()) as Record<string, Record<string, unknown>>);
  const [only] = entries;
  if (only === undefined || entries.length > 1) throw new Error('An answer has one member');
  return only;
}
