import type { Answer } from './answer.js';
import type { CommandFacts } from './command.js';
import { withDeadline } from './deadline.js';
import type { WireParameter } from './encode.js';
import { TransportError } from './errors/index.js';
import { formatDate } from './json.js';
import { positive, type RequestOptions, type Settings } from './options.js';
import { isSecretName, type Redact, redactMembers, redactValues, safeCause } from './redact.js';
import { canonicalString, encodeValue, sign } from './sign.js';

/** Beyond this many characters, header limits of servers and proxies come near. */
const longestUrl = 2000;

type FetchOptions = NonNullable<Parameters<Settings['fetch']>[1]>;

/**
 * Sends one signed request and reads the whole answer, whatever it is. This is a single attempt: it repeats nothing.
 *
 * @throws TransportError when no complete answer arrives in time.
 */
export async function exchange(
  settings: Settings,
  command: CommandFacts,
  parameters: readonly WireParameter[],
  options: RequestOptions = {},
): Promise<Answer> {
  const { signal } = options;
  const timeoutMs = options.timeoutMs === undefined ? settings.timeoutMs : positive('timeoutMs', options.timeoutMs);
  signal?.throwIfAborted();
  const signed = await signedParameters(settings, command, parameters);
  const redact = redactor(settings, command, signed);
  const redactAll: Redact = (text) => redactMembers(redact(text));
  const timeoutError = (): Error => failure(settings, command, 'timeout', `nothing complete within ${timeoutMs} ms`);
  return withDeadline({ timeoutMs, signal, timeoutError }, async (stop) => {
    try {
      const { url, init } = httpRequest(settings.endpoint, command, signed);
      const response = await settings.fetch(url, { ...init, redirect: 'error', signal: stop });
      const contentType = response.headers.get('content-type');
      return { command, status: response.status, contentType, text: await response.text(), redact };
    } catch (error) {
      throw failure(
        settings,
        command,
        'network',
        `the connection failed${platformCode(error)}`,
        safeCause(error, redactAll),
      );
    }
  });
}

/** Every name is lower-case, so that servers and clients that sort without regard to case agree on the signature. */
async function signedParameters(
  settings: Settings,
  command: CommandFacts,
  parameters: readonly WireParameter[],
): Promise<WireParameter[]> {
  const { apiKey, secretKey, signatureHash } = settings;
  const complete: WireParameter[] = [
    ['command', command.name],
    ['response', 'json'],
    ...parameters,
    ['apikey', apiKey],
    ...expiry(settings),
  ];
  return [...complete, ['signature', await sign(canonicalString(complete), secretKey, signatureHash)]];
}

/** Version 3 of the signature is what makes the server look at `expires`, and demand it. */
function expiry({ expiresInSeconds }: Settings): WireParameter[] {
  if (expiresInSeconds === null) return [];
  const expires = formatDate(new Date(Date.now() + expiresInSeconds * 1000));
  return [
    ['signatureversion', '3'],
    ['expires', expires],
  ];
}

function httpRequest(
  endpoint: string,
  command: CommandFacts,
  parameters: readonly WireParameter[],
): { url: string; init: FetchOptions } {
  const query = parameters.map(([name, value]) => `${encodeValue(name)}=${encodeValue(value)}`).join('&');
  const url = `${endpoint}?${query}`;
  const headers = { accept: 'application/json' };
  if (command.method === 'GET' && url.length <= longestUrl) return { url, init: { method: 'GET', headers } };
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
  return { url: endpoint, init: { method: 'POST', headers: form, body: query } };
}

function failure(
  { endpoint }: Settings,
  { name }: CommandFacts,
  kind: 'network' | 'timeout',
  reason: string,
  cause?: unknown,
): TransportError {
  return new TransportError({ command: name, kind, endpoint, reason, cause });
}

/** The platform's code, such as ECONNREFUSED, which `fetch` hides one cause down. */
function platformCode(error: unknown): string {
  const causes = error instanceof Error ? [error, error.cause] : [];
  for (const cause of causes) {
    if (!(cause instanceof Error) || !('code' in cause)) continue;
    if (typeof cause.code === 'string' && /^[A-Z_]{4,40}$/.test(cause.code)) return ` (${cause.code})`;
  }
  return '';
}

/** Knows the keys, the signature and the sensitive parameters of a request; puts its list together when first used. */
function redactor(settings: Settings, command: CommandFacts, parameters: readonly WireParameter[]): Redact {
  let redact: Redact | undefined;
  return (text) => {
    redact ??= redactValues([settings.secretKey, ...secretsIn(command, parameters)]);
    return redact(text);
  };
}

function secretsIn({ sensitive = [] }: CommandFacts, parameters: readonly WireParameter[]): string[] {
  const names = new Set(sensitive.map((name) => name.toLowerCase()));
  return parameters
    .filter(([name]) => {
      const [parameter = '', field = ''] = name.split(/\[\d+\]\./);
      return names.has(parameter) || isSecretName(parameter) || isSecretName(field);
    })
    .map(([, value]) => value);
}
