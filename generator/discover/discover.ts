import type { ListCommand } from '../../templates/runtime/command.js';
import { Connection } from '../../templates/runtime/connection.js';
import { ApiError, ProtocolError, TransportError } from '../../templates/runtime/errors/index.js';
import { list } from '../../templates/runtime/list.js';
import type { Access } from '../../templates/runtime/node/index.js';
import { Session } from '../../templates/runtime/session.js';
import { type Diagnostics, InputError } from '../diagnostics/diagnostics.js';
import { connectionFailure } from '../load/connection-failure.js';

/** How long an answer may take and be. */
export interface DiscoverLimits {
  readonly timeoutMs: number;
  readonly maximumBytes: number;
}

/** Servers work a while at the whole list; it has 5 MB. */
export const usualLimits: DiscoverLimits = { timeoutMs: 120_000, maximumBytes: 64 * 1024 * 1024 };

const listApis: ListCommand<object, unknown> = {
  name: 'listApis',
  method: 'GET',
  mode: 'list',
  resultKey: 'api',
  paged: false,
};

/**
 * Every command that a server lets this user call, as it tells of them.
 *
 * @throws InputError when it does not; the reason is reported, and shows no secret.
 */
export async function discover(
  access: Access,
  limits: DiscoverLimits,
  diagnostics: Diagnostics,
): Promise<readonly unknown[]> {
  const limited = new LimitedFetch(limits.maximumBytes);
  const connection = connect(access, limited, limits, diagnostics);
  const { origin, pathname } = new URL(access.endpoint);
  const endpoint = origin + pathname;
  try {
    const { items } = await list(connection, listApis, {});
    if (items.length === 0) diagnostics.report('discover-nothing', null, { endpoint });
    else if (!items.some(isCommand)) {
      const reason = 'What it lists are no commands: they have no names.';
      diagnostics.report('discover-not-cloudstack', null, { endpoint, reason });
    }
    diagnostics.stopIfErrors();
    return items;
  } catch (error) {
    report(error, endpoint, limits, limited.isExceeded, diagnostics);
    throw new InputError();
  } finally {
    await logOut(access, connection);
  }
}

function connect(
  access: Access,
  { fetch }: LimitedFetch,
  { timeoutMs }: DiscoverLimits,
  diagnostics: Diagnostics,
): Connection {
  try {
    return new Connection({ ...access, fetch, timeoutMs, retry: { attempts: 2 } });
  } catch (error) {
    // An endpoint or a key that cannot be one; the message shows no key.
    if (!(error instanceof TypeError)) throw error;
    diagnostics.report('discover-no-access', null, { reason: error.message });
    throw new InputError();
  }
}

function isCommand(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

/** @throws what is no failure of the server. */
function report(
  error: unknown,
  endpoint: string,
  { timeoutMs, maximumBytes }: DiscoverLimits,
  isExceeded: boolean,
  diagnostics: Diagnostics,
): void {
  if (error instanceof InputError) return;
  if (error instanceof ApiError) {
    const { errorcode, errortext, isAuth } = error;
    diagnostics.report('discover-refused', null, { endpoint, errorcode, errortext, isAuth });
  } else if (error instanceof ProtocolError && error.status >= 300 && error.status < 400) {
    const reason = 'it redirects to another address';
    diagnostics.report('discover-no-answer', null, { endpoint, reason, advice: 'Name the address that it leads to.' });
  } else if (error instanceof ProtocolError) {
    const [reason = '', excerpt = ''] = error.message.replace(/ Is the endpoint[^\n]*/, '').split('\n');
    diagnostics.report('discover-not-cloudstack', null, { endpoint, reason: `${reason} ${excerpt}`.trim() });
  } else if (error instanceof TransportError) {
    diagnostics.report('discover-no-answer', null, {
      endpoint,
      ...(isExceeded
        ? { reason: `it is longer than ${maximumBytes} bytes`, advice: 'Is it a CloudStack server?' }
        : error.kind === 'timeout'
          ? { reason: `nothing complete came within ${timeoutMs / 1000} s`, advice: 'Give it more with --timeout.' }
          : connectionFailure(error)),
    });
  } else throw error;
}

/** A session must not outlive the one question; that the answer is there is worth more than that it ends. */
async function logOut({ credentials }: Access, connection: Connection): Promise<void> {
  if (!(credentials instanceof Session)) return;
  await credentials.logout(connection).catch(() => undefined);
}

/** The platform's `fetch`, whose answers end when they grow too long. */
class LimitedFetch {
  readonly #maximum: number;
  isExceeded = false;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(this.#counter()), { status, statusText, headers });
  };

  #counter(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
    let bytes = 0;
    return new TransformStream({
      transform: (chunk, controller) => {
        bytes += chunk.byteLength;
        if (bytes <= this.#maximum) return controller.enqueue(chunk);
        this.isExceeded = true;
        controller.error(new Error('the answer is too long'));
      },
    });
  }
}
