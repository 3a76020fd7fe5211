import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import { compareWithDisk, type PackageChange, type Purpose } from '../../../generator/write/compare.js';
import { manifestFile, type PackageFile } from '../../../generator/write/manifest.js';

const wanted: readonly PackageFile[] = [
  { path: 'a.ts', text: 'a' },
  { path: 'src/b.ts', text: 'b' },
];

/** What is found in a folder with these files, when {@link wanted} is what belongs there. */
async function compared(
  files: Readonly<Record<string, string>>,
  purpose: Purpose = 'replace',
): Promise<{ changes: readonly PackageChange[]; codes: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-compare-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const diagnostics = new Diagnostics();
  const changes = compareWithDisk(wanted, folder, diagnostics, purpose);
  return { changes, codes: diagnostics.all.map(({ code }) => code) };
}

function manifest(...files: readonly PackageFile[]): string {
  return manifestFile({ generator: '0.0.0', documents: [], facts: [], options: {} }, files).text;
}

describe('compareWithDisk', () => {
  it('finds what is new, changed, edited and stale', async () => {
    const old = [
      { path: 'a.ts', text: 'old' },
      { path: 'gone.ts', text: 'gone' },
    ];
    const { changes, codes } = await compared({
      'a.ts': 'edited',
      'gone.ts': 'gone',
      'mine.ts': 'mine',
      'manifest.json': manifest(...old),
    });
    expect(codes).toEqual([]);
    expect(changes).toEqual([
      { path: 'a.ts', kind: 'changed', before: 'edited', after: 'a', edited: true, cause: 'both' },
      { path: 'src/b.ts', kind: 'new', before: null, after: 'b', edited: false, cause: 'documents' },
      { path: 'gone.ts', kind: 'stale', before: 'gone', after: null, edited: false, cause: 'documents' },
    ]);
  });

  it.each([
    ['documents', 'old', 'old'],
    ['hand', 'edited', 'a'],
    ['both', 'edited', 'old'],
  ])('knows from the manifest that it is the doing of: %s', async (cause, onDisk, generated) => {
    const files = { 'a.ts': onDisk, 'src/b.ts': 'b', 'manifest.json': manifest({ path: 'a.ts', text: generated }) };
    expect((await compared(files)).changes).toMatchObject([{ path: 'a.ts', cause, edited: cause !== 'documents' }]);
  });

  it('knows a file that is missing to be new, or removed by hand', async () => {
    const causes = async (generated: readonly PackageFile[]): Promise<unknown> => {
      const { changes } = await compared({ 'src/b.ts': 'b', 'manifest.json': manifest(...generated) });
      return changes.map(({ path, kind, cause }) => [path, kind, cause]);
    };
    expect(await causes([])).toEqual([['a.ts', 'new', 'documents']]);
    expect(await causes([{ path: 'a.ts', text: 'a' }])).toEqual([['a.ts', 'new', 'hand']]);
    expect(await causes([{ path: 'a.ts', text: 'old' }])).toEqual([['a.ts', 'new', 'both']]);
  });

  it('minds files of people only where it would replace them', async () => {
    for (const own of [{}, { 'manifest.json': 'mine' }]) {
      const files = { 'a.ts': 'mine', 'src/b.ts': 'b', ...own };
      expect((await compared(files)).codes).toContain('file-not-ours');
      const { changes, codes } = await compared(files, 'look');
      expect(codes).toEqual([]);
      expect(changes).toMatchObject([{ path: 'a.ts', before: 'mine', cause: 'unknown', edited: false }]);
    }
  });

  it('finds nothing where all is as it belongs, even without a manifest', async () => {
    expect(await compared({ 'a.ts': 'a', 'src/b.ts': 'b' })).toEqual({ changes: [], codes: [] });
  });

  it('reports what stands where a file belongs and is none', async () => {
    expect((await compared({ 'src/b.ts/x': '' })).codes).toEqual(['output-unreadable']);
    expect((await compared({ 'manifest.json/x': '' })).codes).toEqual(['output-unreadable']);
  });

  it('calls nothing outside the folder stale, whatever the manifest says', async () => {
    const outside = ['../x.ts', '/etc/passwd', 'src/../../x.ts', 'C:\\x.ts', '', '.', './a.ts'].map((path) => ({
      path,
      text: 'x',
    }));
    const { changes } = await compared({ 'a.ts': 'a', 'src/b.ts': 'b', 'manifest.json': manifest(...outside) });
    expect(changes).toEqual([]);
  });
});
