import type { ApiModel, Group } from '../model/api-model.js';
import type { Code } from '../model/file-plan.js';
import { code } from './code.js';
import { groupNames } from './names.js';

/** Commands that the runtime's server answers by itself; a handler of that name would take the answer's place. */
export const answeredByServer: ReadonlySet<string> = new Set([
  'listApis',
  'listAsyncJobs',
  'login',
  'logout',
  'queryAsyncJobResult',
]);

/** The handlers of a group, which people write. */
export interface HandlerGroup {
  readonly group: Group;
  /** Inside the package. */
  readonly path: string;
  /** What the file exports: `zoneHandlers`. */
  readonly name: Code;
  /** Commands that need a handler, sorted. */
  readonly commands: readonly string[];
  /** Commands of the group that the server answers itself. */
  readonly answered: readonly string[];
}

/** The folder of the files that people write. */
export const handlersFolder = 'src/handlers';

/** Every group with a command that needs a handler. */
export function handlerGroups({ groups }: ApiModel): readonly HandlerGroup[] {
  return groups
    .map((group) => {
      const { folder, property } = groupNames(group.id);
      return {
        group,
        path: `${handlersFolder}/${folder}.ts`,
        name: code`${property}Handlers`,
        commands: group.commands.filter((command) => !answeredByServer.has(command)),
        answered: group.commands.filter((command) => answeredByServer.has(command)),
      };
    })
    .filter(({ commands }) => commands.length > 0);
}
