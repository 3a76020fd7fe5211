import type { Cursor } from './cursor.js';

const json = /^(?:application|text)\/(?:[\w.-]+\+)?json\b/i;

/** Media types of what is sent, the likeliest first: CloudStack takes forms, documents also show JSON. */
export const formMedia: readonly RegExp[] = [
  /^application\/x-www-form-urlencoded\b/i,
  /^multipart\/form-data\b/i,
  json,
  /^\*\/\*/,
];

/** Media types of an answer in JSON; CloudStack has long called it `text/javascript`. */
export const jsonMedia: readonly RegExp[] = [json, /^text\/javascript\b/i, /^application\/\*/, /^\*\/\*/];

export function isJson(media: string): boolean {
  return json.test(media);
}

export function isMedia(media: string, preference: readonly RegExp[]): boolean {
  return preference.some((pattern) => pattern.test(media));
}

/** The first media type object that has a schema, whatever its media type. */
export function describedMedia(holder: Cursor | null): Cursor | null {
  const offered = holder?.member('content')?.members() ?? [];
  return offered.flatMap((one) => one.follow() ?? []).find((one) => one.own('schema') !== null) ?? null;
}

/** The media type object of a request body or a response that comes first in the order of preference. */
export function findMedia(holder: Cursor | null, preference: readonly RegExp[]): Cursor | null {
  const offered = holder?.member('content')?.members() ?? [];
  for (const pattern of preference) {
    const found = offered.find(({ step }) => pattern.test(step));
    if (found !== undefined) return found.follow();
  }
  return null;
}
