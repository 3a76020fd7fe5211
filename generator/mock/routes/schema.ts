import * as z from 'zod';
import {
  atLeastOneOf,
  atMostOneOf,
  date,
  exactlyOneOf,
  long,
  oneOf,
  params,
  requires,
  type Rule,
  type Validator,
} from '../../../templates/runtime/validate.js';
import type { Command, ObjectField, Parameter, Range, TypeRef } from '../../model/api-model.js';
import { isTie } from '../../model/rules.js';

type Rules = readonly Rule<string>[];

/**
 * The validator that `generate` would print for the parameters of a command, built on first use. Ids are taken as any
 * text: whether one belongs to something is for `checks` to say, which run when all else is right.
 */
export function paramsValidator(command: Command, checks: Rules): Validator<unknown> {
  const shape = (): Record<string, z.ZodType> =>
    Object.fromEntries(command.parameters.map((parameter) => [parameter.name, memberSchema(parameter)]));
  return params<Record<string, unknown>>(shape, ...command.parameters.flatMap(rulesOf), ...checks);
}

function memberSchema({ type, required, maxLength, constraints }: Parameter): z.ZodType {
  const range = constraints.find((constraint) => constraint.kind === 'range') ?? null;
  const schema = schemaOf(type, maxLength, range);
  return required ? schema : schema.optional();
}

function schemaOf(type: TypeRef, maxLength: number | null = null, range: Range | null = null): z.ZodType {
  switch (type.kind) {
    case 'scalar':
      return scalarSchema(type.scalar, maxLength, range);
    case 'enum':
      return type.open ? z.string() : oneOf(type.values);
    case 'array':
      return z.array(schemaOf(type.items));
    case 'objects':
      return z.array(objectSchema(type.fields, type.open));
    case 'map':
      return z.record(z.string(), z.string());
    case 'entity':
    case 'unknown':
      return z.unknown();
  }
}

function scalarSchema(
  scalar: Extract<TypeRef, { kind: 'scalar' }>['scalar'],
  maxLength: number | null,
  range: Range | null,
): z.ZodType {
  switch (scalar) {
    case 'string':
      return maxLength === null ? z.string() : z.string().max(maxLength);
    case 'id':
      return z.string();
    case 'date':
      return date();
    case 'boolean':
      return z.boolean();
    case 'long':
      return long(range?.minimum, range?.maximum);
    case 'integer':
      return within(z.number().int(), range);
    case 'decimal':
      return within(z.number(), range);
  }
}

function within(schema: z.ZodNumber, range: Range | null): z.ZodNumber {
  const { minimum, maximum } = range ?? { minimum: null, maximum: null };
  const least = minimum === null ? schema : schema.min(minimum);
  return maximum === null ? least : least.max(maximum);
}

function objectSchema(fields: readonly ObjectField[], open: boolean): z.ZodType {
  const members = Object.fromEntries(
    fields.map(({ name, type, required }) => [name, required ? schemaOf(type) : schemaOf(type).optional()]),
  );
  return open ? z.object(members).catchall(z.string()) : z.strictObject(members);
}

/** A tie stands at each parameter that it names; the first of them brings it. */
function rulesOf({ name, constraints }: Parameter): Rules {
  return constraints.flatMap((constraint) => {
    if (constraint.kind === 'requires') return [requires(name, ...constraint.parameters)];
    if (!isTie(constraint) || constraint.parameters[0] !== name) return [];
    return [{ exactlyOneOf, atMostOneOf, atLeastOneOf }[constraint.kind](...constraint.parameters)];
  });
}
