import { pause } from './deadline.js';
import { ApiError, JobFailedError, JobTimeoutError, ProtocolError, TransportError } from './errors/index.js';
import type { JobStatus } from './job-status.js';
import { LazyPromise } from './lazy.js';
import { type JobOptions, positive, type RequestOptions } from './options.js';
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
  /** The client's limit for one request, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** The client's defaults for waiting, in milliseconds. */
  readonly timing: { readonly timeoutMs: number; readonly pollMs: number };
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
   * many jobs do not ask in step; the last is at the end of the time. Looks that fail for reasons that may pass are
   * repeated, ten in a row.
   *
   * @throws JobFailedError when the job failed or was cancelled.
   * @throws JobTimeoutError when it is still running at the end; it keeps the job's id.
   */
  async result(options: JobOptions = {}): Promise<R> {
    const status = await this.#wait(options);
    if (status.state === 'succeeded') return status.result;
    throw new JobFailedError({ command: this.#commandName, jobid: this.jobid, ...status });
  }

  get #commandName(): string {
    return this.command ?? 'queryAsyncJobResult';
  }

  async #wait({ signal, onProgress, ...timing }: JobOptions): Promise<Settled<R>> {
    const timeoutMs = positive('timeoutMs', timing.timeoutMs ?? this.#source.timing.timeoutMs);
    const pollMs = positive('pollMs', timing.pollMs ?? this.#source.timing.pollMs);
    const started = performance.now();
    const pauses = growingPauses(pollMs);
    const patience = new Patience();
    for (let polls = 1; ; polls += 1) {
      const isLast = performance.now() - started >= timeoutMs;
      const status = await this.#look(patience, signal, timeoutMs - (performance.now() - started));
      if (status.state !== 'pending') return status;
      if (isLast) throw this.#timeout(timeoutMs, patience.lastFailure);
      const elapsedMs = performance.now() - started;
      onProgress?.({ jobid: this.jobid, polls, elapsedMs });
      await pause(Math.min(pauses.next().value, Math.max(0, timeoutMs - elapsedMs)), signal);
    }
  }

  /** One look that takes a passing failure for "not known to be done". */
  async #look(patience: Patience, signal: AbortSignal | undefined, remainingMs: number): Promise<JobStatus<R>> {
    const timeoutMs = Math.min(this.#source.requestTimeoutMs, Math.max(remainingMs, shortestLookMs));
    try {
      const status = await this.#source.look(this.jobid, { signal, timeoutMs });
      patience.restore();
      return status;
    } catch (error) {
      if (signal?.aborted) throw error;
      patience.spend(error);
      return { state: 'pending' };
    }
  }

  #timeout(timeoutMs: number, cause: unknown): JobTimeoutError {
    return new JobTimeoutError({ command: this.#commandName, jobid: this.jobid, timeoutMs, cause });
  }
}

type Settled<R> = Exclude<JobStatus<R>, { state: 'pending' }>;

/** Counts failures in a row, and throws the one that is too many or that no patience helps against. */
class Patience {
  #failures = 0;
  lastFailure: unknown;

  restore(): void {
    this.#failures = 0;
    this.lastFailure = undefined;
  }

  spend(error: unknown): void {
    this.#failures += 1;
    if (!mayPass(error) || this.#failures >= failedLooksAllowed) throw error;
    this.lastFailure = error;
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof TransportError) return true;
  if (error instanceof ProtocolError) return error.status >= 500;
  return error instanceof ApiError && (error.isThrottled || error.errorcode === 503);
}

function* growingPauses(pollMs: number): Generator<number, never, undefined> {
  for (let pauseMs = pollMs; ; pauseMs = Math.min(pauseMs * pauseGrowth, pollMs * longestPauseFactor)) {
    yield pauseMs * (0.8 + Math.random() * 0.4);
  }
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
