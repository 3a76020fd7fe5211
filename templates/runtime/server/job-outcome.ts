import { stringifyJson } from '../json.js';
import { ApiFault, faultOf, internalError } from './fault.js';
import type { JobRecord } from './job-store.js';

/** How a job ended. */
export type JobOutcome = Pick<JobRecord, 'status' | 'resultcode' | 'result'>;

/**
 * Thrown by a handler, ends its job as cancelled (`jobstatus` 3) rather than failed (2). CloudStack knows that state
 * but has no command that leads to it; clients take it for a failure. Outside of a job it is an error 530.
 */
export class JobCancelled extends ApiFault {
  constructor(errortext = 'The job was cancelled') {
    super({ errorcode: 530, errortext });
    this.name = 'JobCancelled';
  }
}

/** What becomes of a job whose server goes away (CloudStack: `AsyncJobManagerImpl.cleanupLeftOverJobs`). */
export function interrupted(): ApiFault {
  return internalError('job cancelled because of management server restart or shutdown');
}

/** Waits for the work's end, however it ends. What it throws that is no fault is handed to `report`. */
export async function outcomeOf(work: () => Promise<unknown>, report: (error: unknown) => void): Promise<JobOutcome> {
  try {
    return succeeded(await work());
  } catch (error) {
    return failed(faultOf(error, report));
  }
}

/** A failed job tells neither `cserrorcode` nor `uuidList`. */
export function failed(fault: ApiFault): JobOutcome {
  const { errorcode, errortext } = fault;
  const status = fault instanceof JobCancelled ? 3 : 2;
  return { status, resultcode: errorcode, result: stringifyJson({ errorcode, errortext }) };
}

/** The result is written down at once: what a handler does to its objects later must not show. */
function succeeded(result: unknown): JobOutcome {
  return { status: 1, resultcode: 0, result: stringifyJson(withDetails(result ?? {})) };
}

/** In a job's result the text beside `success` is called `details` (CloudStack: `ResponseObjectTypeAdapter`). */
function withDetails(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('success' in result && 'displaytext' in result)) return result;
  const { success, displaytext, ...others } = result;
  return Object.keys(others).length === 0 ? { success, details: displaytext } : result;
}
