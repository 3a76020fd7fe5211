import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { independentCanonical, independentSignature } from './independent-signature.js';

export const apiKey = 'key-of-the-test-user';
export const secretKey = 'secret-of-the-test-user';

/** A request as the server saw it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly contentType: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The decoded parameters. */
  readonly params: ReadonlyMap<string, string>;
  /** Whether its signature is right, by an implementation of its own. */
  readonly isSigned: boolean;
}

/** What to answer: a body alone stands for an answer that worked. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** An object is sent as JSON, a text as it is. */
  readonly body?: object | string;
  /** Wait before answering, in milliseconds. */
  readonly delayMs?: number;
  /** Break the connection: before any answer, in the middle of the body, or by a reset. */
  readonly breakOff?: 'before' | 'midway' | 'reset';
}

export interface ScriptedServer {
  readonly endpoint: string;
  readonly requests: readonly Received[];
}

/** A server on loopback that answers as the script says, until the test is over. */
export async function scriptedServer(script: (request: Received, index: number) => Reply): Promise<ScriptedServer> {
  const requests: Received[] = [];
  const server = createServer((incoming, response) => {
    void receive(incoming).then((request) => {
      requests.push(request);
      const reply = script(request, requests.length - 1);
      setTimeout(() => answer(response, reply), reply.delayMs ?? 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/api`,
    requests,
  };
}

/** An endpoint at which nothing listens. */
export async function deadEndpoint(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/client/api`;
}

/** The parameters that the command itself was given. */
export function sent(request: Received | undefined): Record<string, string> {
  const transport = ['command', 'response', 'apikey', 'signature', 'signatureversion', 'expires'];
  return Object.fromEntries([...(request?.params ?? [])].filter(([name]) => !transport.includes(name)));
}

async function receive(incoming: IncomingMessage): Promise<Received> {
  let form = '';
  for await (const chunk of incoming.setEncoding('utf8')) form += String(chunk);
  const url = incoming.url ?? '';
  const pairs = [...new URL(url, 'http://localhost').searchParams, ...new URLSearchParams(form)];
  const signature = pairs.find(([name]) => name === 'signature')?.[1];
  return {
    method: incoming.method ?? '',
    url,
    contentType: incoming.headers['content-type'],
    headers: incoming.headers,
    params: new Map(pairs),
    isSigned: signature === independentSignature(independentCanonical(pairs), secretKey),
  };
}

function answer(response: ServerResponse, { status = 200, headers, body = '', breakOff }: Reply): void {
  if (breakOff === 'before') {
    response.destroy();
    return;
  }
  if (breakOff === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
  if (breakOff === 'midway') response.write(text.slice(0, text.length / 2), () => response.destroy());
  else response.end(text);
}
