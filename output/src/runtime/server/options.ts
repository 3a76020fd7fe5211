import type { SignatureHash } from '../sign.js';
import type { AccountCredentials, AccountLookup } from './account.js';
import type { CorsOptions } from './cors.js';
import type { AnyHandler } from './handler.js';
import type { JobStore } from './job-store.js';
import type { Middleware } from './middleware.js';
import type { LoginOptions } from './sessions.js';

/** What a server is made of, beside its handlers. */
export interface BaseServerOptions {
  /** Who may call, and log in; of no use without one, or `findAccount`. */
  readonly accounts: readonly AccountCredentials[];
  /**
   * Asked for whoever signs with a key that is not among `accounts`, such as one that `registerUserKeys` made, at each of
   * his requests. What it throws is reported and answered with a 530.
   */
  readonly findAccount?: AccountLookup | undefined;
  /** The server's clock. */
  readonly now?: (() => Date) | undefined;
  /** The clock that `expires` is judged by, where callers live in another time than the server; default `now`. */
  readonly expiryNow?: (() => Date) | undefined;
  /** Hashes that a signature may be made with; default SHA-1 alone, as CloudStack. */
  readonly signatureHashes?: readonly SignatureHash[] | undefined;
  /**
   * As CloudStack's setting `enforce.post.requests.and.timestamps`, off by default: commands that change something are
   * taken by POST only, and signatures only of version 3 that expire within 15 minutes. Many older clients do neither.
   */
  readonly enforcePost?: boolean | undefined;
  /** How `login` keeps the users whose accounts have a username and a password. */
  readonly logins?: LoginOptions | undefined;
  /** Where jobs are kept; default in memory. */
  readonly jobs?: JobStore | undefined;
  /** How many jobs may be in progress at once, and for how long they are known after their end. */
  readonly jobLimits?: JobLimits | undefined;
  /** Makes the ids of jobs and of what they make; default random UUIDs. */
  readonly newId?: (() => string) | undefined;
  /** Runs around every handler, the first outermost; also around those that the server has itself. */
  readonly use?: readonly Middleware[] | undefined;
  /**
   * What `listApis` tells: entries in the server's own form, `{ name, isasync, params, response, … }`. By default the
   * commands that are answered, as far as their descriptors and validators tell. A handler for `listApis` replaces both.
   */
  readonly discovery?: (() => readonly unknown[] | Promise<readonly unknown[]>) | undefined;
  /** Lets pages of other origins call the server from a browser; default none. */
  readonly cors?: CorsOptions | undefined;
  /** What answers in XML give as `cloud-stack-version`; default `4.21.0.0`. */
  readonly version?: string | undefined;
  /** Told of everything that was answered with a 530 but was not thrown as one; nothing else ever sees it. */
  readonly onError?: ((error: unknown, command: string) => void) | undefined;
}

/** Limits of jobs. */
export interface JobLimits {
  /** Minutes from a job's end until it is unknown, as CloudStack's `job.expire.minutes`; default 1440, a day. */
  readonly expireMinutes?: number | undefined;
  /** Default 10 000; beyond it a command that starts one is answered with a 533. */
  readonly maxInProgress?: number | undefined;
}

/** Options of `createCommandServer`. */
export interface CommandServerOptions<Name extends string> extends BaseServerOptions {
  /** Commands without a handler are answered with a 432. */
  readonly handlers: { readonly [Command in Name]?: AnyHandler | undefined };
}
