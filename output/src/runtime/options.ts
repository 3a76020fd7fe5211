import type { CloudStackError, ValidationIssue } from './errors/index.js';
import type { SignatureHash } from './sign.js';

/** A validator, seen from the client: those of the package's `validators` entry are of this kind. */
export interface Check {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly ValidationIssue[] } };
}

/** The validators of one command. */
export interface CommandChecks {
  readonly params: Check;
  readonly result: Check;
}

/** How long jobs are waited for, and how often they are looked at. */
export interface JobTiming {
  /** How long `result()` waits, in milliseconds; `Infinity` waits for ever. Default 1 800 000, half an hour. */
  readonly timeoutMs?: number | undefined;
  /** The first pause between two looks, in milliseconds; later ones are up to four times as long. Default 2000. */
  readonly pollMs?: number | undefined;
}

/** What a client is made from. */
export interface ClientOptions {
  /** Where the API is, such as `https://cloud.example.com/client/api`. */
  readonly endpoint: string | URL;
  /** The key that names the user. */
  readonly apiKey: string;
  /** The key that signs. It is never sent, logged or shown. */
  readonly secretKey: string;
  /** Used in place of the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Default `SHA-1`, which every server takes. */
  readonly signatureHash?: SignatureHash | undefined;
  /**
   * How long a signed request stays valid, in seconds. Servers that enforce timestamps take at most 900. `null` sends
   * no expiry, for a machine without a right clock. Default 600.
   */
  readonly expiresInSeconds?: number | null | undefined;
  /** How long a request may take, in milliseconds, until its answer is read; `Infinity` for no limit. Default 60 000. */
  readonly timeoutMs?: number | undefined;
  /** Waiting for jobs. */
  readonly job?: JobTiming | undefined;
  /** Items per request when a list is iterated. Default 500, which is also what servers allow unless configured. */
  readonly pageSize?: number | undefined;
  /** Validators by command name. With them, parameters are checked before anything is sent. */
  readonly validators?: { readonly [command: string]: CommandChecks | undefined } | undefined;
  /**
   * What happens to a result that its validator refuses: `off` does not look, `warn` tells `onWarning` and returns
   * the result as it came, `throw` throws a `ValidationError`. A result that passes is what the validator makes of it.
   * Default `off`. Needs `validators`.
   */
  readonly validateResults?: 'off' | 'warn' | 'throw' | undefined;
  /** Is told what was noticed but not thrown. Default: its message goes to `console.warn`. */
  readonly onWarning?: ((warning: CloudStackError) => void) | undefined;
}

/** Options of a single request. */
export interface RequestOptions {
  /** Aborts the request; what is thrown is the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long the request may take, in milliseconds. Default: the client's. */
  readonly timeoutMs?: number | undefined;
}

/** Options of waiting for a job. */
export interface JobOptions extends JobTiming {
  /** Ends the waiting, not the job; what is thrown is the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Is called after every look that finds the job still running. */
  readonly onProgress?: ((progress: JobProgress) => void) | undefined;
}

/** A look at a job that is still running. */
export interface JobProgress {
  readonly jobid: string;
  /** How many times the job was looked at, this one included. */
  readonly polls: number;
  /** How long has been waited, in milliseconds. */
  readonly elapsedMs: number;
}

/** The options of a client, complete and checked. */
export interface Settings {
  /** Without query and fragment. */
  readonly endpoint: string;
  readonly apiKey: string;
  readonly secretKey: string;
  readonly fetch: typeof globalThis.fetch;
  readonly signatureHash: SignatureHash;
  readonly expiresInSeconds: number | null;
  readonly timeoutMs: number;
  readonly job: { readonly timeoutMs: number; readonly pollMs: number };
  readonly pageSize: number;
  readonly validators: { readonly [command: string]: CommandChecks | undefined };
  readonly validateResults: 'off' | 'warn' | 'throw';
  readonly onWarning: (warning: CloudStackError) => void;
}

/**
 * Checks the options once and fills in the defaults.
 *
 * @throws TypeError naming the option that is wrong; a key is never part of its message.
 */
export function settingsFrom(options: ClientOptions): Settings {
  return {
    endpoint: endpoint(options.endpoint),
    apiKey: text('apiKey', options.apiKey),
    secretKey: text('secretKey', options.secretKey),
    // Looked up at each call, and not called as a method: browsers refuse a `fetch` on another object.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    signatureHash: oneOf('signatureHash', options.signatureHash ?? 'SHA-1', ['SHA-1', 'SHA-512']),
    expiresInSeconds:
      options.expiresInSeconds === null ? null : positive('expiresInSeconds', options.expiresInSeconds ?? 600),
    timeoutMs: positive('timeoutMs', options.timeoutMs ?? 60_000),
    job: {
      timeoutMs: positive('job.timeoutMs', options.job?.timeoutMs ?? 1_800_000),
      pollMs: positive('job.pollMs', options.job?.pollMs ?? 2000),
    },
    pageSize: wholePositive('pageSize', options.pageSize ?? 500),
    validators: options.validators ?? {},
    validateResults: oneOf('validateResults', options.validateResults ?? 'off', ['off', 'warn', 'throw']),
    onWarning: options.onWarning ?? ((warning) => console.warn(warning.message)),
  };
}

/** A time as options give it. @throws TypeError when it is not above zero. */
export function positive(name: string, value: number): number {
  if (typeof value === 'number' && value > 0) return value;
  throw new TypeError(`The option ${name} must be a number above zero.`);
}

/** A count as options give it. @throws TypeError when it is not a whole number above zero. */
export function wholePositive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new TypeError(`The option ${name} must be a whole number above zero.`);
}

/** The value is not shown when it is wrong: it may be a key that was put in the wrong place. */
function endpoint(value: string | URL): string {
  const wanted = 'The option endpoint must be an absolute URL such as https://cloud.example.com/client/api';
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw new TypeError(`${wanted}.`);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError(`${wanted}.`);
  if (url.username !== '' || url.password !== '') throw new TypeError(`${wanted}, without a user name and password.`);
  if (url.search !== '' || url.hash !== '') throw new TypeError(`${wanted}, without anything after ? or #.`);
  return url.href;
}

function text(name: string, value: string): string {
  if (typeof value !== 'string' || value.trim() === '')
    throw new TypeError(`The option ${name} must be text that is not empty.`);
  if (/\s/.test(value)) throw new TypeError(`The option ${name} must not contain blanks or line breaks.`);
  return value;
}

function oneOf<const Word extends string>(name: string, value: Word, words: readonly Word[]): Word {
  if (words.includes(value)) return value;
  throw new TypeError(`The option ${name} must be one of ${words.join(', ')}.`);
}
