import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DiffReport } from '../../generator/diff/report.js';
import { facts, page, pageWithWarning } from '../cli/documents.js';
import { root, temporaryFolder, writeFiles } from '../support/pipeline.js';
import { cases, modelsOf } from './cases.js';
import { type Compared, diff } from './run.js';

/** The page with another command in it, which answers something else. */
const grown = withCommand('listPods');

function withCommand(name: string): string {
  const section = page.slice(page.indexOf('## listZones'));
  return page + section.replace('## listZones', `## ${name}`).replaceAll('|**id**|', `|**${name.toLowerCase()}id**|`);
}

const shrunk = page.replace('|**id**|Only this zone|uuid|255|false|\n', '');

function changesOf({ stdout }: Compared): readonly string[] {
  const { changes } = JSON.parse(stdout) as DiffReport;
  return changes.map(({ rule, on, name }) => `${rule} ${on}${name === null ? '' : `.${name}`}`);
}

/** Writes files into a folder of their own, and gives their paths. */
async function written<Name extends string>(files: Readonly<Record<Name, string>>): Promise<Record<Name, string>> {
  const folder = await temporaryFolder();
  const all = Object.entries<string>(files).map(([path, text]) => ({ path, text }));
  await writeFiles(folder, all);
  return Object.fromEntries(all.map(({ path }) => [path, join(folder, path)])) as Record<Name, string>;
}

describe('a side', () => {
  it('is a document', async () => {
    const files = await written({ 'a.md': page, 'b.md': grown });
    const { stdout, exitCode } = await diff(files['a.md'], files['b.md']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^a\.md → b\.md\nIt asks for a minor version \(patch while the package is below 1\.0\.0\)\.\n/,
    );
    expect(stdout).toContain('\n  New commands (1)\n    zone  listPods\n');
  });

  it('is several documents with commas between them', async () => {
    const { 'a.md': a, 'b.md': b } = await written({
      'a.md': page,
      'b.md': withCommand('listHosts'),
    });
    expect(changesOf(await diff(a, `${a}, ${b}`, '--format', 'json'))).toEqual([
      'command-added listHosts',
      'entity-added Host',
    ]);
  });

  it('is one file with a comma in its name', async () => {
    const { 'a, b.md': file } = await written({ 'a, b.md': page });
    expect((await diff(file, file)).stdout).toContain('Nothing has changed.');
  });

  it('is all documents of a folder, but none of its subfolders, and nothing else in it', async () => {
    const { 'a.md': a } = await written({ 'a.md': page });
    const folder = await temporaryFolder();
    await writeFiles(folder, [
      { path: 'b.md', text: withCommand('listHosts') },
      { path: 'c.markdown', text: page },
      { path: 'notes.txt', text: 'nothing' },
      { path: '.hidden.json', text: '{' },
      { path: 'includes/d.md', text: page.replace('## listZones', '## listClusters') },
    ]);
    expect(changesOf(await diff(a, folder, '--format', 'json'))).toEqual([
      'command-added listHosts',
      'entity-added Host',
    ]);
  });

  it('has the documents that options name beside its own', async () => {
    const files = await written({ 'a.md': page, 'b.md': shrunk, 'both.md': grown });
    expect(
      changesOf(await diff(files['a.md'], files['b.md'], '--slate', files['both.md'], '--format', 'json')),
    ).toEqual([]);
  });

  it('is subject to overrides like the other', async () => {
    const fact = { fact: 'required', command: 'listPods', parameter: 'id', value: true, reason: 'We say so.' };
    const files = await written({ 'a.md': page, 'b.md': grown, 'facts.json': facts(fact) });
    const { stdout } = await diff(files['b.md'], files['b.md'], '--overrides', files['facts.json']);
    expect(stdout).toContain('Nothing has changed.');
    const gone = await diff(files['b.md'], files['b.md'].replace('b.md', 'a.md'), '--overrides', files['facts.json']);
    expect(gone.stdout).toContain('Commands removed (1)');
  });
});

describe('a model on a side', () => {
  const [before, now] = modelsOf(cases['parameterNew'] ?? { before: {}, after: {}, rules: [] });

  it.each([
    ['as model prints it', JSON.stringify(before, null, 2), JSON.stringify(now)],
    ['as model --json prints it', JSON.stringify({ exitCode: 0, model: before }), JSON.stringify({ model: now })],
  ])('is read %s', async (_, old, fresh) => {
    const files = await written({ 'a.json': old, 'b.json': fresh });
    expect(changesOf(await diff(files['a.json'], files['b.json'], '--format', 'json'))).toEqual([
      'parameter-added parameterNew.one',
    ]);
    const only = await diff(files['a.json'], files['b.json'], '--only', 'anchor*');
    expect(only.stdout).toContain('Nothing has changed.');
  });

  it('is what the documents give', async () => {
    const document = join(root, 'test/diff/documents/farm-1.openapi.yaml');
    const { readSide } = await import('../../generator/diff/read-side.js');
    const { withDefaults } = await import('../../generator/options.js');
    const { model } = await readSide(document, withDefaults({}));
    const { 'a.json': file } = await written({ 'a.json': JSON.stringify(model) });
    const { stdout } = await diff(document, file, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ changes: [], old: { label: 'farm-1.openapi.yaml', version: '1.4.0' } });
  });

  it('is refused where it is none, with the place', async () => {
    const broken = JSON.stringify(now, null, 2).replace('"execution": "sync"', '"execution": "soon"');
    const files = await written({ 'a.json': JSON.stringify(before), 'b.json': broken });
    const { exitCode, codes, diagnostics } = await diff(files['a.json'], files['b.json']);
    expect({ exitCode, codes }).toEqual({ exitCode: 2, codes: ['model-invalid'] });
    expect(diagnostics.all[0]?.origin).toEqual({ file: files['b.json'], at: '/commands/0/execution' });
    expect(diagnostics.all[0]?.message).toMatch(
      /^This is no command model, .*: commands\.0\.execution: invalid option/,
    );
  });

  it('is refused with names that no package can have', async () => {
    const odd = JSON.stringify(now).replaceAll('"parameterNew"', '"parameter new"');
    const files = await written({ 'a.json': JSON.stringify(before), 'b.json': odd });
    expect((await diff(files['a.json'], files['b.json'])).codes).toEqual(['name-unusable']);
  });

  it('stands alone', async () => {
    const files = await written({ 'a.json': JSON.stringify(before), 'b.md': page });
    const { exitCode, codes } = await diff(files['b.md'], `${files['b.md']},${files['a.json']}`);
    expect({ exitCode, codes }).toEqual({ exitCode: 2, codes: ['model-among-documents'] });
  });
});

