import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  code,
  comment,
  identifier,
  json,
  lines,
  literal,
  markdown,
  propertyName,
} from '../../../generator/plan/code.js';
import { prettier } from './judge.js';

/** Texts that people, and people who mean harm, put into documents. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '`',
        '${',
        '*/',
        '//',
        '\n',
        '\r',
        '\u2028',
        '\u0000',
        '\u202e',
        'a',
        'é',
        '😀',
        '@',
      ),
    )
    .map((parts) => parts.slice(0, 15).join('')),
);

describe('a literal', () => {
  it.each([
    ['plain', "'plain'"],
    ["it's", '"it\'s"'],
    ['say "so"', '\'say "so"\''],
    [`it's "so"`, `'it\\'s "so"'`],
    ['', "''"],
    ['a\\b', "'a\\\\b'"],
    ['a\nb\tc', "'a\\nb\\tc'"],
    ['${x} `y`', "'${x} `y`'"],
    [5, '5'],
    [true, 'true'],
  ])('of %j is %s', (value, wanted) => {
    expect(literal(value)).toBe(wanted);
  });

  it('of any text means that text, in printable ASCII, and is quoted as prettier would', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const printed: string = literal(value);
        expect(new Function(`'use strict'; return ${printed};`)()).toBe(value);
        expect(printed).toMatch(/^[ -~]*$/);
        expect(await prettier(`x = ${printed};\n`)).toBe(`x = ${printed};\n`);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an identifier', () => {
  it.each(['a', 'listZones', '_', '$a', 'update_passwd_on_host', 'of', 'get'])('may be %s', (name) => {
    expect(identifier(name)).toBe(name);
  });

  it.each(['', 'a-b', '1a', 'a b', 'a.b', 'class', 'await', 'new', 'enum', 'a;b', 'é', 'a\n', '__proto__ '])(
    'cannot be %j, which the checks before would have refused',
    (name) => {
      expect(() => identifier(name)).toThrow(TypeError);
    },
  );
});

describe('the name of a member', () => {
  it.each([
    ['id', 'id'],
    ['class', 'class'],
    ['dhcp:114', "'dhcp:114'"],
    ['a b', "'a b'"],
    ['1', "'1'"],
    ["it's", '"it\'s"'],
  ])('%s is written %s', (name, wanted) => {
    expect(propertyName(name)).toBe(wanted);
  });

  it('of any spelling names exactly that member', () => {
    fc.assert(
      fc.property(text, (name) => {
        fc.pre(name !== '__proto__');
        const made = new Function(`return { ${propertyName(name)}: 1 };`)() as object;
        expect(Object.keys(made)).toEqual([name]);
      }),
    );
  });
});

describe('a comment', () => {
  it.each<[string, readonly (string | null)[], number, string | null]>([
    ['stands on one line where it fits', ['Finds zones.'], 2, '/** Finds zones. */'],
    ['folds blanks and lines', [' Finds\n\n  zones. '], 0, '/** Finds zones. */'],
    ['has its paragraphs apart', ['One.', 'Two.'], 0, '/**\n * One.\n *\n * Two.\n */'],
    ['leaves out what says nothing', [null, '', ' ', 'One.'], 0, '/** One. */'],
    ['is none where nothing is said', [null, ''], 0, null],
    ['does not end early', ['a */ b'], 0, '/** a *\\/ b */'],
    ['speaks to no tool', ['@ts-ignore and (@internal)'], 0, '/** \\@ts-ignore and (\\@internal) */'],
    ['leaves addresses alone', ['Mail a@b.example.'], 0, '/** Mail a@b.example. */'],
  ])('%s', (_, paragraphs, indent, wanted) => {
    expect(comment(paragraphs, indent)).toBe(wanted);
  });

  it.each([
    [110, 1],
    [113, 1],
    [114, 3],
  ])('of %i characters is on %i lines', (length, count) => {
    expect(comment(['x'.repeat(length)], 0)?.split('\n')).toHaveLength(count);
  });

  it('of any text is one comment and nothing else, never wider than the page but for a word that is', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), fc.nat(8), (paragraphs, indent) => {
        const printed = comment(paragraphs, indent);
        if (printed === null) return;
        expect(printed.indexOf('*/')).toBe(printed.length - 2);
        expect(printed.startsWith('/**')).toBe(true);
        expect(printed).not.toMatch(/(?!\n)\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}|\u202e/u);
        expect(printed).not.toMatch(/(^|[^\w\\])@[a-z]/i);
        expect(new Function(`${printed}\nreturn 5;`)()).toBe(5);
      }),
    );
  });

  it('wraps long texts within the width', () => {
    const printed = comment(['word '.repeat(100)], 4) ?? '';
    expect(Math.max(...printed.split('\n').map((line) => line.length + 4))).toBeLessThanOrEqual(120);
  });
});

describe('markdown', () => {
  it.each([
    ['plain text.', 'plain text.'],
    ['a * b', 'a \\* b'],
    ['a_b', 'a_b'],
    ['_a_ b__c', '\\_a\\_ b\\_\\_c'],
    ['<script>', '\\<script\\>'],
    ['[x](y)', '\\[x\\](y)'],
    ['a | b', 'a \\| b'],
    ['`x`', '\\`x\\`'],
    ['# x', '\\# x'],
    ['![x]', '\\!\\[x\\]'],
    ['&amp;', '\\&amp;'],
    ['a\nb', 'a b'],
  ])('%j is written %s', (value, wanted) => {
    expect(markdown(value)).toBe(wanted);
  });
});

describe('JSON', () => {
  const value = {
    name: 'x',
    files: ['dist', 'src'],
    exports: { '.': './a.js' },
    none: [],
    long: ['y'.repeat(70), 'z'.repeat(70)],
  };

  it('has one element a line as npm has it', () => {
    expect(json(value, 'broken')).toBe(JSON.stringify(value, null, 2));
  });

  it('has short lists on one line as prettier has it', async () => {
    const printed: string = json(value, 'fitted');
    expect(printed).toContain('"files": ["dist", "src"]');
    expect(await prettier(`${printed}\n`, 'json')).toBe(`${printed}\n`);
    expect(JSON.parse(printed)).toEqual(value);
  });
});

it('code is put together from code', () => {
  expect(code`const ${identifier('a')} = ${literal('b')};`).toBe("const a = 'b';");
  expect(lines([identifier('a'), identifier('b')])).toBe('a\nb');
});
