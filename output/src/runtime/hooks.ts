import type { CommandFacts } from './command.js';
import { isSecret, redacted } from './redact.js';
import type { Settings } from './settings.js';
import type { WireParameter } from './sign.js';

/**
 * Functions that look on. They are called one after the other and not awaited; what they throw, or their promises
 * reject with, goes to `onWarning` and changes nothing. `onResponse` is called once for every `onRequest`, with the same object as its `request`, so that a
 * span begun in the one can be ended in the other.
 */
export interface Hooks {
  /** Is called before each attempt at a request. */
  readonly onRequest?: ((request: RequestEvent) => void) | undefined;
  /** Is called when the attempt has ended, well or not. */
  readonly onResponse?: ((response: ResponseEvent) => void) | undefined;
  /** Is called before the pause that precedes another attempt. */
  readonly onRetry?: ((retry: RetryEvent) => void) | undefined;
}

/** An attempt at a request. */
export interface RequestEvent {
  readonly command: string;
  /** Counts the attempts of one call, from 1. */
  readonly attempt: number;
  /** Where it goes, without the query. */
  readonly endpoint: string;
  /** What is sent for the command, by wire name. The values of secrets are `[redacted]`; keys and signature are not in it. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Is sent along; `onRequest` may add to it, such as a `traceparent`. */
  readonly headers: Record<string, string>;
}

/** How an attempt ended. */
export interface ResponseEvent {
  readonly request: RequestEvent;
  /** The HTTP status; `null` when no answer came. */
  readonly status: number | null;
  /** From the start of the attempt until the answer was read, in milliseconds. */
  readonly durationMs: number;
  /** What the attempt failed with; absent when it worked. */
  readonly error?: unknown;
}

/** A failure that another attempt will follow. */
export interface RetryEvent {
  readonly request: RequestEvent;
  /** What the attempt failed with. */
  readonly error: unknown;
  /** The pause before the next attempt, in milliseconds. */
  readonly delayMs: number;
}

/** Tells the hooks of one attempt. */
export interface Observer {
  /** What `onRequest` has added. */
  readonly headers: Readonly<Record<string, string>>;
  /** The attempt has ended; an error means that it failed. */
  ended(status: number | null, failure?: { readonly error: unknown }): void;
  /** Another attempt will follow. */
  retried(error: unknown, delayMs: number): void;
}

/** Begins to observe an attempt; `undefined` where nobody looks on. */
export function observe(
  { hooks, endpoint, onWarning }: Settings,
  command: CommandFacts,
  given: readonly WireParameter[],
  attempt: number,
): Observer | undefined {
  if (!hooks) return undefined;
  const warn = (error: unknown): void => onWarning(error instanceof Error ? error : new Error(String(error)));
  const tell = <E>(hook: ((event: E) => unknown) | undefined, event: E): void => {
    // A hook may be asynchronous, and nobody else looks at its promise.
    new Promise((resolve) => resolve(hook?.(event))).catch(warn);
  };
  const parameters = Object.fromEntries(
    given.map(([name, value]) => [name, isSecret(command, name) ? redacted : value]),
  );
  const request = { command: command.name, attempt, endpoint, parameters, headers: {} };
  const started = performance.now();
  tell(hooks.onRequest, request);
  return {
    headers: request.headers,
    ended: (status, failure) =>
      tell(hooks.onResponse, { request, status, durationMs: performance.now() - started, ...failure }),
    retried: (error, delayMs) => tell(hooks.onRetry, { request, error, delayMs }),
  };
}
