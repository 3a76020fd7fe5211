import { envelopeOf, type CommandFacts } from './command.js';
import type { Authorization } from './credentials.js';
import { ApiError, type ErrorSubject, ProtocolError } from './errors/index.js';
import { parseJson } from './json.js';
import { cutAtSecret, type Redact } from './redact.js';

/** What an HTTP exchange brought. */
export interface Answer {
  readonly command: CommandFacts;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Takes the secrets of the request out of a text. */
  readonly redact: Redact;
  /** How the request proved who sent it. */
  readonly authorization: Authorization;
}

/** The members of a JSON object. */
export type Body = Readonly<Record<string, unknown>>;

const excerptLength = 160;

/**
 * Opens the envelope, the only top-level member of an answer; its name does not matter, as too many commands have
 * one that is not theirs.
 *
 * @throws ApiError when the envelope holds an error.
 * @throws ProtocolError when the answer is not what a CloudStack server sends.
 */
export function openEnvelope(answer: Answer): Body {
  const top = parse(answer);
  const body = isBody(top) ? contentOf(top, answer.command) : undefined;
  if (body === undefined) throw malformed(answer, 'is not an object with one member');
  const errorcode = wholeNumber(body['errorcode']);
  if (errorcode !== null) throw refusal(answer, body, errorcode);
  if (answer.status < 200 || answer.status > 299) throw malformed(answer, 'has an error status but no error');
  return body;
}

/** A {@link ProtocolError} about this answer. `problem` ends a sentence that begins with "The answer". */
export function malformed(answer: Answer, problem: string): ProtocolError {
  const { command, status, headers, text, redact } = answer;
  const shown = cutAtSecret(redact(text)).replace(/\s+/g, ' ').trim();
  return new ProtocolError({
    command: command.name,
    status,
    contentType: headers.get('content-type'),
    excerpt: shown.length > excerptLength ? `${shown.slice(0, excerptLength)}…` : shown,
    problem,
    retryAfterMs: retryAfter(headers),
  });
}

/** Whether a value is a JSON object. */
export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A whole number, also one that an old server sends as text; `null` for anything else. */
export function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

function parse(answer: Answer): unknown {
  if (answer.text.trim() === '') throw malformed(answer, 'is empty');
  try {
    return parseJson(answer.text);
  } catch {
    // The parser's own message quotes the body, secrets and all.
    throw malformed(answer, 'is not valid JSON');
  }
}

function contentOf(top: Body, command: CommandFacts): Body | undefined {
  if (Object.hasOwn(top, 'errorcode')) return top;
  const names = Object.keys(top);
  const name = names.length === 1 ? names[0] : envelopeOf(command);
  const content = name !== undefined && Object.hasOwn(top, name) ? top[name] : undefined;
  return isBody(content) ? content : undefined;
}

function refusal(answer: Answer, body: Body, errorcode: number): ApiError {
  const { command, status, headers, redact, authorization } = answer;
  const { cserrorcode, errortext, uuidList } = body;
  const text = typeof errortext === 'string' ? errortext : '';
  return new ApiError({
    command: command.name,
    status,
    errorcode,
    cserrorcode: wholeNumber(cserrorcode),
    errortext: redact(text),
    uuidList: Array.isArray(uuidList) ? uuidList.filter(isSubject) : [],
    retryAfterMs: wholeNumber(/retry after \[?(\d+)\]? ?ms/i.exec(text)?.[1]) ?? retryAfter(headers),
    canonical: (errorcode === 401 && authorization.diagnosis?.(command)) || null,
  });
}

/** Proxies tell it in seconds or as a date; CloudStack only in its error's text. */
function retryAfter(headers: Headers): number | null {
  const value = headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function isSubject(value: unknown): value is ErrorSubject {
  return isBody(value) && typeof value['uuid'] === 'string';
}
