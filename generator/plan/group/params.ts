import type { Parameter } from '../../model/api-model.js';
import type { View } from '../../model/file-plan.js';
import { code, comment, propertyName } from '../code.js';
import type { PlannedCommand } from '../command.js';
import { parameterDoc, parameterTags } from '../constraints.js';
import type { Import } from '../imports.js';
import { print } from '../layout.js';
import { optionalTypeDoc, runtimeTypesOf, typeDoc } from '../typescript.js';
import { type Planned, planned } from '../file.js';

/** `params.ts`: one interface per command; what cmd-click shows. */
export function paramsFile(folder: string, commands: readonly PlannedCommand[]): Planned {
  const runtimeTypes = commands.flatMap(({ command }) =>
    command.parameters.flatMap(({ type }) => runtimeTypesOf(type)),
  );
  const imports: Import[] = [
    { from: '../../runtime/command.js', types: [...new Set(runtimeTypes)].map((name) => code`${propertyName(name)}`) },
  ];
  return planned({
    path: `${folder}/params.ts`,
    template: 'group/params',
    imports,
    exports: commands.map(({ names }) => names.paramsType),
    view: () => ({ commands: commands.map(paramsView) }),
  });
}

function paramsView({ command, names }: PlannedCommand): View {
  return {
    doc: comment([`Parameters of \`${command.name}\`.`], 0),
    paramsType: names.paramsType,
    empty: command.parameters.length === 0,
    parameters: command.parameters.map(parameterView),
  };
}

function parameterView(parameter: Parameter): View {
  const name = propertyName(parameter.name);
  const { type, required } = parameter;
  return {
    doc: comment(parameterDoc(parameter), 2, parameterTags(parameter)),
    line: required
      ? print([code`${name}: `, typeDoc(type, 'sent'), code`;`], 2)
      : print([code`${name}?: `, optionalTypeDoc(type, 'sent'), code`;`], 2),
  };
}
