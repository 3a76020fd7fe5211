import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import type { Change } from '../../../generator/write/compare.js';
import { write } from '../../../generator/write/write.js';

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-write-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function change(path: string, after: string | null): Change {
  return { path, kind: after === null ? 'stale' : 'new', before: null, after, edited: false };
}

async function contents(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

describe('write', () => {
  it('makes folders, writes what is new and removes what is stale, with folders that are empty then', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'out/old/deep'), { recursive: true });
    await writeFile(join(folder, 'out/old/deep/a.ts'), 'old');
    const diagnostics = new Diagnostics();
    const changes = [change('src/b.ts', 'new'), change('manifest.json', '{}'), change('old/deep/a.ts', null)];
    expect(write(changes, join(folder, 'out'), diagnostics)).toBe('wholly');
    expect(diagnostics.all).toEqual([]);
    expect(await contents(join(folder, 'out'))).toEqual(['manifest.json', 'old', 'src', 'src/b.ts']);
    expect(await readFile(join(folder, 'out/src/b.ts'), 'utf8')).toBe('new');
  });

  it('leaves everything as it was when one text cannot be put on the disk', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'out/src/b.ts.new'), { recursive: true });
    await writeFile(join(folder, 'out/a.ts'), 'old');
    const before = await contents(folder);
    const diagnostics = new Diagnostics();
    const changes = [change('a.ts', 'new'), change('fresh/c.ts', 'new'), change('src/b.ts', 'new')];
    expect(write(changes, join(folder, 'out'), diagnostics)).toBe('not');
    expect(diagnostics.all.map(({ code }) => code)).toEqual(['output-unwritable']);
    expect(await contents(folder)).toEqual(before);
    expect(await readFile(join(folder, 'out/a.ts'), 'utf8')).toBe('old');
  });

  it('ends where folders cannot be made', async () => {
    const diagnostics = new Diagnostics();
    expect(write([change('a.ts', 'new')], '/proc/cloudstack-codegen/out', diagnostics)).toBe('not');
    expect(diagnostics.all[0]?.message).toBe(
      '"/proc/cloudstack-codegen" could not be written: no folder can be made there.',
    );
  });

  it('says so when the package is a mixture of the old and the new', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'b.ts/in-the-way'), { recursive: true });
    const diagnostics = new Diagnostics();
    const changes = [change('a.ts', 'new'), change('b.ts', 'new'), change('manifest.json', '{}')];
    expect(write(changes, folder, diagnostics)).toBe('partly');
    expect(diagnostics.all.map(({ code }) => code)).toEqual(['output-incomplete']);
    expect(diagnostics.all[0]?.message).toContain('b.ts');
    expect(await contents(folder)).not.toContain('manifest.json');
  });
});
