import { CloudStackError } from './cloudstack-error.js';

/** What a {@link JobTimeoutError} is made from. */
export interface JobTimeout {
  readonly command: string;
  readonly jobid: string;
  /** How long was waited, in milliseconds. */
  readonly timeoutMs: number;
  /** The error of the last look at the job, if that failed. */
  readonly cause?: unknown;
}

/** The job was not done in time. It goes on: CloudStack has no command that stops it. */
export class JobTimeoutError extends CloudStackError {
  static {
    this.prototype.name = 'JobTimeoutError';
  }

  override readonly code = 'job-timeout';
  /** The job that is still running; `client.job(jobid)` waits for it again, in this process or another. */
  declare readonly jobid: string;
  /** How long was waited, in milliseconds. */
  declare readonly timeoutMs: number;

  constructor({ cause, ...details }: JobTimeout) {
    const { command, jobid, timeoutMs } = details;
    const what = `${command} was not done after ${timeoutMs} ms, and goes on`;
    super(`${what}: wait for it with client.job('${jobid}').result().`, details, cause);
  }
}
