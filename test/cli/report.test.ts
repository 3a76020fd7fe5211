import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run, snapshot, specs } from './cli.js';
import { page, pageWithWarning } from './documents.js';

afterAll(removeFolders);

/** What `--json` prints, whatever the verb. */
interface Report {
  readonly exitCode: number;
  readonly disk: string;
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly code: string;
    readonly file: string | null;
    readonly line: number | null;
    readonly column: number | null;
    readonly message: string;
    readonly fix: string;
    readonly related: readonly object[];
  }[];
  readonly [member: string]: unknown;
}

/** Runs with `--json` and reads the report; there must be nothing else anywhere. */
async function report(argv: readonly string[], cwd: string): Promise<Report> {
  const { exitCode, stdout, stderr } = await run([...argv, '--json'], { cwd });
  const read = JSON.parse(stdout) as Report;
  expect(stderr).toBe('');
  expect(stdout.endsWith('}\n')).toBe(true);
  expect(read.exitCode).toBe(exitCode);
  return read;
}

describe.concurrent('--json', () => {
  it('tells what generate did', async () => {
    const cwd = await makeFolder({ 'page.md': pageWithWarning });
    const first = await report(['generate', 'page.md', '--out', 'out'], cwd);
    const files = [...(await snapshot(join(cwd, 'out'))).keys()].map((path) => path.slice(join(cwd, 'out/').length));
    expect(first).toMatchObject({
      exitCode: 0,
      out: 'out',
      outcome: 'written',
      commands: 1,
      groups: 1,
      entities: 1,
      files: files.length,
      removed: [],
      unchanged: 0,
    });
    expect([...(first['written'] as string[])].sort()).toEqual(files.sort());
    const second = await report(['generate', 'page.md', '--out', 'out'], cwd);
    expect(second).toMatchObject({ outcome: 'written', written: [], unchanged: files.length });
    expect(second.disk).toMatch(/nothing was written\.$/);
  });

  it('has every diagnostic, with its place, its sentences and its fix', async () => {
    const cwd = await makeFolder({ 'page.md': pageWithWarning });
    const { diagnostics } = await report(['generate', 'page.md', '--out', 'out', '--dry-run'], cwd);
    const line = pageWithWarning.split('\n').findIndex((text) => text.includes('Id of the zone')) + 1;
    expect(diagnostics).toContainEqual({
      severity: 'warning',
      code: 'row-without-closing-pipe',
      file: 'page.md',
      line,
      column: '|**id**|Id of the zone|string'.length + 1,
      message: expect.stringContaining('lacks the pipe at its end') as string,
      fix: 'Add "|" at the end of the line.',
      related: [],
    });
  });

  it('shows all of a kind, of which people see three', async () => {
    const cwd = await makeFolder();
    const { diagnostics } = await report(['model', ...specs], cwd);
    const { stderr } = await run(['model', ...specs], { cwd });
    const notes = diagnostics.filter(({ code }) => code === 'paging-added');
    expect(notes.length).toBeGreaterThan(3);
    expect(stderr.match(/note  paging-added/g)).toHaveLength(3);
    expect(stderr).toMatch(new RegExp(`^… and ${notes.length - 3} more notes? of the kind paging-added`, 'm'));
  });

  it('tells what check found', async () => {
    const cwd = await makeFolder({ 'page.md': page });
    const found = await report(['check', 'page.md', '--out', 'out'], cwd);
    expect(found.exitCode).toBe(1);
    expect(found['stale']).toContainEqual({ path: 'package.json', kind: 'new', edited: false, cause: 'documents' });
    await run(['generate', 'page.md', '--out', 'out'], { cwd });
    expect(await report(['check', 'page.md', '--out', 'out'], cwd)).toMatchObject({ exitCode: 0, stale: [] });
  });

  it('tells what explain and model know', async () => {
    const cwd = await makeFolder({ 'page.md': page });
    const explained = await report(['explain', 'listZones.id', 'page.md'], cwd);
    expect(explained).toMatchObject({ exitCode: 0, subject: 'listZones.id', model: { name: 'id', maxLength: 255 } });
    const { model } = await report(['model', 'page.md'], cwd);
    expect(model).toMatchObject({ title: 'Tiny', commands: [{ name: 'listZones', group: 'zone' }] });
  });

  it('tells of bad input and of mistakes in the same way', async () => {
    const cwd = await makeFolder();
    const missing = await report(['generate', 'nowhere.md'], cwd);
    expect(missing).toMatchObject({ exitCode: 2, disk: 'Nothing was written.' });
    expect(missing.diagnostics.map(({ code }) => code)).toEqual(['file-missing']);
    const misspelt = await report(['generate', '--strikt'], cwd);
    expect(misspelt.diagnostics.map(({ code }) => code)).toEqual(['flag-unknown']);
    const unknown = await report(['generat'], cwd);
    expect(unknown.diagnostics.map(({ code }) => code)).toEqual(['verb-unknown']);
  });

  it('says under --strict that the run was refused', async () => {
    const cwd = await makeFolder({ 'page.md': pageWithWarning });
    const refused = await report(['generate', 'page.md', '--out', 'out', '--strict'], cwd);
    expect(refused).toMatchObject({ exitCode: 1, outcome: 'refused', written: [], removed: [], unchanged: 0 });
    expect(await report(['model', 'page.md', '--strict'], cwd)).not.toHaveProperty('model');
  });
});
