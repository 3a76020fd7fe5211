import { numbers } from '../check-option.js';
import type { Page } from '../command.js';
import type { Account } from './account.js';
import {
  type ApiFault,
  insufficientCapacity,
  internalError,
  notFound,
  parameterError,
  permissionDenied,
} from './fault.js';
import type { JobHandle } from './handler.js';
import { describeJob, type JobListParams, jobQueryOf, ownerOf } from './job-answer.js';
import { failed, interrupted, type JobOutcome, outcomeOf } from './job-outcome.js';
import { JobRun } from './job-run.js';
import type { JobQuery, JobRecord, JobStore } from './job-store.js';
import type { JobLimits } from './options.js';

/** A day is CloudStack's default of `job.expire.minutes`. */
const DEFAULT_LIMITS = { expireMinutes: 1_440, maxInProgress: 10_000 };
/** How often expired jobs are removed at most, in milliseconds (CloudStack: `GC_INTERVAL`). */
const SWEEP_INTERVAL_MS = 10_000;

const LEFT_BEHIND: JobQuery = {
  owner: null,
  keyword: null,
  createdSince: null,
  inProgress: true,
  offset: 0,
  limit: null,
};

/** Work that goes on after its acknowledgement. */
export interface JobRequest {
  /** The command's name. */
  readonly command: string;
  readonly account: Account;
  /** Whether the acknowledgement tells the id of the thing that is made. */
  readonly acknowledgesId: boolean;
  /** The id that the caller wants the job to have (`customjobid`), a UUID that no other job has. */
  readonly jobid?: string | undefined;
  /**
   * Does the work; what it yields becomes `jobresult`, an object as it is and anything else as a text. The signal is
   * aborted when the server closes, and the outcome counts no more from then on.
   */
  readonly execute: (job: JobHandle, signal: AbortSignal) => Promise<unknown>;
}

/** What a command that starts a job answers at once. */
export interface JobAcknowledgement {
  readonly id?: string;
  readonly jobid: string;
}

/** What a {@link JobEngine} works with. */
export interface JobOptions extends JobLimits {
  readonly store: JobStore;
  readonly now: () => Date;
  /** Told what a handler threw that is not a fault, and what the store failed with. */
  readonly report: (error: unknown, command: string) => void;
  /** Makes the ids of jobs and of what they make; default random UUIDs. */
  readonly newId?: (() => string) | undefined;
}

/**
 * Starts jobs and answers for them.
 *
 * Jobs of an earlier process that the store still has in progress are failed before the first answer, as CloudStack
 * does when it starts: nobody works on them any more. There are no timers: expired jobs are removed as calls come in.
 */
export class JobEngine {
  readonly #options: JobOptions;
  readonly #expiryMs: number;
  readonly #maxInProgress: number;
  /** Jobs in progress, and those whose end the store failed to take. */
  readonly #runs = new Map<string, JobRun>();
  #recovery: Promise<void> | null = null;
  #closing: Promise<void> | null = null;
  #sweptAt = 0;

  /** @throws TypeError when a limit is not a whole number above zero. */
  constructor(options: JobOptions) {
    const { expireMinutes, maxInProgress } = numbers(DEFAULT_LIMITS, options, 'jobLimits.');
    this.#options = options;
    this.#expiryMs = expireMinutes * 60_000;
    this.#maxInProgress = maxInProgress;
  }

  /**
   * Stores a job, starts it and returns its acknowledgement without waiting for its end.
   *
   * @throws ApiFault 431 for a `jobid` that cannot be taken, 533 when too many jobs are in progress, 530 when the server
   * closes.
   */
  async submit(request: JobRequest): Promise<JobAcknowledgement> {
    await this.#prepare(request.command);
    const wanted = await this.#wantedId(request.jobid);
    const run = this.#admit(request, wanted);
    const { id, jobid } = run.handle;
    try {
      await run.save();
    } catch (error) {
      this.#runs.delete(jobid);
      throw error;
    }
    this.#refuseWhenClosing();
    void this.#execute(run, request);
    return request.acknowledgesId ? { id, jobid } : { jobid };
  }

