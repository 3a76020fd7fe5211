import { numbers } from '../check-option.js';
import {
  type Fetching,
  type NodeHandler,
  nodeHandler,
  type NodeRequest,
  type NodeResponse,
  sendText,
} from './node-handler.js';
import type { CloudStackServer } from './server.js';

/** Where to listen. */
export interface ServeOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** The path that is answered, with all below it, others being 404; default `/client/api`. */
  readonly path?: string | undefined;
  /** How long a caller may take to send the head of a request, in milliseconds; default 10 s. */
  readonly headersTimeoutMs?: number | undefined;
  /** How long a caller may take to send a whole request; default 30 s. */
  readonly requestTimeoutMs?: number | undefined;
}

/** A server that listens. */
export interface RunningServer {
  /** What clients take as their endpoint. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops listening, settles when the requests in flight are answered, and closes the server that was served. Callers
   * that take longer than `requestTimeoutMs` to send the rest of a request, or to read its answer, are cut off.
   */
  close(): Promise<void>;
}

/** What is used of `node:http`, in place of its types, which only a project for Node has. */
interface NodeHttp {
  createServer(options: object, listener: NodeHandler): NodeServer;
}

interface NodeServer {
  listen(port: number, host: string, listening: () => void): unknown;
  address(): unknown;
  close(closed: () => void): unknown;
  closeAllConnections(): unknown;
  once(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** CloudStack's limit on the header block, the URL included, in bytes. */
const MAX_HEADER_BYTES = 8_192;
/** How long a connection may idle, as in Jetty: clients that poll seldom would run into Node's five seconds. */
const KEEP_ALIVE_MS = 30_000;

/**
 * Serves on Node's own HTTP server.
 *
 * @throws Error when it cannot listen, such as `EADDRINUSE`.
 */
export async function serve(
  server: Fetching & Partial<CloudStackServer>,
  options: ServeOptions,
): Promise<RunningServer> {
  const { port, host = '127.0.0.1', path = '/client/api' } = options;
  // Not a literal: the module does not exist elsewhere, and bundlers and type checkers would look for it.
  const moduleName: string = 'node:http';
  const http: NodeHttp = await import(moduleName);
  const timeouts = timeoutsIn(options);
  const connections = new Connections(nodeHandler(server), path, timeouts.requestTimeoutMs);
  const listener = http.createServer(httpOptions(timeouts), (from, to) => connections.answer(from, to));
  const actualPort = await listen(listener, port, host);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}${path}`,
    port: actualPort,
    close: async () => {
      await connections.close(listener);
      await server.close?.();
    },
  };
}

/**
 * Answers what comes to one path and to those below it, as CloudStack does (web.xml: `/api/*`), and knows what is not
 * answered yet.
 */
class Connections {
  readonly #answer: NodeHandler;
  readonly #path: string;
  readonly #patienceMs: number;
  readonly #unanswered = new Map<NodeResponse, NodeRequest>();
  #closing: NodeServer | null = null;

  constructor(answer: NodeHandler, path: string, patienceMs: number) {
    this.#answer = answer;
    this.#path = path;
    this.#patienceMs = patienceMs;
  }

  answer(from: NodeRequest, to: NodeResponse): void {
    this.#unanswered.set(to, from);
    to.once('close', () => {
      this.#unanswered.delete(to);
      this.#cutIfDone();
    });
    const pathname = (from.url ?? '').split('?', 1)[0] ?? '';
    if (pathname === this.#path || pathname.startsWith(`${this.#path}/`)) this.#answer(from, to);
    else sendText(404, 'Not found', to);
  }

  close(listener: NodeServer): Promise<void> {
    return new Promise((closed) => {
      this.#closing = listener;
      const patience = setTimeout(() => this.#cutStalled(), this.#patienceMs);
      listener.close(() => {
        clearTimeout(patience);
        closed();
      });
      this.#cutIfDone();
    });
  }

  /** Node looks for slow requests no more once it closes; what waits for a handler is not the caller's fault. */
  #cutStalled(): void {
    for (const [to, from] of this.#unanswered) if (!from.complete || to.writableEnded) from.destroy();
  }

  /** A connection without a request in flight would keep the server open until it times out. */
  #cutIfDone(): void {
    if (this.#unanswered.size === 0) this.#closing?.closeAllConnections();
  }
}

interface Timeouts {
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

function timeoutsIn({ headersTimeoutMs, requestTimeoutMs }: ServeOptions): Timeouts {
  return numbers({ headersTimeoutMs: 10_000, requestTimeoutMs: 30_000 }, { headersTimeoutMs, requestTimeoutMs });
}

/** Slow requests are looked for four times in the shortest time that one may take. */
function httpOptions({ headersTimeoutMs, requestTimeoutMs }: Timeouts): object {
  return {
    maxHeaderSize: MAX_HEADER_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(headersTimeoutMs, requestTimeoutMs) / 4,
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
