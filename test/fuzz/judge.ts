import { expect } from 'vitest';
import type { Target } from './target.js';
import { whyMalformedXml } from './well-formed.js';

/** The failures that a client brings about: a refused login, jobs of other accounts, discovery of what is not there. */
const askedFor = /^531 .*(?:loginresponse|jobs of another account)|^530 .*unable to find an api by that name/;

/** An answer, and the request that it is to. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly because: string;
}

/** Holds what every answer must be, whatever the question was. */
export function judge(target: Target, { status, type, body, because }: Answer): void {
  const answered = `${status} ${body}`;
  expect(status < 500 || askedFor.test(answered), `${because}\n${answered}`).toBe(true);
  expect(body, because).not.toContain(target.secretKey);
  expect(body, because).not.toMatch(/^\s+at .+:\d+:\d+/m);
  if (body === '') return;
  if (type.startsWith('application/json')) expect(Object.keys(JSON.parse(body) as object), because).toHaveLength(1);
  if (type.startsWith('text/xml')) expect(whyMalformedXml(body), `${because}\n${body}`).toBeNull();
}

/** Holds that the server still does its work, and that nothing went wrong inside. */
export async function judgeHealth(target: Target, ask: () => Promise<Response>): Promise<void> {
  expect(target.mishaps()).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  const { status } = await ask();
  expect(status).toBe(200);
}
