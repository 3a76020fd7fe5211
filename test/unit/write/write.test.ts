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
    expect(await write(changes, join(folder, 'out'), diagnostics)).toBe('wholly');
    expect(diagnostics.all).toEqual([]);
    expect(await contents(join(folder, 'out'))).toEqual(['manifest.json', 'src', 'src/b.ts']);
    expect(await readFile(join(folder, 'out/src/b.ts'), 'utf8')).toBe('new');
  });

  it('leaves everything as it was when one file cannot be put in its place', async () => {
    const folder = await makeFolder();
    await mkdir(join(folder, 'out/b.ts/in-the-way'), { recursive: true });
    await writeFile(join(folder, 'out/a.ts'), 'old');
    const before = await contents(folder);
    const diagnostics = new Diagnostics();
    const changes = [change('a.ts', 'new'), change('fresh/c.ts', 'new'), change('b.ts', 'new')];
    expect(await write(changes, join(folder, 'out'), diagnostics)).toBe('not');
    expect(diagnostics.all.map(({ code }) => code)).toEqual(['output-unwritable']);
    expect(diagnostics.all[0]?.message).toContain('b.ts" could not be written: it is a folder.');
    expect(await contents(folder)).toEqual(before);
    expect(await readFile(join(folder, 'out/a.ts'), 'utf8')).toBe('old');
  });

  it('ends where folders cannot be made', async () => {
    const diagnostics = new Diagnostics();
    expect(await write([change('a.ts', 'new')], '/proc/cloudstack-codegen/out', diagnostics)).toBe('not');
    expect(diagnostics.all[0]?.message).toBe(
      '"/proc/cloudstack-codegen" could not be written: no folder can be made there.',
    );
  });
});
