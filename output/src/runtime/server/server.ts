import { type CommandFacts, envelopeOf } from '../command.js';
import type { SignatureHash } from '../sign.js';
import { id, params } from '../validate.js';
import { type Account, type AccountCredentials, createAuthenticator, unauthorized } from './authenticate.js';
import { ApiFault, faultOf } from './fault.js';
import type { Handler, HandlerContext, Route, Routes } from './handler.js';
import { JobEngine } from './jobs.js';
import { createMemoryJobStore, type JobStore } from './job-store.js';
import { readCommandParameters } from './parameters.js';
import { type RawParameters, readParameters } from './request.js';
import { renderAnswer, renderFault, resultBody } from './respond.js';

/** What a server is made of, beside its handlers. */
export interface BaseServerOptions {
  /** Who may call; at least one account to be of use. */
  readonly accounts: readonly AccountCredentials[];
  /** The server's clock. */
  readonly now?: (() => Date) | undefined;
  /** Hashes that a signature may be made with; default SHA-1 alone, as CloudStack. */
  readonly signatureHashes?: readonly SignatureHash[] | undefined;
  /** Where jobs are kept; default in memory. */
  readonly jobs?: JobStore | undefined;
  /** Told of everything that was answered with a 530 but was not thrown as one; nothing else ever sees it. */
  readonly onError?: ((error: unknown, command: string) => void) | undefined;
}

/** Options of {@link createCommandServer}. */
export interface CommandServerOptions<Name extends string> extends BaseServerOptions {
  /** Commands without a handler are answered with a 432. */
  readonly handlers: { readonly [Command in Name]?: AnyHandler | undefined };
}

/** A server of CloudStack's API as a function on web standards: Node, Bun, Deno, Workers, Hono. */
export interface CloudStackServer {
  /** Answers a request on any path; it never rejects. */
  fetch(request: Request): Promise<Response>;
}

type AnyHandler = Handler<never, unknown>;

/** A request that has been read. */
interface Call {
  readonly name: string;
  /** `null` when there is no such command. */
  readonly route: Route | null;
  readonly parameters: RawParameters;
  readonly request: Request;
}

/** `queryAsyncJobResult`, which every server with jobs answers by itself. */
const queryAsyncJobResult: Route = {
  command: { name: 'queryAsyncJobResult', mode: 'sync', method: 'GET' },
  params: params<{ jobid: string }>(() => ({ jobid: id() })),
};

/**
 * A server for the given commands.
 *
 * @throws TypeError when an account lacks a key, or two share one.
 */
export function createCommandServer<Name extends string>(
  routes: Routes<Name>,
  options: CommandServerOptions<NoInfer<Name>>,
): CloudStackServer {
  const server = new CommandServer(routes, options);
  return { fetch: (request) => server.answer(request) };
}

class CommandServer {
  readonly #routes: ReadonlyMap<string, Route>;
  readonly #handlers: ReadonlyMap<string, AnyHandler>;
  readonly #authenticate: (parameters: RawParameters) => Promise<Account>;
  readonly #jobs: JobEngine;
  readonly #report: (error: unknown, command: string) => void;

  constructor(routes: Routes<string>, options: CommandServerOptions<string>) {
    const { accounts, now = () => new Date(), signatureHashes = ['SHA-1'], jobs = createMemoryJobStore() } = options;
    this.#report = (error, command) => reportSafely(options, error, command);
    this.#authenticate = createAuthenticator({ accounts, hashes: signatureHashes, now });
    this.#jobs = new JobEngine({ store: jobs, now, report: this.#report });
    this.#routes = new Map([['queryAsyncJobResult', queryAsyncJobResult], ...Object.entries(routes)]);
    const queryJob: Handler<{ jobid: string }, unknown> = ({ jobid }, { account }) =>
      this.#jobs.describe(jobid, account);
    this.#handlers = new Map([['queryAsyncJobResult', queryJob], ...handlersOf(this.#routes.keys(), options.handlers)]);
  }

  async answer(request: Request): Promise<Response> {
    let command = '';
    let envelope = 'errorresponse';
    try {
      const call = this.#callOf(await readParameters(request), request);
      command = call.name;
      envelope = envelopeFor(call);
      return renderAnswer(envelope, await this.#execute(call));
    } catch (error) {
      return renderFault(
        envelope,
        faultOf(error, (cause) => this.#report(cause, command)),
      );
    }
  }

  #callOf(parameters: RawParameters, request: Request): Call {
    const name = parameters.get('command') ?? '';
    return { name, route: this.#routes.get(name) ?? null, parameters, request };
  }

  /** The body of the answer's envelope. */
  async #execute(call: Call): Promise<unknown> {
    if (call.name === '') throw new ApiFault({ errorcode: 400, errortext: 'No command was given' });
    const account = await this.#authenticate(call.parameters);
    // A signed request for an unknown command is refused like a wrong signature (`ApiServer.verifyRequest`).
    if (call.route === null) throw unauthorized();
    const { command, params: validator } = call.route;
    const handler = this.#handlers.get(call.name);
    if (handler === undefined) throw unsupported(command);
    const params = readCommandParameters(command, validator, call.parameters);
    const context = { command: command.name, account, request: call.request, signal: call.request.signal };
    if (command.mode !== 'async') return resultBody(command, await invoke(handler, params, { ...context, job: null }));
    return this.#jobs.submit({
      command: command.name,
      account,
      acknowledgesId: command.acknowledgesId === true,
      execute: async (job) => {
        const { signal } = new AbortController();
        return resultBody(command, await invoke(handler, params, { ...context, signal, job }));
      },
    });
  }
}

/** A request without any parameter has no command whose name could be `null`. */
function envelopeFor({ name, route, parameters }: Call): string {
  if (route !== null) return envelopeOf(route.command);
  return name === '' && parameters.size > 0 ? 'null' : 'errorresponse';
}

/** 432, in the command's own envelope: the caller is known, and so is the command, but nothing here executes it. */
function unsupported(command: CommandFacts): ApiFault {
  return new ApiFault({ errorcode: 432, errortext: `The command ${command.name} is not supported by this server` });
}

/** The route's validator has made sure that `params` is what the handler takes. */
async function invoke(handler: AnyHandler, params: unknown, context: HandlerContext): Promise<unknown> {
  return handler(params as never, context);
}

/** Handlers may be methods of a class, but what every object inherits is none. */
function* handlersOf(
  names: Iterable<string>,
  handlers: Readonly<Record<string, AnyHandler | undefined>>,
): Iterable<[string, AnyHandler]> {
  for (const name of names) {
    const handler = handlers[name];
    if (typeof handler !== 'function' || handler === Reflect.get(Object.prototype, name)) continue;
    yield [name, handler.bind(handlers)];
  }
}

/** A reporter that fails must not take the server with it. */
function reportSafely(options: BaseServerOptions, error: unknown, command: string): void {
  try {
    options.onError?.(error, command);
  } catch {
    return;
  }
}
