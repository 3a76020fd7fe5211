import type { AsyncCommand, ListCommand, SyncCommand } from './command.js';
import type { JobPromise } from './job.js';
import type { RequestOptions } from './options.js';
import type { ListPromise } from './paginate.js';

/** The three verbs of a client. */
export interface CommandSender {
  /** Sends a command that answers at once. */
  send<P extends object, R>(command: SyncCommand<P, R>, params: P, options?: RequestOptions): Promise<R>;
  /** Sends a command that starts a job. */
  submit<P extends object, R>(command: AsyncCommand<P, R>, params: P, options?: RequestOptions): JobPromise<R>;
  /** Sends a command that answers a list. */
  list<P extends object, T>(command: ListCommand<P, T>, params: P, options?: RequestOptions): ListPromise<T>;
}

/** The base of the classes with one method per command. */
export abstract class CommandGroup {
  readonly #client: CommandSender;

  constructor(client: CommandSender) {
    this.#client = client;
  }

  /** Sends a command that answers at once. */
  protected call<P extends object, R>(command: SyncCommand<P, R>, params: P, options?: RequestOptions): Promise<R> {
    return this.#client.send(command, params, options);
  }

  /** Sends a command that starts a job. */
  protected submit<P extends object, R>(
    command: AsyncCommand<P, R>,
    params: P,
    options?: RequestOptions,
  ): JobPromise<R> {
    return this.#client.submit(command, params, options);
  }

  /** Sends a command that answers a list. */
  protected list<P extends object, T>(command: ListCommand<P, T>, params: P, options?: RequestOptions): ListPromise<T> {
    return this.#client.list(command, params, options);
  }
}
