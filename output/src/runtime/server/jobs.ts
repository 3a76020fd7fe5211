import { parseJson, stringifyJson } from '../json.js';
import type { Account } from './authenticate.js';
import { type ApiFault, faultOf, notFound } from './fault.js';
import type { JobHandle } from './handler.js';
import type { JobRecord, JobStore } from './job-store.js';

/** CloudStack's default of `job.expire.minutes`: a day after its end a job is unknown. */
const EXPIRY_MS = 1_440 * 60_000;

/** Work that goes on after its acknowledgement. */
export interface JobRequest {
  /** The command's name. */
  readonly command: string;
  readonly account: Account;
  /** Whether the acknowledgement tells the id of the thing that is made. */
  readonly acknowledgesId: boolean;
  /** Does the work; what it yields becomes `jobresult`. */
  readonly execute: (job: JobHandle) => Promise<unknown>;
}

interface JobOptions {
  readonly store: JobStore;
  readonly now: () => Date;
  /** Told what a handler threw that is not a fault, and what the store failed with. */
  readonly report: (error: unknown, command: string) => void;
}

/** Starts jobs and answers for them. */
export class JobEngine {
  readonly #options: JobOptions;

  constructor(options: JobOptions) {
    this.#options = options;
  }

  /** Stores a job, starts it and returns its acknowledgement without waiting for its end. */
  async submit(request: JobRequest): Promise<{ id?: string; jobid: string }> {
    const handle: JobHandle = { jobid: crypto.randomUUID(), id: crypto.randomUUID() };
    const job: JobRecord = {
      id: handle.jobid,
      command: request.command,
      owner: ownerOf(request.account),
      accountid: request.account.accountid ?? null,
      userid: request.account.userid ?? null,
      instanceid: request.acknowledgesId ? handle.id : null,
      status: 0,
      resultcode: 0,
      result: null,
      created: this.#options.now(),
      completed: null,
    };
    await this.#options.store.save(job);
    void this.#run(job, () => request.execute(handle));
    return request.acknowledgesId ? { id: handle.id, jobid: handle.jobid } : { jobid: handle.jobid };
  }

  /**
   * What `queryAsyncJobResult` answers.
   *
   * @throws ApiFault 431 when there is no such job, it has expired, or it is another account's.
   */
  async describe(jobid: string, account: Account): Promise<Readonly<Record<string, unknown>>> {
    const job = await this.#options.store.find(jobid);
    if (job === null || job.owner !== ownerOf(account) || this.#hasExpired(job)) throw notFound('jobid', jobid);
    return {
      accountid: job.accountid ?? undefined,
      userid: job.userid ?? undefined,
      cmd: job.command,
      jobstatus: job.status,
      jobprocstatus: 0,
      jobresultcode: job.resultcode,
      jobresulttype: job.result === null ? undefined : 'object',
      jobresult: job.result === null ? undefined : parseJson(job.result),
      jobinstanceid: job.instanceid ?? undefined,
      created: job.created,
      completed: job.completed ?? undefined,
      jobid: job.id,
    };
  }

  async #run(job: JobRecord, execute: () => Promise<unknown>): Promise<void> {
    const report = (error: unknown): void => this.#options.report(error, job.command);
    try {
      const outcome = await execute()
        .then(succeeded)
        .catch((error: unknown) => failed(faultOf(error, report)));
      await this.#options.store.save({ ...job, ...outcome, completed: this.#options.now() });
    } catch (error) {
      report(error);
    }
  }

  #hasExpired(job: JobRecord): boolean {
    return job.completed !== null && this.#options.now().getTime() - job.completed.getTime() > EXPIRY_MS;
  }
}

type Outcome = Pick<JobRecord, 'status' | 'resultcode' | 'result'>;

/** The result is written down at once: what a handler does to its objects later must not show. */
function succeeded(result: unknown): Outcome {
  return { status: 1, resultcode: 0, result: stringifyJson(result) };
}

function failed({ errorcode, errortext }: ApiFault): Outcome {
  return { status: 2, resultcode: errorcode, result: stringifyJson({ errorcode, errortext }) };
}

/** Users of one account see each other's jobs. */
function ownerOf(account: Account): string {
  return account.accountid ?? account.account ?? account.apiKey;
}