describe('what cannot be compared', () => {
  it.each([
    ['no side', [], ['argument-missing']],
    ['one side', ['a.md'], ['argument-missing']],
    ['a third side', ['a.md', 'b.md', 'c.md'], ['argument-superfluous']],
    ['an unknown format', ['a.md', 'b.md', '--format', 'html'], ['flag-invalid']],
    ['an unknown rating', ['a.md', 'b.md', '--fail-on', 'fix'], ['flag-invalid']],
    ['a version that is none', ['a.md', 'b.md', '--package-version', '4.18'], ['flag-invalid']],
    ['files that are not there', ['a.md', 'b.md'], ['file-missing', 'file-missing']],
  ])('%s is refused', async (_, argv, codes) => {
    const compared = await diff(...argv);
    expect(compared).toMatchObject({ exitCode: 2, stdout: '', codes });
  });

  it('a folder without documents is refused', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'notes.txt'), 'nothing');
    expect((await diff(folder, folder)).codes).toEqual(['folder-without-documents', 'folder-without-documents']);
  });

  it('a pattern that matches on one side is fine, and one that matches on neither is refused', async () => {
    const files = await written({ 'a.md': page, 'b.md': grown });
    const pods = await diff(files['a.md'], files['b.md'], '--only', 'listPods', '--format', 'json');
    expect(changesOf(pods)).toEqual(['group-added zone', 'command-added listPods', 'entity-added Pod']);
    const hosts = await diff(files['a.md'], files['b.md'], '--only', 'listHosts');
    expect(hosts).toMatchObject({ exitCode: 2, codes: ['filter-unmatched'] });
    const none = await diff(files['a.md'], files['b.md'], '--only', 'listZones', '--exclude', 'list*');
    expect(none).toMatchObject({ exitCode: 2, codes: ['nothing-left'] });
  });
});

describe('findings', () => {
  it.each([
    ['breaking', 'none', 0],
    ['breaking', 'breaking', 1],
    ['breaking', 'feature', 1],
    ['breaking', 'any', 1],
    ['feature', 'breaking', 0],
    ['feature', 'feature', 1],
    ['feature', 'any', 1],
    ['fix', 'feature', 0],
    ['fix', 'any', 1],
    ['nothing', 'any', 0],
  ] as const)('%s under --fail-on %s exits with %i', async (change, failOn, exitCode) => {
    const edited = { breaking: shrunk, feature: grown, fix: page.replace('Only this', 'This'), nothing: page };
    const files = await written({ 'a.md': page, 'b.md': edited[change] });
    const compared = await diff(files['a.md'], files['b.md'], '--fail-on', failOn);
    expect(compared.exitCode).toBe(exitCode);
    expect(compared.disk).toMatch(exitCode === 1 ? /--fail-on .* Nothing was written\.$/ : /^Nothing was written\.$/);
  });

  it('of the documents are counted, and shown and refused under --strict', async () => {
    const files = await written({ 'a.md': pageWithWarning });
    const usual = await diff(files['a.md'], files['a.md']);
    expect(usual).toMatchObject({ exitCode: 0, codes: [] });
    expect(usual.disk).toBe('2 warnings about the documents: --strict shows them. Nothing was written.');
    const strict = await diff(files['a.md'], files['a.md'], '--strict');
    expect(strict.exitCode).toBe(1);
    expect(new Set(strict.codes)).toEqual(new Set(['row-without-closing-pipe']));
  });

  it('are one object under --json, and nothing else is on stdout', async () => {
    const files = await written({ 'a.md': page, 'b.md': grown });
    const { stdout, report } = await diff(files['a.md'], files['b.md'], '--json', '--format', 'markdown');
    expect(stdout).toBe('');
    expect(report).toMatchObject({ diff: { rating: 'feature', bump: 'minor', counts: { feature: 2 } } });
  });

  it('are labelled as asked', async () => {
    const files = await written({ 'a.md': page, 'b.md': grown });
    const { stdout } = await diff(
      files['a.md'],
      files['b.md'],
      '--from',
      'May',
      '--to',
      'June',
      '--format',
      'markdown',
    );
    expect(stdout).toMatch(/^## May → June\n/);
  });
});
