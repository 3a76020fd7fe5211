import * as z from 'zod';
import type { Page } from '../command.js';
import { id, params } from '../validate.js';
import type { Known } from './commands.js';
import { ApiFault } from './fault.js';
import type { Handler, Route } from './handler.js';
import type { JobListParams } from './job-answer.js';
import type { JobEngine } from './jobs.js';

/** Commands that every server answers by itself, unless it was given handlers for them. */
export function builtInCommands(
  jobs: JobEngine,
  discover: () => readonly unknown[] | Promise<readonly unknown[]>,
): ReadonlyMap<string, Known> {
  const queryJob: Handler<{ jobid: string }, unknown> = ({ jobid }, { account }) => jobs.describe(jobid, account);
  const listJobs: Handler<JobListParams, Page<unknown>> = (query, { account }) => jobs.list(query, account);
  const listApis: Handler<{ name?: string }, Page<unknown>> = async ({ name }) => listed(await discover(), name);
  return new Map<string, Known>([
    ['queryAsyncJobResult', { route: queryAsyncJobResultRoute, handler: queryJob }],
    ['listAsyncJobs', { route: listAsyncJobsRoute, handler: listJobs }],
    ['listApis', { route: listApisRoute, handler: listApis }],
  ]);
}

const queryAsyncJobResultRoute: Route = {
  command: { name: 'queryAsyncJobResult', mode: 'sync', method: 'GET' },
  params: params<{ jobid: string }>(() => ({ jobid: id() })),
};

const listAsyncJobsRoute: Route = {
  command: {
    name: 'listAsyncJobs',
    mode: 'list',
    method: 'GET',
    resultKey: 'asyncjobs',
    paged: true,
    parameters: { page: 'integer', pagesize: 'integer', startdate: 'date' },
  },
  params: params<JobListParams>(() => ({
    account: z.string().optional(),
    keyword: z.string().optional(),
    page: z.number().int().optional(),
    pagesize: z.number().int().optional(),
    startdate: z.string().optional(),
  })),
};

const listApisRoute: Route = {
  command: { name: 'listApis', mode: 'list', method: 'GET', resultKey: 'api', paged: false },
  params: params<{ name?: string | undefined }>(() => ({ name: z.string().optional() })),
};

/** @throws ApiFault 530 when there is none of that name (`ListApisCmd`). */
function listed(apis: readonly unknown[], name: string | undefined): Page<unknown> {
  const items = name === undefined ? apis : apis.filter((api) => nameOf(api) === name);
  if (items.length > 0) return { items, count: items.length };
  const errortext = 'Api Discovery plugin was unable to find an api by that name or process any apis';
  throw new ApiFault({ errorcode: 530, errortext });
}

function nameOf(api: unknown): unknown {
  return typeof api === 'object' && api !== null && 'name' in api ? api.name : undefined;
}
