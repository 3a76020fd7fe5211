import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { hold } from '../../generator/write/hold.js';
import { acquire, release } from '../../generator/write/lock.js';
import { makeFolder, removeFolders, run } from '../cli/cli.js';
import { page } from '../cli/documents.js';
import { readTexts } from './package.js';

afterAll(removeFolders);

const generate = ['generate', 'page.md', '--out', 'out'];
const otherPage = page.replace('Only this zone', 'Only that zone');

/** A folder with a lock in it; what the name says of whoever made it can be changed. */
async function locked(rename: (name: string) => string): Promise<{ cwd: string; lock: string }> {
  const cwd = await makeFolder({ 'page.md': page });
  const out = join(cwd, 'out');
  const mine = await acquire(out, []);
  if (!('path' in mine)) throw new Error('a new folder is busy');
  const lock = join(out, '.cloudstack-codegen', rename(basename(mine.path)));
  if (lock !== mine.path) {
    release(out, mine.path);
    mkdirSync(join(out, '.cloudstack-codegen'), { recursive: true });
    writeFileSync(lock, '');
  }
  return { cwd, lock };
}

/** Finds out whether a lock keeps a run waiting. */
async function isKeptWaiting(cwd: string): Promise<boolean> {
  const held = hold(join(cwd, 'out'), new Diagnostics()).then(({ release: letGo }) => letGo());
  const first = await Promise.race([held.then(() => 'held'), pause(1000, 'waits')]);
  held.catch(() => null);
  return first === 'waits';
}

describe.concurrent('runs that write to one folder', () => {
  it('at once come one after the other: the package is wholly that of one of them', async () => {
    const cwd = await makeFolder({ 'page.md': page, 'other.md': otherPage });
    const alone = async (document: string): Promise<unknown> => {
      await run(['generate', document, '--out', `alone/${document}`], { cwd });
      return readTexts(join(cwd, 'alone', document));
    };
    const packages = [await alone('page.md'), await alone('other.md')];
    const runs = ['page.md', 'other.md', 'page.md', 'other.md'].map((document) =>
      run(['generate', document, '--out', 'out', '--force'], { cwd }),
    );
    for (const { exitCode, stderr } of await Promise.all(runs)) expect(exitCode, stderr).toBe(0);
    expect(packages).toContainEqual(readTexts(join(cwd, 'out')));
    expect(existsSync(join(cwd, 'out/.cloudstack-codegen'))).toBe(false);
  });

  it('wait for one that is writing', async () => {
    const { cwd, lock } = await locked((name) => name);
    const waiting = run(generate, { cwd });
    await pause(1500);
    expect(readdirSync(join(cwd, 'out')).filter((name) => !name.startsWith('.'))).toEqual([]);
    release(join(cwd, 'out'), lock);
    const { exitCode, stderr } = await waiting;
    expect(exitCode, stderr).toBe(0);
    expect(existsSync(join(cwd, 'out/manifest.json'))).toBe(true);
  });

  it.each([generate, ['check', ...generate.slice(1)]])(
    'give up when that takes too long, and say so: %s',
    async (...argv) => {
      const { cwd } = await locked((name) => name);
      const { exitCode, stderr } = await run(argv, { cwd });
      expect(stderr).toMatch(
        /^error {2}output-busy\n +Another run, process \d+ on \S+, is writing to "out"\.\n[^]*remove "out[^"]*lock\.[^"]*"\.\n\n1 error\. Nothing was written\.\n$/,
      );
      expect(exitCode).toBe(2);
      expect(readdirSync(join(cwd, 'out')).filter((name) => !name.startsWith('.'))).toEqual([]);
    },
  );

  it('say at once what they would write, and check nothing else, under --dry-run', async () => {
    const { cwd } = await locked((name) => name);
    expect((await run([...generate, '--dry-run'], { cwd })).exitCode).toBe(0);
  });
});

describe.concurrent('a lock that is left over', () => {
  const ended = spawnSync(process.execPath, ['--version']).pid;

  it.each([
    ['by a process that has ended', (name: string) => name.replace(/^lock\.\d+/, `lock.${ended}`)],
    ['by one whose number another has now', (name: string) => name.replace(/^(lock\.\d+)\.\d*/, '$1.12345')],
  ])('%s is removed', async (_, rename) => {
    const { cwd, lock } = await locked(rename);
    expect(await isKeptWaiting(cwd)).toBe(false);
    expect(existsSync(lock)).toBe(false);
  });

  it('on another machine is respected while it is new, and removed when it is old', async () => {
    const { cwd, lock } = await locked((name) => `${name}-elsewhere`);
    expect(await isKeptWaiting(cwd)).toBe(true);
    const elevenMinutesAgo = Date.now() / 1000 - 660;
    utimesSync(lock, elevenMinutesAgo, elevenMinutesAgo);
    expect(await isKeptWaiting(cwd)).toBe(false);
    expect(existsSync(lock)).toBe(false);
  });
});
