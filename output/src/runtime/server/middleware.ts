import type { Command, CommandFacts } from '../command.js';
import { isSecret, redacted } from '../redact.js';
import type { HandlerContext } from './handler.js';

/** A command that is about to be executed, its parameters checked. */
export interface HandlerCall {
  readonly command: Command;
  /** As the handler gets them, passwords included; {@link shownParameters} has what may be logged. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly context: HandlerContext;
}

/**
 * Runs around the handler of every command, in its job where it has one. `next` executes the rest, once; its outcome
 * has no envelope yet. What a middleware returns takes the outcome's place, and returning nothing leaves it as it is.
 * A middleware fails as a handler does.
 *
 * @example
 * const log: Middleware = async ({ command, context }, next) => {
 *   const started = Date.now();
 *   try {
 *     await next();
 *   } finally {
 *     console.info(command.name, context.account.account, `${Date.now() - started} ms`);
 *   }
 * };
 */
export type Middleware = (call: HandlerCall, next: () => Promise<unknown>) => unknown;

/** The outcome of a handler with everything around it, the first outermost. */
export function runMiddleware(
  around: readonly Middleware[],
  call: HandlerCall,
  handler: () => Promise<unknown>,
): Promise<unknown> {
  return around.reduceRight<() => Promise<unknown>>(
    (inner, middleware) => () => runOne(middleware, call, inner),
    handler,
  )();
}

async function runOne(middleware: Middleware, call: HandlerCall, inner: () => Promise<unknown>): Promise<unknown> {
  let outcome: Promise<unknown> | undefined;
  const own = await middleware(call, () => {
    if (outcome !== undefined) throw new Error('A middleware called next a second time');
    outcome = inner();
    // Who does not wait for the outcome must not bring the process down with its failure.
    outcome.catch(() => undefined);
    return outcome;
  });
  return own === undefined ? outcome : own;
}

/** Parameters fit for a log: passwords, keys and the like are replaced, by the facts of the command and by their names. */
export function shownParameters({ command, params }: HandlerCall): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(command, name, value)]));
}

function shown(command: CommandFacts, name: string, value: unknown): unknown {
  if (isSecret(command, name.toLowerCase())) return redacted;
  if (Array.isArray(value)) return value.map((item: unknown) => shown(command, name, item));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const fields = Object.entries(value).map(([field, member]) => [field, shown(command, `${name}[0].${field}`, member)]);
  return Object.fromEntries(fields) as unknown;
}
