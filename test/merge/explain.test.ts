import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentFlags, readFlags } from '../../generator/commands/flags.js';
import { runExplain } from '../../generator/commands/explain.js';
import { printConflicts, reportConflicts } from '../../generator/diagnostics/conflicts.js';
import { Diagnostics, InputError } from '../../generator/diagnostics/diagnostics.js';
import { printDiagnostics } from '../../generator/diagnostics/print.js';
import { readModel } from '../../generator/generate.js';
import { withDefaults } from '../../generator/options.js';
import { root } from '../support/pipeline.js';

/** As paths from the root, where tests run: expected files must not know where this repository is. */
const documents = ['cloud.listapis.json', 'cloud.openapi.yaml', 'cloud.slate.md'].map(
  (name) => `test/merge/documents/${name}`,
);
const overrides = ['--overrides', 'test/merge/documents/overrides.json'];

async function explain(subject: string, flags: readonly string[] = []) {
  const diagnostics = new Diagnostics();
  const typed = readFlags('explain', documentFlags, [subject, ...documents, ...flags], diagnostics);
  const printed: string[] = [];
  const outcome = await runExplain(typed, { out: (text) => printed.push(text), diagnostics });
  return { text: printed.join(''), outcome, diagnostics };
}

/** Under `vitest -u` files follow the output; in any other run one that is missing is a failure. */
async function isAsExpected(text: string, name: string): Promise<void> {
  const file = join(root, 'test/merge/expected', name);
  const isUpdating = expect.getState().snapshotState.snapshotUpdateState === 'all';
  if (!isUpdating) expect(existsSync(file), `${name} is expected`).toBe(true);
  await expect(text).toMatchFileSnapshot(file);
}

describe('explain', () => {
  it.each([
    ['a command that documents contradict each other about', 'openKiosk', []],
    ['a command that one document knows alone', 'closeKiosk', []],
    ['a parameter, required here and optional there', 'openKiosk.note', []],
    ['a parameter that an override settles', 'openKiosk.note', overrides],
    ['a parameter with values, each with its place', 'listKiosks.state', []],
    ['a parameter that is spelled in two ways', 'listKiosks.zoneId', []],
    ['a parameter that one document knows alone', 'openKiosk.colour', []],
    ['an entity', 'Kiosk', []],
    ['a field with values of an override', 'Kiosk.state', overrides],
    ['a field inside a field, found by its command', 'listKiosks.drawer.label', []],
  ] as const)('tells of %s', async (_, subject, flags) => {
    const { text } = await explain(subject, flags);
    await isAsExpected(text, `explain-${subject}${flags.length > 0 ? '-overridden' : ''}.txt`);
    expect(text.split('\n').length).toBeLessThan(50);
  });

  it('tells the same as data', async () => {
    const { text, outcome } = await explain('openKiosk.note', ['--json', ...overrides]);
    expect(text).toBe('');
    await isAsExpected(`${JSON.stringify(outcome.report, null, 2)}\n`, 'explain-openKiosk.note.json');
  });

  it('finds a field by its command where no parameter has that name, and by its entity in any case', async () => {
    const kinds = ['listKiosks.id', 'listKiosks.openedAt', 'Kiosk.id', 'Kiosk', 'listKiosks'].map(async (subject) => {
      const { report } = (await explain(subject)).outcome;
      return `${String(report?.['kind'])} ${String(report?.['subject'])}`;
    });
    expect(await Promise.all(kinds)).toEqual([
      'parameter listKiosks.id',
      'field Kiosk.openedAt',
      'field Kiosk.id',
      'entity Kiosk',
      'command listKiosks',
    ]);
  });

  it.each([
    ['listKiosk', 'listKiosks'],
    ['listKiosks.stat', 'listKiosks.state'],
    ['Kiosk.openedat', 'Kiosk.openedAt'],
    ['Kiosk.state.word', 'Kiosk.state'],
  ])('of %s, which is not there, thinks of %s', async (subject, meant) => {
    const diagnostics = new Diagnostics();
    const typed = readFlags('explain', documentFlags, [subject, ...documents], diagnostics);
    await expect(runExplain(typed, { out: () => undefined, diagnostics })).rejects.toThrow(InputError);
    expect(diagnostics.all.at(-1)?.message).toContain(`Did you mean "${meant}"?`);
  });
});

describe('conflicts', () => {
  async function conflicts(options: Parameters<typeof withDefaults>[0] = {}): Promise<Diagnostics> {
    const diagnostics = new Diagnostics();
    await readModel(withDefaults({ documents, ...options }), diagnostics);
    return diagnostics;
  }

  it('are told once each, by kind, with all places, and counted', async () => {
    const diagnostics = await conflicts();
    await isAsExpected(`${printDiagnostics(diagnostics, false)}\n${printConflicts(diagnostics)}\n`, 'conflicts.txt');
  });

  it('are the same as data', async () => {
    const { conflicts: report } = reportConflicts(await conflicts());
    expect(report?.counts).toEqual({
      name: 2,
      execution: 1,
      type: 1,
      required: 1,
      maxLength: 1,
      commandInOneDocument: 2,
      parameterInOneDocument: 3,
    });
    await isAsExpected(`${JSON.stringify(report, null, 2)}\n`, 'conflicts.json');
  });

  it('are gone where an override settles them', async () => {
    const { conflicts: left } = reportConflicts(
      await conflicts({ overrides: ['test/merge/documents/overrides.json'] }),
    );
    expect(left?.counts).not.toHaveProperty('required');
    expect(left?.counts).toHaveProperty('maxLength', 1);
  });

  it('of commands that are not wanted are not told', async () => {
    const diagnostics = await conflicts({ only: ['listKiosks'] });
    expect(diagnostics.conflicts?.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'name Kiosk.openedAt',
      'name listKiosks.zoneId',
      'parameterInOneDocument listKiosks.floor',
      'parameterInOneDocument listKiosks.keyword',
    ]);
  });

  it('are none, and told as none, of one document', async () => {
    const diagnostics = await conflicts({ documents: documents.slice(0, 1) });
    expect(printConflicts(diagnostics)).toBe('');
    expect(reportConflicts(diagnostics)).toEqual({ conflicts: { counts: {}, all: [] } });
  });
});
