import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { printMarkdown } from '../../generator/diff/markdown.js';
import { readSide } from '../../generator/diff/read-side.js';
import { type Labelled, reportDiff } from '../../generator/diff/report.js';
import { printText } from '../../generator/diff/text.js';
import { withDefaults } from '../../generator/options.js';
import { root } from '../support/pipeline.js';
import { diff } from './run.js';

const here = join(root, 'test/diff');
const farm = [1, 2].map((edition) => join(here, `documents/farm-${edition}.openapi.yaml`));
const catalogues = ['4.17', '4.18'].map((version) => join(root, `../shared/catalogue/listApis-${version}.json`));
const needsCatalogues = catalogues.every((file) => existsSync(file))
  ? ''
  : ' (skipped: ../shared/catalogue is not here)';

const extensions = { text: 'txt', markdown: 'md', json: 'json' } as const;
const formats = Object.keys(extensions) as readonly (keyof typeof extensions)[];

/** Without `vitest -u` a file that is missing is a failure, and not written. */
async function expectFile(text: string, name: string): Promise<void> {
  const file = join(here, 'expected', name);
  const isUpdating = expect.getState().snapshotState.snapshotUpdateState === 'all';
  if (!isUpdating) expect(existsSync(file), `${name} is expected`).toBe(true);
  await expect(text).toMatchFileSnapshot(file);
}

describe('two editions of a small document', () => {
  it.each(formats)('as %s', async (format) => {
    const { exitCode, stdout, codes } = await diff(...farm, '--format', format, '--package-version', '1.4.2');
    expect({ exitCode, codes }).toEqual({ exitCode: 0, codes: [] });
    await expectFile(stdout, `farm.${extensions[format]}`);
  });
});

describe.skipIf(needsCatalogues !== '')(`CloudStack 4.17 and 4.18${needsCatalogues}`, () => {
  let models: readonly [Labelled, Labelled];
  beforeAll(async () => {
    const [old, latest] = await Promise.all(catalogues.map((file) => readSide(file, withDefaults({}))));
    if (!old?.model || !latest?.model) throw new Error('the catalogues cannot be read');
    models = [
      { label: '4.17', model: old.model },
      { label: '4.18', model: latest.model },
    ];
  });

  // The JSON report quotes descriptions, which are not ours.
  it('as text', async () => {
    await expectFile(printText(reportDiff(...models), { width: 100, colour: false }), '4.17-4.18.txt');
  });

  it('as markdown', async () => {
    await expectFile(printMarkdown(reportDiff(...models)), '4.17-4.18.md');
  });

  it('4.18 and itself do not differ, read twice', async () => {
    const { model } = await readSide(catalogues[1] ?? '', withDefaults({}));
    if (model === null) throw new Error('the catalogue cannot be read');
    const again = { label: '4.18', model };
    expect(reportDiff(models[1], again)).toMatchObject({ changes: [], renames: [], rating: null, bump: 'none' });
    expect(printText(reportDiff(models[1], again), { width: 100, colour: false })).toBe(
      '4.18 → 4.18\nNothing has changed.\n',
    );
  });
});
