import * as z from 'zod';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { ApiModel, TypeRef } from '../model/api-model.js';
import type { SourceFile } from '../model/source.js';
import { readJson } from '../text/json.js';
import { joinPointer } from '../text/pointer.js';

/** A file that was found to be a model; `null` when it tries to be one in vain, which was reported. */
export interface ModelFile {
  readonly model: ApiModel | null;
}

/** Reads a model as `cloudstack-codegen model` prints it, with `--json` or without. `null` when the text is something else. */
export function readModelFile({ file, text }: SourceFile, diagnostics: Diagnostics): ModelFile | null {
  if (!/"entities"\s*:/.test(text)) return null;
  const { value } = readJson(text);
  const isReport = isObject(value) && isObject(value['model']);
  const found = isReport ? value['model'] : value;
  if (!looksLikeModel(found)) return null;
  const { data, error } = modelSchema.safeParse(found);
  if (error === undefined) return { model: data };
  for (const { path, message } of error.issues.slice(0, 20)) {
    const at = path.reduce<string>((pointer, step) => joinPointer(pointer, String(step)), isReport ? '/model' : '');
    const place = path.length === 0 ? 'it' : path.map(String).join('.');
    diagnostics.report('model-invalid', { file, at }, { reason: `${place}: ${lowered(message)}` });
  }
  return { model: null };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function looksLikeModel(value: unknown): boolean {
  return isObject(value) && ['groups', 'commands', 'entities'].every((name) => Array.isArray(value[name]));
}

function lowered(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

const text = z.string();
const textOrNull = text.nullable();
const origin = z.object({ file: text, at: z.union([text, z.object({ line: z.number(), column: z.number() })]) });
const origins = z.array(origin);

const type: z.ZodType<TypeRef> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('scalar'),
      scalar: z.enum(['string', 'id', 'boolean', 'integer', 'long', 'decimal', 'date']),
    }),
    z.object({ kind: z.literal('enum'), values: z.array(text), open: z.boolean() }),
    z.object({ kind: z.literal('array'), items: type, encoding: z.enum(['comma', 'json']) }),
    z.object({ kind: z.literal('objects'), fields: z.array(objectField), open: z.boolean() }),
    z.object({ kind: z.literal('map'), encoding: z.enum(['entries', 'pairs', 'json']) }),
    z.object({ kind: z.literal('entity'), entity: text }),
    z.object({ kind: z.literal('unknown') }),
  ]),
);
const objectField = z.object({ name: text, type, required: z.boolean() });

const ties = z.enum(['exactlyOneOf', 'atMostOneOf', 'atLeastOneOf', 'requires']);
const numberOrNull = z.number().nullable();
const constraint = z.discriminatedUnion('kind', [
  z.object({ kind: ties, parameters: z.array(text), origin }),
  z.object({ kind: z.literal('values'), values: z.array(text), open: z.boolean(), origin }),
  z.object({ kind: z.literal('range'), minimum: numberOrNull, maximum: numberOrNull, origin }),
  z.object({ kind: z.literal('default'), value: z.union([text, z.number(), z.boolean()]), origin }),
  z.object({ kind: z.enum(['requiredWhen', 'notRequiredWhen']), when: text, origin }),
  z.object({ kind: z.literal('deprecated'), reason: text, origin }),
]);

const parameter = z.object({
  name: text,
  type,
  required: z.boolean(),
  description: textOrNull,
  maxLength: z.number().int().nullable(),
  alsoAccepts: z.array(text),
  since: textOrNull,
  sensitive: z.boolean(),
  constraints: z.array(constraint),
  origin: origins,
});

const result = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entity'), entity: text, key: textOrNull }),
  z.object({ kind: z.literal('list'), entity: text, key: text, paged: z.boolean() }),
  z.object({ kind: z.literal('success') }),
  z.object({ kind: z.literal('unknown') }),
]);

const command = z.object({
  name: text,
  group: text,
  description: textOrNull,
  method: z.enum(['GET', 'POST']),
  execution: z.enum(['sync', 'async']),
  acknowledgesId: z.boolean(),
  parameters: z.array(parameter),
  result,
  envelope: text,
  example: z.unknown(),
  since: textOrNull,
  deprecated: textOrNull,
  origin: origins,
});

const field = z.object({
  name: text,
  type,
  always: z.boolean(),
  description: textOrNull,
  deprecated: textOrNull,
  origin: origins,
});
const entity = z.object({ name: text, description: textOrNull, fields: z.array(field), origin: origins });
const group = z.object({ id: text, title: text, commands: z.array(text) });

const modelSchema: z.ZodType<ApiModel> = z.object({
  title: text,
  version: text,
  groups: z.array(group),
  commands: z.array(command),
  entities: z.array(entity),
});
