import { ApiFault, type HandlerCall, internalError, type Middleware } from '../../templates/runtime/server/index.js';
import type { Chance } from './chance.js';
import type { Begun } from './deeds/progress.js';

/** An error that a command is to fail with. */
export interface MockFault {
  /** CloudStack's code, and the HTTP status where the command answers at once: 400 to 599; default 530. */
  readonly errorcode?: number | undefined;
  /** Default: a sentence that names the command and says that it was asked to fail. */
  readonly errortext?: string | undefined;
  /** CloudStack's number of the exception; default 9999. */
  readonly cserrorcode?: number | undefined;
}

/** How answers are delayed and spoilt; all of it can be changed while the mock runs. */
export interface Injection {
  /** Milliseconds before any answer. */
  latencyMs: number;
  /** Milliseconds that a job takes. */
  jobLatencyMs: number;
  /** The share of commands, or of their jobs, that fail at random: 0 for none, 1 for all. */
  failRate: number;
  /** Milliseconds that single commands, or their jobs, take. */
  readonly delays: Map<string, number>;
  /** Errors that single commands, or their jobs, end with. */
  readonly faults: Map<string, MockFault>;
}

/** What the server answers by itself is never spoilt: a client could not even learn that a job failed. */
const spared: ReadonlySet<string> = new Set(['queryAsyncJobResult', 'listAsyncJobs', 'listApis', 'login', 'logout']);

/** What injection needs beside its settings. */
interface Means {
  readonly chance: Chance;
  /** Ends every pause, and fails the command, when it is aborted. */
  readonly until: AbortSignal;
  /** Does what others see of a job as long as it lasts; `null` for nothing. */
  readonly begin: (call: HandlerCall) => Begun | null;
}

/** Delays and fails commands as asked. */
export function injecting(injection: Injection, { chance, until, begin }: Means): Middleware {
  return async (call, next) => {
    const { command, context } = call;
    const { name } = command;
    if (spared.has(name)) return next();
    const delay = injection.delays.get(name) ?? (context.job === null ? 0 : injection.jobLatencyMs);
    const begun = delay > 0 ? begin(call) : null;
    try {
      await pause(delay, [context.signal, until]);
      if (until.aborted) throw internalError('The mock was closed or reset');
      refuseAsAsked(name, injection, chance);
    } catch (error) {
      begun?.undo();
      throw error;
    }
    begun?.settle();
    return next();
  };
}

function refuseAsAsked(name: string, { faults, failRate }: Injection, chance: Chance): void {
  const fault = faults.get(name);
  if (fault !== undefined) throw faultFor(name, fault);
  if (failRate > 0 && chance.number() < failRate) throw faultFor(name, {});
}

function faultFor(name: string, { errorcode = 530, errortext, cserrorcode }: MockFault): ApiFault {
  return new ApiFault({ errorcode, errortext: errortext ?? `The mock was asked to fail ${name}`, cserrorcode });
}

/** Waits, but no longer than anybody is interested. */
export function pause(milliseconds: number, until: readonly AbortSignal[]): Promise<void> {
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const signal of until) signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    for (const signal of until) {
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    }
  });
}
