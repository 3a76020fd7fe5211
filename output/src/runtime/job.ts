import { positive } from './check-option.js';
import { JobFailedError, JobTimeoutError } from './errors/index.js';
import type { JobStatus } from './job-status.js';
import { LazyPromise } from './lazy.js';
import type { JobOptions, RequestOptions } from './options.js';
import { mayPass, retryAfterMs } from './retry.js';
import { Scheduler } from './scheduler.js';
import type { Settings } from './settings.js';
import type { Acknowledgement } from './unwrap.js';

/** A look at the job may always take this long, even just before the waiting ends, in milliseconds. */
const shortestLookMs = 5000;
/** So many looks in a row may fail for reasons that pass, such as a server that restarts. */
const failedLooksAllowed = 10;
const pauseGrowth = 1.2;
const longestPauseFactor = 4;

/** What a job needs of its client. */
export interface JobSource<R> {
  /** The command that started the job; `null` when a job is resumed by its id alone. */
  readonly command: string | null;
  /** Asks the server once. */
  look(jobid: string, options: RequestOptions): Promise<JobStatus<R>>;
  readonly settings: Settings;
}

/**
 * A job that a command has started. The id is all that is needed to wait for it elsewhere: `client.job(jobid)`. The
 * server forgets jobs after `job.expire.minutes`, a day by default.
 */
export class Job<R> {
  /** The job's own id. */
  readonly jobid: string;
  /** The id of the thing being made, where the command told it at once; else `null`. */
  readonly id: string | null;
  /** The command that started the job; `null` when it was resumed by its id alone. */
  readonly command: string | null;
  readonly #source: JobSource<R>;

  constructor(source: JobSource<R>, { jobid, id }: Acknowledgement) {
    this.jobid = jobid;
    this.id = id;
    this.command = source.command;
    this.#source = source;
  }

  /**
   * Asks once where the job stands.
   *
   * @throws ApiError with 431 when the server does not know the job (any more).
   */
  status(options: RequestOptions = {}): Promise<JobStatus<R>> {
    return this.#source.look(this.jobid, options);
  }

  /**
   * Waits for the job's outcome. The first look is at once, later ones after pauses that grow slowly and vary, so that
   * many jobs do not ask in step; the last is at the end of the time. All jobs of a client share the turns to look.
   * Looks that fail for reasons that may pass are repeated, ten in a row; those that the server puts off do not count.
   *
   * @throws JobFailedError when the job failed or was cancelled.
   * @throws JobTimeoutError when it is still running at the end; it keeps the job's id.
   */
  async result(options: JobOptions = {}): Promise<R> {
    const status = await this.#wait(options);
    if (status.state === 'succeeded') return status.result;
    const { errorcode, errortext } = status;
    throw new JobFailedError({ command: this.#commandName, jobid: this.jobid, errorcode, errortext });
  }

  get #commandName(): string {
    return this.command ?? 'queryAsyncJobResult';
  }

  async #wait({ signal, onProgress, ...timing }: JobOptions): Promise<Settled<R>> {
    const { jobid } = this;
    const { look, settings } = this.#source;
    const { job } = settings;
    const scheduler = (settings.scheduler ??= new Scheduler(job.concurrency));
    const timeoutMs = positive('timeoutMs', timing.timeoutMs ?? job.timeoutMs);
    const pollMs = positive('pollMs', timing.pollMs ?? job.pollMs);
    const started = performance.now();
    const endAt = started + timeoutMs;
    const lookNow = (): Promise<JobStatus<R>> => {
      const remainingMs = Math.max(endAt - performance.now(), shortestLookMs);
      return look(jobid, { signal, timeoutMs: Math.min(settings.timeoutMs, remainingMs), retry: false });
    };
    let cause: unknown;
    const timeoutError = (): Error => new JobTimeoutError({ command: this.#commandName, jobid, timeoutMs, cause });
    let dueAt = started;
    for (let polls = 1, failures = 0; ; polls += 1) {
      try {
        const status = await scheduler.run({ dueAt, endAt, signal, timeoutError }, lookNow);
        if (status.state !== 'pending') return status;
        failures = 0;
        cause = undefined;
      } catch (error) {
        const askedMs = retryAfterMs(error);
        failures += Number(askedMs === 0);
        if (!mayPass(error) || failures >= failedLooksAllowed) throw error;
        cause = error;
        scheduler.hold(askedMs);
      }
      if (dueAt >= endAt) throw timeoutError();
      const now = performance.now();
      onProgress?.({ jobid, polls, elapsedMs: now - started });
      dueAt = Math.min(endAt, now + pauseAfter(polls, pollMs));
    }
  }
}

type Settled<R> = Exclude<JobStatus<R>, { state: 'pending' }>;

/** Grows by a fifth each time, up to four times the first, give or take a fifth. */
function pauseAfter(polls: number, pollMs: number): number {
  return pollMs * Math.min(pauseGrowth ** (polls - 1), longestPauseFactor) * (0.8 + Math.random() * 0.4);
}

/**
 * A command that starts a job. Await it for the {@link Job}, as soon as the server has acknowledged it; or call
 * `result()` for the outcome.
 *
 * The command is sent at once, and only once, whatever is called afterwards.
 */
export class JobPromise<R> extends LazyPromise<Job<R>> {
  readonly #signal: AbortSignal | undefined;

  /** The signal ends the waiting in `result()` too, unless that is given its own. */
  constructor(start: () => Promise<Job<R>>, signal?: AbortSignal) {
    super(start);
    this.#signal = signal;
    // A command that changes something must not wait for somebody to look at its promise.
    void this.begin();
  }

  override get [Symbol.toStringTag](): string {
    return 'JobPromise';
  }

  /** Waits for the outcome, as {@link Job.result} does. */
  async result(options: JobOptions = {}): Promise<R> {
    const job = await this;
    return job.result({ ...options, signal: options.signal ?? this.#signal });
  }
}
