import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, generated, needsCatalogue, temporaryFolder } from '../support/pipeline.js';

/** The files but for the manifest, which holds the document's own hash. */
async function textsFrom(file: string): Promise<ReadonlyMap<string, string>> {
  const { files } = await generated({ listapis: [file] });
  return new Map(files.filter(({ path }) => path !== 'manifest.json').map(({ path, text }) => [path, text]));
}

/** The same value with every list in it in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const keyed = value.map((item: unknown) => ({ item: shuffled(item, random), key: random() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shuffled(member, random)]));
}

describe.skipIf(needsCatalogue !== '')(`the whole catalogue of a server${needsCatalogue}`, () => {
  it('becomes the same bytes in whatever order it stands', { timeout: 300_000 }, async () => {
    const first = await textsFrom(catalogue);
    const content: unknown = JSON.parse(await readFile(catalogue, 'utf8'));
    const file = join(await temporaryFolder(), 'shuffled.json');
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.double({ noNaN: true, min: 0, max: 1 })), async (numbers) => {
        await writeFile(file, JSON.stringify(shuffled(content, () => Number(numbers.next().value))));
        const other = await textsFrom(file);
        expect([...other.keys()]).toEqual([...first.keys()]);
        expect([...other].filter(([path, text]) => first.get(path) !== text).map(([path]) => path)).toEqual([]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});
