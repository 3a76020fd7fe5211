import { enumValues, everything, memberNames, title } from './payloads.js';

/** An OpenAPI document in which every text is an attack. */
export function hostileOpenApi(): string {
  const fields = Object.fromEntries(
    memberNames.map((name) => [name, { type: 'string', title: name, description: name, default: name, example: name }]),
  );
  const nested = { type: 'object', title: `Nested ${title}`, description: everything, properties: fields };
  const thing = {
    type: 'object',
    title,
    description: everything,
    properties: { ...fields, choice: { type: 'string', enum: enumValues }, nested },
  };
  const list = { type: 'object', properties: { count: { type: 'integer' }, thing: { type: 'array', items: thing } } };
  const oddEnvelope = `${title}response`;
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: everything, version: everything, description: everything, license: { name: everything } },
    tags: [{ name: title, description: everything }],
    paths: {
      '/': {
        get: operation('listHostileThings', title, { properties: { listhostilethingsresponse: list } }),
        post: operation('createHostileThing', `Other ${title}`, thing),
      },
      [`/${everything}`]: {
        get: operation('updateOddThing', `Third ${title}`, {
          properties: { [oddEnvelope]: { type: 'object', properties: { [title]: thing } } },
        }),
      },
    },
  });
}

function operation(command: string, tag: string, schema: object): object {
  return {
    operationId: everything,
    summary: everything,
    description: everything,
    tags: [tag],
    deprecated: true,
    'x-deprecated-reason': everything,
    'x-since': title,
    parameters: [
      { name: 'command', in: 'query', description: everything, schema: { type: 'string', enum: [command] } },
      ...memberNames.map(parameter),
      { name: 'choice', in: 'query', schema: { type: 'string', enum: enumValues } },
      {
        name: 'everything',
        in: 'query',
        description: everything,
        schema: { type: 'array', items: { type: 'string' } },
      },
    ],
    responses: {
      200: { description: everything, content: { 'application/json': { schema, example: everything } } },
    },
  };
}

/** Required, optional, and of several types by turns. */
function parameter(name: string, index: number): object {
  const type = ['string', 'boolean', 'integer'][index % 3];
  return {
    name,
    in: 'query',
    required: index % 2 === 0,
    description: name,
    example: name,
    schema: { type, default: name, example: name, description: everything },
    'x-since': name,
  };
}
