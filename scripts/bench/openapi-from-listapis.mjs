// Writes an OpenAPI document of the API that a listApis answer describes, the way generic generators like it best:
// a path per command, so that they have as much to do as we have. For benchmarks only.
import { readFileSync } from 'node:fs';

const scalars = {
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  int: { type: 'integer' },
  short: { type: 'integer' },
  long: { type: 'integer', format: 'int64' },
  float: { type: 'number' },
  double: { type: 'number' },
};

/** @returns {{ openapi: string }} an OpenAPI 3.0 document */
export function openApiFromListApis(file) {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  const apis = content.listapisresponse?.api ?? content.api;
  const schemas = new Map();
  const paths = {};
  for (const api of [...apis].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const tag = api.name.replace(/^[a-z]+/, '') || api.name;
    paths[`/${api.name}`] = {
      get: {
        operationId: api.name,
        tags: [tag],
        description: api.description,
        parameters: unique(api.params).map(parameterOf),
        responses: {
          200: {
            description: 'Success',
            content: { 'application/json': { schema: schemaOf(api.response, tag, schemas) } },
          },
        },
      },
    };
  }
  return {
    openapi: '3.0.3',
    info: { title: 'CloudStack', version: '1.0.0' },
    servers: [{ url: 'http://localhost:8080/client/api' }],
    paths,
    components: { schemas: Object.fromEntries([...schemas.values()].map(({ name, schema }) => [name, schema])) },
  };
}

function parameterOf({ name, description, required, type, length }) {
  const scalar = scalars[type] ?? { type: 'string', maxLength: length };
  const schema =
    type === 'list'
      ? { type: 'array', items: { type: 'string' } }
      : type === 'map'
        ? { type: 'object', additionalProperties: { type: 'string' } }
        : scalar;
  return { name, in: 'query', required: required === true, description, schema };
}

/** Equal shapes become one schema. */
function schemaOf(fields, hint, schemas) {
  const properties = {};
  for (const { name, description, type, response } of unique(fields ?? [])) {
    const nested = response?.length > 0 ? schemaOf(response, `${hint}_${name}`, schemas) : null;
    const isList = type === 'list' || type === 'set';
    properties[name] = isList
      ? { description, type: 'array', items: nested ?? {} }
      : (nested ?? { description, ...(scalars[type] ?? (type === 'map' ? { type: 'object' } : { type: 'string' })) });
  }
  const key = JSON.stringify(properties, (name, value) => (name === 'description' ? undefined : value));
  if (!schemas.has(key)) {
    const taken = new Set([...schemas.values()].map(({ name }) => name));
    let name = hint;
    for (let copy = 2; taken.has(name); copy += 1) name = `${hint}${copy}`;
    schemas.set(key, { name, schema: { type: 'object', properties } });
  }
  return { $ref: `#/components/schemas/${schemas.get(key).name}` };
}

function unique(entries) {
  const named = entries.filter((entry) => entry?.name);
  return [...new Map(named.map((entry) => [entry.name, entry])).values()];
}
