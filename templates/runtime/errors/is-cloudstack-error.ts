import { CloudStackError } from './cloudstack-error.js';
import type { AnyCloudStackError } from './index.js';

/** Whether an error is one that the client throws on purpose. Then `switch (error.code)` tells which, and narrows it. */
export function isCloudStackError(error: unknown): error is AnyCloudStackError {
  return error instanceof CloudStackError;
}
