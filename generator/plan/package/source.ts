import type { ApiModel } from '../../model/api-model.js';
import type { Code, Part, View } from '../../model/file-plan.js';
import { code, comment, width } from '../code.js';
import type { PlannedCommand } from '../command.js';
import { type Planned, planned } from '../file.js';
import type { Import } from '../imports.js';
import { type Doc, group, indent, join, line, print, softline, trailingComma, valueBelow } from '../layout.js';
import { groupNames } from '../names.js';

/** `src/commands.ts`: the descriptors of all groups, and the command map. */
export function commandMapFile(model: ApiModel): Planned {
  const imports: Import[] = model.groups.map(({ id }) => ({
    from: `./groups/${groupNames(id).folder}/commands.js`,
    namespace: code`${groupNames(id).property}Commands`,
  }));
  const spaces = imports.map(({ namespace }) => namespace ?? code``);
  const union = group(code`typeof `, indent(join([code` &`, line, code`typeof `], spaces)));
  const spread = spaces.map((space): Doc => code`...${space}`);
  return planned({
    path: 'src/commands.ts',
    template: 'package/commands',
    imports,
    exports: ['Commands', 'commands'],
    view: () => ({
      type: print([code`export type Commands = `, union, code`;`]),
      value: print([
        code`export const commands: Commands = `,
        group(code`{`, indent(line, join([code`,`, line], spread)), trailingComma, line, code`}`),
        code`;`,
      ]),
    }),
  });
}

/** `src/client.ts`: class CloudStack, one property per group. */
export function rootClientFile(model: ApiModel): Planned {
  const groups = model.groups.map(({ id, title }) => ({ title, ...groupNames(id) }));
  const imports: Import[] = [
    { from: './commands.js', values: [code`commands`], types: [code`Commands`] },
    ...groups.map(({ folder, client }) => ({ from: `./groups/${folder}/client.js`, values: [client] })),
    { from: './runtime/index.js', values: [code`Client`], types: [code`ClientOptions`] },
  ];
  return planned({
    path: 'src/client.ts',
    template: 'package/client',
    imports,
    exports: ['CloudStack'],
    locals: ['constructor'],
    view: () => ({
      groups: groups.map(({ property, client, title }): View => ({
        doc: comment([`Commands of the group ${title}.`], 2),
        line: clientProperty(property, client),
      })),
    }),
  });
}

/** What is too long is broken inside the brackets, if they are opened on the first line, else before the value. */
function clientProperty(property: Code, client: Code): Code {
  const left = code`readonly ${property}: ${client} =`;
  const isOpened = `  ${left} new ${client}(`.length <= width;
  if (!isOpened) return print(valueBelow(left, code`new ${client}(this);`), 2);
  const brackets = group(code`(`, indent(softline, code`this`, trailingComma), softline, code`)`);
  return print([left, code` new ${client}`, brackets, code`;`], 2);
}

/** `src/server.ts`: createServer, and the handlers of all groups. */
export function rootServerFile(model: ApiModel): Planned {
  const groups = model.groups.map(({ id }) => groupNames(id));
  const imports: Import[] = [
    ...groups.map(({ folder, handlers, routes }) => ({
      from: `./groups/${folder}/server.js`,
      types: [handlers],
      values: [routes],
    })),
    {
      from: './runtime/server/index.js',
      values: [code`createCommandServer`],
      types: [code`BaseServerOptions`, code`CloudStackServer`],
    },
    { from: './validators.js', values: [code`validators`] },
  ];
  const parents = groups.map(({ handlers }) => handlers);
  const extending: Doc =
    parents.length === 1
      ? [code` extends `, parents[0] ?? code``]
      : group(indent(line, code`extends`, group(indent(line, join([code`,`, line], parents)))));
  const routes = group(
    code`{`,
    indent(
      line,
      join(
        [code`,`, line],
        groups.map(({ routes: one }) => code`...${one}`),
      ),
    ),
    trailingComma,
    line,
    code`}`,
  );
  return planned({
    path: 'src/server.ts',
    template: 'package/server',
    imports,
    exports: ['*', 'Handlers', 'ServerOptions', 'createServer'],
    locals: ['routes'],
    view: () => ({
      handlers: print([code`export interface Handlers`, extending, code` {}`]),
      routes: print([code`const routes = `, routes, code`;`]),
    }),
  });
}

/** `src/validators.ts`: every validator by command name. */
export function validatorMapFile(model: ApiModel, commands: ReadonlyMap<string, PlannedCommand>): Planned {
  const imports: Import[] = [
    { from: './commands.js', types: [code`Commands`] },
    ...model.groups.map(({ id }) => ({
      from: `./groups/${groupNames(id).folder}/validators.js`,
      namespace: code`${groupNames(id).property}Validators`,
    })),
    { from: './runtime/command.js', types: [code`ParamsOf`, code`ResultOf`] },
    { from: './runtime/validate.js', types: [code`CommandValidators`] },
  ];
  return planned({
    path: 'src/validators.ts',
    template: 'package/validators',
    imports,
    exports: ['Validators', 'validators'],
    view: () => ({
      commands: model.commands.flatMap(({ name, group: id }): View[] => {
        const command = commands.get(name);
        return command === undefined
          ? []
          : [{ line: validatorPair(command, code`${groupNames(id).property}Validators`) }];
      }),
    }),
  });
}

function validatorPair({ names }: PlannedCommand, from: Code): Code {
  const pair = [
    valueBelow(code`params:`, code`${from}.${names.paramsValidator}`),
    valueBelow(code`result:`, code`${from}.${names.resultValidator}`),
  ];
  const braces = group(code`{`, indent(line, join([code`,`, line], pair)), trailingComma, line, code`}`);
  return print([code`${names.name}: `, braces, code`,`], 2);
}

/** `src/index.ts`: the package's front door. */
export function rootIndexFile(emit: ReadonlySet<Part>): Planned {
  return planned({
    path: 'src/index.ts',
    template: 'package/index',
    imports: [],
    exports: ['*', 'Commands', 'commands', ...(emit.has('client') ? ['CloudStack'] : [])],
    reexports: ['./commands.js', './runtime/index.js', ...(emit.has('client') ? ['./client.js'] : [])],
    view: () => ({ client: emit.has('client') }),
  });
}
