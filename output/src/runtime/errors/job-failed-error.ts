import { CloudStackError } from './cloudstack-error.js';

/** What a {@link JobFailedError} is made from. */
export interface JobFailure {
  readonly command: string;
  readonly jobid: string;
  readonly errorcode: number;
  readonly errortext: string;
}

/** The job ran and failed, or was cancelled. The server answers such a question with HTTP 200, so there is no status. */
export class JobFailedError extends CloudStackError {
  static {
    this.prototype.name = 'JobFailedError';
  }

  override readonly code = 'job-failed';
  /** The job that failed. */
  declare readonly jobid: string;
  /** CloudStack's error number, such as 533 for missing capacity. */
  declare readonly errorcode: number;
  /** The server's own words. */
  declare readonly errortext: string;

  constructor(failure: JobFailure) {
    const { command, jobid, errorcode, errortext } = failure;
    const text = errortext.trim() || 'the server gave no reason';
    super(`${command} failed (${errorcode}, job ${jobid}): ${text}`, failure);
  }
}
