import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run, snapshot } from './cli.js';
import { page, pageWithWarning } from './documents.js';

afterAll(removeFolders);

const argv = ['check', 'page.md', '--out', 'out'];

/** A folder with a document and the package generated from it in `out`. */
async function withPackage(): Promise<string> {
  const cwd = await makeFolder({ 'page.md': page });
  const { exitCode, stderr } = await run(['generate', 'page.md', '--out', 'out'], { cwd });
  expect(exitCode, stderr).toBe(0);
  return cwd;
}

/** Edits a file as a person would. */
async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}

/** One sentence of `check` for each file. */
function sentences(stdout: string): readonly string[] {
  return stdout.split('\n').filter((line) => /^[\w./-]+ (?:is|was|differs,|belongs) /.test(line));
}

describe.concurrent('check', () => {
  it('finds nothing where nothing changed', async () => {
    const cwd = await withPackage();
    const { exitCode, stdout, stderr } = await run(argv, { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/out is up to date\. Nothing was written\.\n$/);
  });

  it('tells for each file whether the documents or a person made it stale', async () => {
    const cwd = await withPackage();
    await edit(join(cwd, 'page.md'), (text) => text.replace('Only this zone', 'Only that zone'));
    await edit(join(cwd, 'out/README.md'), (text) => `${text}mine\n`);
    await edit(join(cwd, 'out/API.md'), (text) => `${text}mine\n`);
    await rm(join(cwd, 'out/src/index.ts'));
    await edit(join(cwd, 'out/src/server.ts'), (text) => `${text}// mine\n`);
    const before = await snapshot(cwd);
    const { exitCode, stdout, stderr } = await run([...argv, '--emit', 'client,validators'], { cwd });
    expect(sentences(stdout)).toEqual(
      expect.arrayContaining([
        'src/groups/zone/params.ts is out of date',
        'README.md is out of date, and was edited by hand',
        'API.md was edited by hand',
        'src/index.ts is missing: it was removed by hand',
        'src/server.ts belongs to nothing any more, and was edited by hand',
        'src/groups/zone/server.ts belongs to nothing any more',
        'manifest.json is out of date',
      ]),
    );
    expect(stdout).toMatch(
      /^--- a\/src\/groups\/zone\/params\.ts\ton the disk\n\+\+\+ b\/src\/groups\/zone\/params\.ts\tgenerated\n@@ .* @@\n(?: .*\n)*-  \/\*\* Only this zone.*\n\+  \/\*\* Only that zone/m,
    );
    expect(stderr).toMatch(
      /\d+ files of out are stale: \d+ out of date since it was generated \(page\.md changed\), 2 edited or removed by hand, 2 both; run generate with the same options\. Nothing was written\.\n$/,
    );
    expect(exitCode).toBe(1);
    expect(await snapshot(cwd)).toEqual(before);
  });

  it('finds only the edits of a person where no document changed, and tells machines the same', async () => {
    const cwd = await withPackage();
    await edit(join(cwd, 'out/src/client.ts'), (text) => text.replace('class CloudStack', 'class MyCloudStack'));
    await rm(join(cwd, 'out/tsconfig.json'));
    const { exitCode, stdout, stderr } = await run(argv, { cwd });
    expect(sentences(stdout)).toEqual(
      ['src/client.ts was edited by hand', 'tsconfig.json is missing: it was removed by hand'].sort(
        (a, b) => stdout.indexOf(a) - stdout.indexOf(b),
      ),
    );
    expect(stdout).toMatch(/^-export class MyCloudStack.*\n\+export class CloudStack/m);
    expect(stderr).toContain('2 files of out are stale: 2 edited or removed by hand; run generate');
    expect(exitCode).toBe(1);
    const { stdout: json } = await run([...argv, '--json'], { cwd });
    const { stale, since } = JSON.parse(json) as { stale: readonly { path: string }[]; since: unknown };
    expect(since).toEqual([]);
    expect([...stale].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'src/client.ts', kind: 'changed', edited: true, cause: 'hand' },
      { path: 'tsconfig.json', kind: 'new', edited: true, cause: 'hand' },
    ]);
  });

  it('prints a patch that makes the package what would be generated', async () => {
    const cwd = await withPackage();
    await edit(join(cwd, 'page.md'), (text) => text.replace('Only this zone', 'Only that zone'));
    await edit(join(cwd, 'out/API.md'), () => 'mine, without an end of line');
    await rm(join(cwd, 'out/src/index.ts'));
    const options = ['page.md', '--emit', 'client'];
    const { stdout } = await run(['check', ...options, '--out', 'out'], { cwd });
    await writeFile(join(cwd, 'check.patch'), stdout);
    await promisify(execFile)('git', ['apply', '--directory=out', 'check.patch'], {
      cwd,
      env: { PATH: process.env['PATH'], GIT_CEILING_DIRECTORIES: join(cwd, '..') },
    });
    await run(['generate', ...options, '--out', 'new'], { cwd });
    const texts = async (folder: string): Promise<readonly string[]> =>
      [...(await snapshot(folder))].map(([path, { text }]) => `${path.slice(folder.length)}\n${text}`);
    expect(await texts(join(cwd, 'out'))).toEqual(await texts(join(cwd, 'new')));
  });

  it.each([
    ['is gone', (path: string) => rm(path), 'move those away that no manifest names, then run generate'],
    [
      'is broken',
      (path: string) => edit(path, (text) => `<<<<<<< HEAD\n${text}`),
      'manifest.json cannot be read: restore it or remove the folder, then run generate',
    ],
  ])('works when the manifest %s, which is an error for generate alone', async (_, spoil, advice) => {
    const cwd = await withPackage();
    await spoil(join(cwd, 'out/manifest.json'));
    await edit(join(cwd, 'out/API.md'), (text) => `${text}mine\n`);
    const { exitCode, stdout, stderr } = await run(argv, { cwd });
    expect(exitCode, stderr).toBe(1);
    expect(sentences(stdout)).toContain('API.md differs, and no manifest says by whom');
    expect(sentences(stdout)).toHaveLength(2);
    expect(stderr).toContain(`; ${advice} with the same options. Nothing was written.`);
    expect((await run(['generate', 'page.md', '--out', 'out'], { cwd })).exitCode).toBe(2);
  });

  it('says what changed when no file but the manifest does', async () => {
    const cwd = await withPackage();
    await edit(join(cwd, 'out/manifest.json'), (text) =>
      text.replace(/"generator": "[^"]*"/, '"generator": "0.0.0"').replace(/"inputs": "[^"]*"/, '"inputs": ""'),
    );
    const { exitCode, stderr } = await run(argv, { cwd });
    expect(stderr).toMatch(
      /1 file of out is stale: 1 out of date since it was generated \(the generator is \S+, and was 0\.0\.0\)/,
    );
    expect(exitCode).toBe(1);
  });

  it('tells of a run that was interrupted while it moved files, and leaves that to generate', async () => {
    const cwd = await withPackage();
    const work = join(cwd, 'out/.cloudstack-codegen');
    await mkdir(join(work, 'old'), { recursive: true });
    await mkdir(join(work, 'fresh'));
    await cp(join(cwd, 'out/src'), join(work, 'old/src'), { recursive: true });
    await rm(join(cwd, 'out/src'), { recursive: true });
    await cp(join(work, 'old/src'), join(work, 'fresh/src'), { recursive: true });
    await writeFile(join(work, 'journal.json'), JSON.stringify({ taken: ['src'], placed: ['src'], stale: [] }));
    const before = await snapshot(cwd);
    const { exitCode, stderr } = await run(argv, { cwd });
    expect(stderr).toMatch(/^warning {2}output-interrupted$/m);
    expect(exitCode).toBe(1);
    expect(await snapshot(cwd)).toEqual(before);
    const next = await run(['generate', 'page.md', '--out', 'out'], { cwd });
    expect(next.stderr).toMatch(/^note {2}interrupted-run-finished {2}A run was interrupted/m);
    expect(next.stderr).toMatch(/Nothing changed since the last run: out is up to date/);
    expect(existsSync(work)).toBe(false);
    expect((await run(argv, { cwd })).exitCode).toBe(0);
  });

  it('finds a package that is not there at all', async () => {
    const cwd = await makeFolder({ 'page.md': page });
    const { exitCode, stdout } = await run(argv, { cwd });
    expect(exitCode).toBe(1);
    expect(sentences(stdout)).toContain('package.json is missing');
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
