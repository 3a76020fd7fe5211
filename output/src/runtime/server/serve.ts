import type { CloudStackServer } from './server.js';

/** Where to listen. */
export interface ServeOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** The path that is answered, all others being 404; default `/client/api`. */
  readonly path?: string | undefined;
}

/** A server that listens. */
export interface RunningServer {
  /** What clients take as their endpoint. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and settles when the requests in flight are answered. */
  close(): Promise<void>;
}

/** What is used of `node:http`, in place of its types, which only a project for Node has. */
interface NodeHttp {
  createServer(options: object, listener: (request: NodeRequest, response: NodeResponse) => void): NodeServer;
}

interface NodeServer {
  listen(port: number, host: string, listening: () => void): unknown;
  address(): unknown;
  close(closed: () => void): unknown;
  closeAllConnections(): unknown;
  once(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

interface NodeRequest {
  readonly method?: string;
  readonly url?: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

interface NodeResponse {
  statusCode: number;
  readonly writableFinished: boolean;
  appendHeader(name: string, value: string): unknown;
  end(body?: Uint8Array): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** CloudStack's limit on the header block (the URL included), and the ends of slow requests. */
const HTTP_OPTIONS = {
  maxHeaderSize: 8_192,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
};

/**
 * Serves on Node's own HTTP server.
 *
 * @throws Error when it cannot listen, such as `EADDRINUSE`.
 */
export async function serve(server: CloudStackServer, options: ServeOptions): Promise<RunningServer> {
  const { port, host = '127.0.0.1', path = '/client/api' } = options;
  // Not a literal: the module does not exist elsewhere, and bundlers and type checkers would look for it.
  const moduleName: string = 'node:http';
  const http: NodeHttp = await import(moduleName);
  let origin = '';
  const unanswered = new Set<NodeResponse>();
  const listener = http.createServer(HTTP_OPTIONS, (request, response) => {
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
    void answer(server, { origin, path }, request, response);
  });
  const actualPort = await listen(listener, port, host);
  origin = `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`;
  return {
    url: `${origin}${path}`,
    port: actualPort,
    close: () => closeGracefully(listener, unanswered),
  };
}

function listen(listener: NodeServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, host, () => {
      listener.off('error', reject);
      const address = listener.address();
      const bound = typeof address === 'object' && address !== null && 'port' in address ? address.port : port;
      resolve(Number(bound));
    });
  });
}

/** A connection without a request in flight would keep the server open until it times out. */
function closeGracefully(listener: NodeServer, unanswered: ReadonlySet<NodeResponse>): Promise<void> {
  const cutIfDone = (): void => {
    if (unanswered.size === 0) listener.closeAllConnections();
  };
  return new Promise((closed) => {
    listener.close(() => closed());
    for (const response of unanswered) response.once('close', cutIfDone);
    cutIfDone();
  });
}

interface Place {
  readonly origin: string;
  readonly path: string;
}

async function answer(server: CloudStackServer, place: Place, from: NodeRequest, to: NodeResponse): Promise<void> {
  try {
    const request = isHere(place, from) ? requestOf(place, from, to) : null;
    const response = request === null ? notHere() : await server.fetch(request);
    const body = new Uint8Array(await response.arrayBuffer());
    to.statusCode = response.status;
    for (const [name, value] of response.headers) to.appendHeader(name, value);
    to.end(body);
  } catch {
    to.statusCode = 500;
    to.end();
  }
}

function isHere({ path }: Place, { url = '' }: NodeRequest): boolean {
  const pathname = url.split('?', 1)[0];
  return pathname === path || pathname === `${path}/`;
}

function notHere(): Response {
  return new Response('Not found\n', { status: 404, headers: { 'content-type': 'text/plain; charset=UTF-8' } });
}

function requestOf({ origin }: Place, from: NodeRequest, to: NodeResponse): Request {
  const { url = '/', rawHeaders } = from;
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
  return new Request(`${origin}${url}`, init);
}

/** A `Request` cannot be made with TRACE; any other method that is not supported stands for it. */
function methodOf({ method = 'GET' }: NodeRequest): string {
  return method === 'TRACE' ? 'OPTIONS' : method;
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
