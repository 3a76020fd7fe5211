import type { Command } from '../../model/api-model.js';
import type { JsonObject } from '../json.js';
import { isMap } from './maps.js';

/** What CloudStack refuses with; the status of the answer is the `errorcode` in it (protocol: errors). */
const errors: Readonly<Record<string, string>> = {
  401: 'The signature, the key, the session or the expiry is wrong, or the caller may not call this command.',
  430: 'A map is not written as `name[index].member`.',
  431: 'A parameter is missing or wrong, or names something that does not exist.',
  432: 'The server does not have this command.',
  530: 'The server failed, for a reason that it does not classify.',
  531: 'The caller has no right to what the request is about, or the login failed.',
  532: 'A limit of the account, the domain or the project is reached.',
  533: 'The cloud has no capacity left.',
  534: 'Something that is needed cannot be reached.',
  535: 'Something that is needed cannot be allocated.',
  536: 'What the request is about is in use.',
  537: 'The rule conflicts with another one.',
  default:
    'Any other error, such as 400 (no command, or a change by GET), 405 (login by GET), 429 (too many requests) ' +
    'or 511 (the second factor is missing).',
};

/** Codes with which any command may answer, and those of commands that change something. */
const ofAll = ['401', '431', '432', '530', '531', 'default'];
const ofChanges = ['532', '533', '534', '535', '536', '537'];

/** The refusals of a command, by status. */
export function errorAnswers(command: Command): JsonObject {
  return Object.fromEntries(codesOf(command).map((code) => [code, { $ref: `#/components/responses/${nameOf(code)}` }]));
}

/** The same as components: those that any of the commands has. */
export function errorResponses(commands: readonly Command[]): JsonObject {
  const codes = [...new Set(commands.flatMap(codesOf))];
  return Object.fromEntries(codes.map((code) => [nameOf(code), responseOf(errors[code] ?? '')]));
}

function codesOf({ method, parameters }: Command): readonly string[] {
  const hasMap = parameters.some(({ type }) => isMap(type));
  return [...ofAll, ...(hasMap ? ['430'] : []), ...(method === 'POST' ? ofChanges : [])];
}

/** No command has a dash in its name. */
function nameOf(code: string): string {
  return `error-${code}`;
}

function responseOf(description: string): JsonObject {
  return {
    description,
    headers: { 'X-Description': { description: 'The text of the error.', schema: { type: 'string' } } },
    content: { 'application/json': { schema: { $ref: '#/components/schemas/cloudstack.ErrorAnswer' } } },
  };
}

/** Shapes of errors; no entity has a dot in its name. */
export const errorSchemas: JsonObject = {
  'cloudstack.ErrorAnswer': {
    type: 'object',
    description:
      "One member: the command's own envelope, or `errorresponse` where the server does not know the command.",
    properties: { errorresponse: { $ref: '#/components/schemas/cloudstack.Error' } },
    additionalProperties: { $ref: '#/components/schemas/cloudstack.Error' },
    minProperties: 1,
    maxProperties: 1,
  },
  'cloudstack.Error': {
    type: 'object',
    required: ['errorcode', 'errortext'],
    properties: {
      errorcode: { type: 'integer', format: 'int32', description: 'The status of the answer.', examples: [431] },
      cserrorcode: {
        type: 'integer',
        format: 'int32',
        description: "The class of the server's exception; servers leave it out of some answers with 401.",
        examples: [4350],
      },
      errortext: { type: 'string' },
      uuidList: {
        type: 'array',
        description: 'What the text speaks of; mostly empty.',
        items: {
          type: 'object',
          properties: { uuid: { type: 'string' }, description: { type: 'string' } },
        },
      },
    },
  },
};
