import type { Parameter, TypeRef } from '../../model/api-model.js';
import type { Code, View } from '../../model/file-plan.js';
import { reservedWords } from '../../model/reserved-words.js';
import { code, identifier, literal, propertyName } from '../code.js';
import type { PlannedCommand } from '../command.js';
import { type Doc, group, indent, join, line, print, trailingComma, valueBelow } from '../layout.js';
import { groupNames } from '../names.js';

/** A command in use: awaited for a page or a job, as a list that is iterated, and checked before it is sent. */
export function sampleView(planned: PlannedCommand): View {
  const { names, mode } = planned;
  const call = callOf(planned);
  const variable = code`const ${mode === 'list' ? code`page` : code`job`} =`;
  const awaited: Doc = [code`await `, call, code`;`];
  return {
    name: names.name,
    checked: print([code`validators.${names.name}.params.parse(`, argumentOf(planned), code`);`]),
    awaited: print(given(planned).length === 0 ? valueBelow(variable, awaited) : [variable, code` `, awaited]),
    iterated: print([code`for await (const item of `, call, code`) {`]),
  };
}

/** Whether a command only looks: some that make things answer a list as well. */
export function isListing({ command, mode }: PlannedCommand): boolean {
  return mode === 'list' && /^(?:list|search)/.test(command.name);
}

/** What a group is there for: a list of it, and what makes or changes it; a line each, with what is answered. */
export function groupSamples(commands: readonly PlannedCommand[]): readonly View[] {
  const lists = commands.filter(isListing);
  const deeds = commands.filter(({ command }) => deedVerbs.includes(verbOf(command.name)));
  const found = [best(lists), best(deeds)].filter((command) => command !== null);
  const samples = found.length > 0 ? found : [best(commands)].filter((command) => command !== null);
  return samples.map((command) => ({
    call: print([code`await `, callOf(command), code`;`]),
    answer: answerOf(command),
  }));
}

/**
 * The command that shows best what the others are like: the one that needs least of those with the most telling verb.
 * One whose parameters cannot be written down as a sample is never chosen.
 */
export function best(commands: readonly PlannedCommand[]): PlannedCommand | null {
  const byRank = new Map<number, PlannedCommand[]>();
  for (const command of commands) {
    const rank = rankOf(command);
    const equals = byRank.get(rank);
    if (equals === undefined) byRank.set(rank, [command]);
    else equals.push(command);
  }
  // Parameters are looked at only where a sample may come from.
  for (const rank of [...byRank.keys()].sort((a, b) => a - b)) {
    const found = (byRank.get(rank) ?? [])
      .map((planned) => ({ planned, needs: required(planned.command.parameters) }))
      .filter(({ needs }) => needs.every(isPlain))
      .sort((a, b) => a.needs.length - b.needs.length);
    if (found[0] !== undefined) return found[0].planned;
  }
  return null;
}

/** Verbs that make something come first, then those that bring it to use. */
const deedVerbs = 'deploy create register add start associate attach upload reserve assign enable update'.split(' ');
const verbs = [...deedVerbs, 'list', 'get'];

function verbOf(name: string): string {
  return /^[a-z]*/.exec(name)?.[0] ?? '';
}

/** The lower the better: the group's own thing before others, telling verbs before others. */
function rankOf({ command }: PlannedCommand): number {
  const verb = verbOf(command.name);
  const noun = command.name.slice(verb.length).toLowerCase();
  const isOwn = noun.replace(/s$/, '') === command.group.toLowerCase().replace(/s$/, '');
  const place = verbs.indexOf(verb);
  return (isOwn ? 0 : verbs.length + 1) + (place < 0 ? verbs.length : place);
}

function answerOf({ mode, resultType }: PlannedCommand): Code {
  return { sync: resultType, async: code`Job<${resultType}>`, list: code`{ items: ${resultType}[], count }` }[mode];
}

function callOf(planned: PlannedCommand): Doc {
  const { property } = groupNames(planned.command.group);
  const parameters = given(planned).length === 0 ? [] : argumentOf(planned);
  return [code`cloudstack.${property}.${planned.names.name}(`, parameters, code`)`];
}

function argumentOf(planned: PlannedCommand): Doc {
  const members = given(planned);
  if (members.length === 0) return code`{}`;
  return group(code`{`, indent(line, join([code`,`, line], members)), trailingComma, line, code`}`);
}

/** What has to be given, and one of those of which one has to be. */
function given({ command }: PlannedCommand): readonly Doc[] {
  return required(command.parameters).map(({ name, type }) => memberOf(name, type));
}

function required(parameters: readonly Parameter[]): readonly Parameter[] {
  const names = new Set(
    parameters.flatMap(({ constraints }) =>
      constraints.flatMap((one) =>
        one.kind === 'exactlyOneOf' || one.kind === 'atLeastOneOf' ? one.parameters.slice(0, 1) : [],
      ),
    ),
  );
  return parameters.filter((parameter) => parameter.required || names.has(parameter.name));
}

function isPlain({ name, type }: Parameter): boolean {
  return isVariable(name) && valueOf(name, type) !== null;
}

/** Whether a variable can have the name: nothing odd may stand in a block of markdown. */
function isVariable(name: string): boolean {
  return propertyName(name) === name && !reservedWords.has(name);
}

function memberOf(name: string, type: TypeRef): Doc {
  const value = valueOf(name, type) ?? identifier(name);
  return value === name ? value : [code`${propertyName(name)}: `, value];
}

/** A value of a type: a variable where a text stands, named like the parameter; `null` where nothing can be said. */
function valueOf(name: string, type: TypeRef): Doc | null {
  switch (type.kind) {
    case 'scalar':
      return type.scalar === 'boolean' ? literal(true) : isText(type.scalar) ? identifier(name) : literal(1);
    case 'enum':
      return literal(type.values[0] ?? '');
    case 'array':
      return listOf(valueOf(singular(name), type.items));
    case 'map':
      return code`{ key: 'value' }`;
    case 'objects':
    case 'entity':
    case 'unknown':
      return null;
  }
}

function isText(scalar: Extract<TypeRef, { kind: 'scalar' }>['scalar']): boolean {
  return scalar === 'string' || scalar === 'id' || scalar === 'date';
}

function listOf(item: Doc | null): Doc | null {
  return item === null ? null : [code`[`, item, code`]`];
}

function singular(name: string): string {
  const one = name.replace(/s$/, '');
  return isVariable(one) ? one : name;
}
