import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import { readIncludes } from '../../../generator/load/slate-includes.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slate-includes-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** The partials of a page `docs/page.md` with this front matter, as `file: text`, and what was reported. */
function include(frontMatter: string): { readonly read: string[]; readonly found: string[] } {
  const diagnostics = new Diagnostics();
  const text = `---\n${frontMatter}\n---\n\n# Page\n`;
  write('docs/page.md', text);
  const partials = readIncludes(join(folder, 'docs/page.md'), text, diagnostics);
  return {
    read: partials.map((partial) => `${partial.file.slice(folder.length + 1)}: ${partial.text}`),
    found: diagnostics.all.map(({ code, origin }) => `${JSON.stringify(origin?.at)} ${code}`),
  };
}

describe('readIncludes', () => {
  test.each([
    'includes/_errors.md',
    '_errors.md',
    'errors.md',
    'includes/errors.md',
    'includes/_errors.md.erb',
    'errors.markdown',
  ])('finds %s', (path) => {
    write(`docs/${path}`, 'found');
    expect(include('includes:\n  - errors')).toEqual({ read: [`docs/${path}: found`], found: [] });
  });

  test("prefers Slate's own place, keeps the list's order and reads each file once", () => {
    write('docs/includes/_b.md', 'b');
    write('docs/b.md', 'not this');
    write('docs/includes/_a.md', '\uFEFFa');
    expect(include('includes: [b, a, b.md]').read).toEqual(['docs/includes/_b.md: b', 'docs/includes/_a.md: a']);
  });

  test('takes a single name and a name with a folder', () => {
    write('docs/includes/more/_a.md', 'a');
    expect(include('includes: more/a').read).toEqual(['docs/includes/more/_a.md: a']);
  });

  test('reports a missing partial at its name', () => {
    expect(include('title: T\nincludes:\n  - errors')).toEqual({
      read: [],
      found: ['{"line":4,"column":5} include-missing'],
    });
  });

  test.each(['../secret', '/etc/hostname', 'a/../../secret'])('never leaves the folder of the page for %s', (name) => {
    write('secret.md', 'secret');
    write('_secret.md', 'secret');
    expect(include(`includes: ["${name}"]`)).toEqual({
      read: [],
      found: ['{"line":2,"column":12} include-outside-folder'],
    });
  });

  test('does not follow a link out of the folder', () => {
    write('secret.md', 'secret');
    write('docs/includes/keep.md', '');
    symlinkSync(join(folder, 'secret.md'), join(folder, 'docs/includes/_errors.md'));
    expect(include('includes: [errors]')).toEqual({
      read: [],
      found: ['{"line":2,"column":12} include-outside-folder'],
    });
  });

  test('reports a partial that is a folder', () => {
    write('docs/includes/_errors.md/x', '');
    expect(include('includes: [errors]').found).toEqual(['{"line":2,"column":12} include-unreadable']);
  });

  test('does not include the page in itself', () => {
    expect(include('includes: [page]')).toEqual({ read: [], found: [] });
  });

  test.each(['title: T', 'includes:', 'includes: {a: b}', 'includes: [1, [a], ~]', 'includes: ["', '{'.repeat(5_000)])(
    'reads nothing for %j',
    (frontMatter) => {
      expect(include(frontMatter)).toEqual({ read: [], found: [] });
    },
  );

  test('a page without front matter includes nothing', () => {
    const diagnostics = new Diagnostics();
    expect(readIncludes(join(folder, 'page.md'), '# Page\n\nincludes: [errors]\n', diagnostics)).toEqual([]);
    expect(diagnostics.all).toEqual([]);
  });
});
