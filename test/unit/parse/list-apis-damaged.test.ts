import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import { printDiagnostics } from '../../../generator/diagnostics/print.js';
import { normalise } from '../../../generator/normalise/normalise.js';
import { parse } from '../../../generator/parse/parse.js';
import { damagedText, damagedValue } from '../../support/damage.js';
import { catalogue, needsCatalogue, root } from '../../support/pipeline.js';

interface Discovery {
  readonly api: readonly unknown[];
}

const read = (file: string): Discovery => JSON.parse(readFileSync(file, 'utf8')) as Discovery;
/** Our own document, in the form that servers answer, and every twentieth command of a real one. */
const values = [
  { listapisresponse: { count: 3, ...read(`${root}specs/cloudstack.listapis.json`) } },
  ...(existsSync(catalogue) ? [{ api: read(catalogue).api.filter((_, index) => index % 20 === 0) }] : []),
];
const oddities = [
  null,
  true,
  -1,
  1e308,
  '',
  '__proto__',
  'listZones',
  [],
  [[]],
  [null],
  {},
  { name: 'id' },
  { name: 'listZones', params: {}, response: 'no list' },
  { name: 'a', type: 'list', response: [{ name: 'b', type: 'set' }] },
];
const texts = values.map((value) => JSON.stringify(value, null, 2));
const damaged = fc.oneof(
  damagedText(texts),
  damagedValue(values, oddities).map((value) => JSON.stringify(value)),
);

it(`a damaged discovery document gives a model or a diagnostic, and never a stack${needsCatalogue}`, async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      const diagnostics = new Diagnostics();
      const source = { file: 'api.json', text, format: 'listapis' as const, parts: [] };
      diagnostics.remember(source);
      const api = await parse(source, diagnostics);
      const { model } = normalise([api], { builtIn: [], overrides: [] }, { only: [], exclude: [] }, diagnostics);
      printDiagnostics(diagnostics, false);
      expect(model.commands.length + diagnostics.all.length).toBeGreaterThan(0);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});
