import type { Answer } from './answer.js';
import { check } from './check.js';
import type { CommandFacts } from './command.js';
import { encodeParameters } from './encode.js';
import type { ClientOptions, RequestOptions } from './options.js';
import { request } from './request.js';
import { type Settings, settingsFrom } from './settings.js';

/**
 * What commands are sent with. A `Client` is one. Alone, with the functions `send`, `submit` and `list`, it is for
 * programs that count their bytes: a bundle holds only what is used.
 */
export class Connection {
  /** @throws TypeError when an option is missing or wrong. */
  constructor(options: ClientOptions) {
    known.set(this, settingsFrom(options));
  }
}

const known = new WeakMap<Connection, Settings>();

/** The settings of a connection, which are no business of those who only use it. */
export function settingsOf(connection: Connection): Settings {
  return known.get(connection) as Settings;
}

/**
 * Sends a command and reads its answer.
 *
 * @throws ValidationError when its parameters cannot be sent.
 */
export async function transmit<T>(
  connection: Connection,
  command: CommandFacts,
  params: object,
  options: RequestOptions | undefined,
  read: (answer: Answer) => T,
): Promise<T> {
  const settings = settingsOf(connection);
  check(settings, command.name, 'parameters', params);
  return request(settings, { command, parameters: encodeParameters(command, params), options: options ?? {} }, read);
}

/** The documents are trusted here: what a server sends is what they say, unless `validateResults` checks it. */
export function checkedResult<R>(connection: Connection, command: string, value: unknown): R {
  return check(settingsOf(connection), command, 'result', value) as R;
}
