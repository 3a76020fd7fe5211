import { execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, watch } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue, needsCatalogue, root } from '../support/pipeline.js';
import { killAtEachStep, scenarios } from '../write/kill-at-each-step.js';
import { isPartOf, readTexts, type Texts, without, writeTexts } from '../write/package.js';

const run = promisify(execFile);
const minutes = 60_000;
const kills = 50;
const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));

/** Documents of two editions: those of two releases of CloudStack, or our own with and without some commands. */
const specs = [
  '--openapi',
  join(root, 'specs/cloudstack.openapi.yaml'),
  '--slate',
  join(root, 'specs/cloudstack.slate.md'),
];
const editions: readonly [older: readonly string[], newer: readonly string[]] = existsSync(catalogue)
  ? [
      ['--listapis', catalogue.replace('4.18', '4.17')],
      ['--listapis', catalogue],
    ]
  : [[...specs, '--exclude', 'create*'], specs];

const people = { 'notes.md': 'mine', 'node_modules/zod/index.js': 'theirs', 'src/handlers/zone.ts': 'mine' };

/** The same numbers from 0 to 1 for the same seed. */
function* random(start: number): Generator<number, never> {
  for (let state = start >>> 0; ;) {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

describe('the packed generator', () => {
  let folder = '';
  let program = '';
  /** Both editions of the package, as a run that nobody disturbs writes them. */
  const packages: Texts[] = [];
  /** How long such a run takes, and how long it writes, in milliseconds. */
  const lasts = { all: 0, writing: 0 };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-kill-'));
    const argv = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await run('npm', argv, { cwd: root, maxBuffer: 1 << 26 });
    const [packed] = JSON.parse(stdout) as readonly { filename: string }[];
    await run('tar', ['xzf', packed?.filename ?? '', '-C', folder], { cwd: folder });
    await symlink(join(root, 'node_modules'), join(folder, 'package/node_modules'));
    program = join(folder, 'package/dist/cli.js');
    for (const [index, documents] of editions.entries()) {
      const out = join(folder, `edition-${index}`);
      await mkdir(out);
      const start = performance.now();
      let writing = start;
      const watcher = watch(out, () => (writing = writing === start ? performance.now() : writing));
      await run(process.execPath, [program, 'generate', ...documents, '--out', out], { maxBuffer: 1 << 26 });
      watcher.close();
      lasts.all = performance.now() - start;
      lasts.writing = performance.now() - writing;
      packages.push(readTexts(out));
    }
  }, 5 * minutes);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Generates over a package, and kills that by `kill -9`: a while after its start, or after it began to write. */
  async function killed(
    out: string,
    documents: readonly string[],
    waitMs: number,
    from: 'start' | 'writing',
  ): Promise<void> {
    const child = spawn(process.execPath, [program, 'generate', ...documents, '--out', out], { stdio: 'ignore' });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const kill = (): void => {
      const due = performance.now() + waitMs;
      // Timers know whole milliseconds only, and so much is over in one.
      setTimeout(() => {
        while (performance.now() < due);
        child.kill('SIGKILL');
      }, Math.floor(waitMs));
    };
    const watcher = from === 'writing' ? watch(out, { persistent: false }) : null;
    watcher?.once('change', kill);
    if (watcher === null) kill();
    await ended;
    watcher?.close();
  }

  /** Kills a run, looks at what it left behind, and lets another one put that in order. */
  async function killAndRepair(index: number, moment: number): Promise<'old' | 'new' | 'a part of one'> {
    const [from, to] = index % 4 < 2 ? [0, 1] : [1, 0];
    const [before = {}, after = {}, documents = []] = [packages[from], packages[to], editions[to]];
    const out = join(folder, `out-${index}`);
    await cp(join(folder, `edition-${from}`), out, { recursive: true, preserveTimestamps: true });
    writeTexts(out, people);
    if (index % 2 === 0) await killed(out, documents, moment * lasts.all, 'start');
    else await killed(out, documents, moment * lasts.writing, 'writing');

    const texts = readTexts(out);
    const ours = without(texts, people);
    const where = `kill ${index} of seed ${seed}, after ${moment}`;
    expect(isPartOf(people, texts), where).toBe(true);
    const [isOld, isNew] = [before, after].map((whole) => isPartOf(ours, whole) && isPartOf(whole, ours));
    expect(isPartOf(ours, before) || isPartOf(ours, after), where).toBe(true);
    const journal = join(out, '.cloudstack-codegen/journal.json');
    expect(isOld === true || isNew === true || existsSync(journal), where).toBe(true);

    await run(process.execPath, [program, 'generate', ...documents, '--out', out], { maxBuffer: 1 << 26 });
    expect(without(readTexts(out), people), where).toEqual(after);
    expect(readTexts(out), where).toMatchObject(people);
    expect(existsSync(join(out, '.cloudstack-codegen')), where).toBe(false);
    await rm(out, { recursive: true });
    return isOld === true ? 'old' : isNew === true ? 'new' : 'a part of one';
  }

  it(
    `that is killed at ${kills} random moments leaves the old package or the new one, never a mixture (seed ${seed})${needsCatalogue}`,
    async () => {
      const numbers = random(seed);
      const moments = Array.from({ length: kills }, () => numbers.next().value);
      const found = { old: 0, new: 0, 'a part of one': 0 };
      const rest = moments.entries();
      // Two at a time, one for each core; each in a folder of its own.
      const lane = async (): Promise<void> => {
        for (const [index, moment] of rest) found[await killAndRepair(index, moment)] += 1;
      };
      await Promise.all([lane(), lane()]);
      console.info(`seed ${seed}:`, found);
    },
    30 * minutes,
  );
});

describe('a run that is killed before it changes anything on the disk', () => {
  for (const scenario of scenarios) {
    it(`leaves ${scenario.title} old or new, at the worst in part, and never mixed`, async () => {
      expect(await killAtEachStep(scenario, 'all')).toBeGreaterThan(20);
    });
  }
});
