import type { Command } from '../command.js';
import type { Validator } from '../validate.js';
import type { Account } from './account.js';

/** What a handler knows about the call beside its parameters. */
export interface HandlerContext {
  /** The command's name. */
  readonly command: string;
  /** Who calls. */
  readonly account: Account;
  /** The request as it came; the body of a POST is read already. */
  readonly request: Request;
  /** Aborted when the caller goes away. A job outlives its request: its signal is aborted when the server closes. */
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
  /**
   * Tells callers how far the job has come: `jobprocstatus`, 0 at first. CloudStack leaves its meaning to the command;
   * per cent are usual. It is kept in memory, and stored with the job's end.
   *
   * @throws RangeError when it is not a whole number from 0 to 2^31 - 1.
   */
  progress(value: number): void;
  /** Tells callers what the job works on: `jobinstancetype`, such as `VirtualMachine`, and `jobinstanceid`. */
  attach(type: string, id: string): void;
}

/**
 * Executes a command: `P` is what was sent, checked; `R` is the outcome without its envelope. It fails by throwing,
 * an `ApiFault` to be told to the caller, anything else to become a 530.
 */
export type Handler<P, R> = (params: P, context: HandlerContext) => R | Promise<R>;

/** A handler of some command. */
export type AnyHandler = Handler<never, unknown>;

/** What the server knows about a command. */
export interface Route {
  readonly command: Command;
  /** Checks the parameters; it is asked for when the command is called or described, so that a getter may build it. */
  readonly params: Validator<unknown>;
}

/** Routes by name of command. */
export type Routes<Name extends string> = Readonly<Record<Name, Route>>;
