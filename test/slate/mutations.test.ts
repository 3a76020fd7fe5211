import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Parsed, parse } from '../unit/parse/slate-page.js';
import { root } from '../support/pipeline.js';
import { missing, pageOf107, readShared } from './shared.js';

/** What is wrong with what was read of any text whatever: names that can be none, places that are not on the page. */
function faultsOf({ api }: Parsed, lineCount: number): string[] {
  return api.commands.flatMap(({ name, parameters, result }) => {
    const rows = [...parameters.map((one) => one.name), ...(result?.shape?.fields ?? []).map((one) => one.name)];
    const wrong = rows.filter(({ value, origin }) => {
      const line = typeof origin.at === 'object' ? origin.at.line : 0;
      return value === '' || line < 1 || line > lineCount;
    });
    return [...(/^[A-Za-z][A-Za-z0-9]+$/.test(name.value) ? [] : [name.value]), ...wrong.map(({ value }) => value)];
  });
}

/** A text is read without a stack, and into a model or a diagnostic. */
function check(text: string): void {
  const parsed = parse(text);
  expect(faultsOf(parsed, text.split(/\r\n?|\n/).length)).toEqual([]);
  expect(parsed.api.commands.length + parsed.codes.length).toBeGreaterThan(0);
}

/** Changes of lines: some are cut out, some come twice, some change places, one breaks off. */
function mutateLines(lines: readonly string[], steps: readonly (readonly [number, number, number])[]): string {
  let mutated = [...lines];
  for (const [kind, a, b] of steps) {
    const [from, to] = [a % mutated.length, b % mutated.length];
    const [low, high] = from < to ? [from, to] : [to, from];
    const stretch = mutated.slice(low, Math.min(high, low + 40));
    if (kind === 0) mutated.splice(low, stretch.length);
    else if (kind === 1) mutated.splice(high, 0, ...stretch);
    else if (kind === 2) [mutated[low], mutated[high]] = [mutated[high] ?? '', mutated[low] ?? ''];
    else if (kind === 3) mutated[low] = (mutated[low] ?? '').slice(0, b % 40);
    else
      mutated = [
        ...mutated.slice(0, low),
        ...stretch.map((line) => `> - ${line}`),
        ...mutated.slice(low + stretch.length),
      ];
    if (mutated.length === 0) mutated = [''];
  }
  return mutated.join('\n');
}

const steps = fc.array(fc.tuple(fc.nat(4), fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 });

function suite(page: Buffer, numRuns: number): void {
  const lines = page.toString('utf8').split('\n');

  test('lines cut, doubled, swapped, broken off or quoted', () => {
    fc.assert(
      fc.property(steps, (some) => check(mutateLines(lines, some))),
      { numRuns },
    );
  });

  test('bytes that are no UTF-8', () => {
    const bytes = fc.array(fc.tuple(fc.nat(page.length - 1), fc.integer({ min: 128, max: 255 })), { maxLength: 50 });
    fc.assert(
      fc.property(bytes, (some) => {
        const broken = Buffer.from(page);
        for (const [at, byte] of some) broken[at] = byte;
        check(broken.toString('utf8'));
      }),
      { numRuns },
    );
  });

  test('any two stretches of the page in one', () => {
    const text = page.toString('utf8');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), (a, b) => check(text.slice(0, a) + text.slice(b))),
      { numRuns },
    );
  });
}

describe('a mutated page gives a model or a diagnostic: our own', () => {
  suite(readFileSync(`${root}specs/cloudstack.slate.md`), 40);
});

describe.skipIf(missing !== '')(`a mutated page gives a model or a diagnostic: the real one${missing}`, () => {
  suite(missing === '' ? readShared(pageOf107) : Buffer.from('\n'), 4);
});
