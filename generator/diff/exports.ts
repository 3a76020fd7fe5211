import type { ApiModel } from '../model/api-model.js';
import { commandNames, groupNames } from '../plan/names.js';
import { schemaName } from '../plan/zod.js';

/** A name that can be imported from the generated package with all of its parts. */
export interface ExportedName {
  /** As `package.json` has it: `./zone`. */
  readonly entry: string;
  readonly name: string;
}

/** Names that only one of two packages exports. */
export interface ExportChanges {
  readonly added: readonly ExportedName[];
  readonly removed: readonly ExportedName[];
}

/** Compares the names that follow from the documents; those of the runtime are the generator's own. */
export function compareExports(before: ApiModel, now: ApiModel): ExportChanges {
  const [old, all] = [exportsOf(before), exportsOf(now)];
  return { added: without(all, old), removed: without(old, all) };
}

/** Every name that follows from the documents, by entry point. */
export function exportsOf({ groups, entities }: ApiModel): readonly ExportedName[] {
  const ofGroups = groups.flatMap(({ id, commands }) => {
    const { folder, client, handlers, routes } = groupNames(id);
    const ofCommands = commands.flatMap((command) => {
      const { paramsType, paramsValidator, resultValidator } = commandNames(command);
      return [paramsType, paramsValidator, resultValidator];
    });
    const names: readonly string[] = [client, 'commands', handlers, routes, ...ofCommands];
    return names.map((name) => ({ entry: `./${folder}`, name }));
  });
  const ofModels = entities.flatMap(({ name }) =>
    [name, schemaName(name)].map((one) => ({ entry: './models', name: one })),
  );
  return [...ofGroups, ...ofModels];
}

function without(some: readonly ExportedName[], others: readonly ExportedName[]): readonly ExportedName[] {
  const known = new Set(others.map(({ entry, name }) => `${entry} ${name}`));
  return some.filter(({ entry, name }) => !known.has(`${entry} ${name}`));
}
