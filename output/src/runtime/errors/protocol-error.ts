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
  readonly cause?: unknown;
}

/** Something answered, but not as a CloudStack server does: a proxy's page, an empty or a broken body. */
export class ProtocolError extends CloudStackError {
  static {
    this.prototype.name = 'ProtocolError';
  }

  override readonly code = 'protocol';
  /** The HTTP status. */
  readonly status: number;
  /** The content type, if one was told. */
  readonly contentType: string | null;
  /** The start of the body, short and without secrets. */
  readonly excerpt: string;

  constructor({ command, status, contentType, excerpt, problem, cause }: ProtocolFailure) {
    const what = `The answer to ${command} (HTTP ${status}, ${contentType ?? 'no content type'}) ${problem}.`;
    const advice =
      'Check that the endpoint is the API itself, usually …/client/api, and that no proxy answers in its place.';
    super(
      command,
      [`${what} ${advice}`, ...(excerpt === '' ? [] : [`It begins: ${excerpt}`])].join('\n'),
      cause === undefined ? undefined : { cause },
    );
    this.status = status;
    this.contentType = contentType;
    this.excerpt = excerpt;
  }
}
