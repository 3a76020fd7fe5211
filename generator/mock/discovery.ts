import type { ApiModel, Command, Entity, Field, Parameter, TypeRef } from '../model/api-model.js';
import { wordOfScalar } from '../model/type-words.js';

/** CloudStack describes at most as many levels of fields in fields. */
const MAX_DEPTH = 4;

/** Every command of a model as `listApis` tells of it. */
export function discoveryOf(model: ApiModel): readonly unknown[] {
  const entities = new Map(model.entities.map((entity) => [entity.name, entity]));
  return model.commands.map((command) => describe(command, entities));
}

function describe(command: Command, entities: ReadonlyMap<string, Entity>): unknown {
  const { result, since } = command;
  const entity = 'entity' in result ? entities.get(result.entity) : undefined;
  return {
    name: command.name,
    description: command.description ?? '',
    ...(since === null ? {} : { since }),
    isasync: command.execution === 'async',
    related: '',
    params: command.parameters.map(describeParameter),
    response: result.kind === 'success' ? successFields : fieldsOf(entity, entities, 1),
  };
}

function describeParameter({ name, description, type, maxLength, required, since }: Parameter): unknown {
  const word = wordOf(type);
  const length = maxLength ?? 255;
  const told = { name, description: description ?? '', type: word, length, required };
  return since === null ? told : { ...told, since };
}

const successFields = [
  { name: 'displaytext', description: 'what there is to say beside success', type: 'string' },
  { name: 'success', description: 'whether it worked', type: 'boolean' },
];

function fieldsOf(
  entity: Entity | undefined,
  entities: ReadonlyMap<string, Entity>,
  depth: number,
): readonly unknown[] {
  if (entity === undefined || depth > MAX_DEPTH) return [];
  return entity.fields.map((field) => describeField(field, entities, depth));
}

function describeField(
  { name, description, type }: Field,
  entities: ReadonlyMap<string, Entity>,
  depth: number,
): unknown {
  const inner = type.kind === 'array' ? type.items : type;
  const response = inner.kind === 'entity' ? fieldsOf(entities.get(inner.entity), entities, depth + 1) : [];
  const told = {
    name,
    description: description ?? '',
    type: inner.kind === 'entity' && type !== inner ? 'list' : wordOf(type),
  };
  return response.length === 0 ? told : { ...told, response };
}

/** The word of `listApis` for a type. */
function wordOf(type: TypeRef): string {
  switch (type.kind) {
    case 'scalar':
      return wordOfScalar[type.scalar];
    case 'array':
      return 'list';
    case 'objects':
    case 'map':
      return 'map';
    case 'entity':
      return 'responseobject';
    case 'enum':
      return 'string';
    case 'unknown':
      return 'object';
  }
}
