import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { compareWithDisk } from '../../generator/write/compare.js';
import { hold, type Written } from '../../generator/write/hold.js';
import { stage } from '../../generator/write/stage.js';
import { write } from '../../generator/write/write.js';
import { makeFolder, removeFolders, run } from '../cli/cli.js';
import { page } from '../cli/documents.js';
import { temporaryFolder } from '../support/pipeline.js';
import { identities, packageOf, readTexts, type Texts, textsOf, writeTexts } from './package.js';

afterAll(removeFolders);

/** What a run came to, and what it said. */
async function writeTo(out: string, wanted: Texts): Promise<{ written: Written; messages: readonly string[] }> {
  const diagnostics = new Diagnostics();
  const written = await write(compareWithDisk(packageOf(wanted), out, diagnostics), out, diagnostics);
  return { written, messages: diagnostics.all.map(({ code, message }) => `${code}: ${message}`) };
}

const old = { 'package.json': 'old', 'src/index.ts': 'old', 'src/groups/zone/index.ts': 'same' };
const fresh = {
  'package.json': 'new',
  'src/index.ts': 'new',
  'src/groups/zone/index.ts': 'same',
  'src/more.ts': 'new',
};

/** A package in a new folder. */
async function withOld(): Promise<string> {
  const out = join(await temporaryFolder(), 'out');
  writeTexts(out, textsOf(packageOf(old)));
  return out;
}

/** Whether this machine lets tests mount disks: as a rule root may, and nobody else. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'cloudstack-codegen-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'none', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

const mounts = canMount();
const needsMount = mounts ? '' : ' (skipped: nobody here may mount a disk)';

/** An empty disk, which is gone after the test. */
async function mountDisk(size = '1m'): Promise<string> {
  const disk = await temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', disk]);
  onTestFinished(() => void execFileSync('umount', ['-l', disk]));
  return disk;
}

describe('a disk that is full', () => {
  it.skipIf(!mounts)(`leaves everything as it was, wherever the room ends${needsMount}`, async () => {
    const [before, after] = [textsOf(packageOf(old)), textsOf(packageOf(fresh))];
    const came: Written[] = [];
    for (let pages = 0; pages < 24; pages += 1) {
      const disk = await mountDisk('256k');
      const out = join(disk, 'out');
      writeTexts(out, before);
      fill(disk, pages);
      const files = identities(out);
      const { written, messages } = await writeTo(out, fresh);
      came.push(written);
      expect(readTexts(out)).toEqual(written === 'wholly' ? after : before);
      expect(existsSync(join(out, '.cloudstack-codegen'))).toBe(false);
      if (written === 'wholly') continue;
      expect(identities(out)).toEqual(files);
      expect(messages).toEqual([
        expect.stringMatching(/^output-unwritable: "[^"]+" could not be written: the disk is full\.$/),
      ]);
    }
    expect(new Set(came)).toEqual(new Set(['not', 'wholly']));
  });

  it.skipIf(!mounts)(`is told by the command line${needsMount}`, async () => {
    const out = join(await mountDisk('64k'), 'deep/out');
    const cwd = await makeFolder({ 'page.md': page });
    const { exitCode, stderr } = await run(['generate', 'page.md', '--out', out], { cwd });
    expect(stderr).toMatch(/^error {2}output-unwritable\n +"[^"]+" could not be written: the disk is full\.$/m);
    expect(stderr).toMatch(/ Nothing was written\.\n$/);
    expect(exitCode).toBe(2);
    expect(existsSync(join(out, '..'))).toBe(false);
  });
});

/** Leaves room for some pages of 4 kB. */
function fill(disk: string, pages: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc((bavail - pages) * bsize));
}

describe('a folder that can only be read', () => {
  it.skipIf(!mounts)(`is left alone, and is no obstacle where nothing changes${needsMount}`, async () => {
    const disk = await mountDisk('4m');
    const cwd = await makeFolder({ 'page.md': page, 'other.md': page.replace('Only this zone', 'Only that zone') });
    const out = join(disk, 'out');
    await run(['generate', 'page.md', '--out', out], { cwd });
    const files = identities(out);
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const same = await run(['generate', 'page.md', '--out', out, '--force'], { cwd });
    expect(same.stderr).toMatch(/up to date, nothing was written\.\n$/);
    expect(same.exitCode).toBe(0);
    const other = await run(['generate', 'other.md', '--out', out], { cwd });
    expect(other.stderr).toContain('could not be written: the disk can only be read.');
    expect(other.stderr).toMatch(/ Nothing was written\.\n$/);
    expect(other.exitCode).toBe(2);
    expect(identities(out)).toEqual(files);
    expect((await run(['check', 'other.md', '--out', out], { cwd })).exitCode).toBe(1);
  });
});

