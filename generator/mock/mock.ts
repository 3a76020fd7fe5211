import {
  type CloudStackServer,
  createCommandServer,
  type HandlerCall,
  type Middleware,
  type Routes,
  type RunningServer,
  serve,
  shownParameters,
} from '../../templates/runtime/server/index.js';
import { nearest } from '../diagnostics/nearest.js';
import type { ApiModel } from '../model/api-model.js';
import { administratorOf, holderOf, keysOf } from './administrator.js';
import { type Chance, createChance } from './chance.js';
import { createClock, realTime, stopwatch } from './clock.js';
import { CommandDeed } from './deeds/handlers.js';
import type { Begun } from './deeds/progress.js';
import { discoveryOf } from './discovery.js';
import { exampleData } from './examples.js';
import { injecting, type Injection, type MockFault, pause } from './injection.js';
import { MockState } from './mock-state.js';
import type { MockOptions, RequestReport } from './options.js';
import { existenceCheck } from './routes/checks.js';
import { routesOf } from './routes/routes.js';
import { builtInData, fill, type StartData, tellVersion } from './start-data.js';
import { Redaction } from './tape/entry.js';
import { tapeServer } from './tape/server.js';
import { tapeFor } from './tape/tape.js';
import { State } from './world/state.js';
import { World } from './world/world.js';

/** Commands that the server answers by itself: it knows sessions, jobs and discovery, and the state does not. */
const ofTheServer: ReadonlySet<string> = new Set([
  'login',
  'logout',
  'queryAsyncJobResult',
  'listAsyncJobs',
  'listApis',
]);

/** A mock of the API that a model describes, stateful from the model alone. */
export class Mock {
  readonly apiKey: string;
  readonly secretKey: string;
  /** What the mocked cloud has, to be looked at and changed. */
  readonly state: MockState;
  readonly #model: ApiModel;
  readonly #options: MockOptions;
  readonly #data: readonly StartData[];
  readonly #things = new State();
  readonly #routes: Routes<string>;
  readonly #world: World;
  readonly #injection: Injection;
  #chance: Chance;
  /** Failing at random takes nothing from the numbers that ids are made of. */
  #dice: Chance;
  readonly #calls = new WeakMap<Request, Pick<RequestReport, 'command' | 'parameters'>>();
  #discovery: readonly unknown[] | null = null;
  #server: CloudStackServer;
  #stop = new AbortController();
  #running: RunningServer | null = null;

