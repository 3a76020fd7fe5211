/** The hash of the signature. Every server takes SHA-1; those with legacy algorithms switched off ask for SHA-512. */
export type SignatureHash = 'SHA-1' | 'SHA-512';

/**
 * Computes an HMAC.
 *
 * @returns standard base64 with padding.
 */
export type Hmac = (text: string, secretKey: string, hash: SignatureHash) => string | Promise<string>;

/** A parameter as it is sent, before it is percent-encoded. */
export type WireParameter = readonly [name: string, value: string];

/** More keys than this in turn are imported anew now and then. */
const cachedKeys = 64;

const utf8 = new TextEncoder();
/** By code unit, whether it stays as it is: letters, digits, `.`, `-`, `*` and `_`. */
const stays = Array.from({ length: 128 }, (_, unit) => /[\w.*-]/.test(String.fromCharCode(unit)));
const loneSurrogate = /\p{Surrogate}/gu;

type ImportedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
const keys = new Map<string, Promise<ImportedKey>>();

/**
 * Parameters in the order in which they are signed, as a query or form to send and as the text to sign. What is signed
 * is `name=encodedValue` by name, as sent and by UTF-16 code unit, joined by `&`; names are not encoded, and values are
 * encoded before the whole is lower-cased, so that `É` keeps its own bytes. (CloudStack: `ApiServer.verifyRequest`.)
 */
export function encodeQuery(parameters: readonly WireParameter[]): { query: string; canonical: string } {
  let query = '';
  let canonical = '';
  const pairs = parameters.map(([name, value]): WireParameter => [wellFormed(name), value]);
  for (const [name, value] of pairs.sort(byName)) {
    const assigned = `=${encodeValue(value)}&`;
    query += encodeValue(name) + assigned;
    canonical += name + assigned;
  }
  return { query: query.slice(0, -1), canonical: canonical.slice(0, -1).toLowerCase() };
}

function byName(one: WireParameter, other: WireParameter): number {
  return one[0] < other[0] ? -1 : Number(one[0] > other[0]);
}

/** The text that is signed. A parameter called `signature`, in any case, is left out of it. */
export function canonicalString(parameters: Iterable<WireParameter>): string {
  return encodeQuery([...parameters].filter(([name]) => name.toLowerCase() !== 'signature')).canonical;
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
  if (isPlain(value)) return value;
  return encodeURIComponent(wellFormed(value)).replace(/[!'()~]/g, percent);
}

/** A loop: between two requests, where nothing is in the processor's caches, a pattern costs several times as much. */
function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (!stays[text.charCodeAt(index)]) return false;
  return true;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function wellFormed(text: string): string {
  return isPlain(text) ? text : text.replace(loneSurrogate, '?');
}

/** An imported key is kept: to import costs more than to sign. */
function hmacKey(secretKey: string, hash: SignatureHash): Promise<ImportedKey> {
  const id = hash + secretKey;
  const known = keys.get(id);
  if (known) return known;
  const imported = crypto.subtle.importKey('raw', utf8.encode(secretKey), { name: 'HMAC', hash }, false, ['sign']);
  if (keys.size > cachedKeys) keys.clear();
  keys.set(id, imported);
  return imported;
}
