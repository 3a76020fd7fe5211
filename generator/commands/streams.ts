import { reasonOf } from '../write/reason.js';

/**
 * A reader that has seen enough, such as `head`, is nobody's mistake. Whatever else keeps a text from being written ends
 * the process: whoever waits for the text must not take a part of it for the whole, or the failure for a finding.
 */
export function watchStreams(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      process.stderr.write(`What belongs on ${name} could not be written: ${reasonOf(error)}.\n`);
      process.exit(2);
    });
  }
}
