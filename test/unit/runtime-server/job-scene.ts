import { type Account, createMemoryJobStore } from '../../../templates/runtime/server/index.js';
import { JobEngine, type JobOptions, type JobRequest } from '../../../templates/runtime/server/jobs.js';
import { noon } from './job-store-contract.js';

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export const admin: Account = {
  apiKey: 'a',
  account: 'admin',
  accountid: 'admin-id',
  userid: 'user-id',
  domainid: 'root-id',
};
export const other: Account = { apiKey: 'o', account: 'other' };

/** What an engine works with, and short ways to use it. */
export interface Scene {
  /** Stands still until it is moved. */
  readonly clock: { time: Date };
  readonly reported: string[];
  readonly engine: JobEngine;
  /** Starts a job of `admin` and tells its id. */
  start(execute: JobRequest['execute'], given?: Partial<JobRequest>): Promise<string>;
  /** The commands of the jobs that are listed. */
  listed(params?: Parameters<JobEngine['list']>[0]): Promise<unknown[]>;
}

export function jobScene(options: Partial<JobOptions> = {}): Scene {
  const clock = { time: noon };
  const reported: string[] = [];
  const report = (error: unknown, command: string): void => void reported.push(`${command}: ${String(error)}`);
  const engine = new JobEngine({ store: createMemoryJobStore(), now: () => clock.time, report, ...options });
  return {
    clock,
    reported,
    engine,
    start: async (execute, given = {}) =>
      (await engine.submit({ command: 'copyIso', account: admin, acknowledgesId: false, execute, ...given })).jobid,
    listed: async (params = {}) => (await engine.list(params, admin)).items.map(({ cmd }) => cmd),
  };
}

/** Work that never ends by itself. */
export const forever = (): Promise<never> => new Promise(() => undefined);

/** All that is due now has happened: promises settle before a macrotask. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
