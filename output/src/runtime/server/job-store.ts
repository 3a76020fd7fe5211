import { ApiFault } from './fault.js';

/** A job as it is stored: plain values only. */
export interface JobRecord {
  readonly id: string;
  /** Name of the command that started it. */
  readonly command: string;
  /** Who may ask for it. */
  readonly owner: string;
  readonly accountid: string | null;
  readonly userid: string | null;
  /** The id that the acknowledgement gave to the thing being made. */
  readonly instanceid: string | null;
  /** 0 in progress, 1 succeeded, 2 failed. */
  readonly status: 0 | 1 | 2;
  /** 0, or the code of the error that it failed with. */
  readonly resultcode: number;
  /** `jobresult` as JSON; `null` while it is in progress. */
  readonly result: string | null;
  readonly created: Date;
  readonly completed: Date | null;
}

/** Where jobs are kept. */
export interface JobStore {
  /** Adds a job, or replaces the one of the same id. */
  save(job: JobRecord): Promise<void>;
  /** `null` when there is none of that id. */
  find(id: string): Promise<JobRecord | null>;
}

/**
 * Keeps jobs in memory. When there are more than `limit` (default 20 000), the oldest finished ones are forgotten.
 *
 * `save` throws an `ApiFault` 533 when that many jobs are in progress.
 */
export function createMemoryJobStore(limit = 20_000): JobStore {
  const jobs = new Map<string, JobRecord>();
  return {
    save: async (job) => {
      if (!jobs.has(job.id) && jobs.size >= limit) forgetOldest(jobs);
      jobs.set(job.id, job);
    },
    find: async (id) => jobs.get(id) ?? null,
  };
}

/** A map keeps the order of insertion. */
function forgetOldest(jobs: Map<string, JobRecord>): void {
  for (const [id, job] of jobs) {
    if (job.completed === null) continue;
    jobs.delete(id);
    return;
  }
  throw new ApiFault({ errorcode: 533, errortext: 'Too many jobs are in progress', cserrorcode: 4325 });
}
