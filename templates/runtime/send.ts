import { openEnvelope } from './answer.js';
import type { SyncCommand } from './command.js';
import { checkedResult, type Connection, transmit } from './connection.js';
import type { RequestOptions } from './options.js';
import { unwrapOutcome } from './unwrap.js';

/**
 * Sends a command that answers at once.
 *
 * @throws ValidationError when its parameters cannot be sent, ApiError when the server refuses it, TransportError and
 * ProtocolError when no answer or none of CloudStack's comes.
 */
export function send<P extends object, R>(
  connection: Connection,
  command: SyncCommand<P, R>,
  params: P,
  options?: RequestOptions,
): Promise<R> {
  return transmit(connection, command, params, options, (answer) =>
    checkedResult<R>(connection, command, unwrapOutcome(openEnvelope(answer), command.resultKey)),
  );
}
