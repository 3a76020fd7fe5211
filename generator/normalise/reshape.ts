import type { ApiModel, Command, Constraint, Entity, Parameter, Result, TypeRef } from '../model/api-model.js';
import type { Wish } from '../model/fact.js';
import type { Arbiter } from './arbiter.js';
import { reachable } from './filter.js';
import { sortedBy } from './sort.js';

/** The model as hooks want it: without what they skip, and with other names and texts of entities. */
export function reshape(model: ApiModel, wishes: readonly Wish[], arbiter: Arbiter): ApiModel {
  if (wishes.length === 0) return model;
  const skipped = new Set(wishes.filter(({ change }) => change.kind === 'skip').map(({ of }) => keyOf(of)));
  const left = withoutSkipped(model, skipped);
  const entities = left.entities.map((entity) => ({ before: entity, after: asWished(entity, wishes, left, arbiter) }));
  const names = new Map(
    entities.flatMap(({ before, after }) => (before.name === after.name ? [] : [[before.name, after.name] as const])),
  );
  arbiter.rename(names);
  return renamed({ ...left, entities: entities.map(({ after }) => after) }, names);
}

function keyOf(of: Wish['of']): string {
  return 'entity' in of ? `entity ${of.entity}.${of.field ?? ''}` : `command ${of.command}.${of.parameter ?? ''}`;
}

function withoutSkipped(model: ApiModel, skipped: ReadonlySet<string>): ApiModel {
  if (skipped.size === 0) return model;
  const commands = model.commands
    .filter(({ name }) => !skipped.has(keyOf({ command: name })))
    .map((command) => ({ ...command, parameters: keptParameters(command, skipped) }));
  const kept = new Set(commands.map(({ name }) => name));
  const groups = model.groups
    .map((group) => ({ ...group, commands: group.commands.filter((name) => kept.has(name)) }))
    .filter((group) => group.commands.length > 0);
  const entities = model.entities.map((entity) => ({
    ...entity,
    fields: entity.fields.filter(({ name }) => !skipped.has(keyOf({ entity: entity.name, field: name }))),
  }));
  const roots = commands.flatMap(({ result }) => ('entity' in result ? [result.entity] : []));
  return { ...model, commands, groups, entities: reachable(entities, roots) };
}

/** What is said of a skipped parameter together with others is said of nobody any more. */
function keptParameters({ name: command, parameters }: Command, skipped: ReadonlySet<string>): readonly Parameter[] {
  const isSkipped = (name: string): boolean => skipped.has(keyOf({ command, parameter: name }));
  const holds = (constraint: Constraint): boolean =>
    !('parameters' in constraint && constraint.parameters.some(isSkipped));
  return parameters
    .filter(({ name }) => !isSkipped(name))
    .map((parameter) => ({ ...parameter, constraints: parameter.constraints.filter(holds) }));
}

function asWished(entity: Entity, wishes: readonly Wish[], { commands }: ApiModel, arbiter: Arbiter): Entity {
  let wished = entity;
  for (const { of, change, origin, reason } of wishes) {
    if (!('entity' in of) || of.entity !== entity.name || of.field !== undefined) continue;
    const claim = (value: string) => ({ value, by: 'hook', origin, reason }) as const;
    if (change.kind === 'doc') {
      arbiter.amend(entity.name, 'description', claim(change.description));
      wished = { ...wished, description: change.description };
    } else if (change.kind === 'rename') {
      const answering = commands.filter(({ result }) => 'entity' in result && result.entity === entity.name);
      for (const { name } of answering) arbiter.amend(name, 'entity', claim(change.name));
      // What is wrong with the name is shown in the hook first.
      wished = { ...wished, name: change.name, origin: [origin, ...wished.origin] };
    }
  }
  return wished;
}

function renamed(model: ApiModel, names: ReadonlyMap<string, string>): ApiModel {
  const nameOf = (name: string): string => names.get(name) ?? name;
  const type = (given: TypeRef): TypeRef => {
    if (given.kind === 'entity') return { ...given, entity: nameOf(given.entity) };
    return given.kind === 'array' ? { ...given, items: type(given.items) } : given;
  };
  const result = (given: Result): Result => ('entity' in given ? { ...given, entity: nameOf(given.entity) } : given);
  return {
    ...model,
    commands: model.commands.map((command) => ({ ...command, result: result(command.result) })),
    entities: sortedBy(
      model.entities.map((entity) => ({
        ...entity,
        fields: entity.fields.map((field) => ({ ...field, type: type(field.type) })),
      })),
      ({ name }) => name,
    ),
  };
}
