import { ApiFault } from './fault.js';

/** The decoded parameters of a request by their names as sent. */
export type RawParameters = ReadonlyMap<string, string>;

/** The largest form that is read, in bytes: the default of CloudStack's `request.content.size`. */
export const MAX_FORM_BYTES = 1_048_576;
/** The most parameters that a query or a form may hold, as in CloudStack's servlet container. */
export const MAX_PARAMETERS = 5_000;

/**
 * Reads the query of a GET, or query and form of a POST. As in `ApiServlet.utf8Fixup`, the query overrides the form,
 * the last of equal names counts in the query and the first in the form, and a name without `=` counts only in the form.
 *
 * @throws ApiFault 405 for other methods, 413 beyond the limits.
 */
export async function readParameters(request: Request): Promise<RawParameters> {
  if (request.method !== 'GET' && request.method !== 'POST') {
    throw new ApiFault({
      errorcode: 405,
      errortext: `HTTP method ${request.method} is not supported; use GET or POST`,
    });
  }
  const parameters = new Map<string, string>();
  if (request.method === 'POST' && isForm(request)) {
    for (const [name, value] of decodePairs(splitPairs(await readText(request)))) {
      if (!parameters.has(name)) parameters.set(name, value);
    }
  }
  const query = splitPairs(new URL(request.url).search.slice(1));
  for (const [name, value] of decodePairs(query.filter((pair) => pair.includes('=')))) parameters.set(name, value);
  return parameters;
}

/** The value of a parameter, whose name servers match in any case. */
export function valueOf(parameters: RawParameters, name: string): string | undefined {
  return [...parameters].filter(([sent]) => sent.toLowerCase() === name).at(-1)?.[1];
}

function isForm(request: Request): boolean {
  const type = request.headers.get('content-type') ?? '';
  return type.split(';', 1)[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

function splitPairs(text: string): string[] {
  const pairs = text.split('&', MAX_PARAMETERS + 1);
  if (pairs.length > MAX_PARAMETERS) {
    throw new ApiFault({ errorcode: 413, errortext: `A request may hold at most ${MAX_PARAMETERS} parameters` });
  }
  return pairs;
}

function decodePairs(pairs: readonly string[]): URLSearchParams {
  // The constructor drops one leading question mark, which could otherwise be the start of a name.
  return new URLSearchParams(`?${pairs.join('&')}`);
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length')) > MAX_FORM_BYTES) throw formTooLarge();
  if (request.body === null) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let size = 0;
  for (let chunk = await readChunk(reader); chunk !== undefined; chunk = await readChunk(reader)) {
    size += chunk.byteLength;
    if (size > MAX_FORM_BYTES) {
      await reader.cancel();
      throw formTooLarge();
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** `undefined` at the end. A caller who hangs up is no error of the server's. */
async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch {
    throw new ApiFault({ errorcode: 400, errortext: 'The form could not be read to its end' });
  }
}

function formTooLarge(): ApiFault {
  return new ApiFault({ errorcode: 413, errortext: `A form may hold at most ${MAX_FORM_BYTES} bytes` });
}
