import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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
      'has a folder where a text is put for a moment',
      { 'out/README.md.new/x': 'mine' },
      'out',
      'output-unwritable',
      '"out/README.md.new" could not be written: it is a folder.',
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
    expect([...files.keys()].filter((path) => path.endsWith('.new'))).toEqual([]);
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

describe.concurrent('check', () => {
  const argv = ['check', 'page.md', '--out', 'out'];

  it('finds nothing where nothing changed', async () => {
    const cwd = await withPackage();
    const { exitCode, stdout, stderr } = await run(argv, { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/out is up to date\. Nothing was written\.\n$/);
  });

  it('finds files that are stale, edited, missing or left over, and shows how they differ', async () => {
    const cwd = await withPackage();
    await writeFile(join(cwd, 'page.md'), page.replace('Only this zone', 'Only that zone'));
    await writeFile(join(cwd, 'out/API.md'), 'mine\n');
    await rm(join(cwd, 'out/src/index.ts'));
    const before = await snapshot(cwd);
    const { exitCode, stdout, stderr } = await run([...argv, '--emit', 'client,validators'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^src\/groups\/zone\/params\.ts is not as the documents have it$/m);
    expect(stdout).toMatch(
      /^--- a\/src\/groups\/zone\/params\.ts.*\n\+\+\+ b\/.*\n@@ .* @@\n(?: .*\n)*-  \/\*\* Only this zone.*\n\+  \/\*\* Only that zone/m,
    );
    expect(stdout).toMatch(/^API\.md is not as the documents have it \(edited by hand since it was generated\)$/m);
    expect(stdout).toMatch(/^src\/index\.ts is missing$/m);
    expect(stdout).toMatch(/^src\/server\.ts belongs to nothing any more$/m);
    expect(stderr).toMatch(/\d+ files of out are stale; run generate with the same options\. Nothing was written\.\n$/);
    expect(await snapshot(cwd)).toEqual(before);
  });

  it('finds a package that is not there at all', async () => {
    const cwd = await makeFolder({ 'page.md': page });
    const { exitCode, stdout } = await run(argv, { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^package\.json is missing$/m);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('fails under --strict where something was warned of, and says why', async () => {
    const cwd = await makeFolder({ 'page.md': pageWithWarning });
    await run(['generate', 'page.md', '--out', 'out'], { cwd });
    expect((await run(argv, { cwd })).exitCode).toBe(0);
    const { exitCode, stderr } = await run([...argv, '--strict'], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Warnings are errors under --strict\. out is up to date\. Nothing was written\.\n$/);
  });

  it('is content when the package was made elsewhere by the same documents', async () => {
    const cwd = await withPackage();
    const elsewhere = await makeFolder({ 'docs/page.md': page });
    await mkdir(join(elsewhere, 'deep'));
    const { exitCode } = await run(['check', '../docs/page.md', '--out', join(cwd, 'out')], {
      cwd: join(elsewhere, 'deep'),
      env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' },
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(await readFile(join(cwd, 'out/manifest.json'), 'utf8'))).toMatchObject({
      documents: [{ file: 'page.md' }],
    });
  });
});
