import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { compareWithDisk } from '../../generator/write/compare.js';
import { hold } from '../../generator/write/hold.js';
import { write } from '../../generator/write/write.js';
import { root, temporaryFolder } from '../support/pipeline.js';
import { identities, isPartOf, packageOf, readTexts, type Texts, textsOf, without, writeTexts } from './package.js';

/** Files of two folders; in one of them more than are changed one by one. */
function groups(edition: string): Texts {
  const zone = Array.from({ length: 17 }, (_, index) => [`src/groups/zone/${index}.ts`, edition]);
  return { ...Object.fromEntries(zone), 'src/groups/zone/same.ts': 'same', 'src/groups/host/index.ts': edition };
}

const top = { 'package.json': '{}', 'tsconfig.json': '{}', 'src/index.ts': 'same', 'src/runtime/call.ts': 'same' };

/** A package that becomes another, in a folder with files of people. */
export interface Scenario {
  readonly title: string;
  readonly old: Texts;
  readonly fresh: Texts;
  readonly people: Texts;
}

export const scenarios: readonly Scenario[] = [
  {
    title: 'a first package',
    old: {},
    fresh: { ...top, 'API.md': 'new', 'src/groups/zone/index.ts': 'new' },
    people: { 'notes.md': 'mine' },
  },
  {
    title: 'a package of which few files change',
    old: { ...top, 'API.md': 'old', 'src/groups/zone/index.ts': 'old', 'src/groups/gone/index.ts': 'old' },
    fresh: { ...top, 'API.md': 'new', 'src/groups/zone/index.ts': 'new', 'src/groups/come/index.ts': 'new' },
    people: { 'notes.md': 'mine', 'src/groups/zone/mine.ts': 'mine' },
  },
  {
    title: 'a package of which many files change',
    old: { ...top, 'API.md': 'old', ...groups('old'), 'src/groups/gone/index.ts': 'old' },
    fresh: { ...top, 'API.md': 'new', ...groups('new'), 'src/groups/come/index.ts': 'new' },
    people: { 'notes.md': 'mine' },
  },
  {
    title: 'a package of which many files change, with files of people among them',
    old: { ...top, ...groups('old'), 'src/groups/host/gone.ts': 'old' },
    fresh: { ...top, ...groups('new'), 'src/groups/come/index.ts': 'new' },
    people: { 'src/handlers/zone.ts': 'mine', 'src/groups/host/mine.ts': 'mine' },
  },
];

const program = `
  import { Diagnostics, write } from ${JSON.stringify(pathToFileURL(join(root, 'dist/index.js')).href)};
  const { changes, out } = JSON.parse(process.argv[1]);
  process.exitCode = (await write(changes, out, new Diagnostics())) === 'wholly' ? 0 : 1;
`;

/** What counts as a step: anything that changes the disk, or what moves something alone. */
export type Steps = 'all' | 'renameSync';

/** Writes in a process of its own that is killed before a step; tells whether it was. */
async function writeUntil(step: number, steps: Steps, out: string, wanted: Texts): Promise<'killed' | 'ended'> {
  const changes = compareWithDisk(packageOf(wanted), out, new Diagnostics());
  const kill = pathToFileURL(join(root, 'test/write/kill-at-step.mjs')).href;
  const argv = ['--import', kill, '--input-type=module', '--eval', program, JSON.stringify({ changes, out })];
  const env = { PATH: process.env['PATH'], KILL_AT_STEP: String(step), STEPS: steps };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, argv, { env }, (error, _, stderr) => {
      if (error === null) resolve('ended');
      else if (error.signal === 'SIGKILL') resolve('killed');
      else reject(new Error(stderr, { cause: error }));
    });
  });
}

/**
 * Kills a run before each of its steps in turn. What is there then must be the old package or the new, or a part of one
 * of them; the next run must find it whole, or make it so; and whatever did not change must be the same file as before.
 *
 * @returns how many steps there are.
 */
export async function killAtEachStep(scenario: Scenario, steps: Steps): Promise<number> {
  const together = 4;
  for (let first = 1; ; first += together) {
    const numbers = Array.from({ length: together }, (_, index) => first + index);
    const ended = await Promise.all(numbers.map((step) => interrupt(scenario, step, steps)));
    if (ended.includes('ended')) return first + ended.indexOf('ended') - 1;
  }
}

async function interrupt({ old, fresh, people }: Scenario, step: number, steps: Steps): Promise<'killed' | 'ended'> {
  const out = join(await temporaryFolder(), 'out');
  const [before, after] = [textsOf(packageOf(old)), textsOf(packageOf(fresh))];
  const isFirst = Object.keys(old).length === 0;
  writeTexts(out, { ...people, ...(isFirst ? {} : before) });
  const files = identities(out);
  const ended = await writeUntil(step, steps, out, fresh);

  const found = readTexts(out);
  const ours = without(found, people);
  expect(isPartOf(people, found), `step ${step}: files of people are gone`).toBe(true);
  expect(isPartOf(ours, before) || isPartOf(ours, after), `step ${step}: a mixture`).toBe(true);

  const diagnostics = new Diagnostics();
  (await hold(out, diagnostics)).release();
  const settled = without(readTexts(out), people);
  const isOld = JSON.stringify(settled) === JSON.stringify(sorted(isFirst ? {} : before));
  expect(settled, `step ${step}: not whole`).toEqual(isOld ? settled : after);
  expect(existsSync(join(out, '.cloudstack-codegen')), `step ${step}: left something behind`).toBe(false);

  expect(await write(compareWithDisk(packageOf(fresh), out, diagnostics), out, diagnostics)).toBe('wholly');
  expect(readTexts(out)).toEqual(sorted({ ...after, ...people }));
  const untouched = Object.keys(files).filter((path) => path in people || before[path] === after[path]);
  const now = identities(out);
  expect(untouched.map((path) => [path, now[path]])).toEqual(untouched.map((path) => [path, files[path]]));
  return ended;
}

function sorted(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
