import type { AnyHandler, Route, Routes } from './handler.js';

/** A command that the server knows, and who executes it. */
export interface Known {
  readonly route: Route;
  /** `null` when nobody does. */
  readonly handler: AnyHandler | null;
}

/** Every command with its handler; what is built in stays where there is none. */
export function commandsOf(
  routes: Routes<string>,
  handlers: Readonly<Record<string, AnyHandler | undefined>>,
  builtIn: ReadonlyMap<string, Known>,
): ReadonlyMap<string, Known> {
  const commands = new Map(builtIn);
  for (const [name, route] of Object.entries(routes)) {
    const handler = handlerOf(handlers, name);
    if (handler !== null || !builtIn.has(name)) commands.set(name, { route, handler });
  }
  return commands;
}

/** Handlers may be methods of a class, but what every object inherits is none. */
function handlerOf(handlers: Readonly<Record<string, AnyHandler | undefined>>, name: string): AnyHandler | null {
  const handler = handlers[name];
  if (typeof handler !== 'function' || handler === Reflect.get(Object.prototype, name)) return null;
  return handler.bind(handlers);
}

/** @throws TypeError for handlers that would take from others what they need. */
export function refuseConflicts(
  commands: ReadonlyMap<string, Known>,
  builtIn: ReadonlyMap<string, Known>,
  hasUsers: boolean,
): void {
  const isReplaced = (name: string): boolean => {
    const handler = commands.get(name)?.handler ?? null;
    return handler !== null && handler !== builtIn.get(name)?.handler;
  };
  const startsJobs = [...commands.values()].some(
    ({ route, handler }) => handler !== null && route.command.mode === 'async',
  );
  if (startsJobs && isReplaced('queryAsyncJobResult')) {
    throw new TypeError(
      'A handler for queryAsyncJobResult cannot know the jobs that the handlers of asynchronous commands run in: leave it out.',
    );
  }
  if (hasUsers && (isReplaced('login') || isReplaced('logout'))) {
    throw new TypeError(
      'Handlers for login and logout cannot begin or end a session: leave them out, or the passwords of the accounts.',
    );
  }
}
