export { type AsyncNames, type CallArguments, type CallResult, Client } from './client.js';
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
export type { Checker } from './check.js';
export { Connection } from './connection.js';
export type { ApiKeys, Authenticator, Authorization } from './credentials.js';
export { canonicalDiagnosis, type Diagnosis } from './diagnosis.js';
export * from './errors/index.js';
export { CommandGroup, type CommandSender } from './group.js';
export type { Hooks, RequestEvent, ResponseEvent, RetryEvent } from './hooks.js';
export { Job, JobPromise } from './job.js';
export type { JobStatus } from './job-status.js';
export type {
  Check,
  ClientJobOptions,
  ClientOptions,
  CommandChecks,
  CommonOptions,
  ConnectionOptions,
  Identity,
  JobOptions,
  JobProgress,
  JobTiming,
  RequestOptions,
  ValidationOptions,
} from './options.js';
export { list } from './list.js';
export { type CollectOptions, ListPromise } from './paginate.js';
export type { RetryOptions } from './retry.js';
export { send } from './send.js';
export { type Login, session, Session, type SessionOptions } from './session.js';
export type { Hmac, SignatureHash } from './sign.js';
export { resume, submit } from './submit.js';
