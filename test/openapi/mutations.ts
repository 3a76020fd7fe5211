import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse as parseYaml, stringify } from 'yaml';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { printDiagnostics } from '../../generator/diagnostics/print.js';
import { normalise } from '../../generator/normalise/normalise.js';
import { parseOpenApi } from '../../generator/parse/openapi.js';
import { damagedText, damagedValue } from '../support/damage.js';
import { root } from '../support/pipeline.js';

const files = [
  'specs/cloudstack.openapi.yaml',
  'test/golden/six.openapi.yaml',
  '../shared/seeds/apache-cloudstack-api-openapi.yaml',
];

/** Real documents, each as YAML and as JSON; the published one where it is there. */
const texts = files
  .map((file) => join(root, file))
  .filter((file) => existsSync(file))
  .map((file) => readFileSync(file, 'utf8'))
  .flatMap((text) => [text, JSON.stringify(parseYaml(text), null, 2)]);

const values = texts.filter((text) => text.startsWith('{')).map((text) => JSON.parse(text) as unknown);

const oddities: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'command',
  '__proto__',
  [],
  [[]],
  {},
  [null],
  { $ref: '#' },
  { $ref: '#/paths' },
  { $ref: '#/components/schemas/VirtualMachine' },
  { $ref: 'https://example.com' },
  { $ref: '%zz#/~2' },
  { type: ['string', 'array', 'object', 'null'] },
  { oneOf: [{ $ref: '#' }, { type: 'string' }, {}] },
  { allOf: [{ allOf: [{}] }], anyOf: [] },
  { enum: [null, 1, {}, 'listZones'] },
  { 'x-cloudstack-map': [], 'x-cloudstack-command': [1], 'x-cloudstack-job-result': { $ref: '#/a' } },
];

/** A real document, damaged in its text or in its values. */
export const damaged: fc.Arbitrary<string> = fc.oneof(
  damagedText(texts),
  fc
    .tuple(damagedValue(values, oddities), fc.boolean())
    .map(([value, asYaml]) => (asYaml ? stringify(value, { aliasDuplicateObjects: false }) : JSON.stringify(value))),
);

/**
 * Takes a text the whole way to a model.
 *
 * @returns the number of commands, or that of errors; neither is 0 unless both are
 * @throws what no user should see
 */
export async function digest(text: string): Promise<{ readonly commands: number; readonly errors: number }> {
  const diagnostics = new Diagnostics();
  const source = { file: 'api.yaml', text, format: 'openapi' as const, parts: [] };
  diagnostics.remember(source);
  const api = await parseOpenApi(source, diagnostics);
  const { model } = normalise([api], { builtIn: [], overrides: [] }, { only: [], exclude: [] }, diagnostics);
  printDiagnostics(diagnostics, false);
  return { commands: model.commands.length, errors: diagnostics.count('error') };
}
