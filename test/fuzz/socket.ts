import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { RawRequest } from './raw-request.js';

/** How long an answer, or the end of the connection, may take. */
const patienceMs = 8000;
/** How long an answer is waited for before the writing side is closed: whatever comes after that was not complete. */
const answerMs = 150;

/**
 * Writes a request and reads until the server ends the connection.
 *
 * @throws Error when it does neither answer nor hang up.
 */
export function sendRaw(port: number, request: RawRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const patience = setTimeout(() => {
      socket.destroy();
      reject(new Error(`Neither an answer nor an end within ${patienceMs} ms`));
    }, patienceMs);
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk) => (answer += chunk));
    socket.on('end', () => socket.end());
    // The server may hang up while something is still written: that is an answer too.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(patience);
      resolve(answer);
    });
    socket.on('connect', () => void writeTo(socket, request));
  });
}

async function writeTo(socket: Socket, { parts, pauseMs, ending }: RawRequest): Promise<void> {
  for (const part of parts) {
    socket.write(part, 'latin1');
    if (pauseMs > 0) await pause(pauseMs);
  }
  if (ending === 'reset') socket.resetAndDestroy();
  else await Promise.race([reacted(socket), pause(answerMs)]);
  socket.end();
}

/** Settles when the server says something, or hangs up. */
function reacted(socket: Socket): Promise<void> {
  return new Promise((settle) => {
    for (const event of ['data', 'close']) socket.once(event, () => settle());
  });
}

/** Status and body of every answer on a connection. */
export function answersIn(text: string): { status: number; body: string }[] {
  return text.split(/^(?=HTTP\/1\.1 \d{3} )/m).flatMap((answer) => {
    const [head = '', ...rest] = answer.split('\r\n\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
    if (Number.isNaN(status) || status === 100) return [];
    return [{ status, body: rest.join('\r\n\r\n') }];
  });
}
