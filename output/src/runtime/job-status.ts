import { type Answer, type Body, isBody, malformed, openEnvelope, wholeNumber } from './answer.js';
import { unwrapOutcome } from './unwrap.js';

/** Where a job stands. A failed job is told, not thrown; `result()` throws. */
export type JobStatus<R> =
  | { readonly state: 'pending' }
  | { readonly state: 'succeeded'; readonly result: R }
  | {
      readonly state: 'failed';
      /** Whether it was cancelled rather than went wrong. */
      readonly cancelled: boolean;
      readonly errorcode: number;
      readonly errortext: string;
    };

/**
 * Reads the answer to `queryAsyncJobResult`. Only `jobstatus` counts: 0 pending, 1 succeeded, 2 failed, 3 cancelled;
 * `jobprocstatus` misleads. (CloudStack: `JobInfo.Status`.)
 *
 * @throws ProtocolError when the answer tells no known status.
 */
export function readJobStatus(answer: Answer, resultKey: string | undefined): JobStatus<unknown> {
  const body = openEnvelope(answer);
  switch (wholeNumber(body['jobstatus'])) {
    case 0:
      return { state: 'pending' };
    case 1:
      return { state: 'succeeded', result: outcome(body['jobresult'], resultKey) };
    case 2:
      return failed(answer, body, false);
    case 3:
      return failed(answer, body, true);
    default:
      throw malformed(answer, 'tells no known jobstatus');
  }
}

/** Old servers may give a text, or nothing, for a job that only had to work. */
function outcome(jobresult: unknown, resultKey: string | undefined): unknown {
  if (isBody(jobresult)) return withDisplayText(unwrapOutcome(jobresult, resultKey));
  if (typeof jobresult === 'string') return { success: true, displaytext: jobresult };
  return jobresult ?? { success: true };
}

/** In a job's result the text beside `success` is called `details`. (CloudStack: `ResponseObjectTypeAdapter`.) */
function withDisplayText(result: unknown): unknown {
  if (!isBody(result) || typeof result['success'] !== 'boolean' || 'displaytext' in result) return result;
  return typeof result['details'] === 'string' ? { ...result, displaytext: result['details'] } : result;
}

function failed(answer: Answer, { jobresult, jobresultcode }: Body, cancelled: boolean): JobStatus<never> {
  const details: Body = isBody(jobresult) ? jobresult : { errortext: jobresult };
  const text = details['errortext'];
  return {
    state: 'failed',
    cancelled,
    errorcode: wholeNumber(details['errorcode']) ?? wholeNumber(jobresultcode) ?? 530,
    errortext: typeof text === 'string' ? answer.redact(text) : cancelled ? 'the job was cancelled' : '',
  };
}
