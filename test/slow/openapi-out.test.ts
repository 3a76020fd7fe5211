import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiModel } from '../../generator/model/api-model.js';
import { textOf } from '../openapi-out/document.js';
import { problemsIn } from '../openapi-out/linter.js';
import { modelOf, readBack, withoutOrigins } from '../openapi-out/round-trip.js';
import { catalogue, needsCatalogue } from '../support/pipeline.js';
import { unformatted } from '../support/prettier.js';
import { randomModel } from '../support/random-model.js';

describe(`the OpenAPI document of a whole server${needsCatalogue}`, { skip: !existsSync(catalogue) }, () => {
  it('gives the same model when it is read back, without a warning', async () => {
    const { model } = await modelOf({ listapis: [catalogue] });
    const back = await readBack(model);
    expect(withoutOrigins(back.model)).toEqual(withoutOrigins(model));
    expect(back.warnings).toEqual([]);
  });

  it('is accepted by a linter', async () => {
    const { model } = await modelOf({ listapis: [catalogue] });
    expect(await problemsIn(textOf(model))).toEqual([]);
  });

  it('is left as it is by prettier', async () => {
    const { model } = await modelOf({ listapis: [catalogue] });
    expect(await unformatted([{ path: 'openapi.json', text: textOf(model) }])).toEqual([]);
  });
});

describe('the OpenAPI document of any model', () => {
  it('gives what it was written for, and the same again, whatever texts, values and types it holds', async () => {
    await fc.assert(
      fc.asyncProperty(randomModel, async (model) => {
        const once = await readBack(model);
        const twice = await readBack(once.model);
        expect(withoutOrigins(twice.model)).toEqual(withoutOrigins(once.model));
        expect(shapeOf(once.model)).toEqual(shapeOf(model));
      }),
      { numRuns: 30 },
    );
  });
});

/** What a random model, which nobody has normalised, shares with one that is read. */
function shapeOf({ commands, entities }: ApiModel): unknown {
  return {
    commands: commands.map(({ name, description, execution, envelope, result, parameters }) => ({
      name,
      description,
      execution,
      envelope,
      result: { ...result, paged: null },
      parameters: byName(parameters.map((one) => ({ ...one, constraints: [], origin: [] }))),
    })),
    // The other one may be answered by no command.
    entities: byName(entities)
      .filter(({ name }) => name !== 'Other')
      .map(({ name, description, fields }) => ({
        name,
        description,
        fields: byName(fields.map((one) => ({ ...one, origin: [] }))),
      })),
  };
}

function byName<T extends { readonly name: string }>(all: readonly T[]): readonly T[] {
  return [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
}
