export type { SignatureHash } from '../sign.js';
export type { Account, AccountCredentials, AccountLookup } from './account.js';
export type { CorsOptions } from './cors.js';
export type { ApiDescription } from './discovery.js';
export {
  allocationFailed,
  ApiFault,
  commandDenied,
  type FaultDetails,
  insufficientCapacity,
  internalError,
  invalidParameter,
  inUse,
  limitReached,
  malformedParameter,
  notFound,
  parameterError,
  permissionDenied,
  rateLimited,
  resourceUnavailable,
  ruleConflict,
  secondFactorNeeded,
  unauthorized,
  unsupportedAction,
  type UuidReference,
} from './fault.js';
export type { AnyHandler, Handler, HandlerContext, JobHandle, Route, Routes } from './handler.js';
export { createMemoryJobStore } from './job-memory-store.js';
export { JobCancelled } from './job-outcome.js';
export type { JobPage, JobQuery, JobRecord, JobStore } from './job-store.js';
export { type HandlerCall, type Middleware, shownParameters } from './middleware.js';
export type { BaseServerOptions, CommandServerOptions, JobLimits } from './options.js';
export { page, type PageParameters } from './page.js';
export { type NodeHandler, nodeHandler, type NodeRequest, type NodeResponse } from './node-handler.js';
export { type RunningServer, serve, type ServeOptions } from './serve.js';
export { type CloudStackServer, createCommandServer, type ResultValidators } from './server.js';
export type { LoginOptions } from './sessions.js';
