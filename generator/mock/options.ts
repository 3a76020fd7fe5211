import type { AnyHandler, BaseServerOptions, Middleware } from '../../templates/runtime/server/index.js';
import type { MockFault } from './injection.js';
import type { StartData } from './start-data.js';
import type { TapeEntry } from './tape/entry.js';
import type { Upstream } from './tape/record.js';

/** What is told of a request that was answered. */
export interface RequestReport {
  readonly method: string;
  /** As far as it is known: of a request that was refused before it was read it may be empty. */
  readonly command: string;
  /** What the command was given, with everything secret replaced; empty where it did not come so far. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The HTTP status of the answer. */
  readonly status: number;
  readonly milliseconds: number;
}

/** Options of every server that are a mock's too; a recording has no use for them. */
type ServerOptions = Pick<BaseServerOptions, 'cors' | 'enforcePost' | 'jobLimits' | 'logins' | 'signatureHashes'>;

/** How a mock behaves; everything has a default. */
export interface MockOptions extends ServerOptions {
  /** What requests must be signed with; default `mock-api-key` and `mock-secret-key`. */
  readonly apiKey?: string | undefined;
  readonly secretKey?: string | undefined;
  /** Who may log in; default `admin` with `password`. */
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Things to start with, beside the built-in ones; those with the id of a built-in one replace it. */
  readonly data?: StartData | undefined;
  /**
   * Makes ids and times the same in every run: time stands still but for a second with every change. When signatures
   * expire is judged by the real clock all the same.
   */
  readonly seed?: number | undefined;
  /** The clock for everything, in place of the real one and the seed's. */
  readonly now?: (() => Date) | undefined;
  /** Milliseconds before any answer; default 0. */
  readonly latencyMs?: number | undefined;
  /** Milliseconds that a job takes; default 0: it has ended when it is first asked for. */
  readonly jobLatencyMs?: number | undefined;
  /** The share of commands, or of their jobs, that fail at random: 0, the default, to 1. */
  readonly failRate?: number | undefined;
  /** Commands that fail, or whose jobs do, with the error. */
  readonly fail?: Readonly<Record<string, MockFault>> | undefined;
  /** Milliseconds that single commands, or their jobs, take. */
  readonly delays?: Readonly<Record<string, number>> | undefined;
  /** Handlers of your own, in place of what the mock would do. */
  readonly handlers?: Readonly<Record<string, AnyHandler>> | undefined;
  /** Runs around every handler. */
  readonly use?: readonly Middleware[] | undefined;
  /** Passes everything on to a real server and writes down what it answers, in place of mocking it. */
  readonly record?: { readonly file: string; readonly upstream: Upstream } | undefined;
  /** Answers as a recording does, in place of mocking. */
  readonly replay?: readonly TapeEntry[] | undefined;
  /** Told of every request when it is answered. */
  readonly onRequest?: ((report: RequestReport) => void) | undefined;
  /** Told of everything that was answered with a 530 but was not thrown as one. */
  readonly onError?: ((error: unknown, command: string) => void) | undefined;
}
