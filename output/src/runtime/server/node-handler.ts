import type { CloudStackServer } from './server.js';

/** What is used of an `http.IncomingMessage`, in place of its type, which only a project for Node has. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** The whole path, where a framework has cut the front off `url`. */
  readonly originalUrl?: string | undefined;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly socket: object;
  /** Whether the body has been read, by somebody else. */
  readonly readableEnded?: boolean | undefined;
  /** Whether the caller has sent the whole request. */
  readonly complete: boolean;
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  pause(): unknown;
  resume(): unknown;
  destroy(): unknown;
}

/** What is used of an `http.ServerResponse`. */
export interface NodeResponse {
  statusCode: number;
  readonly writableEnded: boolean;
  readonly writableFinished: boolean;
  appendHeader(name: string, value: string): unknown;
  end(body?: Uint8Array): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** A listener for the requests of Node's `http`. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => void;

/** What answers requests. */
export type Fetching = Pick<CloudStackServer, 'fetch'>;

/**
 * The server as a listener for Node's `http` and `https`, and for frameworks on them. It answers every path that it is
 * given. Nothing before it may read the body of a POST: such a request is answered with a 400.
 *
 * @example
 * app.all('/client/api', nodeHandler(server)); // Express, before express.urlencoded() and the like
 */
export function nodeHandler(server: Fetching): NodeHandler {
  return (request, response) => void answer(server, request, response);
}

async function answer(server: Fetching, from: NodeRequest, to: NodeResponse): Promise<void> {
  try {
    const request = requestOf(from, to);
    if (request === null) return sendText(400, 'Bad request', to);
    const response = await server.fetch(request);
    const body = new Uint8Array(await response.arrayBuffer());
    to.statusCode = response.status;
    for (const [name, value] of response.headers) to.appendHeader(name, value);
    to.end(body);
  } catch {
    to.statusCode = 500;
    to.end();
  }
}

/** An answer that is not the API's. */
export function sendText(status: number, text: string, to: NodeResponse): void {
  to.statusCode = status;
  to.appendHeader('content-type', 'text/plain; charset=UTF-8');
  to.end(new TextEncoder().encode(`${text}\n`));
}

/** `null` for what is no address. The host that a caller gives is not believed. */
function requestOf(from: NodeRequest, to: NodeResponse): Request | null {
  const { originalUrl, url = '/', rawHeaders, socket } = from;
  const path = originalUrl ?? url;
  const address = `${'encrypted' in socket ? 'https' : 'http'}://localhost${path}`;
  if (!path.startsWith('/') || !URL.canParse(address)) return null;
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  const gone = new AbortController();
  to.once('close', () => {
    if (!to.writableFinished) gone.abort();
  });
  const method = methodOf(from);
  const init: RequestInit & { duplex: 'half' } = { method, headers, signal: gone.signal, duplex: 'half' };
  if (method === 'POST') init.body = bodyOf(from, to);
  return new Request(address, init);
}

/** A `Request` cannot be made with these; any other method that is not supported stands for them. */
function methodOf({ method = 'GET' }: NodeRequest): string {
  return method === 'TRACE' || method === 'CONNECT' ? 'PUT' : method;
}

/** Reads as much as is asked for. The rest runs off, so that whoever still sends it comes to read the answer. */
function bodyOf(from: NodeRequest, to: NodeResponse): ReadableStream<Uint8Array> {
  let wanted = true;
  const runOff = (): void => {
    wanted = false;
    from.resume();
  };
  to.once('close', runOff);
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    if (from.readableEnded === true) return controller.error(new Error('The body was read before'));
    from.on('data', (chunk) => {
      if (!wanted) return;
      controller.enqueue(chunk);
      from.pause();
    });
    from.on('end', () => {
      if (wanted) controller.close();
    });
    from.on('error', (error) => controller.error(error));
  };
  return new ReadableStream({ start, pull: () => void from.resume(), cancel: runOff }, { highWaterMark: 0 });
}
