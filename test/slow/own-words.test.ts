import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/pipeline.js';

const shared = join(root, '..', 'shared');
const folders = ['catalogue', 'seeds', 'slate'].map((name) => join(shared, name));
const isHere = folders.every((folder) => existsSync(folder));
const skipped = isHere ? '' : ' (skipped: ../shared is not here)';

/** Shorter ones are what anybody would write: `the ID of the zone`. */
const shortest = 45;

/** What a generator of such documents writes, and the parser of Slate has to read. */
const notices = ['There are no query parameters available for this command.'];

/** Sentences of real documents: texts in JSON and YAML, cells and lines of markdown. */
function sentences(): readonly string[] {
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const found = files.flatMap((file) => readFileSync(file, 'utf8').match(/[^"|\n]+/g) ?? []).map(folded);
  return [...new Set(found)].filter((text) => text.length >= shortest && /[a-z]{2} [a-z]+ [a-z]+ /i.test(text));
}

/** On one line, without the stars of a comment. */
function folded(text: string): string {
  return text.replace(/\s+(?:\* )?/g, ' ').trim();
}

it.skipIf(!isHere)(`no file of the project holds a sentence of a real document${skipped}`, () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  const texts = files.filter((file) => file !== '').map((file) => folded(readFileSync(join(root, file), 'utf8')));
  const all = texts.join('\n');
  const known = sentences();
  expect(known.length).toBeGreaterThan(1000);
  expect(known.filter((sentence) => all.includes(sentence))).toEqual(notices);
});
