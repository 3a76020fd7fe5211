import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { SourceFile } from '../model/source.js';
import { type ConnectionFailure, connectionFailure } from './connection-failure.js';
import { checkedText, withoutSecrets } from './read-file.js';

/** How long a document may take, redirects included, in milliseconds. */
const TIMEOUT_MS = 60_000;
/** The documents of the whole API have a tenth of it. */
const MAXIMUM_BYTES = 64 * 1024 * 1024;
const MAXIMUM_REDIRECTS = 5;

/** Why there is no document, and what to do about it. */
class FetchFailure extends Error {
  readonly advice: string;

  constructor(reason: string, advice: string) {
    super(reason);
    this.advice = advice;
  }
}

/** Limits of a fetch; those that are not given are for documents of real size. */
export interface FetchLimits {
  readonly timeoutMs?: number;
  readonly maximumBytes?: number;
}

/**
 * Fetches a document by its address; what goes wrong is a diagnostic, and the answer `null`. It is named by its address
 * without query, so that neither diagnostics nor the package show what only its reader may know; its relative `$ref`s
 * are addresses, too, and stay refused.
 */
export async function fetchDocument(
  address: string,
  diagnostics: Diagnostics,
  { timeoutMs = TIMEOUT_MS, maximumBytes = MAXIMUM_BYTES }: FetchLimits = {},
): Promise<SourceFile | null> {
  const shown = withoutSecrets(address);
  const url = parseAddress(address, shown, diagnostics);
  if (url === null) return null;
  try {
    const response = await follow(url, AbortSignal.timeout(timeoutMs));
    if (!response.ok) {
      await response.body?.cancel();
      diagnostics.report('fetch-refused', null, { address: shown, status: response.status, isApi: isApi(url) });
      return null;
    }
    const text = await textOf(response, maximumBytes);
    if (isPage(response, text)) {
      diagnostics.report('fetch-page', null, { address: shown });
      return null;
    }
    return checkedText(url.origin + url.pathname, text, diagnostics);
  } catch (error) {
    diagnostics.report('fetch-failed', null, { address: shown, ...failureOf(error, timeoutMs) });
    return null;
  }
}

function parseAddress(address: string, shown: string, diagnostics: Diagnostics): URL | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) {
    diagnostics.report('address-unsupported', null, { address: shown });
    return null;
  }
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') {
    diagnostics.report('address-with-password', null, { address: shown });
    return null;
  }
  return url;
}

/** Follows redirects itself, because they must not lead to what is no web server, nor from a safe connection to another. */
async function follow(start: URL, signal: AbortSignal): Promise<Response> {
  let url = start;
  for (let left = MAXIMUM_REDIRECTS; left >= 0; left -= 1) {
    const response = await fetch(url, { signal, redirect: 'manual', headers: { accept: '*/*' } });
    const location = response.headers.get('location');
    if (location === null || response.status < 300 || response.status > 399) return response;
    await response.body?.cancel();
    url = redirected(url, location);
  }
  throw new FetchFailure(`it is redirected more than ${MAXIMUM_REDIRECTS} times`, 'Name the address that it leads to.');
}

function redirected(from: URL, location: string): URL {
  const url = URL.canParse(location, from.href) ? new URL(location, from) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && from.protocol === 'http:');
  if (url !== null && isSafe && url.username === '' && url.password === '') return url;
  const target = url === null ? 'to nowhere' : `to "${withoutSecrets(url.href)}"`;
  throw new FetchFailure(
    `it is redirected ${target}, which is not followed`,
    'Name the address of the document itself.',
  );
}

/** The whole text, counted while it arrives: what a server says of its length need not be so. */
async function textOf(response: Response, maximumBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) {
      throw new FetchFailure(
        `it is longer than ${maximumBytes} bytes`,
        'Download the document first and name the file.',
      );
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function isPage({ headers }: Response, text: string): boolean {
  return /^text\/html\b/i.test(headers.get('content-type') ?? '') || /^\s*<(?:!doctype html|html)\b/i.test(text);
}

/** Whether an address looks like that of a server's API, where every request must be signed. */
function isApi(url: URL): boolean {
  return /\/client\/api\/?$/.test(url.pathname) || /^listapis$/i.test(url.searchParams.get('command') ?? '');
}

function failureOf(error: unknown, timeoutMs: number): ConnectionFailure {
  if (error instanceof FetchFailure) return { reason: error.message, advice: error.advice };
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return { reason: `nothing complete came within ${timeoutMs} ms`, advice: 'Try again, or download it first.' };
  }
  return connectionFailure(error);
}
