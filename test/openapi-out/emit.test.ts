import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Part } from '../../generator/model/file-plan.js';
import { withDefaults } from '../../generator/options.js';
import { makeFolder, removeFolders, run } from '../cli/cli.js';
import { generated, root } from '../support/pipeline.js';

const slate = { slate: [`${root}test/golden/six.slate.md`] };
const filesFor = async (...emit: readonly Part[]) => (await generated({ ...slate, emit: new Set(emit) })).files;

afterAll(removeFolders);

interface Manifest {
  readonly exports: object;
  readonly files: readonly string[];
}

describe('--emit openapi', () => {
  it('writes the document, and nothing that would need a compiler', async () => {
    const files = await filesFor('openapi');
    expect(files.map(({ path }) => path)).toEqual(['openapi.json', 'manifest.json']);
    const { files: listed } = JSON.parse(files[1]?.text ?? '') as { readonly files: object };
    expect(Object.keys(listed)).toEqual(['openapi.json']);
  });

  it('adds the document to a package, which offers it', async () => {
    const [alone] = await filesFor('openapi');
    const files = await filesFor('client', 'openapi');
    const textOf = (name: string): string => files.find(({ path }) => path === name)?.text ?? '';
    expect(textOf('openapi.json')).toBe(alone?.text);
    const { exports, files: published } = JSON.parse(textOf('package.json')) as Manifest;
    expect(exports).toMatchObject({ './openapi.json': './openapi.json' });
    expect(published).toContain('openapi.json');
    expect(textOf('README.md')).toContain('[openapi.json](openapi.json)');
    const without = await filesFor('client');
    expect(without.map(({ path }) => path)).toEqual(
      files.map(({ path }) => path).filter((path) => path !== 'openapi.json'),
    );
  });

  it('is no part of what is written when no part is named', () => {
    expect([...withDefaults({}).emit]).toEqual(['client', 'validators', 'server']);
  });

  it('is told on the command line, and brings nothing else', async () => {
    const cwd = await makeFolder();
    const argv = ['generate', ...slate.slate, '--emit', 'openapi'];
    const first = await run(argv, { cwd });
    expect([first.exitCode, first.stderr]).toEqual([0, expect.stringContaining('wrote 2 files to ./output')]);
    const text = await readFile(join(cwd, 'output/openapi.json'), 'utf8');
    expect(text).toBe((await filesFor('openapi'))[0]?.text);
    expect((await run(argv, { cwd })).stderr).toContain('./output is up to date');
  });
});
