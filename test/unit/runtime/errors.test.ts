import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  type AnyCloudStackError,
  ApiError,
  CloudStackError,
  JobFailedError,
  JobTimeoutError,
  ProtocolError,
  TransportError,
  ValidationError,
} from '../../../templates/runtime/index.js';

function apiError(errorcode: number, errortext = 'text'): ApiError {
  return new ApiError({
    command: 'listZones',
    status: errorcode,
    errorcode,
    cserrorcode: null,
    errortext,
    uuidList: [],
    retryAfterMs: null,
    canonical: null,
  });
}

const all: AnyCloudStackError[] = [
  apiError(530),
  new JobFailedError({ command: 'listZones', jobid: 'j', errorcode: 530, errortext: 'text' }),
  new JobTimeoutError({ command: 'listZones', jobid: 'j', timeoutMs: 5 }),
  new ValidationError('listZones', 'parameters', [{ path: ['id'], message: 'Expected a UUID' }]),
  new TransportError({ command: 'listZones', kind: 'network', endpoint: 'https://x/client/api', reason: 'refused' }),
  new ProtocolError({
    command: 'listZones',
    status: 502,
    contentType: 'text/html',
    excerpt: '<html>',
    problem: 'is not valid JSON',
    retryAfterMs: null,
  }),
];

/** Fails to compile when a code does not narrow. */
function detail(error: AnyCloudStackError): string | number {
  switch (error.code) {
    case 'api':
      return error.errortext;
    case 'job-failed':
    case 'job-timeout':
      return error.jobid;
    case 'validation':
      return error.issues.length;
    case 'transport':
      return error.kind;
    case 'protocol':
      return error.status;
  }
}

test('a code narrows to its class', () => {
  expect(all.map(detail)).toEqual(['text', 'j', 'j', 1, 'network', 502]);
});

test.each(all.map((error) => [error.constructor.name, error] as const))(
  '%s has a name, a base and a command',
  (name, error) => {
    expect(error.name).toBe(name);
    expect(error).toBeInstanceOf(CloudStackError);
    expect(error).toBeInstanceOf(Error);
    expect(error.command).toBe('listZones');
    expect(error.stack).toMatch(new RegExp(`^${name}: listZones|^${name}: The answer to listZones`));
    expect(inspect(error)).toContain(error.message);
  },
);

test.each(all.map((error) => [error.name, error] as const))(
  '%s is written to JSON with what it holds',
  (name, error) => {
    const json: Record<string, unknown> = JSON.parse(JSON.stringify(error));
    expect(json).toMatchObject({ name, message: error.message, code: error.code, command: 'listZones' });
    expect(json).not.toHaveProperty('stack');
  },
);

test('messages say what happened and what to do', () => {
  expect(all.map(({ message }) => message)).toEqual([
    'listZones was refused (530): text',
    'listZones failed (530, job j): text',
    "listZones was not done after 5 ms, and goes on: wait for it with client.job('j').result().",
    'listZones was not sent; correct its parameters:\n  id: Expected a UUID',
    'listZones got no answer from https://x/client/api: refused. It may have been carried out.',
    'The answer to listZones (HTTP 502, text/html) is not valid JSON. Is the endpoint the API itself, usually …/client/api?\nIt begins: <html>',
  ]);
  expect(apiError(401).message).toContain('Check both keys');
  expect(apiError(530, ' ').message).toContain('no reason');
});

describe('an ApiError tells', () => {
  const unknownId =
    'Invalid parameter id value=x due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.';

  test.each<[string, number, string, object]>([
    ['an unknown id', 431, unknownId, { isNotFound: true }],
    ['an unknown name', 431, 'Unable to find zone by name', { isNotFound: true }],
    ['a bad value', 431, 'Invalid value for size', { isNotFound: false }],
    ['wrong keys', 401, "The given command 'x' either does not exist, or", { isAuth: true, isNotFound: false }],
    ['a missing second factor', 511, 'two factor', { isAuth: true }],
    ['a missing permission', 531, 'no permission', { isAuth: true }],
    ['a used-up quota', 532, 'limit', { isLimit: true, isAuth: false }],
    ['a used-up quota in allocation', 535, 'Maximum number of resources', { isLimit: true }],
    ['missing capacity', 533, 'no capacity', { isLimit: false }],
    ['too many requests', 429, 'retry after 300 ms', { isThrottled: true, isLimit: false }],
  ])('%s', (_, errorcode, errortext, expected) => {
    expect(apiError(errorcode, errortext)).toMatchObject(expected);
  });
});
