import type { ApiModel, Command, Parameter, Result, TypeRef } from '../../generator/model/api-model.js';

/** A value as JSON, a `bigint` being `{ "$bigint": "…" }`. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A command with parameters to send and an outcome to answer with. */
export interface Sample {
  readonly name: string;
  readonly params: { readonly [name: string]: Json };
  readonly result: Json;
}

/** Entities may contain themselves. */
const deepest = 3;

/** For every command a value for each of its parameters that may stand together, and for each field of its answer. */
export function samplesOf(model: ApiModel): readonly Sample[] {
  return model.commands.map((command) => ({
    name: command.name,
    params: paramsOf(command),
    result: resultOf(command.result, model),
  }));
}

function paramsOf({ parameters }: Command): Sample['params'] {
  const given = complete(parameters.filter(isFirstOfThoseTied));
  return Object.fromEntries(given.map(({ name, type }) => [name, sample(type, null, deepest)]));
}

/** Of parameters that exclude each other, the first by name. */
function isFirstOfThoseTied({ name, constraints }: Parameter): boolean {
  return constraints.every(
    (rule) => (rule.kind !== 'exactlyOneOf' && rule.kind !== 'atMostOneOf') || rule.parameters[0] === name,
  );
}

/** Those that need another parameter only beside it; two may need each other. */
function complete(given: readonly Parameter[]): readonly Parameter[] {
  const names = new Set(given.map(({ name }) => name));
  const left = given.filter(({ constraints }) =>
    constraints.every((rule) => rule.kind !== 'requires' || rule.parameters.every((name) => names.has(name))),
  );
  return left.length === given.length ? given : complete(left);
}

function resultOf(result: Result, model: ApiModel): Json {
  switch (result.kind) {
    case 'entity':
      return entity(result.entity, model, 0);
    case 'list':
      return { items: [entity(result.entity, model, 0)], count: 1 };
    case 'success':
      return { success: true, displaytext: 'done' };
    case 'unknown':
      return { one: 1, two: 'zwei' };
  }
}

function entity(name: string, model: ApiModel, depth: number): Json {
  const fields = model.entities.find((one) => one.name === name)?.fields ?? [];
  return Object.fromEntries(fields.map((field) => [field.name, sample(field.type, model, depth + 1)]));
}

/** A value of a type; of an answer where there is a model, else of a request. */
function sample(type: TypeRef, model: ApiModel | null, depth: number): Json {
  switch (type.kind) {
    case 'scalar':
      return scalars[type.scalar];
    case 'enum':
      return type.values.at(-1) ?? '';
    case 'array':
      return depth > deepest ? [] : [sample(type.items, model, depth + 1)];
    case 'objects':
      return [Object.fromEntries(type.fields.map((field) => [field.name, sample(field.type, model, depth)]))];
    case 'map':
      return { key: 'value', 'An other~key': '*é &=' };
    case 'entity':
      return model === null || depth > deepest ? {} : entity(type.entity, model, depth);
    case 'unknown':
      return 'whatever';
  }
}

const scalars = {
  string: '~*+ é%20&=日',
  id: '5fa0e7f4-64a5-4a5c-9d37-0d9a5c6b1b01',
  boolean: true,
  integer: 2,
  long: { $bigint: '9007199254740993' },
  decimal: 1.5,
  date: '2026-01-31T12:00:00+0000',
} as const;
