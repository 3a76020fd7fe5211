import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A server that runs as a process of its own. */
export interface StartedServer {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly secretKey: string;
  /** Ends it. */
  stop(): Promise<void>;
}

export const keys = { apiKey: 'key-of-alice', secretKey: 's3cret-of-alice~*' };

/** Runs a program of Node until it says where it serves; `endpointIn` reads that from one of its lines. */
export async function startProgram(
  argv: readonly string[],
  endpointIn: (line: string) => string | undefined,
): Promise<StartedServer> {
  const program = spawn(process.execPath, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(program, 'exit');
  for await (const line of createInterface(program.stdout)) {
    const endpoint = endpointIn(line);
    if (endpoint === undefined) continue;
    const stop = async (): Promise<void> => {
      program.kill();
      await ended;
    };
    return { endpoint, ...keys, stop };
  }
  throw new Error(`The server ended before it served: ${argv.join(' ')}`);
}
