export type { SignatureHash } from '../sign.js';
export type { Account, AccountCredentials } from './authenticate.js';
export {
  ApiFault,
  type FaultDetails,
  invalidParameter,
  inUse,
  notFound,
  parameterError,
  permissionDenied,
  type UuidReference,
} from './fault.js';
export type { Handler, HandlerContext, JobHandle, Route, Routes } from './handler.js';
export { createMemoryJobStore, type JobRecord, type JobStore } from './job-store.js';
export { type RunningServer, serve, type ServeOptions } from './serve.js';
export {
  type BaseServerOptions,
  type CloudStackServer,
  type CommandServerOptions,
  createCommandServer,
} from './server.js';
