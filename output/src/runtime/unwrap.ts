import { type Answer, type Body, isBody, malformed, openEnvelope, wholeNumber } from './answer.js';
import type { Page } from './command.js';

/** What starts a job. */
export interface Acknowledgement {
  readonly jobid: string;
  /** The id of the thing being made, where the command tells it. */
  readonly id: string | null;
}

/**
 * The outcome in a body: the member of that name, else the only member when that is an object or a list (a list of one
 * stands for its element), else the body itself. A `success` in text becomes a boolean.
 */
export function unwrapOutcome(body: Body, resultKey: string | undefined): unknown {
  const payload = payloadOf(body, resultKey);
  return Array.isArray(payload) && payload.length === 1 ? payload[0] : payload;
}

/**
 * The page in the answer to a list command: the member of that name, else the only other member beside `count`. An
 * object in place of the list stands for a list of one.
 *
 * @throws ProtocolError when it cannot be told which member holds the items.
 */
export function unwrapPage(answer: Answer, resultKey: string): Page<unknown> {
  const body = openEnvelope(answer);
  const items = itemsOf(body, resultKey);
  if (items === undefined) throw malformed(answer, `has several members and none of them is ${resultKey}`);
  return { items, count: wholeNumber(body['count']) ?? items.length };
}

/** The answer to a command of which nothing is known but its name: as {@link unwrapOutcome}, but a list stays a list. */
export function unwrapUnknown(answer: Answer): unknown {
  const body = openEnvelope(answer);
  const isEmptyList = Object.keys(body).every((name) => name === 'count') && /^list/i.test(answer.command.name);
  return isEmptyList ? [] : payloadOf(body, undefined);
}

/**
 * The acknowledgement in the answer to a command that starts a job.
 *
 * @throws ProtocolError when it names no job.
 */
export function unwrapAcknowledgement(answer: Answer): Acknowledgement {
  const { jobid, id } = openEnvelope(answer);
  if (!isId(jobid)) throw malformed(answer, 'names no job, so its outcome cannot be waited for');
  return { jobid: String(jobid), id: isId(id) ? String(id) : null };
}

function payloadOf(body: Body, resultKey: string | undefined): unknown {
  if (resultKey !== undefined && isPresent(body, resultKey)) return body[resultKey];
  const names = Object.keys(body).filter((name) => name !== 'count');
  const only = names.length === 1 && names[0] !== undefined ? body[names[0]] : undefined;
  return typeof only === 'object' && only !== null ? only : withPlainSuccess(body);
}

function itemsOf(body: Body, resultKey: string): readonly unknown[] | undefined {
  if (isPresent(body, resultKey)) return asList(body[resultKey]);
  const members = Object.entries(body).filter(([name, value]) => name !== 'count' && value !== null);
  if (members.length === 0) return [];
  const lists = members.map(([, value]) => value).filter((value) => Array.isArray(value));
  if (lists.length === 1) return lists[0];
  const only = members.length === 1 ? members[0]?.[1] : undefined;
  return isBody(only) ? [only] : undefined;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isPresent(body: Body, name: string): boolean {
  return Object.hasOwn(body, name) && body[name] !== null;
}

/** Old servers send the boolean as text. */
function withPlainSuccess(body: Body): Body {
  const { success } = body;
  return success === 'true' || success === 'false' ? { ...body, success: success === 'true' } : body;
}

/** Servers before 3.0 count jobs and things with numbers. */
function isId(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'bigint';
}
