import type { ApiModel } from '../../generator/model/api-model.js';
import { openApiFile } from '../../generator/plan/openapi/document.js';
import { render } from '../../generator/render/render.js';

/** A document as far as tests look into it. */
export interface OpenApi {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly object[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: Readonly<Record<'schemas' | 'responses' | 'parameters' | 'securitySchemes', Members>>;
}

type Members = Readonly<Record<string, Schema>>;

/** Any object of the document: schemas, responses, parameters. */
export interface Schema {
  readonly [member: string]: any;
}

export interface PathItem {
  readonly get?: Operation;
  readonly post: Operation;
}

export interface Operation extends Schema {
  readonly operationId: string;
  readonly responses: Members;
}

/** The text of a model's `openapi.json`. */
export function textOf(model: ApiModel): string {
  return render([openApiFile(model)])[0]?.text ?? '';
}

export function documentOf(model: ApiModel): OpenApi {
  return JSON.parse(textOf(model)) as OpenApi;
}

/** What a `$ref` of the document leads to; anything else is what it is. */
export function resolve(document: OpenApi, value: Schema): Schema {
  const { $ref } = value;
  if (typeof $ref !== 'string') return value;
  const steps = $ref.slice(2).split('/');
  return steps.reduce<Schema>((at, step) => at[step] as Schema, document as unknown as Schema);
}

/** The schema of a command's successful answer. */
export function answerOf(document: OpenApi, command: string): Schema {
  const response = resolve(document, document.paths[`/${command}`]?.post.responses['200'] ?? {});
  return response['content']['application/json'].schema as Schema;
}

/** The fields of a command's form. */
export function formOf(document: OpenApi, command: string): Schema {
  const body = document.paths[`/${command}`]?.post['requestBody'] as Schema;
  return body['content']['application/x-www-form-urlencoded'] as Schema;
}
