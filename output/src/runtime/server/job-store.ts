/** A job as it is stored: plain values only, none of them secret unless its result is. */
export interface JobRecord {
  /** `jobid`, a UUID in lower case. */
  readonly id: string;
  /** Name of the command that started it. */
  readonly command: string;
  /** Who may see it: a key made of the caller's account, the same for all its users. */
  readonly owner: string;
  readonly account: string | null;
  readonly accountid: string | null;
  readonly domainid: string | null;
  readonly userid: string | null;
  /** The kind of thing that it works on, such as `VirtualMachine`. */
  readonly instancetype: string | null;
  /** The id of that thing; of one being made, the id that the acknowledgement gave to it. */
  readonly instanceid: string | null;
  /** 0 in progress, 1 succeeded, 2 failed, 3 cancelled (CloudStack: `JobInfo.Status`). */
  readonly status: 0 | 1 | 2 | 3;
  /** `jobprocstatus`: how far its handler says that it has come. */
  readonly progress: number;
  /** 0, or the code of the error that it failed with. */
  readonly resultcode: number;
  /** `jobresult` as JSON; `null` while it is in progress. */
  readonly result: string | null;
  readonly created: Date;
  /** `null` exactly while it is in progress. */
  readonly completed: Date | null;
}

/** Which jobs to list; every condition that is not `null` must hold. */
export interface JobQuery {
  readonly owner: string | null;
  /** Part of the command's name, in any case. */
  readonly keyword: string | null;
  /** Created at this moment or later. */
  readonly createdSince: Date | null;
  /** Only jobs without an end. */
  readonly inProgress: boolean;
  /** How many to pass over. */
  readonly offset: number;
  /** How many at most; `null` for all. */
  readonly limit: number | null;
}

/** Some of the jobs that a query finds. */
export interface JobPage {
  readonly jobs: readonly JobRecord[];
  /** How many it finds in all. */
  readonly count: number;
}

/**
 * Where jobs are kept. One server uses a store at a time: whatever it finds in progress there when it starts has been
 * left behind by one that is gone.
 *
 * What a store throws is reported; it fails the call that needed it with a 530, and never a job.
 */
export interface JobStore {
  /** Adds a job, or replaces the one of the same id, which keeps its place. */
  save(job: JobRecord): Promise<void>;
  /** `null` when there is none of that id. */
  find(id: string): Promise<JobRecord | null>;
  /** Jobs in the order in which they were added, the oldest first, as `listAsyncJobs` shows them. */
  list(query: JobQuery): Promise<JobPage>;
  /** Removes the jobs that were completed before this moment. */
  removeExpired(before: Date): Promise<void>;
}
