import { CloudStackError } from './cloudstack-error.js';

/** A thing that an error of the server speaks of. */
export interface ErrorSubject {
  readonly uuid: string;
  readonly description?: string | undefined;
}

/** What an {@link ApiError} is made from. */
export interface ApiErrorDetails {
  readonly command: string;
  /** The HTTP status; usually the same as `errorcode`. */
  readonly status: number;
  readonly errorcode: number;
  readonly cserrorcode: number | null;
  readonly errortext: string;
  readonly uuidList: readonly ErrorSubject[];
  readonly retryAfterMs: number | null;
  readonly canonical: string | null;
}

/**
 * The server understood the request and refused it.
 *
 * Its numbers: 401 keys, signature, clock or role; 429 rate limit; 430 and 431 parameters; 432 unknown command;
 * 511 second factor; 530 internal; 531 permission; 532 and 535 resource limits; 533 capacity; 534 unavailable; 536 in
 * use; 537 conflicting network rules. (CloudStack: `ApiErrorCode`.)
 */
export class ApiError extends CloudStackError {
  static {
    this.prototype.name = 'ApiError';
  }

  override readonly code = 'api';
  /** The HTTP status. */
  declare readonly status: number;
  /** CloudStack's error number. */
  declare readonly errorcode: number;
  /** The number of the Java exception behind it, such as 4350 for a bad parameter value; `null` when not told. */
  declare readonly cserrorcode: number | null;
  /** The server's own words. */
  declare readonly errortext: string;
  /** The things that the text speaks of; usually empty. */
  declare readonly uuidList: readonly ErrorSubject[];
  /** How long the server asks to wait before the next request, in milliseconds; `null` when it does not say. */
  declare readonly retryAfterMs: number | null;
  /** The text that was signed, secrets redacted: on a 401, for a client with the option `diagnose`; else `null`. */
  declare readonly canonical: string | null;

  constructor(details: ApiErrorDetails) {
    super(message(details), details);
  }

  /** An id or name that was sent does not belong to anything that the caller may see. */
  get isNotFound(): boolean {
    const absent = /entity does not exist|(?:unable to|can ?not|could(?: not|n't)) find|not found/i;
    return [404, 430, 431].includes(this.errorcode) && absent.test(this.errortext);
  }

  /** The keys, the second factor or the permissions do not suffice. */
  get isAuth(): boolean {
    return [401, 511, 531].includes(this.errorcode);
  }

  /** A resource limit of the account, domain or project is used up. */
  get isLimit(): boolean {
    return [532, 535].includes(this.errorcode);
  }

  /** Too many requests in a short time; the same request may pass later. */
  get isThrottled(): boolean {
    return this.errorcode === 429;
  }
}

function message({ command, errorcode, errortext, canonical }: ApiErrorDetails): string {
  const what = `${command} was refused (${errorcode}): ${errortext.trim() || 'the server gave no reason'}`;
  const advice = errorcode === 401 && 'Check both keys, their user and its permissions, and the clocks.';
  return [what, advice, canonical && `Signed: ${canonical}`].filter(Boolean).join('\n');
}
