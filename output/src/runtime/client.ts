import { checkerOf } from './check.js';
import type { AsyncCommand, Command, ListCommand, ParamsOf, SyncCommand } from './command.js';
import { checkedResult, Connection, transmit } from './connection.js';
import type { CommandSender } from './group.js';
import type { Job, JobPromise } from './job.js';
import { list } from './list.js';
import type { ClientOptions, RequestOptions } from './options.js';
import type { ListPromise } from './paginate.js';
import { send } from './send.js';
import { resume, submit } from './submit.js';
import { unwrapUnknown } from './unwrap.js';

/** What is given to `call` after the name; the parameters may be missing where none is required. */
export type CallArguments<C> =
  Record<never, never> extends ParamsOf<C>
    ? [params?: ParamsOf<C>, options?: RequestOptions]
    : [params: ParamsOf<C>, options?: RequestOptions];

/** What `call` returns for a command: the outcome, a job, or a list. */
export type CallResult<C> =
  C extends ListCommand<never, infer T>
    ? ListPromise<T>
    : C extends AsyncCommand<never, infer R>
      ? JobPromise<R>
      : C extends SyncCommand<never, infer R>
        ? Promise<R>
        : Promise<unknown>;

/** The names of the commands that start a job. */
export type AsyncNames<C> = {
  [N in keyof C]: C[N] extends AsyncCommand<never, unknown> ? N : never;
}[keyof C] &
  string;

/** What servers that enforce POST let pass as GET. (CloudStack: `ApiServer.verifyRequest`.) */
const read = /^(?:get|list|query|find)\w+$/;

/**
 * A CloudStack client: it signs, sends and reads, and knows commands only through their descriptors. `C` is the map of
 * the commands that `call` knows by name.
 */
export class Client<C extends object> extends Connection implements CommandSender {
  readonly #commands: C;

  /** @throws TypeError when an option is missing or wrong. */
  constructor(options: ClientOptions, commands: C) {
    super(options, checkerOf(options));
    this.#commands = commands;
  }

  /** Sends a command that answers at once. */
  send<P extends object, R>(command: SyncCommand<P, R>, params: P, options?: RequestOptions): Promise<R> {
    return send(this, command, params, options);
  }

  /** Sends a command that starts a job: await it for the job, or call its `result()` for the outcome. */
  submit<P extends object, R>(command: AsyncCommand<P, R>, params: P, options?: RequestOptions): JobPromise<R> {
    return submit(this, command, params, options);
  }

  /** Sends a command that answers a list: await it for one page, iterate it for all items. */
  list<P extends object, T>(command: ListCommand<P, T>, params: P, options?: RequestOptions): ListPromise<T> {
    return list(this, command, params, options);
  }

  /**
   * Sends a command by its name. One of the command map is typed by it and does what the group's method does; any
   * other goes out as it is written, and what comes back is unwrapped by its shape.
   */
  call<N extends keyof C & string>(name: N, ...rest: CallArguments<C[N]>): CallResult<C[N]>;
  call<N extends string>(
    name: N extends keyof C ? never : N,
    params?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<unknown>;
  call(name: string, ...rest: unknown[]): unknown {
    const [params = {}, options] = rest as [params?: object, options?: RequestOptions];
    const command = this.#known(name);
    switch (command?.mode) {
      case 'sync':
        return this.send(command, params, options);
      case 'async':
        return this.submit(command, params, options);
      case 'list':
        return this.list(command, params, options);
      default:
        return this.#callUnknown(name, params, options);
    }
  }

  /**
   * A job that was started before, perhaps by another process. With its command, by name or by descriptor, the outcome
   * is typed, and found by its documented name; without, by its shape.
   *
   * @throws TypeError when the id is empty, or the command of that name starts no job.
   */
  job<N extends AsyncNames<C>>(jobid: string, command: N): Job<C[N] extends AsyncCommand<never, infer R> ? R : never>;
  job<R = unknown>(jobid: string, command?: AsyncCommand<never, R>): Job<R>;
  job(jobid: string, command?: string | AsyncCommand<never, unknown>): Job<unknown> {
    if (typeof command !== 'string') return resume(this, jobid, command);
    const known = this.#known(command);
    if (known?.mode === 'async') return resume(this, jobid, known);
    throw new TypeError(`${command} starts no job.`);
  }

  #known(name: string): Command<object> | undefined {
    const commands: object = this.#commands;
    return Object.hasOwn(commands, name) ? Reflect.get(commands, name) : undefined;
  }

  #callUnknown(name: string, params: object, options: RequestOptions | undefined): Promise<unknown> {
    const method = read.test(name.toLowerCase()) ? 'GET' : 'POST';
    return transmit(this, { name, method }, params, options, (answer) =>
      checkedResult(this, { name }, unwrapUnknown(answer)),
    );
  }
}
