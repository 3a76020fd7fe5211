import type { ListCommand, Page } from './command.js';
import { checkedResult, type Connection, settingsOf, transmit } from './connection.js';
import type { RequestOptions } from './options.js';
import { ListPromise } from './paginate.js';
import { unwrapPage } from './unwrap.js';

/**
 * Sends a command that answers a list: await it for one page, iterate it for all items. The errors are those of `send`.
 */
export function list<P extends object, T>(
  connection: Connection,
  command: ListCommand<P, T>,
  params: P,
  options?: RequestOptions,
): ListPromise<T> {
  const fetchPage = (pageParams: object, ended?: AbortSignal): Promise<Page<T>> =>
    transmit(connection, command, pageParams, ended ? endedBy(ended, options) : options, (answer) => {
      const page = unwrapPage(answer, command.resultKey);
      return checkedResult<Page<T>>(connection, command, page, page.items);
    });
  const { pageSize } = settingsOf(connection);
  return new ListPromise({ fetchPage, params, paged: command.paged, pageSize, prefetch: options?.prefetch === true });
}

function endedBy(ended: AbortSignal, options: RequestOptions | undefined): RequestOptions {
  return { ...options, signal: options?.signal ? AbortSignal.any([options.signal, ended]) : ended };
}