  /**
   * What `queryAsyncJobResult` answers.
   *
   * @throws ApiFault 431 when there is no such job, or it has expired; 531 when it is another account's and the caller
   * no root administrator.
   */
  async describe(jobid: string, account: Account): Promise<Readonly<Record<string, unknown>>> {
    await this.#prepare('queryAsyncJobResult');
    const id = jobid.toLowerCase();
    const job = this.#runs.get(id)?.record ?? (await this.#options.store.find(id));
    if (job === null || this.#hasExpired(job)) throw notFound('jobid', jobid);
    // Only who is said to be root: an account of no type is one here, and was never meant to see everything.
    const isVisible = job.owner === ownerOf(account) || account.type === 1;
    if (!isVisible) throw permissionDenied('The jobs of another account cannot be seen');
    return describeJob(job);
  }

  /**
   * What `listAsyncJobs` answers: the jobs of the caller's account in any state, the oldest first.
   *
   * @throws ApiFault 431 when `startdate` is no date, 531 when `account` is another's.
   */
  async list(params: JobListParams, account: Account): Promise<Page<Readonly<Record<string, unknown>>>> {
    const query = jobQueryOf(params, account);
    await this.#prepare('listAsyncJobs');
    const { jobs, count } = await this.#options.store.list(query);
    return { items: jobs.map((job) => describeJob(this.#runs.get(job.id)?.record ?? job)), count };
  }

  /**
   * Takes no more jobs, fails those in progress as CloudStack does when it stops, aborts their signals, and settles
   * when all that is stored. Handlers that go on regardless are not waited for.
   */
  close(): Promise<void> {
    this.#closing ??= this.#interrupt();
    return this.#closing;
  }

  async #interrupt(): Promise<void> {
    const reason = interrupted();
    const runs = [...this.#runs.values()];
    const ends = runs.map((run) => this.#end(run, failed(reason)));
    for (const run of runs) run.abort(reason);
    await Promise.all(ends);
  }

  /** @throws ApiFault 431 for what is no id, or belongs to a job of anybody. */
  async #wantedId(jobid: string | undefined): Promise<string | null> {
    if (jobid === undefined) return null;
    const id = jobid.toLowerCase();
    const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
    if (!isId || (await this.#options.store.find(id)) !== null) throw idRefused();
    return id;
  }

  /** @throws ApiFault 431, 533 or 530 when the job cannot be taken. */
  #admit(request: JobRequest, wanted: string | null): JobRun {
    this.#refuseWhenClosing();
    if (wanted !== null && this.#runs.has(wanted)) throw idRefused();
    if (this.#runs.size >= this.#maxInProgress) throw insufficientCapacity('Too many jobs are in progress');
    const { now, store, newId = () => crypto.randomUUID() } = this.#options;
    const id = newId();
    const run = new JobRun({ ...newRecord(request, id, now()), id: wanted ?? newId() }, id, store);
    this.#runs.set(run.handle.jobid, run);
    return run;
  }

  #refuseWhenClosing(): void {
    if (this.#closing !== null) throw internalError('The server is closing and takes no new jobs');
  }

  async #execute(run: JobRun, { command, execute }: JobRequest): Promise<void> {
    const report = (error: unknown): void => {
      if (run.record.completed === null) this.#options.report(error, command);
    };
    const outcome = await outcomeOf(async () => execute(run.handle, run.signal), report);
    await this.#end(run, outcome);
  }

  /** The first end counts. */
  async #end(run: JobRun, outcome: JobOutcome): Promise<void> {
    if (!run.end(outcome, this.#options.now())) return;
    try {
      await run.save();
      this.#runs.delete(run.record.id);
    } catch (error) {
      this.#options.report(error, run.record.command);
    }
  }

  /** What must be done before any answer. */
  async #prepare(command: string): Promise<void> {
    const recovery = (this.#recovery ??= this.#recover());
    try {
      await recovery;
    } catch (error) {
      // The next call tries again.
      if (this.#recovery === recovery) this.#recovery = null;
      throw error;
    }
    await this.#sweep(command);
  }

  /** Fails what an earlier process left behind. */
  async #recover(): Promise<void> {
    const { store, now } = this.#options;
    const { jobs } = await store.list(LEFT_BEHIND);
    for (const job of jobs) await store.save({ ...job, ...failed(interrupted()), completed: now() });
  }

  /** A store that cannot remove what has expired still answers. */
  async #sweep(command: string): Promise<void> {
    const now = this.#options.now().getTime();
    if (now - this.#sweptAt < SWEEP_INTERVAL_MS) return;
    this.#sweptAt = now;
    try {
      await this.#options.store.removeExpired(new Date(now - this.#expiryMs));
    } catch (error) {
      this.#options.report(error, command);
    }
  }

  #hasExpired({ completed }: JobRecord): boolean {
    return completed !== null && this.#options.now().getTime() - completed.getTime() > this.#expiryMs;
  }
}

function idRefused(): ApiFault {
  return parameterError('Parameter customjobid is not a UUID, or another job has it');
}

function newRecord({ command, account, acknowledgesId }: JobRequest, id: string, created: Date): Omit<JobRecord, 'id'> {
  return {
    command,
    owner: ownerOf(account),
    account: account.account ?? null,
    accountid: account.accountid ?? null,
    domainid: account.domainid ?? null,
    userid: account.userid ?? null,
    instancetype: null,
    instanceid: acknowledgesId ? id : null,
    status: 0,
    progress: 0,
    resultcode: 0,
    result: null,
    created,
    completed: null,
  };
}
