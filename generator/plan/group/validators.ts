import type { Parameter } from '../../model/api-model.js';
import type { Code, View } from '../../model/file-plan.js';
import { code, comment, identifier, propertyName, width } from '../code.js';
import { handledType, type PlannedCommand, resultSchema, resultTypesFromRuntime, resultWords } from '../command.js';
import { commandRules, rangeOf, ruleCall } from '../constraints.js';
import { type Planned, planned } from '../file.js';
import type { Import } from '../imports.js';
import { type Doc, group, indent, line, print, softline, trailingComma } from '../layout.js';
import { type LazySchemaLayout, lazySchemaLayout } from '../lazy-schema.js';
import { schemaDoc, schemaWords } from '../zod.js';
import type { SharedImports } from './shared-imports.js';

/** `validators.ts`: two schemas per command, one line per parameter. */
export function validatorsFile(folder: string, commands: readonly PlannedCommand[], shared: SharedImports): Planned {
  const imports = validatorImports(commands, shared);
  return planned({
    path: `${folder}/validators.ts`,
    template: 'group/validators',
    imports,
    exports: commands.flatMap(({ names }) => [names.paramsValidator, names.resultValidator]),
    view: () => ({ commands: commands.map(validatorsView) }),
  });
}

function validatorImports(commands: readonly PlannedCommand[], shared: SharedImports): readonly Import[] {
  const words = new Set(
    commands.flatMap(({ command }) => command.parameters.flatMap(({ type }) => schemaWords(type, 'sent'))),
  );
  for (const { command } of commands) for (const { kind } of commandRules(command)) words.add(kind);
  for (const command of commands) for (const word of resultWords(command)) words.add(word);
  const usesZod = words.delete('z');
  return [
    ...(usesZod ? [{ from: 'zod', namespace: code`z` }] : []),
    { from: '../../runtime/command.js', types: resultTypesFromRuntime(commands) },
    {
      from: '../../runtime/validate.js',
      values: [code`params`, ...[...words].map(identifier)],
      types: [code`Validator`],
    },
    ...shared.checkedModels,
    shared.params,
  ];
}

function validatorsView(planned: PlannedCommand): View {
  const { command, names } = planned;
  const rules = commandRules(command);
  const layout = lazySchemaLayout(names.paramsValidator, names.paramsType, code`params`, {
    empty: command.parameters.length === 0,
    rules: rules.length > 0,
  });
  const { left, below, apart, column, room } = layout;
  return {
    paramsDoc: comment([`Checks the parameters of \`${command.name}\`.`], 0),
    left,
    below,
    apart,
    call: code`params`,
    members: command.parameters.map((parameter) => ({ line: memberLine(parameter, layout) })),
    rules: rules.map((rule) => ({ line: print([ruleCall(rule), code`,`], column - 2, room) })),
    resultDoc: comment([`Checks the result of \`${command.name}\`.`], 0),
    result: resultLine(planned),
  };
}

function memberLine(parameter: Parameter, { column, room }: LazySchemaLayout): Code {
  const { name, type, required, maxLength, alsoAccepts } = parameter;
  const range = parameter.constraints.length === 0 ? null : rangeOf(parameter);
  const schema = schemaDoc(type, 'sent', { optional: !required, maxLength, range, alsoAccepts });
  return print([code`${propertyName(name)}: `, schema, code`,`], column, room);
}

function resultLine(planned: PlannedCommand): Code {
  const left = code`export const ${planned.names.resultValidator}: Validator<${handledType(planned)}> =`;
  const { call, argument } = resultSchema(planned);
  if (call === null) return print([left, group(indent(line, argument)), code`;`]);
  // Prettier leaves a call with one short argument whole, or one that cannot even begin here, and moves it below.
  const cannotBegin = left.length <= width && left.length + call.length + ' ('.length > width;
  if (argument.length <= width / 4 || cannotBegin)
    return print([left, group(indent(line, code`${call}(${argument})`)), code`;`]);
  const broken = group(code`<`, indent(softline, handledType(planned)), softline, code`>`);
  const head: Doc =
    left.length <= width ? left : [code`export const ${planned.names.resultValidator}: Validator`, broken, code` =`];
  const brackets = group(code`(`, indent(softline, argument, trailingComma), softline, code`)`);
  return print([head, code` ${call}`, brackets, code`;`]);
}
