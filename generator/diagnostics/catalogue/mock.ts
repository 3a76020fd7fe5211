import { entry } from '../entry.js';

/** Found before a mock is served. */
export const mock = {
  'mock-data-invalid': entry<{ file: string; reason: string }>(
    'error',
    ({ file, reason }) => `"${file}" is no starting data: ${reason}.`,
    () => 'It is an object of lists by list command or entity: { "listZones": [{ "name": "east" }] }.',
  ),
  'mock-cannot-listen': entry<{ host: string; port: number; reason: string }>(
    'error',
    ({ host, port, reason }) => `The mock cannot listen on ${host}, port ${port}: ${reason}.`,
    () => 'Choose another --port, 0 for any free one, or another --host.',
  ),
} as const;
