import { createHmac } from 'node:crypto';

const bare = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-*_', 'latin1'));

/** The signature once more, written from the server's description byte by byte and with another HMAC. */
export function independentCanonical(parameters: readonly (readonly [string, string])[]): string {
  let text = '';
  const names = parameters.filter(([name]) => name.toLowerCase() !== 'signature').toSorted(byCodeUnit);
  for (const [name, value] of names) text += `${text === '' ? '' : '&'}${javaText(name)}=${percentEncoded(value)}`;
  return text.toLowerCase();
}

export function independentSignature(canonical: string, secret: string, hash: 'sha1' | 'sha512' = 'sha1'): string {
  return createHmac(hash, Buffer.from(secret, 'utf8')).update(Buffer.from(canonical, 'utf8')).digest('base64');
}

function byCodeUnit([a]: readonly [string, string], [b]: readonly [string, string]): number {
  const [left, right] = [javaText(a), javaText(b)];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function percentEncoded(value: string): string {
  let text = '';
  for (const byte of Buffer.from(javaText(value), 'utf8')) {
    text += bare.has(byte) ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

/** Java writes `?` for half of a surrogate pair. */
function javaText(text: string): string {
  let result = '';
  for (const character of text) result += /^[\ud800-\udfff]$/.test(character) ? '?' : character;
  return result;
}
