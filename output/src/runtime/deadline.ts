/** The longest time that a timer of the platform can hold. */
const longestTimer = 2 ** 31 - 1;

/** What ends work before it is done. */
export interface Limits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** What to throw when the time is over. */
  readonly timeoutError: () => Error;
}

/**
 * Runs work that ends with the caller's signal, throwing the signal's reason, or when the time is over. It ends even
 * when the work ignores the signal that it is given; neither timer nor listener outlives it.
 */
export async function withDeadline<T>(limits: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { timeoutMs, signal, timeoutError } = limits;
  signal?.throwIfAborted();
  const controller = new AbortController();
  let stop: (reason: unknown) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => {
      reject(reason);
      controller.abort(reason);
    };
  });
  const onAbort = (): void => stop(signal?.reason);
  const timer = startTimer(() => stop(timeoutError()), timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([stopped, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Waits; throws the signal's reason when it aborts first. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      },
      Math.min(ms, longestTimer),
    );
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** No timer at all for a time that it could not hold: it would run out at once. */
function startTimer(run: () => void, ms: number): ReturnType<typeof setTimeout> | undefined {
  return ms > longestTimer ? undefined : setTimeout(run, ms);
}
