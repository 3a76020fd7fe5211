import type { ApiKeys, Authenticator } from './credentials.js';
import type { Diagnosis } from './diagnosis.js';
import type { ValidationIssue } from './errors/index.js';
import type { Hooks } from './hooks.js';
import type { RetryOptions } from './retry.js';
import type { Hmac, SignatureHash } from './sign.js';

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

/** How a client waits for all its jobs. */
export interface ClientJobOptions extends JobTiming {
  /** How many jobs are looked at in the same moment; the others wait for their turn. Default 8. */
  readonly concurrency?: number | undefined;
}

/** Who calls: the keys of a user, or something that tells them, or a session. */
export type Identity =
  | {
      /** The key that names the user. */
      readonly apiKey: string;
      /** The key that signs. It is never sent, logged or shown. */
      readonly secretKey: string;
      readonly credentials?: undefined;
    }
  | {
      /**
       * In place of keys: a function that tells them, which is asked before every request, so that keys may change
       * while the client lives; or a session, made by `session()`.
       */
      readonly credentials: (() => ApiKeys | Promise<ApiKeys>) | Authenticator;
      readonly apiKey?: undefined;
      readonly secretKey?: undefined;
    };

/** What a connection is made from, but for who calls. */
export interface CommonOptions {
  /** Where the API is, such as `https://cloud.example.com/client/api`. */
  readonly endpoint: string | URL;
  /** Used in place of the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Default `SHA-1`, which every server takes. */
  readonly signatureHash?: SignatureHash | undefined;
  /** Computes the signature. Default: Node's own HMAC where there is one, else WebCrypto's. */
  readonly hmac?: Hmac | undefined;
  /**
   * How long a signed request stays valid, in seconds. Servers that enforce timestamps take at most 900. `null` sends
   * no expiry, for a machine without a right clock. Default 600.
   */
  readonly expiresInSeconds?: number | null | undefined;
  /** How far the server's clock is ahead of this machine's, in milliseconds; negative when it is behind. Default 0. */
  readonly clockSkewMs?: number | undefined;
  /**
   * How long one attempt at a request may take, in milliseconds, until its answer is read; `Infinity` for no limit.
   * Default 60 000.
   */
  readonly timeoutMs?: number | undefined;
  /** How commands that only read are repeated when they fail for reasons that pass; `false` for not at all. */
  readonly retry?: RetryOptions | false | undefined;
  /**
   * How many retries the client may have made in vain: each takes one of them, each request that is answered gives
   * one back, up to this number. It keeps many calls from storming a server that is down. Default 100.
   */
  readonly retryBudget?: number | undefined;
  /** Functions that are told of requests, answers and retries, for logs and traces. */
  readonly hooks?: Hooks | undefined;
  /** What adds the text that was signed to an error with 401: `canonicalDiagnosis`. Default: nothing does. */
  readonly diagnose?: Diagnosis | undefined;
  /** Waiting for jobs. */
  readonly job?: ClientJobOptions | undefined;
  /** Items per request when a list is iterated. Default 500, which is also what servers allow unless configured. */
  readonly pageSize?: number | undefined;
  /**
   * How fields that the documents call 64-bit arrive: `exact` is a `number` up to 2^53 - 1 and a `bigint` beyond,
   * `bigint` is always one. No digit is lost either way. Default `exact`.
   */
  readonly longs?: 'exact' | 'bigint' | undefined;
  /**
   * Is told what was noticed but not thrown: a result's `ValidationError`, and what a hook threw. Default: its message
   * goes to `console.warn`.
   */
  readonly onWarning?: ((warning: Error) => void) | undefined;
}

/** How a client checks what it sends and what comes back. */
export interface ValidationOptions extends Pick<CommonOptions, 'onWarning'> {
  /** Validators by command name. With them, parameters are checked before anything is sent. */
  readonly validators?: { readonly [command: string]: CommandChecks | undefined } | undefined;
  /**
   * What happens to a result that its validator refuses: `off` does not look, `warn` tells `onWarning` and returns
   * the result as it came, `throw` throws a `ValidationError`. A result that passes is what the validator makes of it.
   * Default `off`. Needs `validators`.
   */
  readonly validateResults?: 'off' | 'warn' | 'throw' | undefined;
}

/** What a connection is made from. */
export type ConnectionOptions = CommonOptions & Identity;

/** What a client is made from. */
export type ClientOptions = ConnectionOptions & ValidationOptions;

/** Options of a single call. */
export interface RequestOptions {
  /** Aborts the request, and the pauses between retries; what is thrown is the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long one attempt may take, in milliseconds. Default: the client's. */
  readonly timeoutMs?: number | undefined;
  /** How this call is repeated, when it only reads; what is missing is the client's. `false` for not at all. */
  readonly retry?: RetryOptions | false | undefined;
  /** Of a list that is iterated: ask for the next page while the items of this one are used. Default `false`. */
  readonly prefetch?: boolean | undefined;
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
