import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run, snapshot } from './cli.js';
import { facts, page, pageWithWarning } from './documents.js';

afterAll(removeFolders);

/** A folder with a document and the package generated from it in `out`. */
async function withPackage(): Promise<string> {
  const cwd = await makeFolder({ 'page.md': page });
  const { exitCode } = await run(['generate', 'page.md', '--out', 'out'], { cwd });
  expect(exitCode).toBe(0);
  return cwd;
}

/** As if an older generator had made it. */
async function ageManifest(out: string): Promise<void> {
  const text = await readFile(join(out, 'manifest.json'), 'utf8');
  await writeFile(join(out, 'manifest.json'), text.replace(/"inputs": "[^"]*"/, '"inputs": "older"'));
}

describe.concurrent('an output folder that cannot be used', () => {
  /** What stands in the way, by path; the folder to write to; the code and the words of the complaint. */
  const obstacles: readonly [
    given: string,
    files: Readonly<Record<string, string>>,
    out: string,
    code: string,
    says: string,
  ][] = [
    ['is a file', { out: 'mine' }, 'out', 'output-is-file', 'The output folder "out" is a file.'],
    [
      'lies below a file',
      { out: 'mine' },
      'out/deep/er',
      'output-unwritable',
      '"out" could not be written: a file stands where a folder must be.',
    ],
    [
      'lies where nothing can be made',
      {},
      '/proc/cloudstack-codegen/out',
      'output-unwritable',
      '"/proc/cloudstack-codegen" could not be written',
    ],
    [
      'has a file where a folder must be',
      { 'out/src': 'mine' },
      'out',
      'output-unwritable',
      '"out/src" could not be written',
    ],
    [
      'has a folder where a file must be',
      { 'out/src/client.ts/x': 'mine' },
      'out',
      'output-unreadable',
      '"out/src/client.ts" stands where a generated file belongs, and could not be read: it is a folder.',
    ],
    [
      'has a file where texts are put for a moment',
      { 'out/.cloudstack-codegen': 'mine' },
      'out',
      'output-unwritable',
      '"out/.cloudstack-codegen" could not be written: a file stands where a folder must be.',
    ],
    [
      "has somebody's own file where a generated one belongs",
      { 'out/README.md': 'mine' },
      'out',
      'file-not-ours',
      '"out/README.md" exists already',
    ],
    [
      "has somebody's own manifest",
      { 'out/manifest.json': '{"name": "my web app"}' },
      'out',
      'manifest-invalid',
      '"out/manifest.json" is not a manifest of this generator',
    ],
  ];

  for (const [given, files, out, code, says] of obstacles) {
    it(given, async () => {
      const cwd = await makeFolder({ 'page.md': page, ...files });
      const before = await snapshot(cwd);
      const { exitCode, stdout, stderr } = await run(['generate', 'page.md', '--out', out], { cwd });
      expect(stderr).toContain(says);
      expect(stderr).toMatch(new RegExp(`^error  ${code}$`, 'm'));
      expect(stderr).toMatch(/Nothing was written\.\n$/);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(await snapshot(cwd)).toEqual(before);
      if (!('out' in files || 'out/src' in files)) expect(existsSync(join(cwd, 'out/src/runtime'))).toBe(false);
    });
  }
});

describe.concurrent('generate', () => {
  it('makes the folder and those above it, and says what it wrote', async () => {
    const cwd = await makeFolder({ 'page.md': page });
    const { exitCode, stdout, stderr } = await run(['generate', 'page.md', '--out', 'a/b/c'], { cwd });
    const files = await snapshot(join(cwd, 'a/b/c'));
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain(
      `1 command in 1 group, 1 entity: wrote ${files.size} files to a/b/c, removed 0, left 0 unchanged.\n`,
    );
    expect([...files.keys()].filter((path) => path.includes('.cloudstack-codegen'))).toEqual([]);
  });

  it('writes no file a second time', async () => {
    const cwd = await withPackage();
    const before = await snapshot(join(cwd, 'out'));
    const { exitCode, stderr } = await run(['generate', 'page.md', '--out', 'out'], { cwd });
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      'Nothing changed since the last run: out is up to date, nothing was written (--force runs it all).\n',
    );
    expect(await snapshot(join(cwd, 'out'))).toEqual(before);
    const forced = await run(['generate', 'page.md', '--out', 'out', '--force'], { cwd });
    expect(forced.stderr).toMatch(/1 command in 1 group, 1 entity: out is up to date, nothing was written\.\n$/);
    expect(await snapshot(join(cwd, 'out'))).toEqual(before);
  });

  it.each([
    ['a document changed', ['page.md'], async (cwd: string) => writeFile(join(cwd, 'page.md'), pageWithWarning)],
    ['an option changed', ['page.md', '--name', 'other'], async () => {}],
    ['facts were added', ['page.md', '--overrides', 'facts.json'], async () => {}],
    ['a file is gone', ['page.md'], async (cwd: string) => rm(join(cwd, 'out/src/client.ts'))],
    ['a file was edited', ['page.md'], async (cwd: string) => writeFile(join(cwd, 'out/src/client.ts'), '')],
    ['the manifest is of another version', ['page.md'], async (cwd: string) => ageManifest(join(cwd, 'out'))],
  ])('runs as a whole again when %s', async (_, given, change) => {
    const cwd = await withPackage();
    const row = { fact: 'sensitive', command: '*', parameter: 'id', value: true, reason: 'test', source: 'test' };
    await writeFile(join(cwd, 'facts.json'), facts(row));
    await change(cwd);
    const { stderr } = await run(['generate', ...given, '--out', 'out'], { cwd });
    expect(stderr).not.toContain('Nothing changed');
    expect((await run(['generate', ...given, '--out', 'out'], { cwd })).stderr).toContain('Nothing changed');
  });

  it('tells whose edits it replaced', async () => {
    const cwd = await withPackage();
    await writeFile(join(cwd, 'out/src/client.ts'), '// mine\n');
    const { exitCode, stderr } = await run(['generate', 'page.md', '--out', 'out'], { cwd });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('"out/src/client.ts" was edited by hand since it was generated; the edits are gone.');
    expect(await readFile(join(cwd, 'out/src/client.ts'), 'utf8')).toContain('class CloudStack');
  });

  it('writes only what changed, removes what it once generated, and leaves the rest alone', async () => {
    const cwd = await withPackage();
    const before = await snapshot(join(cwd, 'out'));
    await writeFile(join(cwd, 'out/src/mine.ts'), '// mine\n');
    const { exitCode, stderr } = await run(['generate', 'page.md', '--out', 'out', '--emit', 'client'], { cwd });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/wrote \d+ files? to out, removed \d+, left \d+ unchanged\.\n$/);
    const after = await snapshot(join(cwd, 'out'));
    const path = (name: string): string => join(cwd, 'out', name);
    expect(after.has(path('src/server.ts'))).toBe(false);
    expect(existsSync(path('src/runtime/server'))).toBe(false);
    expect(after.get(path('src/mine.ts'))?.text).toBe('// mine\n');
    expect(after.get(path('src/client.ts'))).toEqual(before.get(path('src/client.ts')));
  });

  it('writes nothing with --dry-run, but says what it would write', async () => {
    const cwd = await makeFolder({ 'page.md': page });
    const { exitCode, stderr } = await run(['generate', 'page.md', '--out', 'out', '--dry-run'], { cwd });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/would write \d+ files to out, would remove 0, left 0 unchanged\.\n$/);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('writes nothing under --strict where something was warned of', async () => {
    const cwd = await makeFolder({ 'page.md': pageWithWarning, 'fine.md': page });
    const { exitCode, stderr } = await run(['generate', 'page.md', '--out', 'out', '--strict'], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^page\.md:\d+:\d+  warning  row-without-closing-pipe$/m);
    expect(stderr).toMatch(/Warnings are errors under --strict\. Nothing was written; out is as it was\.\n$/);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
    expect((await run(['generate', 'fine.md', '--out', 'out', '--strict'], { cwd })).exitCode).toBe(0);
  });
});
