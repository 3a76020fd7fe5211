/** The longest time that a timer of the platform can hold. */
const longestTimer = 2 ** 31 - 1;

/** Ends work when the time is over. */
export interface Deadline {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** What to throw. */
  readonly timeoutError: () => Error;
}

/**
 * A promise that rejects with the signal's reason as soon as it aborts. `begin` starts what settles it some time later,
 * and returns what is called when it is settled, in whatever way.
 */
export function abortable<T>(
  signal: AbortSignal | undefined,
  begin: (resolve: (value: T) => void, reject: (reason: unknown) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const leaving =
      <A>(settle: (value: A) => void) =>
      (value: A): void => {
        stopListening?.();
        end();
        settle(value);
      };
    const fail = leaving(reject);
    const stopListening = signal && onAbort(signal, () => fail(signal.reason));
    const end = begin(leaving(resolve), fail);
  });
}

/** Whoever waits for one signal. */
class Waiting extends Set<() => void> {
  handleEvent(): void {
    for (const run of this) run();
  }
}

/** One listener for each signal: Node warns of a leak where there are more than ten. */
const waiting = new WeakMap<AbortSignal, Waiting>();

/** Calls `run` when the signal aborts; returns what forgets it. */
function onAbort(signal: AbortSignal, run: () => void): () => void {
  const all = waiting.get(signal) ?? new Waiting();
  waiting.set(signal, all);
  // Which does nothing where it listens already.
  signal.addEventListener('abort', all);
  all.add(run);
  return () => {
    all.delete(run);
    if (all.size === 0) signal.removeEventListener('abort', all);
  };
}

/**
 * Runs work that ends with the caller's signal, throwing the signal's reason, or when the time is over. It ends even
 * when the work ignores the signal that it is given; neither timer nor listener outlives it.
 */
export function withDeadline<T>(deadline: Deadline, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { timeoutMs, signal, timeoutError } = deadline;
  return abortable(signal, (resolve, reject) => {
    const controller = new AbortController();
    const timer = startTimer(timeoutMs, () => {
      reject(timeoutError());
      controller.abort();
    });
    work(controller.signal).then(resolve, reject);
    return () => {
      clearTimeout(timer);
      if (signal?.aborted) controller.abort(signal.reason);
    };
  });
}

/** Waits; throws the signal's reason when it aborts first. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return abortable(signal, (resolve) => {
    const timer = startTimer(ms, () => resolve());
    return () => clearTimeout(timer);
  });
}

/** No timer at all for a time that it could not hold: it would run out at once. */
export function startTimer(ms: number, run: () => void): ReturnType<typeof setTimeout> | undefined {
  return ms > longestTimer ? undefined : setTimeout(run, ms);
}
