import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damaged, digest } from '../openapi/mutations.js';
import { runMeasured } from '../support/measured-cli.js';
import { temporaryFolder } from '../support/pipeline.js';

/** Reads a document in a process of its own, and tells how that ended, with which diagnostics. */
async function read(text: string | Uint8Array) {
  const file = join(await temporaryFolder(), 'api.yaml');
  await writeFile(file, text);
  const { status, stderr, peakMegabytes } = await runMeasured(['model', '--openapi', file], 240_000);
  const codes = [...stderr.matchAll(/ {2}(?:error|warning|note) {2}([a-z-]+)$/gm)].map(([, code = '']) => code);
  return { status, codes, peakMegabytes };
}

const head = 'openapi: 3.0.3\ninfo: { title: CloudStack, version: "1" }\npaths:\n';
const operation = '  /listZones:\n    get:\n      responses: {}\n';

describe('documents without measure', () => {
  it.each<[string, () => string | Uint8Array, number, string]>([
    ['50 MB of prose', () => `${head}${operation}      description: ${'x'.repeat(50_000_000)}\n`, 0, 'command-guessed'],
    ['50 MB of brackets that do not match', () => Buffer.alloc(50_000_000, 'a: [}\n'), 2, 'document-too-large'],
    ['50 MB of opening brackets', () => '['.repeat(50_000_000), 2, 'document-too-deep'],
    [
      '10,000 levels in YAML',
      () => Array.from({ length: 10_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      2,
      'document-too-deep',
    ],
    ['10,000 levels in JSON', () => `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 2, 'document-too-deep'],
    ['20 million numbers', () => `{"openapi":"3.0.3","x":[${'1,'.repeat(20_000_000)}1]}`, 2, 'document-too-large'],
    [
      'aliases that multiply',
      () =>
        [
          'a0: &a0 [x, x]',
          ...Array.from({ length: 60 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`),
        ].join('\n'),
      2,
      'too-many-aliases',
    ],
    [
      'bytes that are no UTF-8',
      () => Buffer.concat([Buffer.from(head), Buffer.alloc(1_000_000, 0xff), Buffer.from('\n')]),
      2,
      'yaml-syntax',
    ],
    [
      '20,000 operations with a mistake each',
      () =>
        JSON.stringify({
          openapi: '3.0.3',
          info: { title: 'CloudStack', version: '1' },
          paths: Object.fromEntries(
            Array.from({ length: 20_000 }, (_, index) => [
              `/p${index}`,
              { get: { operationId: 'listZones', wrong: 1 } },
            ]),
          ),
        }),
      0,
      'openapi-departure',
    ],
  ])('%s: a diagnostic, in less than 1 GB', async (_, make, exitCode, code) => {
    const ended = await read(make());
    expect([ended.status, ended.codes]).toEqual([exitCode, expect.arrayContaining([code])]);
    expect(ended.peakMegabytes).toBeLessThan(1_000);
  });
});

it('very many damaged documents give a model or an error each', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      const { commands, errors } = await digest(text);
      expect(commands + errors).toBeGreaterThan(0);
    }),
    { numRuns: 600, endOnFailure: true },
  );
});
