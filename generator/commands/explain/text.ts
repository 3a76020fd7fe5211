import type { Places } from '../../diagnostics/places.js';
import { plural } from '../../diagnostics/plural.js';
import type { Command, Entity, Field, Parameter, Result, TypeRef } from '../../model/api-model.js';
import { aspects, type Conflict, type Decision, isAspect } from '../../model/provenance.js';
import { showRule } from '../../model/rules.js';
import { claimLines } from './claims.js';
import type { Subject } from './subject.js';

/** In characters; a grid of names is not wider. */
const width = 100;

/** What was found out about a subject. */
export interface Explained {
  readonly subject: Subject;
  readonly decisions: readonly Decision[];
  /** Conflicts about the subject and about what belongs to it. */
  readonly conflicts: readonly Conflict[];
}

/** The model's view of the subject, then who said what, then what belongs to it; in one screen. */
export function explainText({ subject, decisions, conflicts }: Explained, places: Places): string {
  const lines = [
    ...headOf(subject, places),
    ...claimLines(decisions, places),
    ...absentLines(decisions, conflicts, places),
    ...membersOf(subject),
    ...disputedLines(decisions, conflicts),
  ];
  return `${lines.join('\n')}\n`;
}

function headOf(subject: Subject, places: Places): readonly string[] {
  switch (subject.kind) {
    case 'command':
      return commandHead(subject.command);
    case 'parameter':
      return parameterHead(subject.command, subject.parameter, subject.field, places);
    case 'entity':
      return [subject.entity.name, prose(subject.entity), ''];
    case 'field':
      return fieldHead(subject.entity, subject.field);
  }
}

function commandHead(command: Command): readonly string[] {
  const { name, execution, method, group, result, envelope, since, deprecated } = command;
  const notes = [since === null ? [] : [`since ${since}`], deprecated === null ? [] : [`deprecated: ${deprecated}`]];
  return [
    `${name}  ${execution}, ${method}, in the group ${group}`,
    prose(command),
    `  answers ${showResult(result)} in "${envelope}"`,
    ...notes.flat().map((note) => `  ${note}`),
    '',
  ];
}

function parameterHead(
  { name }: Command,
  parameter: Parameter,
  field: string | null,
  places: Places,
): readonly string[] {
  const { maxLength, since, sensitive, alsoAccepts, constraints } = parameter;
  const notes = [
    maxLength === null ? null : `at most ${maxLength} characters`,
    since === null ? null : `since ${since}`,
    sensitive ? 'never logged' : null,
    alsoAccepts.length === 0 ? null : `also takes ${alsoAccepts.join(', ')}`,
    field === null ? null : `the answer has a field of that name: explain ${field}`,
  ].filter((note) => note !== null);
  return [
    `${name}.${parameter.name}  ${parameter.required ? 'required' : 'optional'}  ${showType(parameter.type)}`,
    prose(parameter),
    ...notes.map((note) => `  ${note}`),
    ...constraints.flatMap((one) => [`  ${showRule(one)}`, `    stated at ${places.print(one.origin)}`]),
    '',
  ];
}

function fieldHead({ name }: Entity, field: Field): readonly string[] {
  const presence = field.always ? 'always there' : 'may be missing';
  const deprecated = field.deprecated === null ? [] : [`  deprecated: ${field.deprecated}`];
  return [`${name}.${field.name}  ${presence}  ${showType(field.type)}`, prose(field), ...deprecated, ''];
}

function prose({ description }: { readonly description: string | null }): string {
  return `  ${description ?? 'No document describes it.'}`;
}

/** Documents that could know the subject, and do not. */
function absentLines(
  decisions: readonly Decision[],
  conflicts: readonly Conflict[],
  places: Places,
): readonly string[] {
  const subject = decisions[0]?.subject;
  const lonely = conflicts.filter((conflict) => conflict.subject === subject && !isAspect(conflict.kind));
  return lonely.flatMap(({ claims }) =>
    claims
      .filter(({ value }) => value === 'absent')
      .map(({ by, origin }) => `  not in ${by}${origin === null ? '' : `  ${places.print(origin)}`}`),
  );
}

function membersOf(subject: Subject): readonly string[] {
  if (subject.kind === 'command') {
    const { name, parameters } = subject.command;
    const [required, optional] = [true, false].map((flag) => parameters.filter((one) => one.required === flag));
    return [
      ...(parameters.length === 0 ? ['', '  no parameters'] : []),
      ...membersUnder('required parameters', required ?? []),
      ...membersUnder('optional parameters', optional ?? []),
      ...(parameters.length === 0 ? [] : ['', `  more of each: explain ${name}.${parameters[0]?.name ?? ''}`]),
    ];
  }
  if (subject.kind !== 'entity') return [];
  const { entity, commands } = subject;
  return [...membersUnder('fields', entity.fields), '', ...grid(`answered by`, commands)];
}

function membersUnder(
  title: string,
  members: readonly { readonly name: string; readonly type: TypeRef }[],
): readonly string[] {
  if (members.length === 0) return [];
  const longest = Math.max(...members.map(({ name }) => name.length));
  return [
    '',
    ...grid(
      title,
      members.map(({ name, type }) => `${name.padEnd(longest)}  ${briefType(type)}`),
    ),
  ];
}

/** Cells in as many columns as fit, one below the other. */
function grid(title: string, cells: readonly string[]): readonly string[] {
  const cell = Math.max(0, ...cells.map(({ length }) => length)) + 2;
  const columns = Math.max(1, Math.floor((width - 4) / cell));
  const height = Math.ceil(cells.length / columns);
  const rows = Array.from({ length: height }, (_, row) =>
    cells.filter((__, index) => index % height === row).map((text) => text.padEnd(cell)),
  );
  return [`  ${title}`, ...rows.map((row) => `    ${row.join('').trimEnd()}`)];
}

/** What documents contradict each other in among the members. */
function disputedLines(decisions: readonly Decision[], conflicts: readonly Conflict[]): readonly string[] {
  const subject = decisions[0]?.subject ?? '';
  const inside = conflicts.filter((conflict) => conflict.subject !== subject);
  const disputed = new Map<string, string[]>();
  for (const { subject: one, kind } of inside) {
    if (!isAspect(kind)) continue;
    const name = one.slice(subject.length + 1);
    disputed.set(name, [...(disputed.get(name) ?? []), aspects[kind][0]]);
  }
  const names = [...disputed].map(([name, kinds]) => `${name} (${kinds.join(', ')})`);
  return [
    ...(names.length === 0 ? [] : ['', `  documents disagree on ${names.join(', ')}`]),
    ...lonelyLines(inside.filter(({ kind }) => !isAspect(kind))),
  ];
}

function lonelyLines(conflicts: readonly Conflict[]): readonly string[] {
  const knowers = [...new Set(conflicts.map(({ claims }) => claims[0]?.by ?? ''))];
  const countOf = (by: string): number => conflicts.filter(({ claims }) => claims[0]?.by === by).length;
  return knowers.map((by) => `  ${plural(countOf(by), 'parameter is', 'parameters are')} known to ${by} alone`);
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

/** A type in one or two words. */
function briefType(type: TypeRef): string {
  switch (type.kind) {
    case 'enum':
      return `one of ${type.values.length}`;
    case 'array':
      return `list of ${briefType(type.items)}`;
    case 'objects':
      return 'list of objects';
    case 'map':
      return 'map';
    default:
      return showType(type);
  }
}

function showType(type: TypeRef): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'enum':
      return `one of ${type.values.join(', ')}${type.open ? ', or another' : ''}`;
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
