import { describe, expect, it } from 'vitest';
import { configFlags, documentFlags, packageFlags, readFlags, readOptions } from '../../../generator/commands/flags.js';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';

const known = [...documentFlags, ...packageFlags];

function read(...argv: readonly string[]): {
  flags: Readonly<Record<string, readonly string[]>>;
  rest: readonly string[];
  codes: readonly string[];
} {
  const diagnostics = new Diagnostics();
  const { flags, rest } = readFlags('generate', known, argv, diagnostics);
  return { flags: Object.fromEntries(flags), rest, codes: diagnostics.all.map(({ code }) => code) };
}

describe('readFlags', () => {
  it('takes a value after a blank or an equals sign, and documents anywhere', () => {
    expect(read('a.md', '--out', 'x', 'b.yaml', '--name=@me/y', '--openapi=c=d.yaml')).toEqual({
      flags: { out: ['x'], name: ['@me/y'], openapi: ['c=d.yaml'] },
      rest: ['a.md', 'b.yaml'],
      codes: [],
    });
  });

  it('takes everything after -- for documents', () => {
    expect(read('--out', 'x', '--', '--openapi', '-')).toEqual({
      flags: { out: ['x'] },
      rest: ['--openapi', '-'],
      codes: [],
    });
  });

  it('gathers what can be repeated, and lets the last count of what cannot', () => {
    const { flags } = read('--slate', 'a', '--slate', 'b', '--out', 'c', '--out', 'd');
    expect(flags).toEqual({ slate: ['a', 'b'], out: ['d'] });
  });

  it('refuses an empty value, which is most likely a variable that was never set', () => {
    for (const argv of [['--out='], ['--out', ''], ['--out']]) {
      expect(read(...argv)).toEqual({ flags: {}, rest: [], codes: ['flag-without-value'] });
    }
  });

  it('takes no option for a value', () => {
    expect(read('--out', '--strict')).toEqual({
      flags: { strict: ['true'] },
      rest: [],
      codes: ['flag-without-value'],
    });
  });

  it('refuses a value for a switch, rather than turning on what was to be off', () => {
    expect(read('--strict=false', '--json')).toEqual({
      flags: { json: ['true'] },
      rest: [],
      codes: ['flag-with-value'],
    });
  });

  it('does not take the value of a misspelt option for a document', () => {
    expect(read('--opnapi', 'a.yaml', 'b.md')).toEqual({ flags: {}, rest: ['b.md'], codes: ['flag-unknown'] });
  });
});

describe('a switch and its --no-…', () => {
  it.each([
    [['--strict', '--no-strict'], { 'no-strict': ['true'] }],
    [['--no-strict', '--strict'], { strict: ['true'] }],
    [['--strict', '--no-strict', '--build'], { 'no-strict': ['true'], build: ['true'] }],
  ])('%s: the last counts', (argv, flags) => {
    const diagnostics = new Diagnostics();
    const typed = readFlags('generate', [...known, ...configFlags], argv, diagnostics);
    expect({ flags: Object.fromEntries(typed.flags), found: diagnostics.all }).toEqual({ flags, found: [] });
  });
});

describe('readOptions', () => {
  function refused(...argv: readonly string[]): readonly string[] {
    const diagnostics = new Diagnostics();
    readOptions(readFlags('generate', known, argv, diagnostics), diagnostics);
    return diagnostics.all.map(({ code, message }) => `${code} ${message}`);
  }

  it.each(['cloud', '@acme/cloud', 'a.b_c-d', '@acme/node_modules', `a${'b'.repeat(213)}`])(
    'takes the name %s',
    (name) => {
      expect(refused('--name', name)).toEqual([]);
    },
  );

  it.each(['node_modules', 'favicon.ico', 'Cloud', '.cloud', '_cloud', '@acme', `a${'b'.repeat(214)}`])(
    'refuses the name %s, as npm does',
    (name) => {
      expect(refused('--name', name)).toEqual([expect.stringContaining('flag-invalid The option "--name"')]);
    },
  );

  it.each(['1.2.3', '0.0.0', '10.20.30-beta.1', '1.2.3-0', '1.2.3-0a.--+007.b', '1.2.3+5'])(
    'takes the version %s',
    (version) => {
      expect(refused('--package-version', version)).toEqual([]);
    },
  );

  it.each(['1.2', '01.2.3', '1.2.03', '1.2.3-a..b', '1.2.3-01', '1.2.3-', '1.2.3+', 'v1.2.3', '1.2.3.4'])(
    'refuses the version %s, as npm does',
    (version) => {
      const found = [expect.stringContaining('flag-invalid The option "--package-version"')];
      expect(refused('--package-version', version)).toEqual(found);
    },
  );

  it.each(['--only', '--exclude'])('takes no empty list for %s, which would keep everything', (flag) => {
    expect(refused(flag, ' , ')).toEqual([`flag-without-value The option "${flag}" needs a value.`]);
    expect(refused(flag, 'listZones,')).toEqual([]);
  });

  it('splits lists, brings validators with the server, and fills in the rest', () => {
    const diagnostics = new Diagnostics();
    const typed = readFlags('generate', known, ['--only', 'a, b,,c*', '--emit', 'server', 'x.md'], diagnostics);
    const options = readOptions(typed, diagnostics);
    expect(diagnostics.all).toEqual([]);
    expect(options).toMatchObject({ only: ['a', 'b', 'c*'], documents: ['x.md'], out: './output' });
    expect([...options.emit]).toEqual(['server', 'validators']);
  });
});
