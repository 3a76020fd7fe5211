import { describe, expect, test } from 'vitest';
import { ApiFault } from '../../../templates/runtime/server/fault.js';
import { MAX_FORM_BYTES, readParameters } from '../../../templates/runtime/server/request.js';

const endpoint = 'http://cloud.example/client/api';
const form = 'application/x-www-form-urlencoded';

function post(body: string, query = '', type = form): Request {
  return new Request(`${endpoint}${query}`, { method: 'POST', body, headers: { 'content-type': type } });
}

async function read(request: Request): Promise<Record<string, string>> {
  return Object.fromEntries(await readParameters(request));
}

async function refusal(request: Request): Promise<number> {
  const error: unknown = await readParameters(request).catch((thrown: unknown) => thrown);
  if (error instanceof ApiFault) return error.errorcode;
  throw new Error('nothing was refused');
}

describe('the query', () => {
  test.each([
    ['?a=1&b=2', { a: '1', b: '2' }],
    ['?a=1&a=2', { a: '2' }],
    ['?a&b=2&', { b: '2' }],
    ['?a=', { a: '' }],
    ['?a=b=c', { a: 'b=c' }],
    ['?a=x+y%20z%2B', { a: 'x y z+' }],
    ['?details%5B0%5D.key=%C3%A9', { 'details[0].key': 'é' }],
    ['?a=%zz', { a: '%zz' }],
    ['??a=1', { '?a': '1' }],
    ['', {}],
  ])('%s is read as %j', async (query, expected) => {
    expect(await read(new Request(`${endpoint}${query}`))).toEqual(expected);
  });
});

describe('the form', () => {
  test.each([
    ['a=1&a=2', '', { a: '1' }],
    ['a&b=2', '', { a: '', b: '2' }],
    ['a=form&b=2', '?a=query', { a: 'query', b: '2' }],
    ['a=x+y%2B', '', { a: 'x y+' }],
  ])('%s with the query %s is read as %j', async (body, query, expected) => {
    expect(await read(post(body, query))).toEqual(expected);
  });

  test('is read whatever the case and charset of its type', async () => {
    expect(await read(post('a=1', '', 'Application/X-WWW-Form-Urlencoded; charset=utf-8'))).toEqual({ a: '1' });
  });

  test('is not read from bodies of other types', async () => {
    expect(await read(post('{"a":1}', '?b=2', 'application/json'))).toEqual({ b: '2' });
  });
});

test.each(['PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS'])('%s is refused with 405', async (method) => {
  expect(await refusal(new Request(endpoint, { method }))).toBe(405);
});

describe('limits', () => {
  test('a form of exactly 1 MiB is read, a byte more is not', async () => {
    expect((await read(post(`a=${'x'.repeat(MAX_FORM_BYTES - 2)}`)))['a']).toHaveLength(MAX_FORM_BYTES - 2);
    expect(await refusal(post(`a=${'x'.repeat(MAX_FORM_BYTES - 1)}`))).toBe(413);
  });

  test('a form that does not tell its length is read to the limit and no further', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(65_536).fill(0x78));
      },
    });
    const init = { method: 'POST', body: endless, headers: { 'content-type': form }, duplex: 'half' } as const;
    expect(await refusal(new Request(endpoint, init))).toBe(413);
    expect(pulled).toBeLessThan(25);
  });

  test('5000 parameters are read, one more is not', async () => {
    const pairs = (count: number): string => Array.from({ length: count }, (_, index) => `p${index}=`).join('&');
    expect(Object.keys(await read(post(pairs(5_000))))).toHaveLength(5_000);
    expect(await refusal(post(pairs(5_001)))).toBe(413);
    expect(await refusal(new Request(`${endpoint}?${pairs(5_001)}`))).toBe(413);
  });

  test('a form that breaks off is refused with 400', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) });
    const init = { method: 'POST', body: broken, headers: { 'content-type': form }, duplex: 'half' } as const;
    expect(await refusal(new Request(endpoint, init))).toBe(400);
  });
});
