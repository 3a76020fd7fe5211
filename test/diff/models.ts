import type {
  ApiModel,
  Command,
  Constraint,
  Entity,
  Field,
  Parameter,
  TypeRef,
} from '../../generator/model/api-model.js';

const nothing = { description: null, origin: [] } as const;
const nowhere = { file: '', at: '' } as const;

export const text: TypeRef = { kind: 'scalar', scalar: 'string' };

export function scalar(name: Extract<TypeRef, { kind: 'scalar' }>['scalar']): TypeRef {
  return { kind: 'scalar', scalar: name };
}

export function oneOf(values: readonly string[], open = false): TypeRef {
  return { kind: 'enum', values, open };
}

export function tie(kind: 'exactlyOneOf' | 'atMostOneOf' | 'atLeastOneOf', ...parameters: string[]): Constraint {
  return { kind, parameters, origin: nowhere };
}

export function parameter(name: string, given: Partial<Parameter> = {}): Parameter {
  return {
    ...nothing,
    name,
    type: text,
    required: false,
    maxLength: null,
    alsoAccepts: [],
    since: null,
    sensitive: false,
    constraints: [],
    ...given,
  };
}

export function field(name: string, given: Partial<Field> = {}): Field {
  return { ...nothing, name, type: text, always: false, deprecated: null, ...given };
}

export function entity(name: string, fields: readonly Field[], given: Partial<Entity> = {}): Entity {
  return { ...nothing, name, fields, ...given };
}

export function command(name: string, given: Partial<Command> = {}): Command {
  return {
    ...nothing,
    name,
    group: 'thing',
    method: 'POST',
    execution: 'sync',
    acknowledgesId: false,
    example: null,
    parameters: [],
    result: { kind: 'success' },
    envelope: `${name.toLowerCase()}response`,
    since: null,
    deprecated: null,
    ...given,
  };
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : 1);

/** A model of some commands and entities, with the groups that they need; sorted as every model is. */
export function modelOf(
  commands: readonly Command[],
  entities: readonly Entity[] = [],
  titles: Readonly<Record<string, string>> = {},
): ApiModel {
  const sorted = commands
    .map((one) => ({
      ...one,
      parameters: [...one.parameters].sort(
        (a, b) => Number(b.required) - Number(a.required) || byCodeUnit(a.name, b.name),
      ),
    }))
    .sort((a, b) => byCodeUnit(a.name, b.name));
  return {
    title: 'Things',
    version: '',
    groups: [...new Set(sorted.map(({ group }) => group))].sort().map((id) => ({
      id,
      title: titles[id] ?? id,
      commands: sorted.filter(({ group }) => group === id).map(({ name }) => name),
    })),
    commands: sorted,
    entities: entities
      .map((one) => ({ ...one, fields: [...one.fields].sort((a, b) => byCodeUnit(a.name, b.name)) }))
      .sort((a, b) => byCodeUnit(a.name, b.name)),
  };
}
