import { InputError } from '../diagnostics/diagnostics.js';
import { nearest } from '../diagnostics/nearest.js';
import { Places } from '../diagnostics/places.js';
import { printable } from '../diagnostics/printable.js';
import { readModel } from '../generate.js';
import type { ApiModel, Command, Parameter, Result, TypeRef } from '../model/api-model.js';
import type { Decision } from '../model/provenance.js';
import { readOptions, type Typed } from './flags.js';
import { isRefused, refusal } from './strict.js';
import type { Outcome, Terminal } from './verb.js';

/** Prints the model's view of a command or of one of its parameters, with who said what and where. */
export async function runExplain(typed: Typed, { out, diagnostics }: Terminal): Promise<Outcome> {
  const [subject, ...documents] = typed.rest;
  if (subject === undefined) diagnostics.report('argument-missing', null, { verb: 'explain', argument: 'a command' });
  diagnostics.stopIfErrors();
  const options = readOptions({ ...typed, rest: documents }, diagnostics);
  const { model, decisions } = await readModel(options, diagnostics);
  const found = find(model, subject ?? '');
  if ('meant' in found) {
    diagnostics.report('command-not-found', null, { name: subject ?? '', meant: found.meant });
    throw new InputError();
  }
  const { command, parameter } = found;
  const about = decisions.filter((decision) => decision.subject === subject);
  const places = new Places(diagnostics.texts);
  const text =
    parameter === null ? explainCommand(command, about, places) : explainParameter(command, parameter, about, places);
  if (!typed.flags.has('json')) out(text.split('\n').map(printable).join('\n'));
  const refused = isRefused(typed, diagnostics);
  return {
    exitCode: refused ? 1 : 0,
    disk: `${refused ? `${refusal} ` : ''}Nothing was written.`,
    report: { subject, command: parameter ?? command, decisions: about },
  };
}

type Found = { readonly command: Command; readonly parameter: Parameter | null } | { readonly meant: string | null };

function find(model: ApiModel, subject: string): Found {
  const [name = '', ...rest] = subject.split('.');
  const command = model.commands.find((one) => one.name === name);
  if (command === undefined)
    return {
      meant: nearest(
        name,
        model.commands.map((one) => one.name),
      ),
    };
  if (rest.length === 0) return { command, parameter: null };
  const wanted = rest.join('.');
  const parameter = command.parameters.find((one) => one.name === wanted);
  if (parameter !== undefined) return { command, parameter };
  const meant = nearest(
    wanted,
    command.parameters.map((one) => one.name),
  );
  return { meant: meant === null ? null : `${name}.${meant}` };
}

function explainCommand(command: Command, decisions: readonly Decision[], places: Places): string {
  const width = Math.max(0, ...command.parameters.map(({ name }) => name.length));
  return [
    `${command.name}  ${command.execution}, ${command.method}, in the group ${command.group}`,
    `  ${command.description ?? 'No document describes it.'}`,
    `  answers ${showResult(command.result)} in "${command.envelope}"`,
    '',
    ...claimLines(decisions, places),
    '',
    command.parameters.length === 0 ? '  no parameters' : '  parameters',
    ...command.parameters.map(
      ({ name, type, required }) =>
        `    ${name.padEnd(width)}  ${required ? 'required' : 'optional'}  ${showType(type)}`,
    ),
    '',
  ].join('\n');
}

function explainParameter(
  { name }: Command,
  parameter: Parameter,
  decisions: readonly Decision[],
  places: Places,
): string {
  const notes = [
    parameter.maxLength === null ? null : `at most ${parameter.maxLength} characters`,
    parameter.since === null ? null : `since ${parameter.since}`,
    parameter.sensitive ? 'never logged' : null,
    ...parameter.constraints.map(({ kind, parameters }) => `${kind} ${parameters.join(', ')}`),
  ].filter((note) => note !== null);
  return [
    `${name}.${parameter.name}  ${parameter.required ? 'required' : 'optional'}  ${showType(parameter.type)}`,
    `  ${parameter.description ?? 'No document describes it.'}`,
    ...notes.map((note) => `  ${note}`),
    ...parameter.constraints.map(({ origin }) => `    stated at ${places.print(origin)}`),
    '',
    ...claimLines(decisions, places),
    '',
  ].join('\n');
}

/** One line per claim: the first of each aspect is the one that counts. */
function claimLines(decisions: readonly Decision[], places: Places): readonly string[] {
  const aspects = Math.max(0, ...decisions.map(({ aspect }) => aspect.length));
  const values = Math.min(
    40,
    Math.max(0, ...decisions.flatMap(({ claims }) => claims.map(({ value }) => value.length))),
  );
  return decisions.flatMap(({ aspect, claims }) =>
    claims.map(({ value, by, origin, reason }, index) => {
      const label = (index === 0 ? aspect : '').padEnd(aspects);
      const mark = index === 0 ? '=' : ' ';
      const place = origin === null ? '' : `  ${places.print(origin)}`;
      return `  ${label} ${mark} ${value.padEnd(values)}  ${by.padEnd(8)}${place}${reason ? `  ${reason}` : ''}`.trimEnd();
    }),
  );
}

function showResult(result: Result): string {
  switch (result.kind) {
    case 'entity':
      return result.key === null ? `${result.entity}, flat` : `${result.entity} under "${result.key}"`;
    case 'list':
      return `a list of ${result.entity} under "${result.key}"${result.paged ? ', in pages' : ''}`;
    case 'success':
      return 'success';
    case 'unknown':
      return 'something that no document describes';
  }
}

function showType(type: TypeRef): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'enum':
      return `one of ${type.values.join(', ')}`;
    case 'array':
      return `list of ${showType(type.items)}`;
    case 'objects':
      return `list of { ${type.fields.map(({ name }) => name).join(', ')} }, indexed`;
    case 'map':
      return `map, written as ${type.encoding}`;
    case 'entity':
      return type.entity;
    case 'unknown':
      return 'unknown';
  }
}
