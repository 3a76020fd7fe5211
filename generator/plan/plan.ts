import type { ApiModel, Group } from '../model/api-model.js';
import type { FilePlan, Part } from '../model/file-plan.js';
import type { SourceFile } from '../model/source.js';
import { type PlannedCommand, planCommands } from './command.js';
import { clientFile } from './group/client.js';
import { commandsFile } from './group/commands.js';
import { indexFile } from './group/index.js';
import { paramsFile } from './group/params.js';
import { serverFile } from './group/server.js';
import { sharedImports } from './group/shared-imports.js';
import { validatorsFile } from './group/validators.js';
import { modelFile, modelIndexFile } from './model.js';
import { groupNames } from './names.js';
import { apiListFile, readmeFile } from './package/docs.js';
import { licenseFiles } from './package/license.js';
import { compilerOptionsFile, manifestOfPackage, type PackageOptions } from './package/manifest.js';
import { handlerMapFile } from './package/handlers.js';
import { commandMapFile, rootClientFile, rootIndexFile, rootServerFile, validatorMapFile } from './package/source.js';

/** Every file of the package: where it goes, what is printed into it, and what that must consist of. */
export function plan(model: ApiModel, runtime: readonly SourceFile[], options: PackageOptions): readonly FilePlan[] {
  const { emit } = options;
  if (!isPackage(emit)) return [];
  const commands = planCommands(model);
  return [
    manifestOfPackage(model, options),
    compilerOptionsFile(),
    readmeFile(model, commands, options),
    apiListFile(model, commands, emit),
    ...licenseFiles(options.license),
    rootIndexFile(emit),
    commandMapFile(model),
    ...(emit.has('client') ? [rootClientFile(model)] : []),
    ...(emit.has('server') ? [rootServerFile(model)] : []),
    ...(emit.has('handlers') ? [handlerMapFile(model)] : []),
    ...(emit.has('validators') ? [validatorMapFile(model, commands)] : []),
    ...model.groups.flatMap((group) => groupFiles(group, commands, emit)),
    ...model.entities.map((entity) => modelFile(entity, emit)),
    modelIndexFile(model.entities),
    ...runtimeFiles(runtime, emit),
  ];
}

/** Whether there is any TypeScript to be; a document for other tools needs none. */
function isPackage(emit: ReadonlySet<Part>): boolean {
  return emit.size !== 1 || !emit.has('openapi');
}

/** The same six files in every group, less those of parts that are not asked for. */
function groupFiles(
  group: Group,
  all: ReadonlyMap<string, PlannedCommand>,
  emit: ReadonlySet<Part>,
): readonly FilePlan[] {
  const folder = `src/groups/${groupNames(group.id).folder}`;
  const commands = group.commands.flatMap((name) => all.get(name) ?? []);
  const shared = sharedImports(commands);
  return [
    indexFile(folder, emit),
    paramsFile(folder, commands),
    commandsFile(folder, commands, shared),
    ...(emit.has('client') ? [clientFile(folder, group, commands, shared)] : []),
    ...(emit.has('validators') ? [validatorsFile(folder, commands, shared)] : []),
    ...(emit.has('server') ? [serverFile(folder, group, commands, shared)] : []),
  ];
}

function runtimeFiles(runtime: readonly SourceFile[], emit: ReadonlySet<Part>): readonly FilePlan[] {
  return runtime
    .filter(({ file }) => emit.has('server') || !file.startsWith('server/'))
    .filter(({ file }) => emit.has('client') || !file.startsWith('node/'))
    .filter(({ file }) => emit.has('validators') || !['validate.ts', 'nearest.ts'].includes(file))
    .map(({ file, text }) => ({ kind: 'copy', path: `src/runtime/${file}`, text }));
}
