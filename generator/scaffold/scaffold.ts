import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { ApiModel } from '../model/api-model.js';
import { type PlannedCommand, planCommands } from '../plan/command.js';
import { answeredByServer, type HandlerGroup, handlerGroups } from '../plan/handlers.js';
import { groupNames } from '../plan/names.js';
import type { Change } from '../write/compare.js';
import type { EditedHandlers } from './edit/edit.js';
import { type PeoplesFile, readHandlerFolder } from './folder.js';
import { printHandlerFile, printStub } from './print.js';

/** A file of handlers that is begun (`new`) or gets more of them (`changed`). It belongs to people: no manifest names it. */
export interface HandlerChange extends Change {
  readonly kind: 'new' | 'changed';
  /** The commands that it gets handlers for. */
  readonly commands: readonly string[];
}

/**
 * What the folder of handlers lacks: a file for each group, a handler for each command. Whatever people wrote stays as
 * it is; what cannot be read, and what belongs to no command any more, is reported.
 */
export async function scaffold(
  model: ApiModel,
  out: string,
  diagnostics: Diagnostics,
): Promise<readonly HandlerChange[]> {
  const commands = planCommands(model);
  const groups = handlerGroups(model);
  const found = readHandlerFolder(out, diagnostics);
  const files = [...found.values()].filter((file) => file !== 'unreadable');
  const edited = await readEdited(model, groups, commands, files, diagnostics);
  const homes = new Map(groups.flatMap(({ path, commands: names }) => names.map((name) => [name, path])));
  const misplaced = edited?.reportStrays(homes, answeredByServer) ?? new Set<string>();
  const begun = groups.filter(({ path }) => !found.has(path)).map((handlers) => begin(handlers, commands, misplaced));
  const extended = edited?.extend(misplaced, (name, refuse) => printStub(commandOf(name, commands), refuse)) ?? [];
  return [
    ...begun,
    ...extended.map(({ people, text, commands: added }): HandlerChange => {
      return { path: people.path, kind: 'changed', before: people.text, after: text, edited: false, commands: added };
    }),
  ];
}

/** A file that is as it was begun lacks nothing, and need not be understood. */
async function readEdited(
  model: ApiModel,
  groups: readonly HandlerGroup[],
  commands: ReadonlyMap<string, PlannedCommand>,
  files: readonly PeoplesFile[],
  diagnostics: Diagnostics,
): Promise<EditedHandlers | null> {
  const byPath = new Map(groups.map((handlers) => [handlers.path, handlers]));
  const edited = files.flatMap((people) => {
    const handlers = byPath.get(people.path);
    if (handlers === undefined) return [];
    return people.text === printHandlerFile(handlers, planned(handlers, commands)) ? [] : [{ handlers, people }];
  });
  const others = files.filter(({ path, text }) => !byPath.has(path) && text.includes('../groups/'));
  if (edited.length + others.length === 0) return null;
  // The compiler that reads them takes as long to load as all the rest of a run.
  const { EditedHandlers: Edited } = await import('./edit/edit.js');
  const read = new Edited(files, edited, diagnostics);
  const folders = new Set(model.groups.map(({ id }) => groupNames(id).folder));
  for (const other of others) read.reportVanished(other, folders);
  return read;
}

function begin(
  handlers: HandlerGroup,
  commands: ReadonlyMap<string, PlannedCommand>,
  except: ReadonlySet<string>,
): HandlerChange {
  const needed = planned(handlers, commands).filter(({ command }) => !except.has(command.name));
  return {
    path: handlers.path,
    kind: 'new',
    before: null,
    after: printHandlerFile(handlers, needed),
    edited: false,
    commands: needed.map(({ command }) => command.name),
  };
}

function planned(handlers: HandlerGroup, commands: ReadonlyMap<string, PlannedCommand>): readonly PlannedCommand[] {
  return handlers.commands.map((name) => commandOf(name, commands));
}

function commandOf(name: string, commands: ReadonlyMap<string, PlannedCommand>): PlannedCommand {
  const command = commands.get(name);
  if (command === undefined) throw new Error(`a group names the command ${name}, which there is not`);
  return command;
}
