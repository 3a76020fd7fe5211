import type { ApiError } from './api-error.js';
import type { JobFailedError } from './job-failed-error.js';
import type { JobTimeoutError } from './job-timeout-error.js';
import type { ProtocolError } from './protocol-error.js';
import type { TransportError } from './transport-error.js';
import type { ValidationError } from './validation-error.js';

/** Every error that the client throws on purpose: what `isCloudStackError` makes of an `unknown`. */
export type AnyCloudStackError =
  ApiError | JobFailedError | JobTimeoutError | ProtocolError | TransportError | ValidationError;

export { ApiError, type ApiErrorDetails, type ErrorSubject } from './api-error.js';
export { CloudStackError, type ErrorCode } from './cloudstack-error.js';
export { isCloudStackError } from './is-cloudstack-error.js';
export { JobFailedError, type JobFailure } from './job-failed-error.js';
export { type JobTimeout, JobTimeoutError } from './job-timeout-error.js';
export { ProtocolError, type ProtocolFailure } from './protocol-error.js';
export { TransportError, type TransportErrorKind, type TransportFailure } from './transport-error.js';
export { ValidationError, type ValidationIssue, type ValidationSubject } from './validation-error.js';
