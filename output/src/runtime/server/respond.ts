import type { Command, Page } from '../command.js';
import { stringifyJson } from '../json.js';
import type { ApiFault } from './fault.js';

/** A handler's outcome as it stands in the envelope, or in `jobresult`. */
export function resultBody(command: Command, outcome: unknown): unknown {
  if (command.mode === 'list') return listBody(command.resultKey, outcome as Page<unknown>);
  return command.resultKey === undefined ? (outcome ?? {}) : { [command.resultKey]: outcome };
}

/**
 * Nothing found is an empty object and a page past the end a count alone: clients page for ever on an empty array.
 * Items under a count of zero would be invalid JSON from a real server, so they are counted.
 */
function listBody(key: string, { items, count }: Page<unknown>): unknown {
  if (items.length === 0) return count === 0 ? {} : { count };
  return { count: count === 0 ? items.length : count, [key]: items };
}

/** The answer to a command that went well. */
export function renderAnswer(envelope: string, body: unknown): Response {
  return respond(200, renderBody(envelope, body), {});
}

/** The answer to one that did not: the HTTP status is the error's code, and a header repeats the text. */
export function renderFault(envelope: string, fault: ApiFault): Response {
  const { errorcode, cserrorcode, errortext, uuidList } = fault;
  const body = { uuidList, errorcode, cserrorcode: cserrorcode ?? undefined, errortext };
  const headers: Record<string, string> = { 'x-description': headerText(errortext) };
  if (errorcode === 405) headers['allow'] = 'GET, POST';
  return respond(errorcode, renderBody(envelope, body), headers);
}

interface RenderedBody {
  readonly text: string;
  readonly contentType: string;
}

/** Writes an envelope and what is in it. JSON is the only form so far, whatever `response` asks for. */
function renderBody(envelope: string, body: unknown): RenderedBody {
  return { text: stringifyJson({ [envelope]: body }), contentType: 'application/json; charset=UTF-8' };
}

function respond(status: number, { text, contentType }: RenderedBody, headers: Record<string, string>): Response {
  return new Response(text, {
    status,
    headers: { ...headers, 'content-type': contentType, 'cache-control': 'no-store' },
  });
}

/** Headers hold printable ASCII; Jetty too writes a question mark for the rest. A long text would not fit a client's limit. */
function headerText(text: string): string {
  return text
    .slice(0, 1024)
    .replace(/\s/g, ' ')
    .replace(/[^\x20-\x7e]/g, '?');
}
