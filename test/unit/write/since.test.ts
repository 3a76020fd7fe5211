import { describe, expect, it } from 'vitest';
import { type Ingredients, manifestFile, parseManifest } from '../../../generator/write/manifest.js';
import { changedSince } from '../../../generator/write/since.js';

const first: Ingredients = {
  generator: '1.0.0',
  documents: [
    { file: 'a/api.json', text: 'one' },
    { file: 'b/api.json', text: 'two' },
    { file: 'page.md', text: 'three' },
  ],
  facts: [],
  options: { name: 'cloud' },
};

/** What is said when a package is made from something else than {@link first}. */
function reasons(other: Partial<Ingredients>): readonly string[] {
  const [before, after] = [first, { ...first, ...other }].map((one) => parseManifest(manifestFile(one, []).text));
  if (before == null || after == null) throw new Error('a manifest that cannot be read');
  return changedSince(before, after);
}

describe('changedSince', () => {
  it('says nothing where nothing changed', () => {
    expect(reasons({})).toEqual([]);
    expect(reasons({ documents: first.documents.toReversed() })).toEqual([]);
  });

  it('names documents that changed, are new or are not read any more', () => {
    const [a, , page] = first.documents;
    const documents = [a, { file: 'b/api.json', text: 'other' }, { file: 'new.md', text: 'new' }].flatMap(
      (one) => one ?? [],
    );
    expect(page?.file).toBe('page.md');
    expect(reasons({ documents })).toEqual(['api.json changed', 'new.md is new', 'page.md is not read any more']);
  });

  it('names the generator, and what else there can be', () => {
    expect(reasons({ generator: '2.0.0' })).toEqual(['the generator is 2.0.0, and was 1.0.0']);
    expect(reasons({ options: { name: 'other' } })).toEqual(['options or facts changed']);
    expect(reasons({ facts: [{ text: '{}' }] })).toEqual(['options or facts changed']);
  });
});
