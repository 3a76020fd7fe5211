/** The hash of the signature. Every server takes SHA-1; those with legacy algorithms switched off ask for SHA-512. */
export type SignatureHash = 'SHA-1' | 'SHA-512';

/** More keys than this in turn are imported anew each time. */
const cachedKeys = 64;

const utf8 = new TextEncoder();
const plain = /^[A-Za-z0-9.*_-]*$/;
const surrogate = /[\ud800-\udfff]/;
const loneSurrogate = /\p{Surrogate}/gu;

type ImportedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
const keys = new Map<string, Promise<ImportedKey>>();

/**
 * The text that is signed: `name=encodedValue` pairs sorted by name, joined by `&`, lower-cased as a whole.
 *
 * Names are sorted as they were sent, by UTF-16 code unit, and are not encoded. A parameter called `signature`, in
 * any case, is left out. Values are encoded before the text is lower-cased, so that `É` keeps its own bytes.
 * (CloudStack: `ApiServer.verifyRequest`.)
 */
export function canonicalString(parameters: Iterable<readonly [name: string, value: string]>): string {
  const signed: [name: string, value: string][] = [];
  for (const [name, value] of parameters) {
    if (name.toLowerCase() !== 'signature') signed.push([wellFormed(name), value]);
  }
  signed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return signed
    .map(([name, value]) => `${name}=${encodeValue(value)}`)
    .join('&')
    .toLowerCase();
}

/**
 * Signs a canonical string with the HMAC of the secret key.
 *
 * @param canonical what {@link canonicalString} made.
 * @param secretKey must not be empty.
 * @returns standard base64 with padding.
 */
export async function sign(canonical: string, secretKey: string, hash: SignatureHash = 'SHA-1'): Promise<string> {
  const digest = await crypto.subtle.sign('HMAC', await hmacKey(secretKey, hash), utf8.encode(canonical));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/**
 * Percent-encodes a value as the server does before it signs: the rules of Java's `URLEncoder`, with `%20` for a space.
 * Only letters, digits, `.`, `-`, `*` and `_` stay; half of a surrogate pair counts as `?`.
 */
export function encodeValue(value: string): string {
  if (plain.test(value)) return value;
  return encodeURIComponent(wellFormed(value)).replace(/[!'()~]/g, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function wellFormed(text: string): string {
  return surrogate.test(text) ? text.replace(loneSurrogate, '?') : text;
}

function hmacKey(secretKey: string, hash: SignatureHash): Promise<ImportedKey> {
  const id = `${hash} ${secretKey}`;
  const known = keys.get(id);
  if (known !== undefined) return known;
  const algorithm = { name: 'HMAC', hash };
  const imported = crypto.subtle.importKey('raw', utf8.encode(secretKey), algorithm, false, ['sign']);
  remember(id, imported);
  return imported;
}

/** Keeps the newest keys; one that could not be imported is forgotten. */
function remember(id: string, imported: Promise<ImportedKey>): void {
  keys.set(id, imported);
  imported.catch(() => keys.delete(id));
  if (keys.size <= cachedKeys) return;
  for (const oldest of keys.keys()) {
    keys.delete(oldest);
    return;
  }
}
