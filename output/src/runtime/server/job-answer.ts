import { parseJson } from '../json.js';
import type { Account } from './account.js';
import { parameterError, permissionDenied } from './fault.js';
import type { JobQuery, JobRecord } from './job-store.js';
import { MAX_PAGE_SIZE, type PageParameters, UNLIMITED } from './page.js';

/** The parameters of `listAsyncJobs` that are understood. */
export interface JobListParams extends PageParameters {
  /** Part of the command's name. */
  readonly keyword?: string | undefined;
  /** Only jobs that were created at this moment or later; without an offset it is in UTC. */
  readonly startdate?: string | Date | undefined;
  /** The caller's own account; others' jobs cannot be seen. */
  readonly account?: string | undefined;
}

/** Users of one account see each other's jobs. */
export function ownerOf(account: Account): string {
  return account.accountid ?? account.account ?? account.apiKey;
}

/** A job as `queryAsyncJobResult` and `listAsyncJobs` show it, members in the order of `AsyncJobResponse`. */
export function describeJob(job: JobRecord): Readonly<Record<string, unknown>> {
  const jobresult = job.result === null ? undefined : parseJson(job.result);
  return {
    accountid: job.accountid ?? undefined,
    account: job.account ?? undefined,
    domainid: job.domainid ?? undefined,
    userid: job.userid ?? undefined,
    cmd: job.command,
    jobstatus: job.status,
    jobprocstatus: job.progress,
    jobresultcode: job.resultcode,
    jobresulttype: jobresult === undefined ? undefined : typeof jobresult === 'object' ? 'object' : 'text',
    jobresult,
    jobinstancetype: job.instancetype ?? undefined,
    jobinstanceid: job.instanceid ?? undefined,
    created: job.created,
    completed: job.completed ?? undefined,
    jobid: job.id,
  };
}

/**
 * What `listAsyncJobs` asks of the store.
 *
 * @throws ApiFault 431 when `startdate` is no date, 531 when `account` is another's.
 */
export function jobQueryOf(params: JobListParams, account: Account): JobQuery {
  const { keyword = null, startdate, page = 1, pagesize = MAX_PAGE_SIZE } = params;
  if (params.account !== undefined && params.account !== account.account) {
    throw permissionDenied('The jobs of another account cannot be listed');
  }
  const limit = pagesize === UNLIMITED ? null : pagesize;
  return {
    owner: ownerOf(account),
    keyword,
    createdSince: startdate === undefined ? null : parseStartDate(startdate),
    inProgress: false,
    offset: (Math.max(page, 1) - 1) * (limit ?? 0),
    limit,
  };
}

/** `yyyy-MM-dd`, with `HH:mm:ss` after a blank or a T, with `Z`, `+0000` or `+00:00` after that. */
function parseStartDate(startdate: string | Date): Date {
  if (startdate instanceof Date) return startdate;
  const form = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/;
  const [, day = '', time = '00:00:00', zone = 'Z'] = form.exec(startdate) ?? [];
  const date = new Date(`${day}T${time}${zone.replace(/^(...)(\d\d)$/, '$1:$2')}`);
  if (Number.isNaN(date.getTime())) {
    throw parameterError('Parameter startdate is no date such as 2026-01-31T12:00:00+0000');
  }
  return date;
}
