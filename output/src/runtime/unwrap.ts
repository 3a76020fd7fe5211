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
 * The page in the answer to a list command: the member of that name, else the only other member beside `count`, else
 * the only list. An object in place of the list stands for a list of one.
 *
 * @throws ProtocolError when it cannot be told which member holds the items.
 */
export function unwrapPage(answer: Answer, resultKey: string): Page<unknown> {
  const body = openEnvelope(answer);
  const members = membersOf(body, resultKey);
  const lists = members.filter(Array.isArray);
  const items: readonly unknown[] = (lists.length === 1 && lists[0]) || members;
  if (items === members && (members.length > 1 || !members.every(isBody))) {
    throw malformed(answer, `has no list called ${resultKey}`);
  }
  return { items, count: wholeNumber(body['count']) ?? items.length };
}

/** The answer to a command of which nothing is known but its name: as {@link unwrapOutcome}, but a list stays a list. */
export function unwrapUnknown(answer: Answer): unknown {
  const body = openEnvelope(answer);
  const isEmptyList = membersOf(body).length === 0 && /^list/i.test(answer.command.name);
  return isEmptyList ? [] : payloadOf(body);
}

/**
 * The acknowledgement in the answer to a command that starts a job. Servers before 3.0 count jobs with numbers.
 *
 * @throws ProtocolError when it names no job.
 */
export function unwrapAcknowledgement(answer: Answer): Acknowledgement {
  const { jobid, id } = openEnvelope(answer);
  if (!jobid || isObject(jobid)) throw malformed(answer, 'has no jobid');
  return { jobid: String(jobid), id: isObject(id) || !id ? null : String(id) };
}

function payloadOf(body: Body, resultKey?: string): unknown {
  const [payload, ...others] = membersOf(body, resultKey);
  const { success } = body;
  if (others.length === 0 && isObject(payload)) return payload;
  // Old servers send the boolean as text.
  return success === 'true' || success === 'false' ? { ...body, success: success === 'true' } : body;
}

/** The member of that name alone, where there is one; else all that hold something, but for the count. */
function membersOf(body: Body, name = ''): unknown[] {
  if (Object.hasOwn(body, name) && body[name] !== null) return [body[name]];
  return Object.entries(body).flatMap(([other, value]) => (other === 'count' || value === null ? [] : [value]));
}

function isObject(value: unknown): value is object {
  return Object(value) === value;
}
