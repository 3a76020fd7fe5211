import { numbers } from './check-option.js';
import { ApiError, ProtocolError, TransportError } from './errors/index.js';

/** How a command that only reads is repeated when it fails for a reason that may pass. */
export interface RetryOptions {
  /** How many times it is tried at most, the first time included. Default 4. */
  readonly attempts?: number | undefined;
  /**
   * The pause before the second attempt is up to this long, in milliseconds, and each further one up to twice as long
   * as the one before; how long it is, is random. Default 500.
   */
  readonly baseDelayMs?: number | undefined;
  /**
   * No pause is longer, in milliseconds. Where the server asks for a longer one, the call fails rather than come back
   * too early. Default 20 000.
   */
  readonly maxDelayMs?: number | undefined;
}

/** Retry options, complete. */
export type RetryPolicy = { readonly [Name in keyof RetryOptions]-?: number };

const defaults: RetryPolicy = { attempts: 4, baseDelayMs: 500, maxDelayMs: 20_000 };

/**
 * What is not given is as in `fallback`; `false` is no policy.
 *
 * @throws TypeError naming the option that is wrong.
 */
export function retryPolicy(
  options: RetryOptions | false | undefined,
  fallback: RetryPolicy | false = defaults,
): RetryPolicy | false {
  return options === undefined ? fallback : options && numbers(fallback || defaults, options, 'retry.');
}

/** The pause before another attempt: what the server asks for, and a random one that grows; `null` for no attempt. */
export function retryDelay(error: unknown, attempt: number, policy: RetryPolicy): number | null {
  const asked = retryAfterMs(error);
  if (attempt >= policy.attempts || asked > policy.maxDelayMs || !mayPass(error)) return null;
  return asked + Math.random() * Math.min(policy.maxDelayMs - asked, policy.baseDelayMs * 2 ** (attempt - 1));
}

/**
 * Whether the same request may work later: no answer, 408, 429, and what servers and proxies say when they are not up
 * to it (500 to 509, 520 to 529). CloudStack's own refusals begin at 530.
 */
export function mayPass(error: unknown): boolean {
  const code = error instanceof ApiError ? error.errorcode : error instanceof ProtocolError && error.status;
  return error instanceof TransportError || /^(?:408|429|5[02].)$/.test(String(code));
}

/** How long the server asks to wait, in milliseconds; 0 when it does not. */
export function retryAfterMs(error: unknown): number {
  return ((error instanceof ApiError || error instanceof ProtocolError) && error.retryAfterMs) || 0;
}
