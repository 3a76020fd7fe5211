import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Code } from '../../../generator/model/file-plan.js';
import { code, identifier, literal } from '../../../generator/plan/code.js';
import {
  type Doc,
  group,
  indent,
  join,
  leadingBar,
  line,
  print,
  softline,
  trailingComma,
} from '../../../generator/plan/layout.js';
import { prettier } from './judge.js';

const list = (open: Code, elements: readonly Doc[], close: Code): Doc =>
  group(open, indent(softline, join([code`,`, line], elements)), trailingComma, softline, close);
const array = (elements: readonly Doc[]): Doc => list(code`[`, elements, code`]`);
const call = (name: Code, elements: readonly Doc[]): Doc => [name, list(code`(`, elements, code`)`)];
const object = (members: readonly Doc[]): Doc =>
  group(code`{`, indent(line, join([code`,`, line], members)), trailingComma, line, code`}`);
/** Below what it belongs to, it is still on one line if it fits. */
const barred = (members: readonly Doc[]): Doc => group(leadingBar, join([line, code`| `], members));
const union = (members: readonly Doc[]): Doc => group(indent(softline, barred(members)));

const name = fc.stringMatching(/^[a-z]{1,30}$/).map((letters) => identifier(`${letters}_`));
const words = fc.array(name, { minLength: 2, maxLength: 9 });

const statements: readonly (readonly [string, fc.Arbitrary<Doc>])[] = [
  ['an array', fc.tuple(name, words).map(([left, all]) => [code`const ${left} = `, array(all), code`;`])],
  ['a call', fc.tuple(name, words).map(([left, all]) => [call(left, all), code`;`])],
  [
    'an object',
    fc
      .tuple(name, words)
      .map(([left, all]) => [code`const ${left} = `, object(all.map((one): Doc => code`${one}: 1`)), code`;`]),
  ],
  [
    'a union of texts',
    fc
      .tuple(name, words)
      .map(([left, all]) => [code`type ${left} =`, unionBehind(all.map((one) => literal(one))), code`;`]),
  ],
  [
    'a union in a member',
    fc
      .tuple(name, words)
      .map(([left, all]) => [
        code`interface X {\n  `,
        print([code`${left}?: `, union(all.map((one) => literal(one))), code`;`], 2),
        code`\n}`,
      ]),
  ],
  [
    'calls in an array in a member',
    fc
      .tuple(name, fc.array(words, { minLength: 2, maxLength: 4 }))
      .map(([left, all]) => [
        code`const x = {\n  `,
        print([code`${left}: `, array(all.map((one) => call(left, one))), code`,`], 2),
        code`\n};`,
      ]),
  ],
];

/** A type alias breaks right behind its equals sign. */
function unionBehind(members: readonly Doc[]): Doc {
  return group(indent(line, barred(members)));
}

describe('what is printed is what prettier prints', () => {
  it.each(statements)('%s', async (_, statement) => {
    await fc.assert(
      fc.asyncProperty(statement, async (doc) => {
        const printed = `${print(doc)}\n`;
        expect(await prettier(printed)).toBe(printed);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the edge of the page', () => {
  const padded = (length: number) => [code`const x = `, array([identifier('a'.repeat(length)), code`b`]), code`;`];
  it.each([
    ['is where a line may end', 104, 1],
    ['is where a line may not end one further', 105, 4],
  ])('%s', async (_, length, count) => {
    const printed: string = print(padded(length));
    expect(printed.split('\n')).toHaveLength(count);
    expect(await prettier(`${printed}\n`)).toBe(`${printed}\n`);
  });

  it('counts from the column where the text begins', () => {
    const doc = array([identifier('a'.repeat(54)), identifier('b'.repeat(54))]);
    expect(print(doc, 8)).not.toContain('\n');
    expect(print(doc, 9)).toBe(
      `[\n${' '.repeat(11)}${'a'.repeat(54)},\n${' '.repeat(11)}${'b'.repeat(54)},\n${' '.repeat(9)}]`,
    );
  });
});

describe('groups', () => {
  const inner = (size: number) => call(code`f`, [identifier('a'.repeat(size)), identifier('b'.repeat(size))]);

  it('are broken from the outside in, and no further than needed', () => {
    const printed: string = print(call(code`outer`, [inner(30), inner(60)]));
    expect(printed).toBe(
      [
        'outer(',
        `  f(${'a'.repeat(30)}, ${'b'.repeat(30)}),`,
        '  f(',
        `    ${'a'.repeat(60)},`,
        `    ${'b'.repeat(60)},`,
        '  ),',
        ')',
      ].join('\n'),
    );
  });

  it('take into account what follows them on the line', () => {
    const doc = (tail: number): Doc => [inner(50), code`.${identifier('t'.repeat(tail))}()`];
    expect(print(doc(12))).not.toContain('\n');
    expect(print(doc(13))).toContain('\n');
  });

  it('leave no blanks at the end of a line', () => {
    const doc = group(code`a =`, indent(line, group(indent(softline, code`${identifier('b'.repeat(118))}`))));
    expect(print(doc)).not.toMatch(/ $/m);
  });
});
