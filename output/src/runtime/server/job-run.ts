import type { JobHandle } from './handler.js';
import type { JobOutcome } from './job-outcome.js';
import type { JobRecord, JobStore } from './job-store.js';

const MAX_PROGRESS = 0x7fffffff;

/** A job that this server executes: where it stands now, which the store need not know yet. */
export class JobRun {
  readonly handle: JobHandle;
  readonly #store: JobStore;
  /** Each job has its own, so that whatever listens to it goes when the job goes. */
  readonly #stop = new AbortController();
  #record: JobRecord;
  /** Writes follow one another, so that an end is never overwritten by a beginning. */
  #written: Promise<unknown> = Promise.resolve();

  /** @param id of the thing that the job makes. */
  constructor(record: JobRecord, id: string, store: JobStore) {
    this.#record = record;
    this.#store = store;
    this.handle = {
      jobid: record.id,
      id,
      progress: (value) => this.#change({ progress: checkProgress(value) }),
      attach: (instancetype, instanceid) => this.#change({ instancetype, instanceid }),
    };
  }

  get record(): JobRecord {
    return this.#record;
  }

  /** Aborted when the server closes. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  abort(reason: unknown): void {
    this.#stop.abort(reason);
  }

  /** Writes down where the job stands. */
  save(): Promise<void> {
    const record = this.#record;
    const write = (): Promise<void> => this.#store.save(record);
    const saved = this.#written.then(write, write);
    this.#written = saved;
    return saved;
  }

  /** Whether this is its end; a job that has ended stays as it is. */
  end(outcome: JobOutcome, completed: Date): boolean {
    if (this.#record.completed !== null) return false;
    this.#record = { ...this.#record, ...outcome, completed };
    return true;
  }

  #change(change: Partial<JobRecord>): void {
    if (this.#record.completed === null) this.#record = { ...this.#record, ...change };
  }
}

function checkProgress(value: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= MAX_PROGRESS) return value;
  throw new RangeError(`progress must be a whole number from 0 to ${MAX_PROGRESS}, not ${value}`);
}
