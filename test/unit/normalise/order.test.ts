import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import type { ApiModel } from '../../../generator/model/api-model.js';
import type { RawApi, RawCommand, RawField, RawShape, RawType } from '../../../generator/model/raw-api.js';
import { normalise } from '../../../generator/normalise/normalise.js';
import { parse, parseFacts } from '../../../generator/parse/parse.js';
import type { DocumentFormat } from '../../../generator/model/source.js';
import { randomDocuments } from '../../merge/random-documents.js';

const root = new URL('../../../', import.meta.url);
const builtIn = readdirSync(new URL('specs/facts/', root)).flatMap((name) => {
  const text = readFileSync(new URL(`specs/facts/${name}`, root), 'utf8');
  return parseFacts({ file: name, text }, 'builtIn', new Diagnostics());
});

function modelOf(apis: readonly RawApi[]): ApiModel {
  return normalise(apis, { builtIn, overrides: [] }, { only: [], exclude: [] }, new Diagnostics()).model;
}

/** A model without the places that it was read from, which move when a document is shuffled. */
function withoutPlaces(model: ApiModel): string {
  return JSON.stringify(model, (key, value: unknown) => (key === 'origin' ? undefined : value), 1);
}

const read = (format: DocumentFormat, name: string) =>
  parse(
    { file: name, format, text: readFileSync(new URL(`specs/${name}`, root), 'utf8'), parts: [] },
    new Diagnostics(),
  );
const ours = await Promise.all([
  read('listapis', 'cloudstack.listapis.json'),
  read('openapi', 'cloudstack.openapi.yaml'),
  read('slate', 'cloudstack.slate.md'),
]);

/** Shuffles by sorting with numbers that a property test hands out. */
function shuffled<T>(values: readonly T[], random: () => number): readonly T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

function shuffleApi(api: RawApi, random: () => number): RawApi {
  return { ...api, commands: shuffled(api.commands, random).map((command) => shuffleCommand(command, random)) };
}

function shuffleCommand(command: RawCommand, random: () => number): RawCommand {
  const { result, parameters } = command;
  const shape = result === null || result.shape === null ? null : shuffleShape(result.shape, random);
  return {
    ...command,
    parameters: shuffled(parameters, random),
    result: result === null ? null : { ...result, shape },
  };
}

function shuffleShape(shape: RawShape, random: () => number): RawShape {
  const inside = (type: RawType): RawType => ({
    ...type,
    items: type.items === null ? null : inside(type.items),
    shape: type.shape === null ? null : shuffleShape(type.shape, random),
  });
  const fields = shuffled(shape.fields, random).map((field): RawField => {
    return { ...field, type: { ...field.type, value: inside(field.type.value) } };
  });
  return { ...shape, fields };
}

describe('our own documents', () => {
  const before = withoutPlaces(modelOf(ours));

  it('give one model in whatever order they, their commands, parameters and fields are', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (stream) => {
        const random = () => stream.next().value;
        const apis = shuffled(ours, random).map((api) => shuffleApi(api, random));
        expect(withoutPlaces(modelOf(apis))).toBe(before);
      }),
      { numRuns: 10 },
    );
  });
});

describe('any documents', () => {
  it('give one model in whatever order they and their commands are', () => {
    fc.assert(
      fc.property(randomDocuments, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (apis, stream) => {
        const random = () => stream.next().value;
        const again = shuffled(apis, random).map((api) => shuffleApi(api, random));
        expect(withoutPlaces(modelOf(again))).toBe(withoutPlaces(modelOf(apis)));
      }),
      { numRuns: 100 },
    );
  });

  it('give a model whose every reference leads somewhere, and nothing stands in it twice', () => {
    fc.assert(
      fc.property(randomDocuments, (apis) => {
        const { commands: all, entities, groups } = modelOf(apis);
        const named = new Set(entities.map((entity) => entity.name));
        const answered = all.flatMap(({ result }) => ('entity' in result ? [result.entity] : []));
        expect(answered.filter((entity) => !named.has(entity))).toEqual([]);
        expect(groups.flatMap((group) => group.commands).toSorted()).toEqual(all.map((one) => one.name));
        for (const { parameters } of all) {
          const names = parameters.map((parameter) => parameter.name.toLowerCase());
          expect(new Set(names).size).toBe(names.length);
        }
      }),
      { numRuns: 100 },
    );
  });
});
