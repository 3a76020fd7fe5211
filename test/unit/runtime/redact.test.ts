import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { cutAtSecret, isSecret, redactValues, safeCause } from '../../../templates/runtime/redact.js';

describe('values', () => {
  const redact = redactValues(['Of4N~H$JP9', 'a"b<c&d', 'xy', '']);

  test.each([
    ['plain', 'password Of4N~H$JP9!', 'password [redacted]!'],
    ['percent-encoded', 'password=Of4N%7EH%24JP9&x=1', 'password=[redacted]&x=1'],
    ['escaped for JSON', String.raw`{"p":"a\"b<c&d"}`, '{"p":"[redacted]"}'],
    ['escaped for HTML', '<td>a&quot;b&lt;c&amp;d</td>', '<td>[redacted]</td>'],
    ['short, even within a word', 'foxy', 'fo[redacted]'],
  ])('are replaced when %s', (_, text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});

test('values that stand in the mark itself do not multiply it', () => {
  expect(redactValues(['e', 'r', 'd'])('red')).toBe('[redacted][redacted][redacted]');
  expect(redactValues([])('text')).toBe('text');
  expect(redactValues([''])('text')).toBe('text');
});

describe('a text is cut at the first member with a secret name', () => {
  test.each([
    ['in a query', '/client/api?command=x&apiKey=abc&signature=d%2Fe%3D', '/client/api?command=x&[redacted]'],
    ['in a form', 'name=n&apiKey=abc&signature=d%2Fe%3D', 'name=n&[redacted]'],
    ['in JSON', '{"id":1,"secretkey":"a b\\"c","name":"n"}', '{"id":1,"[redacted]'],
    ['in JSON that is cut off', '{"id":1,"secretkey" : "a b', '{"id":1,"[redacted]'],
    ['in XML', '<password>a b</password><id>1</id>', '<[redacted]'],
    ['in prose', 'your sessionkey: abc', 'your [redacted]'],
    ['not where it is only spoken of', 'the password is wrong', 'the password is wrong'],
  ])('%s', (_, text, expected) => {
    expect(cutAtSecret(text)).toBe(expected);
  });

  test('in a time that grows as the text does', () => {
    const started = performance.now();
    cutAtSecret('token'.repeat(200_000));
    cutAtSecret(`token${'"'.repeat(500_000)}`);
    cutAtSecret(`"password":"${'\\"'.repeat(500_000)}`);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

test.each([
  ['password', true],
  ['rootpassword', true],
  ['usersecretkey', true],
  ['details[0].Token', true],
  ['password[0].x', true],
  ['userdata', true],
  ['userdata[0].x', true],
  ['passwordenabled', false],
  ['signatureversion', false],
  ['name', false],
])('whether %s is secret is told by its name or its command', (name, expected) => {
  expect(isSecret({ name: 'x', method: 'POST', sensitive: ['userData'] }, name)).toBe(expected);
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

  test('that goes in a circle is replaced', () => {
    const cause: Error & { self?: Error } = new Error('failed');
    cause.self = cause;
    expect(safeCause(cause, redact)).toMatchObject({ message: 'failed' });
    expect(safeCause(cause, redact)).not.toBe(cause);
  });
});

describe('an error that shows a secret in its own way', () => {
  const text = 'GET http://localhost/client/api?apiKey=abcdef';
  const withMember = (name: string | symbol, value: unknown): Error =>
    Object.defineProperty(new Error('failed'), name, { value, enumerable: typeof name === 'symbol' });

  test.each<[name: string, error: Error]>([
    ['among the errors of an AggregateError', new AggregateError([new Error(text)], 'all failed')],
    ['under a symbol', withMember(Symbol('url'), text)],
    ['in a hidden member', withMember('url', text)],
    ['by an inspection of its own', withMember(Symbol.for('nodejs.util.inspect.custom'), () => text)],
    ['behind a toJSON that hides it', Object.assign(new Error(text), { toJSON: () => ({}) })],
  ])('%s is not kept as a cause', (_, error) => {
    const cause = safeCause(error, (shown) => shown);
    expect(cause).not.toBe(error);
    expect(inspect(cause, { showHidden: true, depth: null })).not.toContain('abcdef');
  });

  test('is kept where nothing in it is secret', () => {
    const error = new AggregateError([new Error('refused')], 'all failed', { cause: { code: 'ECONNREFUSED' } });
    expect(safeCause(error, (shown) => shown)).toBe(error);
  });
});
