import type { Group } from '../../model/api-model.js';
import type { View } from '../../model/file-plan.js';
import { code, comment, width } from '../code.js';
import { commandDoc, handledType, type PlannedCommand, resultTypesFromRuntime } from '../command.js';
import { type Planned, planned } from '../file.js';
import type { Import } from '../imports.js';
import { group as layout, indent, join, line, print, softline, trailingComma, valueBelow } from '../layout.js';
import { groupNames } from '../names.js';
import type { SharedImports } from './shared-imports.js';

/** `server.ts`: what a server implements, and each command with the validator of its parameters. */
export function serverFile(
  folder: string,
  group: Group,
  commands: readonly PlannedCommand[],
  shared: SharedImports,
): Planned {
  const { handlers, routes } = groupNames(group.id);
  const imports = serverImports(commands, shared);
  const name = code`export const ${routes}: Routes`;
  const flat = code`${name}<keyof ${handlers}> =`;
  // The value goes below where only its bracket does not fit.
  const below = flat.length <= width && flat.length + ' {'.length > width;
  const types = layout(code`<`, indent(softline, code`keyof ${handlers}`), softline, code`>`);
  return planned({
    path: `${folder}/server.ts`,
    template: 'group/server',
    imports,
    exports: [handlers, routes],
    view: () => ({
      handlersDoc: comment([`What a server implements of the group ${group.title}.`], 0),
      handlers,
      left: below ? flat : print([name, types, code` =`]),
      below,
      commands: commands.map((command) => handlerView(command, below ? 4 : 2)),
    }),
  });
}

function serverImports(commands: readonly PlannedCommand[], { models, params }: SharedImports): readonly Import[] {
  return [
    ...models,
    { from: '../../runtime/command.js', types: resultTypesFromRuntime(commands) },
    { from: '../../runtime/server/index.js', types: [code`Handler`, code`Routes`] },
    { from: './commands.js', namespace: code`commands` },
    params,
    { from: './validators.js', namespace: code`validators` },
  ];
}

function handlerView(command: PlannedCommand, column: number): View {
  const { names } = command;
  const types = layout(
    code`<`,
    indent(softline, names.paramsType, code`,`, line, handledType(command)),
    softline,
    code`>`,
  );
  const pair = [
    valueBelow(code`command:`, code`commands.${names.name}`),
    valueBelow(code`params:`, code`validators.${names.paramsValidator}`),
  ];
  const route = layout(code`{`, indent(line, join([code`,`, line], pair)), trailingComma, line, code`}`);
  return {
    doc: comment(commandDoc(command, false), 2, { deprecated: command.command.deprecated }),
    handler: print([code`${names.name}: Handler`, types, code`;`], 2),
    route: print([code`${names.name}: `, route, code`,`], column),
  };
}
