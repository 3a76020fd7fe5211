import { CloudStackError } from './cloudstack-error.js';

/** `network`: no connection, or one that broke; `timeout`: no complete answer in time. */
export type TransportErrorKind = 'network' | 'timeout';

/** What a {@link TransportError} is made from. */
export interface TransportFailure {
  readonly command: string;
  readonly kind: TransportErrorKind;
  /** The endpoint, without a query. */
  readonly endpoint: string;
  /** What happened, in a few words. */
  readonly reason: string;
  readonly cause?: unknown;
}

/** No complete answer arrived. Whether the server carried the command out is not known. */
export class TransportError extends CloudStackError {
  static {
    this.prototype.name = 'TransportError';
  }

  override readonly code = 'transport';
  /** Whether the connection failed or the time ran out. */
  declare readonly kind: TransportErrorKind;

  constructor({ command, kind, endpoint, reason, cause }: TransportFailure) {
    const message = `${command} got no answer from ${endpoint}: ${reason}. It may have been carried out.`;
    const details = { command, kind };
    super(message, details, cause);
  }
}
