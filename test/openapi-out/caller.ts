import type { Mock } from '../../generator/mock/index.js';
import { signed } from '../unit/runtime-server/signing.js';
import { formOf, type OpenApi, resolve, type Schema } from './document.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * Calls a served mock as a tool would that knows the document alone: its paths, its parameters and their styles. Only
 * the signature is made by somebody who knows CloudStack.
 */
export async function callByDocument(
  document: OpenApi,
  mock: Mock,
  { verb, command, values }: { readonly verb: 'get' | 'post'; readonly command: string; readonly values: Values },
): Promise<{ readonly status: number; readonly body: Schema }> {
  const url = `${(mock.url ?? '').replace(/\/client\/api$/, '')}/client/api/${command}`;
  const sent = Object.fromEntries(verb === 'get' ? query(document, command, values) : form(document, command, values));
  const parameters = signed(sent, mock);
  const response =
    verb === 'get' ? await fetch(`${url}?${parameters}`) : await fetch(url, { method: 'POST', body: parameters });
  return { status: response.status, body: JSON.parse(await response.text()) as Schema };
}

function query(document: OpenApi, command: string, values: Values): readonly Pair[] {
  const listed = (document.paths[`/${command}`]?.get?.['parameters'] ?? []) as readonly Schema[];
  return listed
    .map((one) => resolve(document, one))
    .flatMap((parameter) => {
      const value = valueOf(parameter['schema'] as Schema, values[String(parameter['name'])]);
      return value === undefined ? [] : serialize(String(parameter['name']), value, parameter);
    });
}

function form(document: OpenApi, command: string, values: Values): readonly Pair[] {
  const { schema, encoding = {} } = formOf(document, command);
  return Object.entries((schema as Schema)['properties'] as Schema).flatMap(([name, property]) => {
    const value = valueOf(property as Schema, values[name]);
    return value === undefined ? [] : serialize(name, value, ((encoding as Schema)[name] ?? {}) as Schema);
  });
}

/** What is fixed by the schema need not be given. */
function valueOf(schema: Schema, given: unknown): unknown {
  return schema['const'] ?? given;
}

type Pair = readonly [name: string, value: string];

/** OpenAPI's style `form`, with and without `explode`. */
function serialize(name: string, value: unknown, { explode = true }: Schema): readonly Pair[] {
  if (Array.isArray(value)) {
    return explode === true ? value.map((item) => [name, String(item)]) : [[name, value.join(',')]];
  }
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  const members = Object.entries(value).map(([member, one]): Pair => [member, String(one)]);
  return explode === true ? members : [[name, members.flat().join(',')]];
}
