import type { Command, Entity, Field, Group, Parameter } from '../model/api-model.js';

/**
 * What a hooks module exports by default: functions that are asked, one thing at a time and always in the same order,
 * what to change in the model. All are optional. They are told the model as documents, facts and overrides give it, and
 * answer at once; `null` or nothing leaves a thing as it is. With the same documents they have to answer the same.
 */
export interface Hooks {
  /** The name of an entity, such as `VirtualMachine`, or the title of a group, such as `Virtual Machine`. */
  readonly rename?: (subject: EntitySubject | GroupSubject) => Answer<string>;
  /** The title of the group that a command belongs to, a new one or another one. */
  readonly group?: (subject: CommandSubject) => Answer<string>;
  /** Whether to leave a command, a parameter or a field out of the package. */
  readonly skip?: (subject: CommandSubject | ParameterSubject | FieldSubject) => Answer<boolean>;
  /** The type of a parameter or a field, in the words of `listApis`: `uuid`, `long`, `date`, `list`… */
  readonly retype?: (subject: ParameterSubject | FieldSubject) => Answer<NewType>;
  /** The description of a command, a parameter, a field or an entity. */
  readonly doc?: (subject: CommandSubject | ParameterSubject | FieldSubject | EntitySubject) => Answer<string>;
}

/** What a hook answers, if it has anything to say. */
export type Answer<T> = T | null | undefined | void;

/** A type: a word, a list with the word of its elements, what another command answers, or the values that there are. */
export type NewType =
  | string
  | { readonly word: string; readonly items?: string; readonly like?: string }
  | { readonly values: readonly string[] };

export interface CommandSubject {
  readonly kind: 'command';
  /** Wire name. */
  readonly name: string;
  readonly command: Command;
  readonly group: Group;
}

export interface ParameterSubject {
  readonly kind: 'parameter';
  readonly name: string;
  readonly parameter: Parameter;
  readonly command: Command;
}

export interface FieldSubject {
  readonly kind: 'field';
  readonly name: string;
  readonly field: Field;
  readonly entity: Entity;
}

export interface EntitySubject {
  readonly kind: 'entity';
  readonly name: string;
  readonly entity: Entity;
  /** Names of the commands that answer it, alone or in a list. */
  readonly commands: readonly string[];
}

export interface GroupSubject {
  readonly kind: 'group';
  /** The title. */
  readonly name: string;
  readonly group: Group;
}

/** Anything that a hook is asked about. */
export type Subject = CommandSubject | ParameterSubject | FieldSubject | EntitySubject | GroupSubject;

/** Says what a hooks module holds, for an editor to check and complete; it changes nothing. */
export function defineHooks(hooks: Hooks): Hooks {
  return hooks;
}
