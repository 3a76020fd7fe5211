import { type Answer, openEnvelope } from './answer.js';
import { checkParameters, checkResult } from './check.js';
import type { AsyncCommand, Command, CommandFacts, ListCommand, Page, ParamsOf, SyncCommand } from './command.js';
import { encodeParameters } from './encode.js';
import type { CommandSender } from './group.js';
import { Job, JobPromise } from './job.js';
import { type JobStatus, readJobStatus } from './job-status.js';
import type { ClientOptions, RequestOptions } from './options.js';
import { ListPromise } from './paginate.js';
import type { Redact } from './redact.js';
import { request } from './request.js';
import { type Settings, settingsFrom } from './settings.js';
import { type Acknowledgement, unwrapAcknowledgement, unwrapOutcome, unwrapPage, unwrapUnknown } from './unwrap.js';

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

/** What servers that enforce POST let pass as GET. (CloudStack: `ApiServer.verifyRequest`.) */
const read = /^(?:get|list|query|find)\w+$/;

const jobQuery: CommandFacts = { name: 'queryAsyncJobResult', method: 'GET' };

/**
 * A CloudStack client: it signs, sends and reads, and knows commands only through their descriptors. `C` is the map of
 * the commands that `call` knows by name.
 *
 * @throws TypeError from the constructor when an option is missing or wrong.
 */
export class Client<C extends object> implements CommandSender {
  readonly #settings: Settings;
  readonly #commands: C;

  constructor(options: ClientOptions, commands: C) {
    const settings = settingsFrom(options);
    this.#settings = settings;
    this.#commands = commands;
    settings.authenticator.connect?.({
      endpoint: settings.endpoint,
      send: (authorize, command, parameters) =>
        request(
          { ...settings, authenticator: { authorize } },
          { command, parameters, options: {} },
          (answer) => answer,
        ),
    });
  }

  /** Sends a command that answers at once. */
  async send<P extends object, R>(command: SyncCommand<P, R>, params: P, options?: RequestOptions): Promise<R> {
    return this.#request(command, params, options, (answer) =>
      this.#checked<R>(command.name, unwrapOutcome(openEnvelope(answer), command.resultKey)),
    );
  }

  /** Sends a command that starts a job: await it for the job, or call its `result()` for the outcome. */
  submit<P extends object, R>(command: AsyncCommand<P, R>, params: P, options?: RequestOptions): JobPromise<R> {
    const start = (): Promise<Job<R>> =>
      this.#request(command, params, options, (answer) =>
        this.#job(command, unwrapAcknowledgement(answer), answer.redact),
      );
    return new JobPromise(start, options?.signal);
  }

  /** Sends a command that answers a list: await it for one page, iterate it for all items. */
  list<P extends object, T>(command: ListCommand<P, T>, params: P, options?: RequestOptions): ListPromise<T> {
    const fetchPage = (pageParams: object): Promise<Page<T>> =>
      this.#request(command, pageParams, options, (answer) =>
        this.#checked<Page<T>>(command.name, unwrapPage(answer, command.resultKey)),
      );
    const { pageSize } = this.#settings;
    return new ListPromise({ fetchPage, params, paged: command.paged, pageSize, prefetch: options?.prefetch === true });
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
   * @throws TypeError when the id is empty, or the command starts no job.
   */
  job<N extends keyof C & string>(
    jobid: string,
    command: N,
  ): Job<C[N] extends AsyncCommand<never, infer R> ? R : never>;
  job<R = unknown>(jobid: string, command?: AsyncCommand<never, R>): Job<R>;
  job(jobid: string, command?: string | AsyncCommand<never, unknown>): Job<unknown> {
    if (typeof jobid !== 'string' || jobid === '')
      throw new TypeError('A job is resumed by its id, which must not be empty.');
    const known = typeof command === 'string' ? this.#known(command) : command;
    if (known !== undefined && known.mode !== 'async') throw new TypeError(`${known.name} starts no job.`);
    return this.#job(known, { jobid, id: null }, (text) => text);
  }

  #known(name: string): Command<object> | undefined {
    const commands: object = this.#commands;
    return Object.hasOwn(commands, name) ? Reflect.get(commands, name) : undefined;
  }

  #callUnknown(name: string, params: object, options: RequestOptions | undefined): Promise<unknown> {
    const method = read.test(name.toLowerCase()) ? 'GET' : 'POST';
    return this.#request({ name, method }, params, options, (answer) => this.#checked(name, unwrapUnknown(answer)));
  }

  async #request<T>(
    command: CommandFacts,
    params: object,
    options: RequestOptions = {},
    read: (answer: Answer) => T,
  ): Promise<T> {
    checkParameters(this.#settings, command.name, params);
    return request(this.#settings, { command, parameters: encodeParameters(command, params), options }, read);
  }

  /** `redact` knows the secrets of the request that started the job: a failed job's text may quote them. */
  #job<R>(command: AsyncCommand<never, R> | undefined, acknowledgement: Acknowledgement, redact: Redact): Job<R> {
    const look = (jobid: string, options: RequestOptions): Promise<JobStatus<R>> =>
      request(this.#settings, { command: jobQuery, parameters: [['jobid', jobid]], options }, (answer) => {
        const quoted: Answer = { ...answer, redact: (text) => redact(answer.redact(text)) };
        const status = readJobStatus(quoted, command?.resultKey);
        if (status.state !== 'succeeded') return status;
        const result = command === undefined ? status.result : this.#checked(command.name, status.result);
        return { state: 'succeeded', result: result as R };
      });
    return new Job({ command: command?.name ?? null, look, settings: this.#settings }, acknowledgement);
  }

  /** The documents are trusted here: what a server sends is what they say, unless `validateResults` checks it. */
  #checked<R>(command: string, value: unknown): R {
    return checkResult(this.#settings, command, value) as R;
  }
}
