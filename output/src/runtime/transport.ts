import type { Answer } from './answer.js';
import { positive } from './check-option.js';
import type { CommandFacts } from './command.js';
import type { Authorization } from './credentials.js';
import { withDeadline } from './deadline.js';
import { TransportError, type TransportErrorKind } from './errors/index.js';
import type { RequestOptions } from './options.js';
import { type Redact, redactValues, safeCause, secretsIn } from './redact.js';
import type { Settings } from './settings.js';
import type { WireParameter } from './sign.js';

/** Beyond this many characters, header limits of servers and proxies come near. */
const longestUrl = 2000;

type FetchOptions = NonNullable<Parameters<Settings['fetch']>[1]>;

/**
 * Sends one request in the caller's name and reads the whole answer, whatever it is. This is a single attempt: it
 * repeats nothing.
 *
 * @param more headers that are sent besides the usual ones.
 * @throws TransportError when no complete answer arrives in time.
 */
export function exchange(
  settings: Settings,
  command: CommandFacts,
  parameters: readonly WireParameter[],
  options: RequestOptions,
  more?: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { endpoint, authenticator } = settings;
  const { signal } = options;
  const timeoutMs = positive('timeoutMs', options.timeoutMs ?? settings.timeoutMs);
  const failure = (kind: TransportErrorKind, reason: string, cause?: unknown): TransportError =>
    new TransportError({ command: command.name, kind, endpoint, reason, cause });
  const timeoutError = (): Error => failure('timeout', `nothing complete within ${timeoutMs} ms`);
  return withDeadline({ timeoutMs, signal, timeoutError }, async (stop) => {
    // Every name is lower-case, so that servers and clients that sort without regard to case agree on the signature.
    const own: WireParameter[] = [['command', command.name], ['response', 'json'], ...parameters];
    const authorization = await authenticator.authorize(own, settings);
    // What was given up in the meantime must not be sent, not even by a `fetch` that ignores signals.
    stop.throwIfAborted();
    const redact = redactor(command, parameters, authorization);
    try {
      const response = await settings.fetch(...httpRequest(endpoint, command, authorization, stop, more));
      const { status, headers } = response;
      return { command, status, headers, text: await response.text(), redact, authorization };
    } catch (error) {
      throw failure('network', `the connection failed${platformCode(error)}`, safeCause(error, redact));
    }
  });
}

function httpRequest(
  endpoint: string,
  { method }: CommandFacts,
  { query, headers: proof, cookies }: Authorization,
  signal: AbortSignal,
  more: Readonly<Record<string, string>> | undefined,
): [url: string, init: FetchOptions] {
  const headers: Record<string, string> = { ...more, accept: 'application/json', ...proof };
  // Not 'error', which Workers refuse.
  const init: FetchOptions = { headers, signal, redirect: 'manual' };
  if (cookies) init.credentials = cookies;
  const url = `${endpoint}?${query}`;
  if (method === 'GET' && url.length <= longestUrl) return [url, init];
  headers['content-type'] = 'application/x-www-form-urlencoded';
  return [endpoint, { ...init, method: 'POST', body: query }];
}

/** What `fetch` throws has the platform's code, such as ECONNREFUSED, or hides it one cause down. */
interface Coded {
  readonly code?: unknown;
  readonly cause?: Coded;
}

function platformCode(error: unknown): string {
  const { code, cause }: Coded = Object(error);
  const shown = String(cause?.code ?? code);
  return /^[A-Z_]+$/.test(shown) ? ` (${shown})` : '';
}

/** Knows the secrets of a request; puts its list together when first used. */
function redactor(command: CommandFacts, parameters: readonly WireParameter[], { secrets }: Authorization): Redact {
  let redact: Redact | undefined;
  return (text) => (redact ??= redactValues([...secrets, ...secretsIn(command, parameters)]))(text);
}