  constructor(model: ApiModel, options: MockOptions) {
    this.#model = model;
    this.#options = options;
    const { apiKey, secretKey } = keysOf(options);
    this.apiKey = apiKey;
    this.secretKey = secretKey;
    this.#chance = createChance(this.#seed);
    this.#dice = createChance(this.#seed);
    const chance = { number: () => this.#chance.number(), id: () => this.#chance.id() };
    const now = options.now ?? createClock(this.#seed, this.#things);
    this.#world = new World(model, { state: this.#things, chance, now });
    this.#data = [builtInData(), exampleData(model, this.#world), options.data ?? {}];
    this.#routes = routesOf(model, existenceCheck(this.#world));
    this.state = new MockState(this.#world, model);
    this.#injection = injectionOf(options);
    for (const command of [...this.#injection.faults.keys(), ...this.#injection.delays.keys()]) {
      this.#refuseUnknown(command);
    }
    this.#server = this.#begin();
  }

  /** Where clients reach the mock while it is served; `null` while it is not. */
  get url(): string | null {
    return this.#running?.url ?? null;
  }

  /** Answers a request on any path; it never rejects. */
  readonly fetch = async (request: Request): Promise<Response> => {
    const taken = stopwatch();
    await pause(this.#injection.latencyMs, [this.#stop.signal, request.signal]);
    const response = await this.#server.fetch(request);
    this.#options.onRequest?.({
      method: request.method,
      status: response.status,
      milliseconds: taken(),
      ...(this.#calls.get(request) ?? {
        command: new URL(request.url).searchParams.get('command') ?? '',
        parameters: {},
      }),
    });
    return response;
  };

  /**
   * Listens on loopback, unless another host is given.
   *
   * @param port 0, the default, for any free one.
   * @returns the url.
   * @throws Error when it cannot listen, or does already.
   */
  async serve({
    port = 0,
    host = '127.0.0.1',
  }: { readonly port?: number; readonly host?: string } = {}): Promise<string> {
    if (this.#running !== null) throw new Error('The mock is served already');
    this.#running = await serve({ fetch: this.fetch, close: () => this.#server.close() }, { port, host });
    return this.#running.url;
  }

  /** From now on the command, or its job, ends with an error; `null` ends that. */
  fail(command: string, fault: MockFault | null = {}): void {
    this.#refuseUnknown(command);
    if (fault === null) this.#injection.faults.delete(command);
    else this.#injection.faults.set(command, fault);
  }

  /** From now on the command, or its job, takes that many milliseconds; `null` ends that. */
  delay(command: string, milliseconds: number | null): void {
    this.#refuseUnknown(command);
    if (milliseconds === null) this.#injection.delays.delete(command);
    else this.#injection.delays.set(command, milliseconds);
  }

  /** How all commands fare; it may be changed at any time. */
  get injection(): Pick<Injection, 'latencyMs' | 'jobLatencyMs' | 'failRate'> {
    return this.#injection;
  }

  /** Back to the starting data, the seed and the options; jobs in progress are ended. */
  async reset(): Promise<void> {
    const before = this.#server;
    this.#stop.abort();
    await before.close();
    this.#stop = new AbortController();
    this.#chance = createChance(this.#seed);
    this.#dice = createChance(this.#seed);
    Object.assign(this.#injection, injectionOf(this.#options));
    this.#things.clear();
    this.#server = this.#begin();
  }

  /** Stops listening and ends jobs in progress; settles when requests in flight are answered. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running?.close();
    this.#running = null;
    await this.#server.close();
  }

  /** @throws TypeError, so that a misspelt name is found where it is written. */
  #refuseUnknown(command: string): void {
    const names = this.#model.commands.map(({ name }) => name);
    if (names.includes(command)) return;
    const meant = nearest(command, names);
    throw new TypeError(`The API has no command "${command}"${meant === null ? '' : `; did you mean "${meant}"?`}`);
  }

  get #seed(): number | null {
    return this.#options.seed ?? null;
  }

  #begin(): CloudStackServer {
    const tape = this.#tape();
    if (tape !== null) return tape;
    const { version } = this.#model;
    for (const data of this.#data) fill(this.#world, this.#model, data);
    if (version !== '') tellVersion(this.#world, version);
    const deeds = this.#deeds();
    const handlers = [...deeds].map(([name, { handle }]) => [name, handle] as const);
    const begin = ({ command, params, context }: HandlerCall): Begun | null =>
      deeds.get(command.name)?.begin(params, context) ?? null;
    const inject = injecting(this.#injection, { chance: this.#dice, until: this.#stop.signal, begin });
    const { cors, enforcePost, jobLimits, logins, signatureHashes } = this.#options;
    return createCommandServer(this.#routes, {
      accounts: [administratorOf(this.#things, this.#options)],
      findAccount: (apiKey) => holderOf(apiKey, this.#things),
      cors,
      enforcePost,
      jobLimits,
      logins,
      signatureHashes,
      handlers: { ...Object.fromEntries(handlers), ...this.#options.handlers },
      now: this.#world.now,
      expiryNow: this.#options.now ?? realTime,
      newId: this.#world.chance.id,
      use: [this.#note, ...(this.#options.use ?? []), inject],
      discovery: () => (this.#discovery ??= discoveryOf(this.#model)),
      version: version === '' ? undefined : version,
      onError: this.#options.onError,
    });
  }

  /** What the mock does for commands, but for those with handlers of the test's own. */
  #deeds(): ReadonlyMap<string, CommandDeed> {
    const { handlers = {} } = this.#options;
    const commands = this.#model.commands.filter(
      ({ name }) => !ofTheServer.has(name) && !Object.hasOwn(handlers, name),
    );
    return new Map(commands.map((command) => [command.name, new CommandDeed(command, this.#world)]));
  }

  /** The server of a recording, where one is made or played. */
  #tape(): CloudStackServer | null {
    const redaction = new Redaction(this.#model);
    const tape = tapeFor(this.#options, redaction);
    if (tape === null) return null;
    const { version } = this.#model;
    return tapeServer(tape, {
      account: keysOf(this.#options),
      redaction,
      now: this.#options.now ?? realTime,
      version: version === '' ? undefined : version,
      note: (request, { command, parameters }) => this.#calls.set(request, { command, parameters }),
      onError: (error, command) => this.#options.onError?.(error, command),
    });
  }

  /** Remembers what was asked for, for whoever is told of requests. */
  readonly #note: Middleware = (call, next) => {
    const { command, context } = call;
    this.#calls.set(context.request, { command: command.name, parameters: shownParameters(call) });
    return next();
  };
}

function injectionOf({
  latencyMs = 0,
  jobLatencyMs = 0,
  failRate = 0,
  fail = {},
  delays = {},
}: MockOptions): Injection {
  return {
    latencyMs,
    jobLatencyMs,
    failRate,
    faults: new Map(Object.entries(fail)),
    delays: new Map(Object.entries(delays)),
  };
}
