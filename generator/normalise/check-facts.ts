import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Fact } from '../model/fact.js';
import type { RawShape } from '../model/raw-api.js';
import { remember } from '../model/remember.js';
import type { Described } from './gather.js';
import { nestedShape } from './shapes.js';

/**
 * Reports facts that are about something no document has. One of the user's own is most likely a slip of the pen. Those
 * of the generator speak of all versions of CloudStack, so commands that they name may be missing, and members that came
 * or went with a version: a row has gone stale where its commands are there and none of them has the member.
 */
export function checkFacts(
  builtIn: readonly Fact[],
  overrides: readonly Fact[],
  described: readonly Described[],
  diagnostics: Diagnostics,
): void {
  const byName = new Map(described.map((command) => [command.name, [command]]));
  const commandsOf = (name: string): readonly Described[] => (name === '*' ? described : (byName.get(name) ?? []));
  const fields = fieldsOf([...builtIn, ...overrides]);
  const members = remember((name) => new Set([...membersOf(commandsOf(name)), ...(fields.get(name) ?? [])]));
  const matches = (fact: Fact): boolean => {
    if (isAboutCommand(fact)) return commandsOf(fact.command).length > 0 || correctsName(fact, described);
    return members(fact.command).has(memberOf(fact));
  };
  for (const fact of overrides) {
    if (!matches(fact)) diagnostics.report('override-unmatched', fact.origin, aboutFact(fact));
  }
  const present = builtIn.filter(({ command }) => byName.has(command));
  const good = new Set(present.filter(matches).map(rowOf));
  for (const fact of present) {
    if (!good.has(rowOf(fact))) diagnostics.report('fact-stale', fact.origin, aboutFact(fact));
  }
}

/** The row that the fact was read from: one about several commands is a fact for each. */
function rowOf({ origin: { file, at } }: Fact): string {
  const place = typeof at === 'string' ? at.replace(/\/command\/\d+$/, '') : `${at.line}`;
  return `${file} ${place}`;
}

/** The fields that facts say commands answer, by command. */
function fieldsOf(facts: readonly Fact[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    facts
      .filter((fact): fact is Fact<'result'> => fact.kind === 'result')
      .map(({ command, value }) => [command, (value.fields ?? []).map(({ name }) => `field ${name}`)]),
  );
}

function aboutFact({ kind, command, parameter, field }: Fact): { kind: string; subject: string } {
  const member = parameter ?? field;
  return { kind, subject: member === null ? command : `${command}.${member}` };
}

function isAboutCommand({ parameter, field }: Fact): boolean {
  return parameter === null && field === null;
}

/** A command has the name that the fact gives it, and had another. */
function correctsName({ kind, value }: Fact, described: readonly Described[]): boolean {
  return kind === 'name' && described.some(({ name }) => name === value);
}

/** Servers lower-case the names of parameters; names of fields keep their case. */
function memberOf({ parameter, field }: Fact): string {
  return parameter === null ? `field ${field}` : `parameter ${parameter.toLowerCase()}`;
}

/** Everything that a fact may be about in these commands. Facts about a field hold wherever it stands in the answer. */
function membersOf(commands: readonly Described[]): ReadonlySet<string> {
  const members = new Set<string>();
  const seen = new Set<RawShape>();
  const addFields = (shape: RawShape | null): void => {
    if (shape === null || seen.has(shape)) return;
    seen.add(shape);
    for (const { name, type } of shape.fields) {
      members.add(`field ${name.value}`);
      addFields(nestedShape(type.value));
    }
  };
  for (const { raw } of commands.flatMap(({ sides }) => sides)) {
    for (const { name } of raw.parameters) members.add(`parameter ${name.value.toLowerCase()}`);
    addFields(raw.result?.shape ?? null);
  }
  return members;
}
