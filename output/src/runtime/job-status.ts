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
  const { jobstatus, jobresult, jobresultcode } = openEnvelope(answer);
  const status = wholeNumber(jobstatus);
  if (status === 0) return { state: 'pending' };
  if (status === 1) return { state: 'succeeded', result: outcome(jobresult, resultKey) };
  if (status !== 2 && status !== 3) throw malformed(answer, 'has no known jobstatus');
  const cancelled = status === 3;
  const { errorcode, errortext = cancelled && 'the job was cancelled' }: Body = isBody(jobresult)
    ? jobresult
    : { errortext: jobresult };
  return {
    state: 'failed',
    cancelled,
    errorcode: wholeNumber(errorcode) ?? wholeNumber(jobresultcode) ?? 530,
    errortext: answer.redact(String(errortext || '')),
  };
}

/** Old servers may give a text, or nothing, for a job that only had to work. */
function outcome(jobresult: unknown, resultKey: string | undefined): unknown {
  if (!isBody(jobresult)) return { success: true, ...(jobresult ? { displaytext: String(jobresult) } : {}) };
  const result = unwrapOutcome(jobresult, resultKey);
  // The text beside `success` is called `details` here. (CloudStack: `ResponseObjectTypeAdapter`.)
  const isSuccess = isBody(result) && typeof result['success'] === 'boolean' && typeof result['details'] === 'string';
  return isSuccess ? { displaytext: result['details'], ...result } : result;
}
