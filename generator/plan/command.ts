import type { ApiModel, Command, Entity, TypeRef } from '../model/api-model.js';
import type { Code } from '../model/file-plan.js';
import { type Mode, modeOf } from '../model/wire.js';
import { code, identifier } from './code.js';
import { type CommandNames, commandNames } from './names.js';
import { schemaName } from './zod.js';

/** A command with all that every file about it needs to know, worked out once. */
export interface PlannedCommand {
  readonly command: Command;
  readonly names: CommandNames;
  readonly mode: Mode;
  /** What the caller gets in the end: `VirtualMachine`, `Success`, `unknown`; for a list, one item. */
  readonly resultType: Code;
  /** The entity that is answered, if one is. */
  readonly entity: string | null;
  /** Whether a call without any parameter makes sense. */
  readonly optional: boolean;
  /** Fields of 64 bits anywhere in the answer, sorted. */
  readonly longs: readonly string[];
}

/** Every command of a model by its name. */
export function planCommands({ commands, entities }: ApiModel): ReadonlyMap<string, PlannedCommand> {
  const longs = longFields(entities);
  return new Map(commands.map((command) => [command.name, planCommand(command, longs)]));
}

function planCommand(command: Command, longs: ReadonlyMap<string, readonly string[]>): PlannedCommand {
  const { result } = command;
  const entity = 'entity' in result ? result.entity : null;
  return {
    command,
    names: commandNames(command.name),
    mode: modeOf(command),
    resultType: entity !== null ? identifier(entity) : result.kind === 'success' ? code`Success` : code`unknown`,
    entity,
    optional: command.parameters.every((parameter) => !parameter.required),
    longs: (entity === null ? null : longs.get(entity)) ?? [],
  };
}

/** Names of the 64-bit fields of each entity and of all that it holds. */
function longFields(entities: readonly Entity[]): ReadonlyMap<string, readonly string[]> {
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  return new Map(
    entities.map(({ name }) => {
      const longs = new Set<string>();
      addLongs(name, byName, longs, new Set());
      return [name, [...longs].sort()];
    }),
  );
}

function addLongs(name: string, all: ReadonlyMap<string, Entity>, longs: Set<string>, seen: Set<string>): void {
  if (seen.has(name)) return;
  seen.add(name);
  for (const field of all.get(name)?.fields ?? []) {
    const type = innermost(field.type);
    if (type.kind === 'entity') addLongs(type.entity, all, longs, seen);
    else if (type.kind === 'scalar' && type.scalar === 'long') longs.add(field.name);
  }
}

function innermost(type: TypeRef): TypeRef {
  return type.kind === 'array' ? innermost(type.items) : type;
}

/** What a handler returns, and what the result validator checks: for a list, a page of items. */
export function handledType({ mode, resultType }: PlannedCommand): Code {
  return mode === 'list' ? code`Page<${resultType}>` : resultType;
}

/** The expression that checks a command's result: a schema, or a call of the runtime's vocabulary around one. */
export function resultSchema({ command, mode, entity }: PlannedCommand): { call: Code | null; argument: Code } {
  const item =
    entity !== null ? schemaName(entity) : command.result.kind === 'success' ? code`success()` : code`z.unknown()`;
  return { call: mode === 'list' ? code`page` : null, argument: item };
}

/** Words of the runtime's vocabulary, and whether `z`, that the expression needs. */
export function resultWords({ command, mode, entity }: PlannedCommand): readonly string[] {
  if (mode === 'list') return ['page'];
  return entity !== null ? [] : [command.result.kind === 'success' ? 'success' : 'z'];
}

/** Types of the runtime that the handled results of some commands mention. */
export function resultTypesFromRuntime(commands: readonly PlannedCommand[]): readonly Code[] {
  const pages = commands.some(({ mode }) => mode === 'list');
  const successes = commands.some(({ command }) => command.result.kind === 'success');
  return [...(pages ? [code`Page`] : []), ...(successes ? [code`Success`] : [])];
}

/** Texts from the documents, and what the generator adds to them, as paragraphs of a doc comment. */
export function commandDoc({ command, mode }: PlannedCommand, forCaller: boolean): readonly (string | null)[] {
  const how =
    mode === 'async'
      ? 'Asynchronous: await it for the job, or `.result()` for the outcome.'
      : mode === 'list'
        ? 'Await it for one page, or iterate it for every item.'
        : null;
  const since = command.since === null ? null : `Since CloudStack ${command.since}.`;
  const name = command.description ?? `The command \`${command.name}\`.`;
  return forCaller ? [name, how, since] : [name, since];
}
