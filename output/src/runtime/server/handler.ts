import type { Command } from '../command.js';
import type { Validator } from '../validate.js';
import type { Account } from './authenticate.js';

/** What a handler knows about the call beside its parameters. */
export interface HandlerContext {
  /** The command's name. */
  readonly command: string;
  /** Who calls. */
  readonly account: Account;
  /** The request as it came; the body of a POST is read already. */
  readonly request: Request;
  /** Aborted when the caller goes away. A job outlives its request: its signal stays quiet. */
  readonly signal: AbortSignal;
  /** The job that this call runs in; `null` when the caller waits for the answer itself. */
  readonly job: JobHandle | null;
}

/** A running job, as its handler sees it. */
export interface JobHandle {
  readonly jobid: string;
  /**
   * A fresh id for the thing that the job makes. Use it: where the command says so, the caller has it already, from the
   * acknowledgement.
   */
  readonly id: string;
}

/**
 * Executes a command: `P` is what was sent, checked; `R` is the outcome without its envelope. It fails by throwing,
 * an `ApiFault` to be told to the caller, anything else to become a 530.
 */
export type Handler<P, R> = (params: P, context: HandlerContext) => R | Promise<R>;

/** What the server knows about a command. */
export interface Route {
  readonly command: Command;
  /** Checks the parameters. */
  readonly params: Validator<unknown>;
}

/** Routes by name of command. */
export type Routes<Name extends string> = Readonly<Record<Name, Route>>;
