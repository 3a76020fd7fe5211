import { envelopeOf } from '../command.js';
import type { Validator } from '../validate.js';
import type { Account } from './account.js';
import { type Authenticator, createAuthenticator } from './authenticate.js';
import { builtInCommands } from './built-in.js';
import { commandsOf, type Known, refuseConflicts } from './commands.js';
import { withCors } from './cors.js';
import { type ApiDescription, describeApi } from './discovery.js';
import { refuseGet } from './enforcement.js';
import { ApiFault, faultOf, parameterError, unauthorized, unsupportedAction } from './fault.js';
import type { JobHandle, Routes } from './handler.js';
import { createMemoryJobStore } from './job-memory-store.js';
import { JobEngine } from './jobs.js';
import { LoginDesk } from './login.js';
import { runMiddleware } from './middleware.js';
import type { BaseServerOptions, CommandServerOptions } from './options.js';
import { readCommandParameters } from './parameters.js';
import { type RawParameters, readParameters, valueOf } from './request.js';
import { type AnswerForm, answerForms, renderAnswer, renderFault, renderMethodError, resultBody } from './respond.js';
import { type LoginSession, Sessions } from './sessions.js';

/**
 * A server of CloudStack's API as a function on web standards: Node, Bun, Deno, Workers.
 *
 * @example
 * app.all('/client/api', (context) => server.fetch(context.req.raw)); // Hono
 */
export interface CloudStackServer {
  /** Answers a request on any path; it never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Takes no more jobs, fails those in progress and settles when that is stored. */
  close(): Promise<void>;
}

/** Validators of results by name of command; they are only described, never run. */
export type ResultValidators = Readonly<Record<string, { readonly result: Validator<unknown> }>>;

/** A request that has been read. */
interface Call {
  readonly name: string;
  /** `null` when there is no such command. */
  readonly known: Known | null;
  readonly envelope: string;
  readonly form: AnswerForm;
  readonly parameters: RawParameters;
  readonly request: Request;
}

/**
 * A server for the given commands. It answers `login`, `logout`, `listApis`, `queryAsyncJobResult` and `listAsyncJobs`
 * itself. Handlers replace these, but for the ones that would take what they need from others: that of
 * `queryAsyncJobResult` where there are handlers of asynchronous commands, whose jobs only the server knows, and those
 * of `login` and `logout` where there are accounts with passwords.
 *
 * @param results Lets `listApis` describe what commands answer.
 * @throws TypeError for accounts without keys of their own, for such a handler, and for options that are not right.
 */
export function createCommandServer<Name extends string>(
  routes: Routes<Name>,
  options: CommandServerOptions<NoInfer<Name>>,
  results: ResultValidators = {},
): CloudStackServer {
  const server = new CommandServer(routes, options, results);
  const answer = (request: Request): Promise<Response> => server.answer(request);
  const fetch = options.cors === undefined ? answer : withCors(options.cors, answer);
  return { fetch, close: () => server.close() };
}

class CommandServer {
  readonly #options: BaseServerOptions;
  readonly #commands: ReadonlyMap<string, Known>;
  readonly #results: ResultValidators;
  readonly #authenticate: Authenticator;
  readonly #sessions: Sessions;
  readonly #desk: LoginDesk;
  readonly #jobs: JobEngine;
  readonly #formOf: (response: string | null | undefined) => AnswerForm;
  #described: readonly ApiDescription[] | undefined;

  constructor(routes: Routes<string>, options: CommandServerOptions<string>, results: ResultValidators) {
    const { accounts, findAccount, now = () => new Date(), signatureHashes: hashes = ['SHA-1'] } = options;
    this.#options = options;
    this.#results = results;
    this.#formOf = answerForms(options.version);
    const { jobs = createMemoryJobStore(), enforcePost: enforceExpires, expiryNow = now } = options;
    this.#authenticate = createAuthenticator({ accounts, findAccount, hashes, now: expiryNow, enforceExpires });
    this.#sessions = new Sessions(now, options.logins);
    this.#desk = new LoginDesk(accounts, this.#sessions);
    this.#jobs = new JobEngine({ store: jobs, now, newId: options.newId, report: this.#report, ...options.jobLimits });
    const builtIn = builtInCommands(this.#jobs, () => options.discovery?.() ?? this.#describe());
    this.#commands = commandsOf(routes, options.handlers, builtIn);
    refuseConflicts(this.#commands, builtIn, this.#desk.hasUsers);
  }

  async answer(request: Request): Promise<Response> {
    const { method } = request;
    if (method !== 'GET' && method !== 'POST') {
      return renderMethodError(`HTTP method ${method} is not supported; use GET or POST`, 'GET, POST');
    }
    let call: Call | null = null;
    try {
      call = this.#callOf(await readParameters(request), request);
      return await this.#respond(call);
    } catch (error) {
      const fault = faultOf(error, (cause) => this.#report(cause, call?.name ?? ''));
      const form = call?.form ?? this.#formOf(new URL(request.url).searchParams.get('response'));
      return renderFault(form, call?.envelope ?? 'errorresponse', fault);
    }
  }

  close(): Promise<void> {
    return this.#jobs.close();
  }

  #callOf(parameters: RawParameters, request: Request): Call {
    const name = parameters.get('command') ?? '';
    const known = this.#commands.get(name) ?? null;
    const form = this.#formOf(parameters.get('response'));
    return { name, known, envelope: envelopeFor(name, known, parameters), form, parameters, request };
  }

  async #respond(call: Call): Promise<Response> {
    const { name, known, envelope, form } = call;
    if (!known?.handler) {
      const door = name.toLowerCase();
      if (door === 'login') return this.#login(call);
      if (door === 'logout') return this.#logout(call);
    }
    return renderAnswer(form, envelope, await this.#execute(call));
  }

  async #login({ envelope, form, request, parameters }: Call): Promise<Response> {
    if (request.method !== 'POST') {
      return renderMethodError('Please use HTTP POST to authenticate using this API', 'POST');
    }
    const { body, cookies } = await this.#desk.login(request, parameters);
    return renderAnswer(form, envelope, body, cookies);
  }

  #logout({ envelope, form, request }: Call): Response {
    const answer = this.#desk.logout(request);
    if (answer === null) throw parameterError('There is no session that could be ended');
    return renderAnswer(form, envelope, answer.body, answer.cookies);
  }

