import { abortable, startTimer } from './deadline.js';

/** When some work is due, by the clock of `performance.now()`. */
export interface Due {
  readonly dueAt: number;
  /** Until when its turn may come. */
  readonly endAt: number;
  readonly signal: AbortSignal | undefined;
  /** What to throw when it does not. */
  readonly timeoutError: () => Error;
}

interface Turn extends Due {
  start(): void;
  miss(): void;
}

/**
 * Gives many waiting jobs their turns to ask the server: not before each one's time, and never more of them at once
 * than allowed. However many wait, there is one timer.
 */
export class Scheduler {
  readonly #concurrency: number;
  readonly #waiting = new Set<Turn>();
  #running = 0;
  #heldUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** Lets nobody start for a while, in milliseconds: the server has asked for it. */
  hold(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, performance.now() + ms);
  }

  /**
   * Does the work when it is due, or as soon after it as there is room. It rejects with the signal's reason when that
   * aborts before the work has begun.
   */
  async run<T>(due: Due, work: () => Promise<T>): Promise<T> {
    await this.#turn(due);
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#wake();
    }
  }

  #turn(due: Due): Promise<void> {
    const { signal } = due;
    const turn = abortable<void>(signal, (resolve, reject) => {
      const waiting: Turn = {
        ...due,
        start: () => {
          this.#running += 1;
          resolve();
        },
        miss: () => reject(due.timeoutError()),
      };
      this.#waiting.add(waiting);
      return () => {
        this.#waiting.delete(waiting);
        if (signal?.aborted) this.#wake();
      };
    });
    this.#wake();
    return turn;
  }

  /** Starts whoever may start, those who came first first, and sets the timer for the next. */
  #wake(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    let next = Infinity;
    for (const turn of this.#waiting) {
      const hasRoom = this.#running < this.#concurrency;
      const startAt = Math.max(turn.dueAt, this.#heldUntil);
      if (hasRoom && startAt <= now) turn.start();
      else if (turn.endAt <= now) turn.miss();
      else next = Math.min(next, turn.endAt, hasRoom ? startAt : Infinity);
    }
    this.#timer = startTimer(Math.ceil(next - now), () => this.#wake());
  }
}
