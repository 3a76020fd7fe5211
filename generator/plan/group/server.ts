import type { Group } from '../../model/api-model.js';
import type { View } from '../../model/file-plan.js';
import { code, comment, identifier, lines } from '../code.js';
import { commandDoc, handledType, type PlannedCommand, resultTypesFromRuntime } from '../command.js';
import { type Planned, planned } from '../file.js';
import { type Import, importLines } from '../imports.js';
import { group as layout, indent, line, print, softline } from '../layout.js';
import { groupNames, kebabCase } from '../names.js';

/** `server.ts`: what a server implements, and each command with the validator of its parameters. */
export function serverFile(folder: string, group: Group, commands: readonly PlannedCommand[]): Planned {
  const { handlers, routes } = groupNames(group.id);
  const imports = serverImports(commands);
  return planned({
    path: `${folder}/server.ts`,
    template: 'group/server',
    imports,
    exports: [handlers, routes],
    view: {
      imports: lines(importLines(imports)),
      handlersDoc: comment([`What a server implements of the group ${group.title}.`], 0),
      handlers,
      routes: print([
        code`export const ${routes}: Routes`,
        layout(code`<`, indent(softline, code`keyof ${handlers}`), softline, code`>`),
        code` = {`,
      ]),
      commands: commands.map(handlerView),
    },
  });
}

function serverImports(commands: readonly PlannedCommand[]): readonly Import[] {
  const entities = [...new Set(commands.flatMap(({ entity }) => entity ?? []))];
  return [
    ...entities.map((entity) => ({ from: `../../models/${kebabCase(entity)}.js`, types: [identifier(entity)] })),
    { from: '../../runtime/command.js', types: resultTypesFromRuntime(commands) },
    { from: '../../runtime/server/index.js', types: [code`Handler`, code`Routes`] },
    { from: './commands.js', namespace: code`commands` },
    { from: './params.js', types: commands.map(({ names }) => names.paramsType) },
    { from: './validators.js', namespace: code`validators` },
  ];
}

function handlerView(command: PlannedCommand): View {
  const { names } = command;
  const types = layout(
    code`<`,
    indent(softline, names.paramsType, code`,`, line, handledType(command)),
    softline,
    code`>`,
  );
  const pair = [code`command: commands.${names.name},`, code`params: validators.${names.paramsValidator}`];
  const route = layout(
    code`{`,
    indent(line, pair[0] ?? [], line, pair[1] ?? [], { kind: 'ifBroken', text: ',' }),
    line,
    code`}`,
  );
  return {
    doc: comment(commandDoc(command, false), 2),
    handler: print([code`${names.name}: Handler`, types, code`;`], 2),
    route: print([code`${names.name}: `, route, code`,`], 2),
  };
}
