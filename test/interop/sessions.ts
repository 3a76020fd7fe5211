import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Client, cs, csCommandLine, csOnAsyncio, goCloudStack, libcloud } from './clients.js';

const run = promisify(execFile);

/** How one step of a client’s session ended. */
interface Step {
  readonly name: string;
  readonly error: string | null;
}

/** What a session is told. */
export interface Given {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly secretKey: string;
  /** What starts a job that fails, beside what makes a guest and the id of one, and how it fails. */
  readonly failing?: {
    readonly command: string;
    readonly params: Readonly<Record<string, string>>;
    readonly error: { readonly errorcode: number; readonly errortext: string };
  };
  /** The size of the first template, where it is known, as text: it may be beyond 2^53. */
  readonly templatesize?: string;
}

/** Plays every client’s sessions with a server: each step of them is a test. */
export function describeClients(server: string, given: Given): void {
  describeSession(libcloud, server, given);
  describeSession(goCloudStack, server, given);
  describeCs(server, given);
}

/** Plays the sessions of cs with a server. */
export function describeCs(server: string, given: Given): void {
  for (const method of ['get', 'post']) {
    describeSession(cs, `${server}, by ${method.toUpperCase()}`, { ...given, method });
    describeSession(csOnAsyncio, `${server}, by ${method.toUpperCase()}`, { ...given, method });
  }
  describeSession(csCommandLine, server, given);
}

function describeSession(client: Client, server: string, given: object): void {
  const title = `${client.title} and ${server}`;
  if (!client.isInstalled()) {
    it.skip(`${title} (Debian’s ${client.packages} not installed)`);
    return;
  }
  describe(title, async () => {
    const steps = await play(client, given);
    if (steps.length === 0) throw new Error('The session took no step');
    for (const { name, error } of steps) it(name, () => expect(error).toBeNull());
  });
}

async function play(client: Client, given: object): Promise<readonly Step[]> {
  const [program, ...argv] = await client.command();
  const env = { PATH: process.env['PATH'] };
  const { stdout } = await run(program, [...argv, JSON.stringify(given)], { env, timeout: 120_000 });
  return JSON.parse(stdout) as readonly Step[];
}
