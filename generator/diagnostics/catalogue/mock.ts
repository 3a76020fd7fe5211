import { entry } from '../entry.js';

/** Found before a mock is served. */
export const mock = {
  'mock-data-invalid': entry<{ file: string; reason: string }>(
    'error',
    ({ file, reason }) => `"${file}" is no starting data: ${reason}.`,
    () => 'It is an object of lists by list command or entity: { "listZones": [{ "name": "east" }] }.',
  ),
  'mock-recording-invalid': entry<{ file: string; line: number }>(
    'error',
    ({ file, line }) => `Line ${line} of "${file}" is not a recorded call.`,
    () => 'Record again with --record; each line is { "command", "parameters", "status", "body" }.',
  ),
  'mock-upstream-missing': entry<{ reason: string }>(
    'error',
    ({ reason }) => `There is no server to record: ${reason}.`,
    () => 'Set CLOUDSTACK_ENDPOINT, CLOUDSTACK_KEY and CLOUDSTACK_SECRET; --upstream URL names another endpoint.',
  ),
  'mock-cannot-write': entry<{ file: string; reason: string }>(
    'error',
    ({ file, reason }) => `The recording cannot be written to "${file}": ${reason}.`,
    () => 'Name another file with --record.',
  ),
  'mock-cannot-listen': entry<{ host: string; port: number; reason: string }>(
    'error',
    ({ host, port, reason }) => `The mock cannot listen on ${host}, port ${port}: ${reason}.`,
    () => 'Choose another --port, 0 for any free one, or another --host.',
  ),
} as const;
