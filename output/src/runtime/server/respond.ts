import type { Command, Page } from '../command.js';
import { stringifyJson } from '../json.js';
import type { ApiFault } from './fault.js';
import { stringifyXml } from './xml.js';

/** How answers are written. */
export interface AnswerForm {
  readonly contentType: string;
  write(envelope: string, body: unknown): string;
}

const jsonForm: AnswerForm = {
  contentType: 'application/json; charset=UTF-8',
  write: (envelope, body) => stringifyJson({ [envelope]: body }),
};

/**
 * Chooses the form by the parameter `response`: JSON when that is `json` in any case, else XML, which is CloudStack's
 * default.
 *
 * @param version What XML answers say that they come from.
 */
export function answerForms(version = '4.21.0.0'): (response: string | null | undefined) => AnswerForm {
  const xmlForm: AnswerForm = {
    contentType: 'text/xml; charset=UTF-8',
    write: (envelope, body) => stringifyXml(envelope, body, version),
  };
  return (response) => (response?.toLowerCase() === 'json' ? jsonForm : xmlForm);
}

/** A page whose items stand under another key than is usual for the command, as some do that a parameter changes. */
export interface KeyedPage<T> extends Page<T> {
  readonly key?: string | undefined;
}

/** A handler's outcome as it stands in the envelope, or in `jobresult`. */
export function resultBody(command: Command, outcome: unknown): unknown {
  if (command.mode === 'list') return listBody(command.resultKey, outcome as KeyedPage<unknown>);
  return command.resultKey === undefined ? (outcome ?? {}) : { [command.resultKey]: outcome };
}

/**
 * Nothing found is an empty object and a page past the end a count alone: clients page for ever on an empty array.
 * Items under a count of zero would be invalid JSON from a real server, so they are counted.
 */
function listBody(usual: string, { items, count, key = usual }: KeyedPage<unknown>): unknown {
  if (items.length === 0) return count === 0 ? {} : { count };
  return { count: count === 0 ? items.length : count, [key]: items };
}

/** The answer to a command that went well. */
export function renderAnswer(
  form: AnswerForm,
  envelope: string,
  body: unknown,
  cookies: readonly string[] = [],
): Response {
  const response = respond(200, form.write(envelope, body), { 'content-type': form.contentType });
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

/** The answer to one that did not: the HTTP status is the error's code, and a header repeats the text. */
export function renderFault(form: AnswerForm, envelope: string, fault: ApiFault): Response {
  const { errorcode, cserrorcode, errortext, uuidList } = fault;
  const body = { uuidList, errorcode, cserrorcode: cserrorcode ?? undefined, errortext };
  // What is not supported has no envelope of its own (`ApiServer.getSerializedApiError`).
  const text = form.write(errorcode === 432 ? 'errorresponse' : envelope, body);
  return respond(errorcode, text, { 'content-type': form.contentType, 'x-description': headerText(errortext) });
}

/** 405, in plain text, as the servlet container writes it. */
export function renderMethodError(errortext: string, allowed: string): Response {
  const headers = { 'content-type': 'text/plain; charset=UTF-8', 'x-description': headerText(errortext) };
  return respond(405, errortext, { ...headers, allow: allowed });
}

function respond(status: number, text: string, headers: Readonly<Record<string, string>>): Response {
  // Nothing that a caller sent may become a page or a script in a browser.
  const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  return new Response(text, { status, headers: { ...headers, ...always } });
}

/** Headers hold printable ASCII; Jetty too writes a question mark for the rest. A long text would not fit a client's limit. */
function headerText(text: string): string {
  return text
    .slice(0, 1024)
    .replace(/\s/g, ' ')
    .replace(/[^\x20-\x7e]/g, '?');
}
