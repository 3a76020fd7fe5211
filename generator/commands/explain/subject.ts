import { nearest } from '../../diagnostics/nearest.js';
import type { ApiModel, Command, Entity, Field, Parameter, TypeRef } from '../../model/api-model.js';

/** What is to be explained. */
export type Subject =
  | { readonly kind: 'command'; readonly command: Command }
  /** `field`: what the answer calls by the same name. */
  | {
      readonly kind: 'parameter';
      readonly command: Command;
      readonly parameter: Parameter;
      readonly field: string | null;
    }
  | { readonly kind: 'entity'; readonly entity: Entity; readonly commands: readonly string[] }
  | { readonly kind: 'field'; readonly entity: Entity; readonly field: Field };

/** A subject that is not there; `meant` is the nearest that is. */
export interface Missing {
  readonly meant: string | null;
}

/** Finds `COMMAND`, `COMMAND.PARAMETER`, `COMMAND.FIELD`, `ENTITY` or `ENTITY.FIELD`; fields may hold further ones. */
export function findSubject(model: ApiModel, written: string): Subject | Missing {
  const [name = '', ...path] = written.split('.');
  const command = model.commands.find((one) => one.name === name);
  if (command !== undefined) return path.length === 0 ? { kind: 'command', command } : inCommand(model, command, path);
  const entity = model.entities.find((one) => one.name === name);
  if (entity !== undefined) return path.length === 0 ? aboutEntity(model, entity) : inEntity(model, entity, path);
  const known = [...model.commands, ...model.entities].map((one) => one.name);
  return { meant: nearest(name, known) };
}

/** The name under which decisions speak of a subject. */
export function nameOf(subject: Subject): string {
  switch (subject.kind) {
    case 'command':
      return subject.command.name;
    case 'parameter':
      return `${subject.command.name}.${subject.parameter.name}`;
    case 'entity':
      return subject.entity.name;
    case 'field':
      return `${subject.entity.name}.${subject.field.name}`;
  }
}

function inCommand(model: ApiModel, command: Command, path: readonly string[]): Subject | Missing {
  const wanted = path.join('.');
  const answered = answerOf(model, command);
  const field = answered === null ? null : inEntity(model, answered, path);
  const isField = field !== null && 'kind' in field;
  const parameter = command.parameters.find((one) => one.name === wanted);
  if (parameter !== undefined) {
    return { kind: 'parameter', command, parameter, field: isField ? nameOf(field) : null };
  }
  if (isField) return field;
  const known = [...command.parameters, ...(answered?.fields ?? [])].map((one) => one.name);
  const meant = nearest(wanted, known);
  return { meant: meant === null ? null : `${command.name}.${meant}` };
}

function answerOf({ entities }: ApiModel, { result }: Command): Entity | null {
  return 'entity' in result ? (entities.find(({ name }) => name === result.entity) ?? null) : null;
}

function aboutEntity({ commands }: ApiModel, entity: Entity): Subject {
  const answering = commands.filter(({ result }) => 'entity' in result && result.entity === entity.name);
  return { kind: 'entity', entity, commands: answering.map(({ name }) => name) };
}

function inEntity(model: ApiModel, entity: Entity, [step = '', ...rest]: readonly string[]): Subject | Missing {
  const field = entity.fields.find((one) => one.name === step);
  if (field === undefined) {
    const meant = nearest(
      step,
      entity.fields.map((one) => one.name),
    );
    return { meant: meant === null ? null : `${entity.name}.${meant}` };
  }
  if (rest.length === 0) return { kind: 'field', entity, field };
  const inner = model.entities.find(({ name }) => name === entityIn(field.type));
  return inner === undefined ? { meant: `${entity.name}.${field.name}` } : inEntity(model, inner, rest);
}

function entityIn(type: TypeRef): string | null {
  if (type.kind === 'array') return entityIn(type.items);
  return type.kind === 'entity' ? type.entity : null;
}
