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
  readonly kind: TransportErrorKind;

  constructor({ command, kind, endpoint, reason, cause }: TransportFailure) {
    const advice = kind === 'timeout' ? 'Give a longer timeoutMs, or look' : 'Look';
    super(
      command,
      `${command} got no answer from ${endpoint}: ${reason}. ${advice} whether the server can be reached; it may have carried the command out.`,
      cause === undefined ? undefined : { cause },
    );
    this.kind = kind;
  }
}
