/** What went wrong, by kind: one code per class, so that `switch (error.code)` narrows an `AnyCloudStackError`. */
export type ErrorCode = 'api' | 'job-failed' | 'job-timeout' | 'validation' | 'transport' | 'protocol';

/**
 * The base of every error that the client throws on purpose. Two things are not its errors: an abort throws the
 * signal's own reason, and bad client options throw a `TypeError`.
 *
 * None of them holds a key, a signature, a query string or the value of a sensitive parameter.
 */
export abstract class CloudStackError extends Error {
  static {
    this.prototype.name = 'CloudStackError';
  }

  /** Tells the class without `instanceof`. */
  abstract readonly code: ErrorCode;
  /** The command that was sent or was about to be. */
  declare readonly command: string;

  /** The details become members of the error. */
  constructor(message: string, details: { readonly command: string }, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, details);
  }

  /** Everything but the stack and the cause, for logs. */
  toJSON(): Record<string, unknown> {
    return { ...(this as object), name: this.name, message: this.message };
  }
}
