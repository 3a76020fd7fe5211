import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse as parseYaml, stringify } from 'yaml';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { printDiagnostics } from '../../generator/diagnostics/print.js';
import { normalise } from '../../generator/normalise/normalise.js';
import { parseOpenApi } from '../../generator/parse/openapi.js';
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

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** What editors, copying and transport do to a text. */
const damagedText = fc
  .tuple(
    fc.constantFrom(...texts),
    share,
    share,
    fc.constantFrom('cut', 'repeat', 'lose', 'noise', 'shuffle', 'indent'),
  )
  .map(([text, one, other, damage]) => {
    const [from, to] = [one, other].map((part) => Math.floor(part * text.length)).sort((a, b) => a - b) as [
      number,
      number,
    ];
    const piece = text.slice(from, Math.min(to, from + 2_000));
    switch (damage) {
      case 'cut':
        return text.slice(0, to);
      case 'repeat':
        return text.slice(0, from) + piece + piece + text.slice(from);
      case 'lose':
        return text.slice(0, from) + text.slice(from + piece.length);
      case 'noise':
        return new TextDecoder().decode(
          Buffer.concat([
            Buffer.from(text.slice(0, from)),
            Buffer.from([0xff, 0xc3, 0x28]),
            Buffer.from(text.slice(from)),
          ]),
        );
      case 'shuffle':
        return [...text.slice(from).split('\n'), ...text.slice(0, from).split('\n')].join('\n');
      case 'indent':
        return text.slice(0, from) + piece.replaceAll('\n', '\n   ') + text.slice(from + piece.length);
    }
  });

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

/** What people and programs do to a document: some of its values become others, or stand somewhere else. */
const damagedValue = fc
  .tuple(
    fc.constantFrom(...values),
    fc.array(fc.tuple(share, fc.option(share), fc.constantFrom(...oddities)), { minLength: 1, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([value, damages, asYaml]) => {
    const copy: unknown = structuredClone(value);
    for (const [where, moved, odd] of damages) {
      const places = placesIn(copy);
      const place = places[Math.floor(where * (places.length - 1))];
      const source = moved === null ? undefined : places[Math.floor(moved * (places.length - 1))];
      const put = source === undefined ? odd : structuredClone(Reflect.get(source.holder, source.key) as unknown);
      if (place !== undefined) Reflect.set(place.holder, place.key, structuredClone(put));
    }
    return asYaml ? stringify(copy, { aliasDuplicateObjects: false }) : JSON.stringify(copy);
  });

interface Place {
  readonly holder: object;
  readonly key: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...placesIn(Reflect.get(value, key))]);
}

/** A real document, damaged in its text or in its values. */
export const damaged = fc.oneof(damagedText, damagedValue);

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
