import type { Parameter } from '../../model/api-model.js';
import type { Code, View } from '../../model/file-plan.js';
import { type Mode, wireWord } from '../../model/wire.js';
import { code, comment, identifier, literal, propertyName, width } from '../code.js';
import type { PlannedCommand } from '../command.js';
import { type Planned, planned } from '../file.js';
import type { Import } from '../imports.js';
import { type Doc, group, indent, join, line, print, softline, trailingComma, valueBelow } from '../layout.js';
import type { SharedImports } from './shared-imports.js';

const descriptorTypes: Readonly<Record<Mode, Code>> = {
  sync: code`SyncCommand`,
  async: code`AsyncCommand`,
  list: code`ListCommand`,
};

/** `commands.ts`: one descriptor per command; the facts that client and server share. */
export function commandsFile(folder: string, commands: readonly PlannedCommand[], shared: SharedImports): Planned {
  const imports = descriptorImports(commands, shared);
  const longs = longLists(commands);
  return planned({
    path: `${folder}/commands.ts`,
    template: 'group/commands',
    imports,
    exports: commands.map(({ names }) => names.name),
    locals: longs.map(({ name }) => name),
    view: () => ({ longs: longs.map(longListView), commands: commands.map(descriptorView) }),
  });
}

/** The 64-bit fields of an entity, which several commands answer. */
interface LongList {
  readonly name: Code;
  readonly entity: string;
  readonly fields: readonly string[];
}

function longLists(commands: readonly PlannedCommand[]): readonly LongList[] {
  const lists = new Map<string, LongList>();
  for (const { entity, longs } of commands) {
    if (entity !== null && longs.length > 0) lists.set(entity, { name: longsName(entity), entity, fields: longs });
  }
  return [...lists.values()];
}

function longListView({ name, entity, fields }: LongList): View {
  return {
    doc: comment([`Fields of \`${entity}\` that are 64-bit integers.`], 0),
    line: print([code`const ${name} = `, brackets(fields.map(literal)), code`;`]),
  };
}

function longsName(entity: string): Code {
  return code`${identifier(`${entity.charAt(0).toLowerCase()}${entity.slice(1)}Longs`)}`;
}

function descriptorImports(commands: readonly PlannedCommand[], { models, params }: SharedImports): readonly Import[] {
  const types = new Set(commands.map(({ mode }) => descriptorTypes[mode]));
  if (commands.some(({ command }) => command.result.kind === 'success')) types.add(code`Success`);
  return [...models, { from: '../../runtime/command.js', types: [...types] }, params];
}

function descriptorView(planned: PlannedCommand): View {
  const { names, mode, resultType } = planned;
  const name = code`export const ${names.name}: ${descriptorTypes[mode]}`;
  const flat = code`${name}<${names.paramsType}, ${resultType}> =`;
  const below = flat.length <= width && flat.length + ' {'.length > width;
  const types = group(code`<`, indent(softline, names.paramsType, code`,`, line, resultType), softline, code`>`);
  return {
    left: below ? flat : print([name, types, code` =`]),
    below,
    members: memberLines(planned, below ? width - 2 : width).map((member) => ({ line: member })),
  };
}

/** @param room columns of the partial, which is moved to the right where it stands below. */
function memberLines({ command, mode, entity, longs }: PlannedCommand, room: number): readonly Code[] {
  const { name, method, envelope, result, acknowledgesId, parameters } = command;
  const key = 'key' in result ? result.key : null;
  const wire = parameters
    .map(({ name: wireName, type }) => wireMember({ name: wireName.toLowerCase(), type }))
    .filter((member) => member !== null);
  const sensitive = parameters.filter((parameter) => parameter.sensitive).map((parameter) => literal(parameter.name));
  return [
    code`name: ${literal(name)},`,
    code`mode: ${literal(mode)},`,
    code`method: ${literal(method)},`,
    ...(envelope === `${name.toLowerCase()}response` ? [] : [textMember(code`envelope`, envelope, room)]),
    ...(key === null ? [] : [textMember(code`resultKey`, key, room)]),
    ...(acknowledgesId ? [code`acknowledgesId: true,`] : []),
    ...(mode === 'list' && result.kind === 'list' ? [code`paged: ${literal(result.paged)},`] : []),
    ...(wire.length === 0 ? [] : [print([code`parameters: `, braces(wire), code`,`], 2, room)]),
    ...(sensitive.length === 0 ? [] : [print([code`sensitive: `, brackets(sensitive), code`,`], 2, room)]),
    ...(entity === null || longs.length === 0 ? [] : [code`longs: ${longsName(entity)},`]),
  ];
}

function textMember(name: Code, text: string, room: number): Code {
  return print([valueBelow(code`${name}:`, literal(text)), code`,`], 2, room);
}

/** How a parameter is written, where it is more than plain text. */
function wireMember({ name, type }: Pick<Parameter, 'name' | 'type'>): Doc | null {
  const key = code`${propertyName(name)}:`;
  if (type.kind === 'objects') {
    const typed = type.fields.map(wireMember).filter((member) => member !== null);
    if (typed.length > 0) return [key, code` `, braces(typed)];
  }
  const word = wireWord(type);
  return word === null ? null : valueBelow(key, literal(word));
}

function braces(members: readonly Doc[]): Doc {
  return group(code`{`, indent(line, join([code`,`, line], members)), trailingComma, line, code`}`);
}

function brackets(members: readonly Code[]): Doc {
  return group(code`[`, indent(softline, join([code`,`, line], members)), trailingComma, softline, code`]`);
}
