import * as z from 'zod';
import {
  atLeastOneOf,
  atMostOneOf,
  date,
  exactlyOneOf,
  long,
  params,
  type Rule,
  type Validator,
} from '../../../templates/runtime/validate.js';
import type { Command, Constraint, ObjectField, Parameter, TypeRef } from '../../model/api-model.js';

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

function memberSchema({ type, required, maxLength }: Parameter): z.ZodType {
  const schema = schemaOf(type, maxLength);
  return required ? schema : schema.optional();
}

function schemaOf(type: TypeRef, maxLength: number | null = null): z.ZodType {
  switch (type.kind) {
    case 'scalar':
      return scalarSchema(type.scalar, maxLength);
    case 'enum':
      return type.open ? z.string() : z.enum(type.values as [string, ...string[]]);
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

function scalarSchema(scalar: Extract<TypeRef, { kind: 'scalar' }>['scalar'], maxLength: number | null): z.ZodType {
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
      return long();
    case 'integer':
      return z.number().int();
    case 'decimal':
      return z.number();
  }
}

function objectSchema(fields: readonly ObjectField[], open: boolean): z.ZodType {
  const members = Object.fromEntries(
    fields.map(({ name, type, required }) => [name, required ? schemaOf(type) : schemaOf(type).optional()]),
  );
  return open ? z.object(members).catchall(z.string()) : z.strictObject(members);
}

/** A rule stands at each parameter that it names; one of them brings it. */
function rulesOf({ name, constraints }: Parameter): Rules {
  return constraints.filter(({ parameters }) => parameters[0] === name).map(ruleOf);
}

function ruleOf({ kind, parameters }: Constraint): Rule<string> {
  return { exactlyOneOf, atMostOneOf, atLeastOneOf }[kind](...parameters);
}
