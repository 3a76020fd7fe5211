import { existsSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalString, encodeValue, sign } from '../../../templates/runtime/sign.js';
import { independentCanonical, independentSignature } from './independent-signature.js';

interface Vector {
  about: string;
  secret: string;
  parameters: [string, string][];
  canonical: string;
  sha1: string;
  sha512: string;
}

const ownVectors: Vector[] = JSON.parse(readFileSync(new URL('signing-vectors.json', import.meta.url), 'utf8'));

describe('our own vectors', () => {
  test.each(ownVectors)('$about', async ({ secret, parameters, canonical, sha1, sha512 }) => {
    expect(canonicalString(parameters)).toBe(canonical);
    expect(await sign(canonical, secret)).toBe(sha1);
    expect(await sign(canonical, secret, 'SHA-512')).toBe(sha512);
    expect(independentCanonical(parameters)).toBe(canonical);
    expect(independentSignature(canonical, secret)).toBe(sha1);
    expect(independentSignature(canonical, secret, 'sha512')).toBe(sha512);
  });

  test('there are eight', () => {
    expect(ownVectors).toHaveLength(8);
  });
});

interface SharedVector {
  id: string;
  secret: string;
  params: Record<string, string>;
  string_to_sign: string;
  signature: string;
  signature_hmac_sha512: string;
}

const sharedVectors = new URL('../../../../shared/vectors/signing.json', import.meta.url);
const isShared = existsSync(sharedVectors);

describe.skipIf(!isShared)('the published vectors (skipped where ../shared/vectors is missing)', () => {
  const vectors: SharedVector[] = isShared ? JSON.parse(readFileSync(sharedVectors, 'utf8')).vectors : [];

  test.each(vectors)('$id', async (vector) => {
    const canonical = canonicalString(Object.entries(vector.params));
    expect(canonical).toBe(vector.string_to_sign);
    expect(await sign(canonical, vector.secret)).toBe(vector.signature);
    expect(await sign(canonical, vector.secret, 'SHA-512')).toBe(vector.signature_hmac_sha512);
  });

  test('there are 21', () => {
    expect(vectors).toHaveLength(21);
  });
});

describe('any parameters', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom(..."~*!'() +&=%/é😀\n\ud800\udc00"), fc.string({ unit: 'binary', maxLength: 2 })),
  });
  const parameters = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), text), {
    selector: ([name]) => name,
    maxLength: 8,
  });

  test('are signed as an independent implementation signs them', async () => {
    await fc.assert(
      fc.asyncProperty(parameters, fc.string({ minLength: 1 }), async (pairs, secret) => {
        const canonical = canonicalString(pairs);
        expect(canonical).toBe(independentCanonical(pairs));
        expect(await sign(canonical, secret)).toBe(independentSignature(canonical, secret));
      }),
      { numRuns: 500 },
    );
  });

  test('are encoded so that a form decoder gives them back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(new URLSearchParams(`v=${encodeValue(value)}`).get('v')).toBe(value);
      }),
    );
  });
});

test('half of a surrogate pair is signed and sent as a question mark', () => {
  expect(encodeValue('a\ud83d')).toBe('a%3F');
  expect(canonicalString([['name\udc00', '\ude00b']])).toBe('name?=%3fb');
});

test('many requests at once and many keys in turn are signed right', async () => {
  const secrets = Array.from({ length: 200 }, (_, index) => `secret-${index}`);
  const signatures = await Promise.all([...secrets, ...secrets].map((secret) => sign('a=1', secret)));
  expect(signatures).toEqual([...secrets, ...secrets].map((secret) => independentSignature('a=1', secret)));
});

test('a key that cannot be used fails each time, and its error does not hold the text that was signed', async () => {
  for (const _ of [1, 2]) {
    const error: unknown = await sign('apikey=visible', '').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error)).not.toContain('visible');
  }
});
