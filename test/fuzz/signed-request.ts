import fc from 'fast-check';
import { canonicalString, sign } from '../../output/src/runtime/sign.js';
import { oddName, oddValue } from './odd.js';
import type { Target } from './target.js';

/** A request as `fetch` can send it: odd in what it says, not in how HTTP works. */
export interface OddRequest {
  readonly method: string;
  readonly command: string;
  readonly response: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly required: readonly (readonly [name: string, value: string])[];
  readonly isSigned: boolean;
  readonly contentType: string;
}

const form = 'application/x-www-form-urlencoded';
const contentTypes = [
  form,
  `${form}; charset=UTF-8`,
  form.toUpperCase(),
  'application/json',
  'multipart/form-data',
  'x',
];

/** Requests that mostly know the keys and a command, so that they come further than the first check. */
export function oddRequest({ commands }: Target): fc.Arbitrary<OddRequest> {
  const command = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...commands.keys()) },
    fc.constantFrom('logout', '__proto__', 'constructor', ''),
    oddValue,
  );
  return command.chain((name) => {
    const { parameters, required } = commands.get(name) ?? { parameters: [], required: [] };
    return fc.record({
      method: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom('GET', 'POST') },
        fc.constantFrom('PUT', 'HEAD', 'OPTIONS'),
      ),
      command: fc.constant(name),
      response: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('json', 'xml', 'JSON') }, oddValue),
      pairs: fc.array(fc.tuple(oddName(parameters), oddValue), { maxLength: 6 }),
      required: fc.oneof({ weight: 9, arbitrary: fc.constant(required) }, fc.constant([])),
      isSigned: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
      contentType: fc.oneof({ weight: 9, arbitrary: fc.constant(form) }, fc.constantFrom(...contentTypes)),
    });
  });
}

/** A request that is not odd. */
export function plainRequest(command: string, pairs: OddRequest['pairs'] = [], response = 'json'): OddRequest {
  return { method: 'GET', command, response, pairs, required: [], isSigned: true, contentType: form };
}

/** Sends a request, signed over what the server is going to read. */
export async function send(target: Target, request: OddRequest): Promise<Response> {
  const { method, contentType } = request;
  const sent = await encode(target, request);
  if (method === 'POST') return fetch(target.url, { method, body: sent, headers: { 'content-type': contentType } });
  return fetch(`${target.url}?${sent}`, { method });
}

/** What stands in the query or the form of a request. */
export async function encode(target: Target, request: OddRequest): Promise<string> {
  const { method, command, response, pairs, required, isSigned } = request;
  const sent = new URLSearchParams([
    ...[...pairs, ...required].map(([name, value]): [string, string] => [name, value]),
    ['command', command],
    ['response', response],
    ['apikey', target.apiKey],
  ]);
  // In a query the last of equal names counts, in a form the first.
  const read = new Map(method === 'POST' ? [...sent].reverse() : sent);
  read.delete('signature');
  if (isSigned) sent.set('signature', await sign(canonicalString(read), target.secretKey));
  return String(sent);
}
