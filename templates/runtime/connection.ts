import type { Answer } from './answer.js';
import type { Checker } from './check.js';
import type { CommandFacts } from './command.js';
import { encodeParameters } from './encode.js';
import { toBigInts } from './longs.js';
import type { ConnectionOptions, RequestOptions } from './options.js';
import { request } from './request.js';
import { type Settings, settingsFrom } from './settings.js';

/**
 * What commands are sent with. A `Client` is one. Alone, with the functions `send`, `submit` and `list`, it is for
 * programs that count their bytes: a bundle holds only what is used.
 */
export class Connection {
  /**
   * @param check looks at parameters and results; default: nothing does.
   * @throws TypeError when an option is missing or wrong.
   */
  constructor(options: ConnectionOptions, check?: Checker) {
    known.set(this, settingsFrom(options, check));
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
  settings.check?.(command.name, 'parameters', params);
  return request(settings, { command, parameters: encodeParameters(command, params), options: options ?? {} }, read);
}

/**
 * The outcome as its reader wants it. The documents are trusted here: what a server sends is what they say, unless it is
 * checked.
 *
 * @param fields the part of it that the server's fields are in; a page has a count of its own.
 */
export function checkedResult<R>(
  connection: Connection,
  { name, longs }: ResultFacts,
  value: unknown,
  fields: unknown = value,
): R {
  const { check, bigLongs } = settingsOf(connection);
  if (bigLongs && longs) toBigInts(fields, longs);
  return (check ? check(name, 'result', value) : value) as R;
}

type ResultFacts = Pick<CommandFacts, 'name' | 'longs'>;
