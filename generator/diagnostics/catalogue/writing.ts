import { entry } from '../entry.js';

/** Found where several runs write to one folder, or one did not come to its end. */
export const writing = {
  'output-busy': entry<{ out: string; lock: string; process: number; host: string }>(
    'error',
    ({ out, process, host }) => `Another run, process ${process} on ${host}, is writing to "${out}".`,
    ({ lock }) => `Try again when it is over. If there is no such run, remove "${lock}".`,
  ),
  'output-interrupted': entry<{ out: string }>(
    'warning',
    ({ out }) => `A run was interrupted while it moved files into "${out}": some are missing.`,
    () => 'Generate again: the next run finishes what that one began.',
  ),
  'interrupted-run-finished': entry<{ out: string }>(
    'note',
    ({ out }) => `A run was interrupted while it moved files into "${out}"; the rest is in its place now.`,
    () => 'There is nothing to do.',
  ),
} as const;
