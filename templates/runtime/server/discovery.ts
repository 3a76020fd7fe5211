import * as z from 'zod';
import type { Command, ObjectFields, WireType } from '../command.js';
import { parameterSchemas, type Validator } from '../validate.js';
import type { Route } from './handler.js';

/** A command as `listApis` describes it. */
export interface ApiDescription {
  readonly name: string;
  readonly description: string;
  readonly isasync: boolean;
  readonly params: readonly {
    readonly name: string;
    readonly description: string;
    readonly type: string;
    /** The most characters of a text; 255 for all else, as CloudStack says of it. */
    readonly length: number;
    readonly required: boolean;
  }[];
  readonly response: readonly FieldDescription[];
}

interface FieldDescription {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly response?: readonly FieldDescription[];
}

/** The length that CloudStack gives to parameters that declare none. */
const DEFAULT_LENGTH = 255;
/** CloudStack describes at most as many levels of fields in fields. */
const MAX_DEPTH = 4;

/**
 * Describes a command as far as its descriptor and its validators tell; they hold no descriptions.
 *
 * @param result The validator of its result, where there is one.
 */
export function describeApi({ command, params }: Route, result: Validator<unknown> | undefined): ApiDescription {
  const types = new Map(Object.entries(command.parameters ?? {}));
  return {
    name: command.name,
    description: '',
    isasync: command.mode === 'async',
    params: Object.entries(parameterSchemas(params)).map(([name, schema]) => ({
      name,
      description: '',
      type: parameterType(types.get(name), schema),
      length: lengthOf(schema),
      required: !schema.safeParse(undefined).success,
    })),
    response: result === undefined ? [] : fieldsOf(itemOf(command, result), 1),
  };
}

function parameterType(type: WireType | ObjectFields | undefined, schema: z.ZodType): string {
  if (type === undefined) return isId(schema) ? 'uuid' : 'string';
  if (type === 'decimal') return 'double';
  return typeof type === 'object' || type === 'entries' || type === 'pairs' || type === 'objects' ? 'map' : type;
}

/** What takes a UUID but not any text. */
function isId(schema: z.ZodType): boolean {
  return schema.safeParse('00000000-0000-4000-8000-000000000000').success && !schema.safeParse('no id').success;
}

function lengthOf(schema: z.ZodType): number {
  const inner = unwrap(schema);
  return (inner instanceof z.ZodString ? inner.maxLength : null) ?? DEFAULT_LENGTH;
}

/** One item of a list, else the result itself. */
function itemOf(command: Command, result: Validator<unknown>): z.core.$ZodType | undefined {
  const schema = unwrap(result);
  const items = command.mode === 'list' && schema instanceof z.ZodObject ? unwrap(schema.shape['items']) : null;
  return items instanceof z.ZodArray ? items.element : schema;
}

function fieldsOf(schema: z.core.$ZodType | undefined, depth: number): FieldDescription[] {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodObject) || depth > MAX_DEPTH) return [];
  return Object.entries(inner.shape).map(([name, field]) => describeField(name, unwrap(field), depth));
}

function describeField(name: string, schema: z.core.$ZodType | undefined, depth: number): FieldDescription {
  const response = fieldsOf(schema instanceof z.ZodArray ? schema.element : schema, depth + 1);
  const field = { name, description: '', type: fieldType(schema) };
  return response.length === 0 ? field : { ...field, response };
}

/** The word of `listApis` for a field; `object` for what may be anything. */
function fieldType(schema: z.core.$ZodType | undefined): string {
  if (schema instanceof z.ZodString) return 'string';
  if (schema instanceof z.ZodNumber) return schema.isInt ? 'integer' : 'double';
  if (schema instanceof z.ZodBigInt) return 'long';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodArray) return 'list';
  if (schema instanceof z.ZodRecord) return 'map';
  if (schema instanceof z.ZodObject) return 'responseobject';
  if (schema instanceof z.ZodUnion) return widest(schema.options.map((option) => fieldType(unwrap(option))));
  return 'object';
}

/** A long is a number or a bigint, and a boolean may come as a text: the word that says more. */
function widest(words: readonly string[]): string {
  return ['long', 'boolean'].find((word) => words.includes(word)) ?? words[0] ?? 'object';
}

/** A schema without what only says when it is built and whether it may be left out. */
function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  let inner = schema;
  while (
    inner instanceof z.ZodLazy ||
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodNullable ||
    inner instanceof z.ZodReadonly
  ) {
    inner = inner.unwrap();
  }
  return inner;
}
