import type { Command, Parameter, TypeRef } from '../../model/api-model.js';
import type { JsonObject } from '../json.js';
import { dependenciesOf, deprecationOf, schemaOfRules } from './constraints.js';
import { isMap, mapSchema } from './maps.js';
import { flag, prose, stated } from './members.js';
import { schemaOf } from './schema.js';
import { jsonOnly } from './transport.js';

/** The parameters of a command in the query; `command` and `response` come first. */
export function queryParameters(command: Command): readonly JsonObject[] {
  return [
    { name: 'command', in: 'query', required: true, schema: nameSchema(command) },
    { $ref: '#/components/parameters/response' },
    ...command.parameters.map(queryParameter),
  ];
}

function queryParameter(parameter: Parameter): JsonObject {
  const { name, required } = parameter;
  return stated({
    name,
    in: 'query',
    required: flag(required),
    ...remarks(parameter),
    ...style(parameter),
    schema: valueSchema(parameter),
  });
}

/** The body of a form that holds the same. */
export function formBody(command: Command): JsonObject {
  const { parameters } = command;
  const encoded = parameters.flatMap((parameter) => {
    const encoding = style(parameter);
    return encoding === null ? [] : [[parameter.name, encoding] as const];
  });
  const schema = stated({
    type: 'object',
    required: ['command', 'response', ...parameters.filter((one) => one.required).map(({ name }) => name)],
    properties: {
      command: nameSchema(command),
      response: jsonOnly,
      ...Object.fromEntries(parameters.map((parameter) => [parameter.name, propertySchema(parameter)])),
    },
    dependentRequired: dependenciesOf(command),
  });
  const media = stated({ schema, encoding: encoded.length === 0 ? null : Object.fromEntries(encoded) });
  return { required: true, content: { 'application/x-www-form-urlencoded': media } };
}

function propertySchema(parameter: Parameter): JsonObject {
  return { ...remarks(parameter), ...valueSchema(parameter) };
}

function nameSchema({ name }: Command): JsonObject {
  return { type: 'string', const: name };
}

/** What is said of a parameter beside its type. */
function remarks(parameter: Parameter): JsonObject {
  const reason = deprecationOf(parameter);
  return stated({
    description: prose(parameter.description),
    deprecated: flag(reason !== null),
    'x-deprecated-reason': reason,
    'x-cloudstack-since': parameter.since,
  });
}

/** Lists are joined by commas; the members of a map are sent one by one. */
function style({ type }: Parameter): JsonObject | null {
  if (type.kind === 'array') return { style: 'form', explode: false };
  return isMap(type) ? { style: 'form', explode: true } : null;
}

function valueSchema(parameter: Parameter): JsonObject {
  const { name, type, maxLength, sensitive, alsoAccepts } = parameter;
  const schema = isMap(type) ? mapSchema(name, type) : schemaOf(type, 'sent');
  const isPlain = type.kind === 'scalar' && type.scalar === 'string';
  return stated({
    ...schema,
    ...(alsoAccepts.length > 0 ? wider(schema, alsoAccepts) : {}),
    ...(sensitive && isPlain ? { format: 'password' } : {}),
    [isTextual(type) ? 'maxLength' : 'x-cloudstack-max-length']: maxLength,
    ...schemaOfRules(parameter),
    'x-cloudstack-sensitive': flag(sensitive),
  });
}

/** Whether JSON Schema counts the characters of such a value. */
function isTextual(type: TypeRef): boolean {
  return type.kind === 'enum' || (type.kind === 'scalar' && ['string', 'id', 'date'].includes(type.scalar));
}

/** Takes texts that the type's own format would refuse; the type word keeps what the format said. */
function wider(schema: JsonObject, texts: readonly string[]): JsonObject {
  const isId = schema['format'] === 'uuid';
  return {
    ...(isId ? { format: null, 'x-cloudstack-type': 'uuid' } : {}),
    ...(schema['type'] === 'string' ? { examples: texts } : {}),
    'x-cloudstack-also-accepts': texts,
  };
}
