import { abortable, startTimer } from './deadline.js';

interface Turn {
  readonly dueAt: number;
  start(): void;
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
   * Does the work at its time, by the clock of `performance.now()`, or as soon after it as there is room. It rejects
   * with the signal's reason when that aborts before the work has begun.
   */
  async run<T>(dueAt: number, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    await this.#turn(dueAt, signal);
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#wake();
    }
  }

  #turn(dueAt: number, signal: AbortSignal | undefined): Promise<void> {
    const turn = abortable<void>(signal, (resolve) => {
      const waiting: Turn = {
        dueAt,
        start: () => {
          this.#running += 1;
          resolve();
        },
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
      if (this.#running >= this.#concurrency) return;
      const startAt = Math.max(turn.dueAt, this.#heldUntil);
      if (startAt <= now) turn.start();
      else next = Math.min(next, startAt);
    }
    this.#timer = startTimer(Math.ceil(next - now), () => this.#wake());
  }
}
