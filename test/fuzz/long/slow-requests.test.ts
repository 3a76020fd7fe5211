import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEcho } from '../echo.js';
import { plainRequest, send } from '../signed-request.js';
import type { StartedTarget } from '../target.js';

/** What a server says to a caller who begins a request and then sends a byte every now and then, until it hangs up. */
function dawdle(port: number, beginning: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const drip = setInterval(() => socket.write('x'), 500);
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk) => (answer += chunk));
    // Writing to a connection that the server has ended fails.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(drip);
      resolve(answer);
    });
    socket.write(beginning);
  });
}

const form = 'Host: x\r\nContent-Type: application/x-www-form-urlencoded\r\n';

let echo: StartedTarget;
beforeAll(async () => {
  echo = await startEcho();
});
afterAll(() => echo.stop());

test.concurrent.each([
  ['a request line that does not end', 'GET /client/api?'],
  ['headers that do not end', 'GET /client/api HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ['a body that does not end', `POST /client/api HTTP/1.1\r\n${form}Content-Length: 100000\r\n\r\n`],
  ['chunks that do not end', `POST /client/api HTTP/1.1\r\n${form}Transfer-Encoding: chunked\r\n\r\nffff\r\n`],
])('%s: the server hangs up, and serves others meanwhile', async (_, beginning) => {
  const port = Number(new URL(echo.url).port);
  const dawdlers = Array.from({ length: 50 }, () => dawdle(port, beginning));
  expect((await send(echo, plainRequest('listZones'))).status).toBe(200);
  for (const answer of await Promise.all(dawdlers)) expect(answer).toMatch(/^$|^HTTP\/1\.1 4\d\d /);
  expect(echo.mishaps()).toEqual([]);
});
