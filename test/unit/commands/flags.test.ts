import { describe, expect, it } from 'vitest';
import { documentFlags, packageFlags, readFlags, readOptions } from '../../../generator/commands/flags.js';
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

describe('readOptions', () => {
  it('splits lists, brings validators with the server, and fills in the rest', () => {
    const diagnostics = new Diagnostics();
    const typed = readFlags('generate', known, ['--only', 'a, b,,c*', '--emit', 'server', 'x.md'], diagnostics);
    const options = readOptions(typed, diagnostics);
    expect(diagnostics.all).toEqual([]);
    expect(options).toMatchObject({ only: ['a', 'b', 'c*'], documents: ['x.md'], out: './output' });
    expect([...options.emit]).toEqual(['server', 'validators']);
  });
});
