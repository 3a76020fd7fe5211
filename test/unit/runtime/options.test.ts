import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { ClientOptions } from '../../../templates/runtime/index.js';
import { settingsFrom } from '../../../templates/runtime/settings.js';
import { CloudStack } from './sample-commands.js';

const right: ClientOptions = {
  endpoint: 'https://cloud.example.org/client/api',
  apiKey: 'the-key',
  secretKey: 'the-secret',
};

test('what is not given has its documented default', () => {
  const { fetch: _fetch, onWarning: _onWarning, authenticator: _authenticator, ...settings } = settingsFrom(right);
  expect(settings).toEqual({
    endpoint: right.endpoint,
    timeoutMs: 60_000,
    pageSize: 500,
    retry: { attempts: 4, baseDelayMs: 500, maxDelayMs: 20_000 },
    budget: { left: 100, most: 100 },
    hooks: undefined,
    job: { timeoutMs: 1_800_000, pollMs: 2000, concurrency: 8 },
    bigLongs: false,
    check: undefined,
  });
});

test('what is given counts, an endpoint also as a URL', () => {
  const options: ClientOptions = {
    ...right,
    endpoint: new URL(right.endpoint),
    job: { pollMs: 5 },
    retry: { attempts: 2, baseDelayMs: undefined },
    timeoutMs: Infinity,
  };
  expect(settingsFrom(options)).toMatchObject({
    endpoint: 'https://cloud.example.org/client/api',
    job: { timeoutMs: 1_800_000, pollMs: 5 },
    retry: { attempts: 2, baseDelayMs: 500 },
    timeoutMs: Infinity,
  });
  expect(settingsFrom({ ...right, retry: false }).retry).toBe(false);
});

describe('a TypeError names the option and shows no value for', () => {
  test.each<[string, object]>([
    ['endpoint', { endpoint: 'the-secret' }],
    ['endpoint', { endpoint: '' }],
    ['endpoint', { endpoint: undefined }],
    ['endpoint', { endpoint: 'ftp://cloud.example.org/the-secret' }],
    ['endpoint', { endpoint: 'https://user:the-secret@cloud.example.org/client/api' }],
    ['endpoint', { endpoint: 'https://cloud.example.org/client/api?secret=the-secret' }],
    ['apiKey', { apiKey: '' }],
    ['apiKey', { apiKey: undefined }],
    ['apiKey', { apiKey: 'the-secret\n' }],
    ['secretKey', { secretKey: '  ' }],
    ['secretKey', { secretKey: 42 }],
    ['signatureHash', { signatureHash: 'MD5' }],
    ['expiresInSeconds', { expiresInSeconds: 0 }],
    ['timeoutMs', { timeoutMs: -1 }],
    ['timeoutMs', { timeoutMs: '1000' }],
    ['job.timeoutMs', { job: { timeoutMs: Number.NaN } }],
    ['job.pollMs', { job: { pollMs: 0 } }],
    ['job.concurrency', { job: { concurrency: 1.5 } }],
    ['pageSize', { pageSize: 1.5 }],
    ['retry.attempts', { retry: { attempts: 0 } }],
    ['retry.baseDelayMs', { retry: { baseDelayMs: Number.NaN } }],
    ['retryBudget', { retryBudget: -1 }],
    ['credentials', { credentials: () => ({ apiKey: 'a', secretKey: 'b' }) }],
    ['credentials', { apiKey: undefined, secretKey: undefined, credentials: { apiKey: 'the-secret' } }],
    ['credentials', { apiKey: undefined, secretKey: undefined, credentials: null }],
    ['validateResults', { validateResults: 'yes' }],
  ])('%s (%j)', (name, wrong) => {
    let thrown: unknown;
    try {
      new CloudStack({ ...right, ...wrong });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(TypeError);
    expect(String(thrown)).toContain(`The option ${name} must`);
    expect(inspect(thrown)).not.toContain('the-secret');
  });
});

test('a client shows neither options nor keys', () => {
  const client = new CloudStack(right);
  const shown = `${inspect(client, { depth: 9, showHidden: true })} ${JSON.stringify(client)} ${String(client)}`;
  expect(shown).not.toContain('the-secret');
  expect(shown).not.toContain('the-key');
});

test.each([
  ['clockSkewMs', { clockSkewMs: Number.NaN }],
  ['clockSkewMs', { clockSkewMs: '5' as unknown as number }],
  ['hmac', { hmac: 'x' as never }],
  ['fetch', { fetch: 1 as never }],
  ['onWarning', { onWarning: {} as never }],
  ['diagnose', { diagnose: true as never }],
])('%s of a wrong kind is refused at once', (name, options) => {
  expect(() => new CloudStack({ ...right, ...options })).toThrow(new RegExp(`^The option ${name} must be`));
});
