import { appendFileSync, writeFileSync } from 'node:fs';
import { formatDate, parseJson, stringifyJson } from '../../../templates/runtime/json.js';
import { internalError } from '../../../templates/runtime/server/index.js';
import type { RawParameters } from '../../../templates/runtime/server/request.js';
import { encodeQuery, sign } from '../../../templates/runtime/sign.js';
import type { Redaction } from './entry.js';
import { jsonAnswer, type Tape } from './server.js';

/** A real server, and the keys to it. */
export interface Upstream {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly secretKey: string;
}

/** How long the real server may take, in milliseconds. */
const TIMEOUT_MS = 60_000;
/** How long a request is valid, as the client's are: servers that enforce POST take none that does not expire. */
const VALID_MS = 600_000;

/**
 * Passes every call on to a real server, signed with its keys, and writes down what it was and how it was answered, in a
 * line of JSON each.
 *
 * @throws Error when the file cannot be written.
 */
export function recording(file: string, upstream: Upstream, redaction: Redaction): Tape {
  writeFileSync(file, '');
  return async ({ command, parameters, raw }) => {
    const { status, text } = await ask(upstream, raw);
    const body = bodyOf(text);
    if (body !== undefined) {
      appendFileSync(file, `${stringifyJson({ command, parameters, status, body: redaction.body(body) })}\n`);
    }
    return jsonAnswer(status, text);
  };
}

/** @throws ApiFault 530 when the server cannot be reached; nothing of the request is told. */
async function ask(
  upstream: Upstream,
  raw: RawParameters,
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = await formFor(upstream, raw);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(upstream.endpoint, { method: 'POST', headers, body, signal, redirect: 'error' });
    return { status: response.status, text: await response.text() };
  } catch {
    throw internalError('The server that is recorded did not answer');
  }
}

/** What the caller sent, signed anew with the keys of the real server. */
async function formFor({ apiKey, secretKey }: Upstream, raw: RawParameters): Promise<string> {
  const own = [...raw].filter(([name]) => !/^(?:apikey|signature|signatureversion|expires|response)$/i.test(name));
  const expires = formatDate(new Date(Date.now() + VALID_MS));
  const ours = { apikey: apiKey, response: 'json', signatureversion: '3', expires };
  const { query, canonical } = encodeQuery([...own, ...Object.entries(ours)]);
  const signature = await sign(canonical, secretKey);
  return `${query}&${encodeQuery([['signature', signature]]).query}`;
}

/** What is not JSON is passed on and not written down. */
function bodyOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
