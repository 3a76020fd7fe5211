import type { Stated } from '../../model/source.js';
import { commandIn, commandInPath, commandInQuery } from './command-names.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { readCommandNames } from './hints.js';
import { stated, type Schema } from './schema.js';
import { schemaOf, type Sent } from './sent.js';

/** How the name of a command was found, the surest first; everything from `path` on is a guess. */
export type NameSource = 'stated' | 'example' | 'path' | 'operationId' | 'summary';

/** The commands that an operation stands for. */
export interface Named {
  readonly source: NameSource;
  /** Several only where they are stated. */
  readonly commands: readonly Stated<string>[];
}

/** What names can be found in. */
export interface Nameable {
  /** The operation. */
  readonly at: Cursor;
  /** The path item, whose last step is the path. */
  readonly path: Cursor;
  readonly sent: readonly Sent[];
  /** What a discriminator of the body says. */
  readonly discriminated: readonly Stated<string>[];
}

/**
 * Finds out which commands an operation stands for; what is said first counts:
 *
 * 1. `x-cloudstack-command`;
 * 2. enum or const of the parameter `command`, wherever it stands, or the discriminator of the body;
 * 3. its default, example or pattern, or `command=` in the path;
 * 4. the last part of the path, 5. the operationId, 6. the summary.
 *
 * An enum of many commands that is shared by many operations is narrowed to the one that the rest of them names.
 *
 * @returns `null` when nothing names a command.
 */
export function nameOperation(operation: Nameable, findings: Findings): Named | null {
  const hinted = readCommandNames(operation.at, findings);
  const listed = operation.discriminated.length > 0 ? operation.discriminated : listedNames(operation.sent);
  const said = hinted.length > 0 ? hinted : listed;
  const [only, ...others] = said;
  const guess = shownName(operation) ?? guessedName(operation);
  if (only === undefined) return guess;
  const meant = others.length === 0 || hinted.length > 0 ? undefined : said.find(({ value }) => isSame(value, guess));
  return { source: 'stated', commands: meant === undefined ? said : [meant] };
}

function isSame(name: string, guess: Named | null): boolean {
  return guess?.commands[0]?.value.toLowerCase() === name.toLowerCase();
}

/** Of several, as in query and form, the one that says which values it may have. */
function commandSchema(sent: readonly Sent[]): { readonly command: Sent; readonly schema: Schema | null } | null {
  const commands = sent
    .filter(({ name }) => name.toLowerCase() === 'command')
    .map((command) => ({ command, schema: schemaOf(command) }));
  return commands.find(({ schema }) => namesIn(schema).length > 0) ?? commands[0] ?? null;
}

function listedNames(sent: readonly Sent[]): Stated<string>[] {
  return namesIn(commandSchema(sent)?.schema ?? null);
}

function namesIn(schema: Schema | null): Stated<string>[] {
  if (schema === null) return [];
  const only = stated(schema, 'const');
  const listed = only === null ? (stated(schema, 'enum')?.items() ?? []) : [only];
  const names = new Map<string, Stated<string>>();
  for (const { value, origin } of listed) {
    if (typeof value === 'string' && value.trim() !== '' && !names.has(value)) names.set(value, { value, origin });
  }
  return [...names.values()];
}

/** A name that stands where requests are shown: default, example, pattern, the member of a body's example, the query. */
function shownName({ sent, path }: Nameable): Named | null {
  const found = commandSchema(sent);
  const shown =
    found === null ? [] : [...examplesOf(found.command.at), ...(found.schema?.parts.flatMap(examplesOf) ?? [])];
  if (found?.command.site === null) shown.push(found.command.at);
  for (const { value, origin } of shown) {
    const name = typeof value === 'string' ? /^\^?([A-Za-z]\w*)\$?$/.exec(value.trim())?.[1] : undefined;
    if (name !== undefined) return { source: 'example', commands: [{ value: name, origin }] };
  }
  const inQuery = commandInQuery(path.step);
  return inQuery === null ? null : { source: 'example', commands: [{ value: inQuery, origin: path.origin }] };
}

function examplesOf(at: Cursor): Cursor[] {
  const named = at.member('examples')?.members()[0]?.follow()?.own('value') ?? at.member('examples')?.own(0);
  return [at.own('default'), at.own('example'), named, at.own('pattern')].flatMap((one) => one ?? []);
}

function guessedName({ at, path }: Nameable): Named | null {
  const id = at.text('operationId');
  const summary = at.text('summary');
  const isName = /^\s*\w+(?:\s*\(A\))?\s*$/.test(summary?.value ?? '');
  return (
    guess('path', commandInPath(path.step), path) ??
    guess('operationId', commandIn(id?.value ?? ''), id) ??
    guess('summary', isName ? commandIn(summary?.value ?? '') : null, summary)
  );
}

function guess(source: NameSource, name: string | null, at: { origin: Stated<string>['origin'] } | null): Named | null {
  return name === null || at === null ? null : { source, commands: [{ value: name, origin: at.origin }] };
}
