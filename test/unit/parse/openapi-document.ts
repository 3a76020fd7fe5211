import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import type { RawApi, RawCommand } from '../../../generator/model/raw-api.js';
import type { SourceFile } from '../../../generator/model/source.js';
import { parseOpenApi } from '../../../generator/parse/openapi.js';

export type Json = Record<string, unknown>;

/** The diagnostics of a run, as `severity code pointer`. */
export interface Parsed {
  readonly api: RawApi;
  readonly found: readonly string[];
  readonly diagnostics: Diagnostics;
}

/** A query parameter. */
export function query(name: string, schema: Json = { type: 'string' }, more: Json = {}): Json {
  return { name, in: 'query', schema, ...more };
}

/** An operation of one command that answers what `schema` describes. */
export function operation(command: string, more: Json = {}, schema: Json = {}, media: Json = {}): Json {
  const content = { 'application/json': { schema, ...media } };
  const { parameters = [], ...rest } = more;
  return {
    parameters: [query('command', { type: 'string', enum: [command] }), ...(parameters as Json[])],
    responses: { 200: { description: 'Done.', content } },
    ...rest,
  };
}

/** A whole document around its paths. */
export function document(paths: Json, more: Json = {}): Json {
  return { openapi: '3.0.3', info: { title: 'Cloud', version: '4.19.0' }, paths, ...more };
}

export async function parseText(text: string, parts: readonly SourceFile[] = [], file = 'api.yaml'): Promise<Parsed> {
  const diagnostics = new Diagnostics();
  const api = await parseOpenApi({ file, text, format: 'openapi', parts }, diagnostics);
  const found = diagnostics.all.map(({ severity, code, origin }) => {
    const at = typeof origin?.at === 'object' ? `${origin.at.line}:${origin.at.column}` : origin?.at;
    return `${severity} ${code} ${origin?.file === file ? '' : (origin?.file ?? '')}${at ?? ''}`;
  });
  return { api, found, diagnostics };
}

export function parseDocument(value: unknown, parts: readonly SourceFile[] = []): Promise<Parsed> {
  return parseText(JSON.stringify(value), parts);
}

/** The only command of a document, or the one of that name. */
export function commandOf({ api, found }: Parsed, name?: string): RawCommand {
  const command = api.commands.find((one) => name === undefined || one.name.value === name);
  if (command === undefined) throw new Error(`no command ${name ?? ''}: ${found.join('; ')}`);
  return command;
}
