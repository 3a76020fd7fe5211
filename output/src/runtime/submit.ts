import type { Answer } from './answer.js';
import type { AsyncCommand, CommandFacts } from './command.js';
import { checkedResult, type Connection, settingsOf, transmit } from './connection.js';
import { Job, JobPromise } from './job.js';
import { type JobStatus, readJobStatus } from './job-status.js';
import type { RequestOptions } from './options.js';
import type { Redact } from './redact.js';
import { request } from './request.js';
import { type Acknowledgement, unwrapAcknowledgement } from './unwrap.js';

const jobQuery: CommandFacts = { name: 'queryAsyncJobResult', method: 'GET' };

/**
 * Sends a command that starts a job, at once and only once: await it for the job, or call its `result()` for the
 * outcome. The errors are those of `send`.
 */
export function submit<P extends object, R>(
  connection: Connection,
  command: AsyncCommand<P, R>,
  params: P,
  options?: RequestOptions,
): JobPromise<R> {
  const start = (): Promise<Job<R>> =>
    transmit(connection, command, params, options, (answer) =>
      jobOf(connection, command, unwrapAcknowledgement(answer), answer.redact),
    );
  return new JobPromise(start, options?.signal);
}

/**
 * A job that was started before, perhaps by another process. With its command the outcome is typed, and found by its
 * documented name; without, by its shape.
 *
 * @throws TypeError when the id is empty.
 */
export function resume<R = unknown>(connection: Connection, jobid: string, command?: AsyncCommand<never, R>): Job<R> {
  if (typeof jobid === 'string' && jobid !== '') return jobOf(connection, command, { jobid, id: null });
  throw new TypeError('A job has an id that is not empty.');
}

/** `redact` knows the secrets of the request that started the job: a failed job's text may quote them. */
function jobOf<R>(
  connection: Connection,
  command: AsyncCommand<never, R> | undefined,
  acknowledgement: Acknowledgement,
  redact: Redact = (text) => text,
): Job<R> {
  const settings = settingsOf(connection);
  const look = (jobid: string, options: RequestOptions): Promise<JobStatus<R>> =>
    request(settings, { command: jobQuery, parameters: [['jobid', jobid]], options }, (answer) => {
      const quoted: Answer = { ...answer, redact: (text) => redact(answer.redact(text)) };
      const status = readJobStatus(quoted, command?.resultKey);
      if (status.state !== 'succeeded') return status;
      return { ...status, result: checkedResult<R>(connection, command ?? { name: '' }, status.result) };
    });
  return new Job({ command: command?.name ?? null, look, settings }, acknowledgement);
}
