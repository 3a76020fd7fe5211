import { encodeValue } from './sign.js';

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

const mark = '[redacted]';
const secretWord = '(?:pass(?:word|wd|phrase)|secret(?:key)?|apikey|privatekey|sessionkey|signature|token)';
const quoted = '"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"?';
const secretMember = new RegExp(`(${secretWord}["']?\\s*(?:=|:|%3D)\\s*)(?:${quoted}|[^"&<\\s]+)`, 'gi');
const secretElement = new RegExp(`(${secretWord}>)[^<]+`, 'gi');
const query = /\?[^\s"'<>?]*\b(?:command|apikey|signature)=[^\s"'<>]*/gi;
const secretName = new RegExp(`${secretWord}$`, 'i');

/** Whether a name alone says that its value must not be shown: `rootpassword` does, `passwordenabled` does not. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/**
 * Replaces these values wherever they stand: plain, percent-encoded, or escaped for JSON or HTML. One of under four
 * characters is replaced only where it stands alone: it would otherwise blot out half of any text.
 */
export function redactValues(values: Iterable<string>): Redact {
  const forms = new Set([...values].flatMap(formsOf).filter((form) => form !== ''));
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce(withoutValue, text);
}

function formsOf(value: string): string[] {
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [value, encodeValue(value), JSON.stringify(value).slice(1, -1), html, html.replaceAll('"', '&quot;')];
}

function withoutValue(text: string, value: string): string {
  if (value.length >= 4) return text.replaceAll(value, mark);
  const escaped = value.replace(/[^\w\s]/g, '\\$&');
  return text.replace(new RegExp(`(?<!\\w)${escaped}(?!\\w)`, 'g'), mark);
}

/** Replaces the queries of CloudStack's URLs, and the values of members with a secret's name in JSON, XML and prose. */
export function redactMembers(text: string): string {
  return text.replace(query, `?${mark}`).replace(secretMember, `$1${mark}`).replace(secretElement, `$1${mark}`);
}

/**
 * An error of the platform, fit to be kept as a cause: itself when nothing that a log would print of it is secret,
 * else an error with its redacted text.
 */
export function safeCause(cause: unknown, redact: Redact): unknown {
  const shown = printed(cause);
  if (shown !== null && redact(shown) === shown) return cause;
  const copy = new Error(
    redact(cause instanceof Error ? cause.message : 'The platform threw something that is no error.'),
  );
  copy.stack = `${copy.name}: ${copy.message}`;
  return copy;
}

/** The texts in an error, its causes and their own members; `null` when it holds things that cannot be looked through. */
function printed(root: unknown): string | null {
  const texts: string[] = [];
  const objects = new Set<object>();
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) {
      texts.push(String(value));
    } else if (!objects.has(value)) {
      if (!isTransparent(value) || objects.size > 200) return null;
      objects.add(value);
      if (value instanceof Error) waiting.push(value.message, value.stack);
      for (const key of Reflect.ownKeys(value)) waiting.push(Reflect.get(value, key));
    }
  }
  return texts.join('\n');
}

function isTransparent(value: object): boolean {
  if (value instanceof Error || Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
