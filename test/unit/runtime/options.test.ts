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
  const { fetch: _fetch, onWarning: _onWarning, ...settings } = settingsFrom(right);
  expect(settings).toEqual({
    ...right,
    signatureHash: 'SHA-1',
    expiresInSeconds: 600,
    timeoutMs: 60_000,
    job: { timeoutMs: 1_800_000, pollMs: 2000 },
    pageSize: 500,
    validators: {},
    validateResults: 'off',
  });
});

test('what is given counts, an endpoint also as a URL', () => {
  const options: ClientOptions = {
    ...right,
    endpoint: new URL(right.endpoint),
    expiresInSeconds: null,
    job: { pollMs: 5 },
    timeoutMs: Infinity,
  };
  expect(settingsFrom(options)).toMatchObject({
    endpoint: 'https://cloud.example.org/client/api',
    expiresInSeconds: null,
    job: { timeoutMs: 1_800_000, pollMs: 5 },
    timeoutMs: Infinity,
  });
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
    ['pageSize', { pageSize: 1.5 }],
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
