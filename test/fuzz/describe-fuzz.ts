import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, judge, judgeHealth } from './judge.js';
import { type RawRequest, rawRequest } from './raw-request.js';
import { encode, type OddRequest, oddRequest, plainRequest, send } from './signed-request.js';
import { answersIn, sendRaw } from './socket.js';
import type { StartedTarget, Target } from './target.js';

/** Requests that are under way at once. */
const together = 25;
const atOnce = { minLength: together, maxLength: together };

/** Sends a server so many batches of odd requests of every kind, and holds after each that it is well. */
export function fuzz(title: string, start: () => Promise<StartedTarget>, batches: number): void {
  describe(title, () => {
    let target: StartedTarget;
    beforeAll(async () => {
      target = await start();
    });
    afterAll(() => target.stop());
    const options = { numRuns: batches, endOnFailure: true, reporter: tellShortly };

    test(`${batches * together} signed requests with odd contents`, async () => {
      const batch = fc.array(oddRequest(target), atOnce);
      await fc.assert(
        fc.asyncProperty(batch, (requests) => surviveSigned(target, requests)),
        options,
      );
    });

    test(`${batches * together} requests that are wrong as HTTP, cut off, slow or given up`, async () => {
      const batch = fc.array(rawRequest(await encode(target, plainRequest('listZones'))), atOnce);
      await fc.assert(
        fc.asyncProperty(batch, (requests) => surviveRaw(target, requests)),
        options,
      );
    });
  });
}

async function surviveSigned(target: Target, requests: readonly OddRequest[]): Promise<void> {
  const answers = await Promise.all(requests.map((request) => sendAndRead(target, request)));
  for (const [index, answer] of answers.entries()) {
    judge(target, { ...answer, because: whatWasSent(requests[index]) });
  }
  for (const query of answers.flatMap(({ body }) => queriesOfJob(body))) {
    judge(target, { ...(await sendAndRead(target, query)), because: whatWasSent(query) });
  }
  await judgeHealth(target, () => send(target, plainRequest('listZones')));
}

async function surviveRaw(target: Target, requests: readonly RawRequest[]): Promise<void> {
  const port = Number(new URL(target.url).port);
  const answers = await Promise.all(requests.map((request) => sendRaw(port, request)));
  for (const [index, text] of answers.entries()) {
    const because = whatWasSent(requests[index]);
    // Where the connection was cut the body may be too: the other test judges its form.
    for (const { status, body } of answersIn(text)) judge(target, { status, type: '', body, because });
  }
  await judgeHealth(target, () => send(target, plainRequest('listZones')));
}

async function sendAndRead(target: Target, request: OddRequest): Promise<Omit<Answer, 'because'>> {
  const response = await send(target, request);
  expect(response.headers.has('x-injected')).toBe(false);
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, body: await response.text() };
}

/** What asks, in every form, for the job that an answer acknowledges. */
function queriesOfJob(body: string): OddRequest[] {
  const jobid = /\bjobid\W+([\da-f-]{36})\b/.exec(body)?.[1];
  if (jobid === undefined) return [];
  return ['json', 'xml'].map((form) => plainRequest('queryAsyncJobResult', [['jobid', jobid]], form));
}

/** A batch is too long to be shown: which request it was stands in the error. */
function tellShortly<T>({ failed, seed, errorInstance }: fc.RunDetails<T>): void {
  if (failed) throw new Error(`With seed ${seed}: ${String(errorInstance)}`, { cause: errorInstance });
}

/** A request in a message, its long values shortened. */
function whatWasSent(request: unknown): string {
  return JSON.stringify(request, (_, value: unknown) =>
    typeof value === 'string' && value.length > 200 ? `${value.slice(0, 20)}… (${value.length})` : value,
  );
}
