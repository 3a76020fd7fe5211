import type { ApiModel, Command } from '../../model/api-model.js';
import type { TemplatePlan } from '../../model/file-plan.js';
import { json } from '../code.js';
import type { JsonObject } from '../json.js';
import { answerOf, jobLink } from './answers.js';
import { errorResponses, errorSchemas } from './errors.js';
import { type Entities, exampleOf } from './examples.js';
import { prose } from './members.js';
import { isShown, pathOf } from './path.js';
import { entitySchema } from './schema.js';
import { security, securitySchemes, transportParameters } from './transport.js';

/**
 * `openapi.json`: the model as an OpenAPI 3.1 document, for tools that know nothing of CloudStack. In JSON, which is
 * YAML as well and which everything reads, sooner and without guessing what is a number or a date.
 */
export function openApiFile(model: ApiModel): TemplatePlan {
  return {
    kind: 'template',
    path: 'openapi.json',
    template: 'package/verbatim',
    view: () => ({ text: json(documentOf(model), 'fitted') }),
    expected: { language: 'json' },
  };
}

function documentOf({ title, version, groups, commands, entities }: ApiModel): JsonObject {
  const byName: Entities = new Map(entities.map((entity) => [entity.name, entity]));
  const titles = new Map(groups.map((group) => [group.id, group.title]));
  return {
    openapi: '3.1.1',
    info: {
      title,
      description: introduction,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      // OpenAPI wants a version; the hint says that the API's is not known.
      ...(version === '' ? { version: '0.0.0', 'x-cloudstack-version': null } : { version }),
    },
    servers: [server],
    security,
    tags: groups.map((group) => ({ name: group.title, description: prose(`Commands of the group ${group.title}.`) })),
    paths: Object.fromEntries(
      commands.map((command) => [`/${command.name}`, pathOf(command, titles.get(command.group) ?? '', byName)]),
    ),
    components: {
      schemas: {
        ...errorSchemas,
        ...Object.fromEntries(entities.map((entity) => [entity.name, entitySchema(entity)])),
      },
      responses: { ...Object.fromEntries(answersOf(commands, byName)), ...errorResponses(commands) },
      parameters: transportParameters,
      securitySchemes,
    },
  };
}

function answersOf(commands: readonly Command[], entities: Entities): readonly (readonly [string, JsonObject])[] {
  const canAsk = commands.some(({ name }) => name === 'queryAsyncJobResult');
  return commands.map((command) => {
    const answer = answerOf(command, isShown(command, entities) ? exampleOf(command) : null);
    const isLinked = canAsk && command.execution === 'async';
    return [command.name, isLinked ? { ...answer, links: { job: jobLink(command) } } : answer];
  });
}

const server: JsonObject = {
  url: '{scheme}://{host}/client/api',
  description: 'A management server; where the port is not the usual one, it stands behind the name.',
  variables: {
    scheme: { default: 'https', enum: ['https', 'http'] },
    host: { default: 'localhost' },
  },
};

const introduction = [
  'CloudStack has one address, `/client/api`, and a parameter `command` that says what to do. OpenAPI wants a path for',
  'each operation, so each command has one below that address; management servers answer there just the same, and go',
  'by the parameter. What only reads comes by GET or by POST, and what changes something by POST, as',
  '`application/x-www-form-urlencoded`.',
  '',
  'An answer is one JSON object with one member, the envelope, mostly named after the command. Asynchronous commands',
  'answer with a `jobid` at once; what the job ends with is described by `x-cloudstack-job-result` and asked for with',
  '`queryAsyncJobResult`. An error has the same status as its `errorcode`.',
  '',
  'Lists are joined by commas. Maps are sent as `name[0].key=value`: their schemas have the names on the wire, and',
  '`x-cloudstack-map` says what these mean together. Texts with `x-extensible-enum` may have other values as well.',
].join('\n');
