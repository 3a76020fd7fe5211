import type { Code, View } from '../../model/file-plan.js';
import type { Group } from '../../model/api-model.js';
import { code, comment } from '../code.js';
import { commandDoc, type PlannedCommand } from '../command.js';
import { type Planned, planned } from '../file.js';
import type { Import } from '../imports.js';
import { group as layout, indent, line, print, softline, trailingComma } from '../layout.js';
import { groupNames } from '../names.js';
import type { SharedImports } from './shared-imports.js';

/** `client.ts`: one class per group; each method is its doc comment and one line. */
export function clientFile(
  folder: string,
  group: Group,
  commands: readonly PlannedCommand[],
  shared: SharedImports,
): Planned {
  const { client } = groupNames(group.id);
  const imports = clientImports(commands, shared);
  return planned({
    path: `${folder}/client.ts`,
    template: 'group/client',
    imports,
    exports: [client],
    locals: commands.map(({ names }) => names.name),
    view: () => ({
      doc: comment([`Commands of the group ${group.title}.`], 0),
      className: client,
      commands: commands.map(methodView),
    }),
  });
}

function clientImports(commands: readonly PlannedCommand[], { models, params }: SharedImports): readonly Import[] {
  const types = new Set<Code>([code`RequestOptions`]);
  for (const { mode, command } of commands) {
    if (mode === 'async') types.add(code`JobPromise`);
    if (mode === 'list') types.add(code`ListPromise`);
    if (command.result.kind === 'success') types.add(code`Success`);
  }
  return [
    ...models,
    // Not by way of the index, which would load the whole runtime with each group.
    { from: '../../runtime/group.js', values: [code`CommandGroup`] },
    { from: '../../runtime/index.js', types: [...types] },
    { from: './commands.js', namespace: code`commands` },
    params,
  ];
}

function methodView(command: PlannedCommand): View {
  const { names, mode, optional, resultType } = command;
  const verb = { sync: code`call`, async: code`submit`, list: code`list` }[mode];
  const promise = { sync: code`Promise`, async: code`JobPromise`, list: code`ListPromise` }[mode];
  const signature = layout(
    code`(`,
    indent(
      softline,
      code`params: ${names.paramsType}${optional ? code` = {}` : code``},`,
      line,
      code`options?: RequestOptions`,
      trailingComma,
    ),
    softline,
    code`)`,
  );
  const given = layout(
    code`(`,
    indent(softline, code`commands.${names.name},`, line, code`params,`, line, code`options`, trailingComma),
    softline,
    code`)`,
  );
  return {
    doc: comment(commandDoc(command, true), 2, { deprecated: command.command.deprecated }),
    signature: print([names.name, signature, code`: ${promise}<${resultType}> {`], 2),
    call: print([code`return this.${verb}`, given, code`;`], 4),
  };
}
