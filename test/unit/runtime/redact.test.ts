import { describe, expect, test } from 'vitest';
import { isSecretName, redactMembers, redactValues, safeCause } from '../../../templates/runtime/redact.js';

describe('values', () => {
  const redact = redactValues(['Of4N~H$JP9', 'a"b<c&d', 'xy', '']);

  test.each([
    ['plain', 'password Of4N~H$JP9!', 'password [redacted]!'],
    ['percent-encoded', 'password=Of4N%7EH%24JP9&x=1', 'password=[redacted]&x=1'],
    ['escaped for JSON', String.raw`{"p":"a\"b<c&d"}`, '{"p":"[redacted]"}'],
    ['escaped for HTML', '<td>a&quot;b&lt;c&amp;d</td>', '<td>[redacted]</td>'],
    ['short, alone', 'the value xy is bad', 'the value [redacted] is bad'],
    ['short, within a word', 'foxy', 'foxy'],
  ])('are replaced when %s', (_, text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});

describe('members with a secret name', () => {
  test.each([
    ['in a query', '/client/api?command=x&apiKey=abc&signature=d%2Fe%3D', '/client/api?[redacted]'],
    ['in a form', 'name=n&apiKey=abc&signature=d%2Fe%3D', 'name=n&apiKey=[redacted]&signature=[redacted]'],
    ['in JSON', '{"secretkey":"a b\\"c","name":"n"}', '{"secretkey":[redacted],"name":"n"}'],
    ['in JSON that is cut off', '{"id":1,"secretkey" : "a b', '{"id":1,"secretkey" : [redacted]'],
    ['in XML', '<password>a b</password><id>1</id>', '<password>[redacted]</password><id>1</id>'],
    ['in prose', 'sessionkey: abc', 'sessionkey: [redacted]'],
  ])('are replaced %s', (_, text, expected) => {
    expect(redactMembers(text)).toBe(expected);
  });

  test('take no longer than the text is long', () => {
    const started = performance.now();
    redactMembers('token'.repeat(200_000));
    redactMembers(`"password":"${'\\"'.repeat(500_000)}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('are told from others by their end', () => {
    expect(['password', 'rootPassword', 'usersecretkey', 'token'].every(isSecretName)).toBe(true);
    expect(['passwordenabled', 'signatureversion', 'name'].some(isSecretName)).toBe(false);
  });
});

describe('a cause', () => {
  const redact = redactValues(['hunter22']);

  test('without secrets stays itself, with its own causes', () => {
    const cause = new TypeError('fetch failed', {
      cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
    });
    expect(safeCause(cause, redact)).toBe(cause);
  });

  test.each([
    ['in its message', new Error('got hunter22')],
    ['in a cause', new Error('failed', { cause: new Error('got hunter22') })],
    ['in a member', Object.assign(new Error('failed'), { request: { url: 'http://x/?p=hunter22' } })],
    [
      'perhaps in a thing that cannot be looked through',
      Object.assign(new Error('failed'), { url: new URL('http://x/?p=hunter22') }),
    ],
    ['and is no error', { url: 'hunter22' }],
  ])('with a secret %s is replaced', (_, cause) => {
    const safe = safeCause(cause, redact);
    expect(safe).toBeInstanceOf(Error);
    expect(safe).not.toBe(cause);
    expect(`${String(safe)} ${(safe as Error).stack} ${JSON.stringify(safe)}`).not.toContain('hunter22');
  });

  test('that goes in a circle is looked through once', () => {
    const cause: Error & { self?: Error } = new Error('failed');
    cause.self = cause;
    expect(safeCause(cause, redact)).toBe(cause);
  });
});
