import { CloudStackError } from './cloudstack-error.js';

/** What a {@link ProtocolError} is made from. */
export interface ProtocolFailure {
  readonly command: string;
  readonly status: number;
  readonly contentType: string | null;
  /** The start of the body, short and without secrets. */
  readonly excerpt: string;
  /** What is wrong with the answer, as the end of a sentence. */
  readonly problem: string;
  readonly retryAfterMs: number | null;
}

/** Something answered, but not as a CloudStack server does: a proxy's page, an empty or a broken body. */
export class ProtocolError extends CloudStackError {
  static {
    this.prototype.name = 'ProtocolError';
  }

  override readonly code = 'protocol';
  /** The HTTP status. */
  declare readonly status: number;
  /** The content type, if one was told. */
  declare readonly contentType: string | null;
  /** The start of the body, short and without secrets. */
  declare readonly excerpt: string;
  /** What is wrong with the answer, as the end of a sentence. */
  declare readonly problem: string;
  /** How long the answer asks to wait before the next request, in milliseconds; `null` when it does not say. */
  declare readonly retryAfterMs: number | null;

  constructor(failure: ProtocolFailure) {
    const { command, status, contentType, excerpt, problem } = failure;
    const what = `The answer to ${command} (HTTP ${status}, ${contentType ?? 'no content type'}) ${problem}.`;
    const advice = 'Is the endpoint the API itself, usually …/client/api?';
    super(`${what} ${advice}${excerpt && `\nIt begins: ${excerpt}`}`, failure);
  }
}