describe('links and other things in the output folder', () => {
  it('the folder itself may be a link, and stays one', async () => {
    const out = await withOld();
    const link = `${out}-link`;
    symlinkSync(out, link);
    expect(await writeTo(link, fresh)).toEqual({ written: 'wholly', messages: [] });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readTexts(out)).toEqual(textsOf(packageOf(fresh)));
  });

  it('a folder in it may be a link, and stays one', async () => {
    const out = await withOld();
    renameSync(join(out, 'src'), `${out}-src`);
    symlinkSync(`${out}-src`, join(out, 'src'));
    expect(await writeTo(out, fresh)).toEqual({ written: 'wholly', messages: [] });
    expect(lstatSync(join(out, 'src')).isSymbolicLink()).toBe(true);
    expect(readFileSync(`${out}-src/more.ts`, 'utf8')).toBe('new');
  });

  it('a link in place of a file becomes a file, and what it led to stays', async () => {
    const out = await withOld();
    renameSync(join(out, 'package.json'), `${out}.json`);
    symlinkSync(`${out}.json`, join(out, 'package.json'));
    expect(await writeTo(out, fresh)).toEqual({ written: 'wholly', messages: [] });
    expect(readTexts(out)).toEqual(textsOf(packageOf(fresh)));
    expect(readFileSync(`${out}.json`, 'utf8')).toBe('old');
  });

  it.skipIf(!mounts)(`a folder on another disk is refused, and everything is as it was${needsMount}`, async () => {
    const out = await withOld();
    const disk = await mountDisk();
    renameSync(join(out, 'src'), `${out}-src`);
    cpSync(`${out}-src`, join(disk, 'src'), { recursive: true });
    symlinkSync(join(disk, 'src'), join(out, 'src'));
    const { written, messages } = await writeTo(out, fresh);
    expect(messages).toEqual([expect.stringContaining('could not be written: it is on another disk')]);
    expect(written).toBe('not');
    expect(readTexts(out)).toMatchObject({ 'package.json': 'old' });
    expect(readTexts(join(disk, 'src'))).toEqual({ 'index.ts': 'old', 'groups/zone/index.ts': 'same' });
  });

  it('a generated file may become a folder', async () => {
    const out = join(await temporaryFolder(), 'out');
    writeTexts(out, textsOf(packageOf({ 'src/zone': 'old' })));
    expect(await writeTo(out, { 'src/zone/index.ts': 'new' })).toEqual({ written: 'wholly', messages: [] });
    expect(readTexts(out)).toEqual(textsOf(packageOf({ 'src/zone/index.ts': 'new' })));
  });

  it('a file of somebody where a folder must be is refused, and stays', async () => {
    const out = await withOld();
    writeFileSync(join(out, 'src/models'), 'mine');
    const { written, messages } = await writeTo(out, { ...fresh, 'src/models/zone.ts': 'new' });
    expect(messages).toEqual([
      expect.stringContaining('models" could not be written: a file stands where a folder must be.'),
    ]);
    expect(written).toBe('not');
    expect(readTexts(out)).toEqual({ ...textsOf(packageOf(old)), 'src/models': 'mine' });
  });
});

describe('a folder that is exchanged as a whole', () => {
  const many = (edition: string): Texts =>
    Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`src/groups/${index}.ts`, edition]));

  it('keeps its permissions, and files that did not change', async () => {
    const out = join(await temporaryFolder(), 'out');
    writeTexts(out, textsOf(packageOf({ ...many('old'), 'src/groups/same.ts': 'same' })));
    chmodSync(join(out, 'src/groups'), 0o2750);
    const { ino } = lstatSync(join(out, 'src/groups/same.ts'));
    await writeTo(out, { ...many('new'), 'src/groups/same.ts': 'same' });
    expect(lstatSync(join(out, 'src/groups')).mode & 0o7777).toBe(0o2750);
    expect(lstatSync(join(out, 'src/groups/same.ts'))).toMatchObject({ ino, nlink: 1 });
  });

  it('gives back what people put there while that went on', async () => {
    const out = join(await temporaryFolder(), 'out');
    writeTexts(out, textsOf(packageOf(many('old'))));
    const held = await hold(out, new Diagnostics());
    const journal = stage(compareWithDisk(packageOf(many('new')), out, new Diagnostics()), out);
    expect(journal.taken).toContain('src');
    writeTexts(out, { 'src/groups/mine.ts': 'mine', 'src/mine/mine.ts': 'mine' });
    held.release();
    (await hold(out, new Diagnostics())).release();
    const mine = { 'src/groups/mine.ts': 'mine', 'src/mine/mine.ts': 'mine' };
    expect(readTexts(out)).toEqual({ ...textsOf(packageOf(many('new'))), ...mine });
  });
});

