export { type CallArguments, type CallResult, Client } from './client.js';
export type {
  AsyncCommand,
  Command,
  CommandFacts,
  ListCommand,
  Long,
  Page,
  ParamsOf,
  ResultOf,
  Success,
  SyncCommand,
  WireType,
} from './command.js';
export * from './errors/index.js';
export { CommandGroup, type CommandSender } from './group.js';
export { Job, JobPromise } from './job.js';
export type { JobStatus } from './job-status.js';
export type {
  Check,
  ClientOptions,
  CommandChecks,
  JobOptions,
  JobProgress,
  JobTiming,
  RequestOptions,
} from './options.js';
export { type CollectOptions, ListPromise } from './paginate.js';
export type { SignatureHash } from './sign.js';
