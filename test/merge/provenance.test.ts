import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../generator/model/provenance.js';
import type { RawApi, RawCommand, RawField, RawParameter, RawType } from '../../generator/model/raw-api.js';
import type { Origin, Stated } from '../../generator/model/source.js';
import { randomDocuments } from './random-documents.js';
import { merge, type Merged, ourDocuments } from './sources.js';

const keyOf = ({ file, at }: Origin): string => `${file} ${JSON.stringify(at)}`;

/** Where a command states something about itself, its parameters and the fields that it answers. */
function placesIn({ name, group, description, execution, since, parameters, result }: RawCommand): readonly Origin[] {
  const about = [name, group, description, execution, since];
  const sent = parameters.flatMap((one) => [
    one.name,
    typeOf(one),
    one.required,
    one.description,
    one.maxLength,
    one.since,
  ]);
  // Answers that differ in the markers of a pending job are one, and the first tells which it has.
  const fields = (result?.shape?.fields ?? []).filter((field) => !/^job(?:id|status)$/.test(field.name.value));
  const received = fields.flatMap((field) => [field.name, typeOf(field)]);
  return [...about, ...sent, ...received].flatMap((stated) => stated?.origin ?? []);
}

/** An empty type states nothing. */
function typeOf({ type }: RawParameter | RawField): Stated<RawType> | null {
  return type.value.word === '' ? null : type;
}

/** Commands whose answer is described, and is a thing: what else is described belongs to no entity. */
function isAnswered(command: RawCommand, { model }: Merged): boolean {
  const merged = model.commands.find(({ name }) => name.toLowerCase() === command.name.value.toLowerCase());
  return merged !== undefined && 'entity' in merged.result;
}

/** Places of documents that no decision knows. */
function forgotten(apis: readonly RawApi[], merged: Merged): readonly string[] {
  const known = new Set(
    merged.decisions.flatMap(({ claims }) => claims.flatMap(({ origin }) => origin ?? []).map(keyOf)),
  );
  const commands = apis.flatMap((api) => api.commands);
  const spoken = commands.map((command) => (isAnswered(command, merged) ? command : { ...command, result: null }));
  return spoken
    .flatMap(placesIn)
    .map(keyOf)
    .filter((place) => !known.has(place));
}

describe('every place that states something is known to a decision', () => {
  it('of the documents of the repository', async () => {
    const apis = await ourDocuments();
    // A fact may tell that the answer of a command is described wrongly, and is that of another.
    expect(forgotten(apis, merge(apis, true, []))).toEqual([]);
  });

  it('of any documents', () => {
    fc.assert(
      fc.property(randomDocuments, (apis) => {
        expect(forgotten(apis, merge(apis, true, []))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('decisions', () => {
  const valueOf = (decisions: readonly Decision[], subject: string, aspect: Decision['aspect']) =>
    decisions.find((decision) => decision.subject === subject && decision.aspect === aspect)?.claims[0]?.value;

  it('say what the model holds', () => {
    fc.assert(
      fc.property(randomDocuments, (apis) => {
        const { model, decisions } = merge(apis, true, []);
        for (const { name, execution, description, parameters } of model.commands) {
          expect(valueOf(decisions, name, 'name')).toBe(name);
          expect(valueOf(decisions, name, 'execution')).toBe(execution);
          expect(valueOf(decisions, name, 'description') ?? null).toBe(description);
          for (const { name: parameter, required, origin } of parameters) {
            const isAdded = origin.some((place) => model.commands.some((one) => one.origin.includes(place)));
            if (isAdded) continue;
            expect(valueOf(decisions, `${name}.${parameter}`, 'required')).toBe(String(required));
          }
        }
        for (const { name, fields } of model.entities) {
          for (const field of fields) expect(valueOf(decisions, `${name}.${field.name}`, 'name')).toBe(field.name);
        }
      }),
      { numRuns: 50 },
    );
  });
});