describe('what an interrupted run left behind', () => {
  const journalOf = (out: string): string => join(out, '.cloudstack-codegen/journal.json');

  it('leads nowhere outside the folder, whatever the journal says', async () => {
    const out = await withOld();
    const outside = join(out, '..', 'outside.txt');
    writeFileSync(outside, 'mine');
    for (const path of ['../outside.txt', outside, 'src/../../outside.txt', '.cloudstack-codegen/old', '', '.']) {
      writeTexts(out, { '.cloudstack-codegen/fresh/x': 'evil' });
      writeFileSync(journalOf(out), JSON.stringify({ taken: [path], placed: [path], stale: [path] }));
      (await hold(out, new Diagnostics())).release();
      expect(readFileSync(outside, 'utf8')).toBe('mine');
      expect(readTexts(out)).toEqual(textsOf(packageOf(old)));
      expect(existsSync(join(out, '.cloudstack-codegen'))).toBe(false);
    }
  });

  it.each(['old', 'fresh'])('moves nothing through a link in place of its folder: %s', async (name) => {
    const out = await withOld();
    const outside = `${out}-outside`;
    writeTexts(outside, { 'src/key': 'mine', key: 'mine' });
    for (const target of [name, `${name}/src`]) {
      mkdirSync(dirname(join(out, '.cloudstack-codegen', target)), { recursive: true });
      symlinkSync(target === name ? outside : join(outside, 'src'), join(out, '.cloudstack-codegen', target));
      const paths = ['src/key', 'key'];
      writeFileSync(journalOf(out), JSON.stringify({ taken: paths, placed: paths, stale: paths }));
      (await hold(out, new Diagnostics())).release();
      expect(readTexts(outside)).toEqual({ key: 'mine', 'src/key': 'mine' });
      expect(readTexts(out)).toEqual(textsOf(packageOf(old)));
      expect(existsSync(join(out, '.cloudstack-codegen'))).toBe(false);
    }
  });

  it('is not looked for behind a link', async () => {
    const out = await withOld();
    mkdirSync(`${out}-outside`);
    symlinkSync(`${out}-outside`, join(out, '.cloudstack-codegen'));
    expect(await writeTo(out, fresh)).toEqual({
      written: 'not',
      messages: [expect.stringContaining('.cloudstack-codegen" could not be written: a file stands where a folder')],
    });
    expect(readTexts(`${out}-outside`)).toEqual({});
  });

  it('goes back to its place when the journal cannot be read', async () => {
    const out = await withOld();
    mkdirSync(join(out, '.cloudstack-codegen/old'), { recursive: true });
    renameSync(join(out, 'src'), join(out, '.cloudstack-codegen/old/src'));
    writeFileSync(journalOf(out), '');
    (await hold(out, new Diagnostics())).release();
    expect(readTexts(out)).toEqual(textsOf(packageOf(old)));
  });

  it('does not replace a folder that was made anew since then', async () => {
    const out = await withOld();
    mkdirSync(join(out, '.cloudstack-codegen/old'), { recursive: true });
    renameSync(join(out, 'src'), join(out, '.cloudstack-codegen/old/src'));
    writeTexts(out, { '.cloudstack-codegen/fresh/src/index.ts': 'new', 'src/index.ts': 'checked out again' });
    writeFileSync(journalOf(out), JSON.stringify({ taken: ['src'], placed: ['src'], stale: [] }));
    expect(await writeTo(out, fresh)).toMatchObject({ written: 'wholly' });
    expect(readTexts(out)).toEqual(textsOf(packageOf(fresh)));
  });
});