  /** The body of the answer's envelope. */
  async #execute(call: Call): Promise<unknown> {
    const account = await this.#callerOf(call);
    const handler = call.known?.handler;
    if (!handler) throw unsupportedAction(`The command ${call.name} is not supported by this server`);
    const { command, params: validator } = call.known.route;
    const params = readCommandParameters(command, validator, call.parameters);
    const run = async (job: JobHandle | null, signal: AbortSignal): Promise<unknown> => {
      const context = { command: command.name, account, request: call.request, signal, job };
      // The route's validator has made sure that `params` is what the handler takes.
      const handle = async (): Promise<unknown> => handler(params as never, context);
      return resultBody(command, await runMiddleware(this.#options.use ?? [], { command, params, context }, handle));
    };
    if (command.mode !== 'async') return run(null, call.request.signal);
    const acknowledgesId = command.acknowledgesId === true;
    const jobid = valueOf(call.parameters, 'customjobid');
    return this.#jobs.submit({ command: command.name, account, acknowledgesId, jobid, execute: run });
  }

  /**
   * Who calls: the user of the session, else who signed.
   *
   * @throws ApiFault 401 when that is nobody, 400 without a command and 432 for an unknown one in a session, and 400 for
   * a GET that should be a POST.
   */
  async #callerOf(call: Call): Promise<Account> {
    if (this.#options.enforcePost === true && call.known !== null) {
      refuseGet(call.request.method, call.name, call.parameters);
    }
    const session = this.#sessionOf(call);
    const account = session?.account ?? (await this.#authenticate(call.parameters));
    if (call.known !== null) return account;
    // A signed request for an unknown command is refused like a wrong signature (`ApiServer.verifyRequest`).
    if (session === null) throw unauthorized();
    if (call.name !== '') throw unsupportedAction('Unknown API command');
    throw new ApiFault({ errorcode: 400, errortext: 'no command specified', cserrorcode: null });
  }

  /**
   * The session of a request that names one; a signature beside it does not count.
   *
   * @throws ApiFault 401, and ends the session, when the request does not prove that it is its sender's.
   */
  #sessionOf({ request, parameters }: Call): LoginSession | null {
    const session = this.#sessions.find(request);
    if (session === null || this.#sessions.isProven(session, request, parameters)) return session;
    this.#sessions.end(session);
    throw unauthorized('unable to verify user credentials');
  }

  /** The commands that are answered, described when they are first asked for. */
  #describe(): readonly ApiDescription[] {
    this.#described ??= [...this.#commands.values()]
      .filter(({ handler }) => handler !== null)
      .map(({ route }) => describeApi(route, this.#resultOf(route.command.name)));
    return this.#described;
  }

  #resultOf(name: string): Validator<unknown> | undefined {
    return Object.hasOwn(this.#results, name) ? this.#results[name]?.result : undefined;
  }

  /** A reporter that fails must not take the server with it. */
  readonly #report = (error: unknown, command: string): void => {
    try {
      this.#options.onError?.(error, command);
    } catch {
      return;
    }
  };
}

/** A request without any parameter has no command whose name could be `null`. */
function envelopeFor(name: string, known: Known | null, parameters: RawParameters): string {
  if (known !== null) return envelopeOf(known.route.command);
  if (/^log(?:in|out)$/i.test(name)) return `${name.toLowerCase()}response`;
  return name === '' && parameters.size > 0 ? 'null' : 'errorresponse';
}
