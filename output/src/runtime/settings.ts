import { checked, numbers } from './check-option.js';
import { type ApiKeys, type Authenticator, type Signing, signingWith } from './credentials.js';
import { platformHmac } from './hmac.js';
import type { Hooks } from './hooks.js';
import type { Checker } from './check.js';
import type { ConnectionOptions } from './options.js';
import { type RetryPolicy, retryPolicy } from './retry.js';
import type { Scheduler } from './scheduler.js';

/** The options of a client, complete and checked, and what it keeps between its calls. */
export interface Settings {
  /** Without query and fragment. */
  readonly endpoint: string;
  readonly authenticator: Authenticator;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly pageSize: number;
  readonly retry: RetryPolicy | false;
  /** How many retries may still be made in vain, and how many at most. */
  readonly budget: { left: number; readonly most: number };
  readonly hooks: Hooks | undefined;
  readonly job: { readonly timeoutMs: number; readonly pollMs: number; readonly concurrency: number };
  /** Gives all waiting jobs their turns; made for the first of them. */
  scheduler?: Scheduler;
  /** Fields that are 64-bit arrive as `bigint`, be they as small as they may. */
  readonly bigLongs: boolean;
  readonly check: Checker | undefined;
  readonly onWarning: (warning: Error) => void;
}

const defaults = { timeoutMs: 60_000, pageSize: 500, retryBudget: 100, expiresInSeconds: 600 };
const jobDefaults = { timeoutMs: 1_800_000, pollMs: 2000, concurrency: 8 };

/**
 * Checks the options once and fills in the defaults.
 *
 * @throws TypeError naming the option that is wrong; a key is never part of its message.
 */
export function settingsFrom(options: ConnectionOptions, check?: Checker): Settings {
  const { hooks, diagnose, signatureHash = 'SHA-1', longs = 'exact' } = options;
  const { expiresInSeconds, retryBudget: most, ...request } = numbers(defaults, options);
  const { clockSkewMs = 0 } = options;
  for (const name of ['fetch', 'hmac', 'diagnose', 'onWarning'] as const)
    checked(typeof (options[name] ?? checked) === 'function', name, '', 'a function');
  checked(Number.isFinite(clockSkewMs), 'clockSkewMs', clockSkewMs, 'a number');
  return {
    ...request,
    endpoint: endpoint(options.endpoint),
    authenticator: authenticator(options, {
      hash: checked(/^SHA-(?:1|512)$/.test(signatureHash), 'signatureHash', signatureHash, 'SHA-1 or SHA-512'),
      hmac: options.hmac ?? platformHmac(),
      diagnose,
      validMs: options.expiresInSeconds === null ? null : expiresInSeconds * 1000 + clockSkewMs,
    }),
    // Looked up at each call, and not called as a method: browsers refuse a `fetch` on another object.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    retry: retryPolicy(options.retry),
    budget: { left: most, most },
    hooks,
    job: numbers(jobDefaults, options.job, 'job.'),
    bigLongs: checked(/^(?:exact|bigint)$/.test(longs), 'longs', longs, 'exact or bigint') === 'bigint',
    check,
    onWarning: options.onWarning ?? ((warning) => console.warn(warning.message)),
  };
}

function endpoint(value: string | URL): string {
  const text = String(value);
  const isRight = URL.canParse(text) && /^https?:[^?#@\s]*$/.test(text);
  return checked(isRight, 'endpoint', text, 'a URL such as https://cloud.example.com/client/api');
}

/** Keys or credentials, never both: which of two identities is used must not be a matter of chance. */
function authenticator({ apiKey, secretKey, credentials }: ConnectionOptions, signing: Signing): Authenticator {
  if (credentials === undefined) {
    const keys = checkedKeys({ apiKey, secretKey });
    return signingWith(() => keys, signing);
  }
  checked((apiKey ?? secretKey) === undefined, 'credentials', '', 'without apiKey and secretKey');
  return typeof credentials === 'function'
    ? signingWith(async () => checkedKeys(await credentials()), signing)
    : checked(typeof credentials?.authorize === 'function', 'credentials', credentials, 'a function or a session');
}

function checkedKeys({ apiKey, secretKey }: ApiKeys): ApiKeys {
  return { apiKey: checkedKey('apiKey', apiKey), secretKey: checkedKey('secretKey', secretKey) };
}

function checkedKey(option: string, key: string): string {
  return checked(typeof key === 'string' && /^\S+$/.test(key), option, key, 'text without blanks');
}
