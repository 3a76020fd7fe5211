import type { CommandFacts } from './command.js';
import { isPlainObject } from './json.js';
import { encodeValue, type WireParameter } from './sign.js';

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** What stands in a secret's place. */
export const redacted = '[redacted]';

const secretWord = '(?:pass(?:word|wd|phrase)|secret(?:key)?|apikey|privatekey|sessionkey|signature|token)';
const secretName = new RegExp(`${secretWord}$`, 'i');
const secretAndRest = new RegExp(`${secretWord}["'\\s]*(?:[=:>]|%3D)[^]*`, 'i');

/** Whether a parameter must not be shown, by the facts of its command or by its name: `rootpassword`, `details[0].token`. */
export function isSecret({ sensitive = [] }: CommandFacts, name: string): boolean {
  const [parameter = '', field = ''] = name.split(/\[\d+\]\./);
  return (
    sensitive.some((known) => known.toLowerCase() === parameter) || secretName.test(parameter) || secretName.test(field)
  );
}

/** The values among these parameters that must not be shown. */
export function secretsIn(command: CommandFacts, parameters: readonly WireParameter[]): string[] {
  return parameters.filter(([name]) => isSecret(command, name)).map(([, value]) => value);
}

/** Replaces these values wherever they stand: plain, percent-encoded, or escaped for JSON or HTML. */
export function redactValues(values: readonly string[]): Redact {
  const forms = values.flatMap(formsOf).sort((a, b) => b.length - a.length);
  const patterns = forms.map((form) => form.replace(/[^\w\s]/g, '\\$&'));
  const secret = new RegExp(patterns.filter(Boolean).join('|') || '(?!)', 'g');
  return (text) => text.replace(secret, redacted);
}

function formsOf(value: string): string[] {
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [value, encodeValue(value), JSON.stringify(value).slice(1, -1), html, html.replaceAll('"', '&quot;')];
}

/** Ends a text at the first thing in it that is called a secret: a parameter, a member, an element. */
export function cutAtSecret(text: string): string {
  return text.replace(secretAndRest, redacted);
}

/**
 * An error of the platform, fit to be kept as a cause: itself when nothing that a log would print of it is secret,
 * else an error with its redacted text. Some platforms put the whole URL into theirs.
 */
export function safeCause(cause: unknown, redact: Redact): unknown {
  const clean: Redact = (text) => cutAtSecret(redact(text));
  const shown = printed(cause);
  if (clean(shown) === shown) return cause;
  const copy = new Error(clean(cause instanceof Error ? cause.message : 'no error'));
  copy.stack = `Error: ${copy.message}`;
  return copy;
}

/** All texts in an error, its causes and their own members; what cannot be looked through counts as secret. */
function printed(cause: unknown): string {
  const opaque = 'secret=';
  // Not an arrow: only the holder has a value as it was before its `toJSON`.
  function look(this: Readonly<Record<string, unknown>>, key: string): unknown {
    const value = this[key];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if (!isTransparent(value)) return opaque;
    // Hidden ones too, such as the `errors` of an `AggregateError`.
    return Object.fromEntries(
      ['message', ...Reflect.ownKeys(value)].map((name) => [String(name), Reflect.get(value, name)]),
    );
  }
  try {
    return JSON.stringify({ cause }, look) ?? opaque;
  } catch {
    return opaque;
  }
}

/** An error or a plain object that does not say itself how it is to be shown. */
function isTransparent(value: object): boolean {
  return (
    (value instanceof Error || isPlainObject(value)) &&
    !('toJSON' in value || Symbol.for('nodejs.util.inspect.custom') in value)
  );
}
