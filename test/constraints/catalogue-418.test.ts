import { beforeAll, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { readModel } from '../../generator/generate.js';
import type { ApiModel } from '../../generator/model/api-model.js';
import { withDefaults } from '../../generator/options.js';
import { catalogue, needsCatalogue } from '../support/pipeline.js';
import { inShort } from './describe.js';
import { counts, judged, judgedFields } from './judged-4.18.js';

type Kind = keyof typeof judged;

/** Conditions and reasons are a document's own words, which are not repeated here. */
const wordless: ReadonlySet<string> = new Set(['requiredWhen', 'notRequiredWhen', 'deprecated']);

/** By `command.parameter`: what is read of it, and the sentences that it is read from. */
type Read = ReadonlyMap<string, { readonly rules: readonly string[]; readonly said: string | null }>;

function readOf({ commands }: ApiModel): Read {
  return new Map(
    commands.flatMap(({ name: command, parameters }) =>
      parameters.map(({ name, description: said, constraints }) => {
        const rules = constraints.map((rule) => (wordless.has(rule.kind) ? rule.kind : inShort(rule)));
        return [`${command}.${name}`, { rules, said }] as const;
      }),
    ),
  );
}

/** What is read otherwise than people read it, with the sentences. */
function wrongIn(wanted: Readonly<Record<string, string>>, read: Read): readonly string[] {
  return Object.entries(wanted)
    .filter(([path, rule]) => !read.get(path)?.rules.includes(rule))
    .map(([path, rule]) => `${path}: ${rule}, and not ${read.get(path)?.rules.join(', ')}: ${read.get(path)?.said}`);
}

describe.skipIf(needsCatalogue)(`the descriptions of the 4.18 catalogue${needsCatalogue}`, () => {
  let model: ApiModel;
  let read: Read;

  beforeAll(async () => {
    ({ model } = await readModel(withDefaults({ listapis: [catalogue] }), new Diagnostics()));
    read = readOf(model);
  });

  it.each(Object.keys(judged) as Kind[])('are read as people read them: %s', (kind) => {
    const wrong = wrongIn(judged[kind], read);
    const sample = Object.keys(judged[kind]).length;
    expect(sample).toBeGreaterThanOrEqual(Math.min(60, counts[kind]));
    expect(wrong.length / sample, wrong.join('\n')).toBeLessThanOrEqual(0.05);
  });

  it('give as many rules as they gave when they were judged', () => {
    const found = model.commands.flatMap(({ parameters }) => parameters.flatMap(({ constraints }) => constraints));
    const byKind = Object.fromEntries(
      Object.keys(counts).map((kind) => [kind, found.filter((rule) => rule.kind === kind).length]),
    );
    expect(byKind).toEqual(counts);
  });

  it('list the values of these fields', () => {
    const listed = model.entities.flatMap(({ name: entity, fields }) =>
      fields.flatMap(({ name, type }) =>
        type.kind === 'enum' ? [[`${entity}.${name}`, inShort({ ...type, kind: 'values' })] as const] : [],
      ),
    );
    expect(Object.fromEntries(listed)).toEqual(judgedFields);
  });

  it('never close the list of what comes back', () => {
    const closed = model.entities.flatMap(({ fields }) =>
      fields.filter(({ type }) => type.kind === 'enum' && !type.open),
    );
    expect(closed).toEqual([]);
  });
});
