import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configurableFlags } from '../../generator/commands/flags.js';
import type { ConfigFile } from '../../generator/config/config-file.js';
import { configKeys } from '../../generator/config/keys.js';
import { checkFolders, choose, complete, type Given, packagesOf } from '../../generator/config/packages.js';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { temporaryFolder } from '../support/pipeline.js';

const keys = configKeys(configurableFlags);

function packages(value: ConfigFile['value'], file = 'config.json') {
  const placeOf: ConfigFile['placeOf'] = (path) => ({ file, at: path.join('/') });
  return packagesOf({ file, value, reads: [], placeOf }, keys);
}

/** What is run when this was typed in a folder with that config file. */
function completed(typed: Record<string, string[]>, rest: string[], value: ConfigFile['value'], subjects = 0) {
  const [one] = packages(value);
  if (one === undefined) throw new Error('there is no package');
  const { flags, rest: documents } = complete({ flags: new Map(Object.entries(typed)), rest }, one, subjects);
  return { ...Object.fromEntries(flags), rest: documents };
}

function reported(work: (diagnostics: Diagnostics) => void): readonly string[] {
  const diagnostics = new Diagnostics();
  work(diagnostics);
  return diagnostics.all.map(({ code, message, origin }) => `${code} ${String(origin?.at)} ${message}`);
}

describe('the packages of a config file', () => {
  it('are the file itself, where it has no list', () => {
    const [one, ...others] = packages({ openapi: 'a.yaml', strict: true, packageVersion: '1.0.0' });
    expect(others).toEqual([]);
    expect(one?.name).toBe('cloudstack-client');
    expect(Object.fromEntries(one?.flags ?? [])).toEqual({
      openapi: ['a.yaml'],
      strict: ['true'],
      'package-version': ['1.0.0'],
      out: ['./output'],
    });
  });

  it('say what differs from what stands beside the list', () => {
    const [one, two] = packages({
      openapi: 'a.yaml',
      strict: true,
      packages: [
        { name: 'one', strict: false },
        { name: 'two', openapi: ['b.yaml', 'c.yaml'] },
      ],
    });
    expect([one?.flags.get('openapi'), one?.flags.has('strict')]).toEqual([['a.yaml'], false]);
    expect([two?.flags.get('openapi'), two?.flags.has('strict')]).toEqual([['b.yaml', 'c.yaml'], true]);
    expect(one?.origins.get('openapi')?.at).toBe('openapi');
    expect(two?.origins.get('openapi')?.at).toBe('packages/1/openapi');
  });

  it('have paths that are relative to the file, and addresses that are not', () => {
    const value = {
      openapi: ['a.yaml', '/b.yaml', 'https://c/d.yaml'],
      documents: 'e.json',
      only: 'list*',
      out: '../x',
    };
    const [one] = packages(value, 'conf/of/config.json');
    expect(one?.flags.get('openapi')).toEqual(['conf/of/a.yaml', '/b.yaml', 'https://c/d.yaml']);
    expect(one?.documents).toEqual(['conf/of/e.json']);
    expect(one?.flags.get('only')).toEqual(['list*']);
    expect(one?.flags.get('out')).toEqual(['conf/x']);
    expect(packages({}, 'conf/config.json')[0]?.flags.get('out')).toEqual(['conf/output']);
  });

  it('are chosen by name', () => {
    const all = packages({ packages: [{ name: 'one' }, { name: 'two' }, { name: 'two' }] });
    expect(choose(all, [], new Diagnostics())).toHaveLength(3);
    expect(choose(all, ['two'], new Diagnostics())).toHaveLength(2);
    const [found = ''] = reported((diagnostics) => void choose(all, ['tow'], diagnostics));
    expect(found).toContain('has no package "tow", only one, two and two. Did you mean "two"?');
  });

  it('never share a folder, however it is written', () => {
    const all = packages({
      packages: [
        { name: 'one', out: './a/' },
        { name: 'two', out: 'a' },
        { name: 'three', out: 'b' },
      ],
    });
    const runs: Given[] = all.map(({ flags }) => ({ flags, rest: [] }));
    expect(reported((diagnostics) => checkFolders(all, runs, diagnostics))).toEqual([
      'config-same-folder undefined Several packages would be written to the folder "a": "one" and "two".',
    ]);
  });
});

describe('a folder of two packages', () => {
  function same(...outs: readonly string[]): readonly string[] {
    const all = packages({ packages: outs.map((out, index) => ({ name: `p${index}`, out })) });
    const runs: Given[] = all.map(({ flags }) => ({ flags, rest: [] }));
    return reported((diagnostics) => checkFolders(all, runs, diagnostics)).map((text) => text.replace(/^.*: /, ''));
  }

  it('is found out where one path is absolute', () => {
    expect(same('a', join(process.cwd(), 'a/'), 'b')).toEqual(['"p0" and "p1".']);
  });

  it('is found out where one path leads over a link, though the folder is not there yet', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'real'));
    await symlink('real', join(folder, 'link'));
    expect(same(`${folder}/real`, `${folder}/link`)).toEqual(['"p0" and "p1".']);
    expect(same(`${folder}/real/new`, `${folder}/link/new`, `${folder}/new`)).toEqual(['"p0" and "p1".']);
  });
});

describe('what is typed', () => {
  const config = { openapi: 'a.yaml', slate: 'b.md', overrides: 'f.json', documents: 'd.json', strict: true };

  it('wins over the file, option by option', () => {
    const found = completed({ openapi: ['x.yaml'], out: ['y'] }, [], config);
    expect(found).toMatchObject({ openapi: ['x.yaml'], slate: ['b.md'], out: ['y'], rest: ['d.json'] });
  });

  it('replaces all documents of the file with one that is named without an option', () => {
    const found = completed({}, ['x.json'], config);
    expect(found).toEqual({ overrides: ['f.json'], strict: ['true'], out: ['./output'], rest: ['x.json'] });
  });

  it('names no document with what comes before documents', () => {
    expect(completed({}, ['listZones'], config, 1).rest).toEqual(['listZones', 'd.json']);
    expect(completed({}, ['listZones', 'x.json'], config, 1).rest).toEqual(['listZones', 'x.json']);
  });

  it('turns a switch of the file off', () => {
    expect(completed({ 'no-strict': ['true'] }, [], config)).not.toHaveProperty('strict');
  });
});
