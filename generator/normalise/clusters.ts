import type { Claim } from '../model/provenance.js';
import type { RawShape } from '../model/raw-api.js';
import type { DocumentFormat, Origin } from '../model/source.js';
import type { Arbiter } from './arbiter.js';
import { byPrecedence } from './gather.js';
import { nounOf, pascal } from './names.js';
import { schemaLinks, signatureOf } from './shapes.js';
import { sortedBy } from './sort.js';

/** A command that answers a described thing. */
export interface Answer {
  readonly command: string;
  /** The shape as each document has it, the strongest first. */
  readonly shapes: readonly SideShape[];
  /** A command that answers the same thing; its shapes then count instead. */
  readonly like: string | null;
}

export interface SideShape {
  readonly by: DocumentFormat;
  readonly shape: RawShape;
  /** Where the command's own description of it stands: documents, and parsers, describe equal answers once. */
  readonly at: Origin;
}

/** Commands, or fields, that answer one and the same thing. */
export interface Cluster {
  readonly name: string;
  /** The command whose facts and descriptions count first. */
  readonly commands: readonly string[];
  readonly shapes: readonly SideShape[];
  /** Shapes equal to those above, at other places; gathered only where somebody will ask for all places. */
  readonly equal: readonly SideShape[];
}

/** Brings together the commands that answer the same thing, and names that thing. */
export function clusterAnswers(answers: readonly Answer[], arbiter: Arbiter): readonly Cluster[] {
  const groups = linkedGroups(answers);
  const named = groups.map((group) => {
    const ordered = sortedBy(group, ({ command }) => rankOf(command));
    const settled = settledName(ordered, arbiter);
    return { ordered, settled, base: settled ?? baseName(ordered, arbiter) };
  });
  // A fact has the first claim on a name, then a list command; another shape takes its command's whole name.
  const owners = new Map<string, readonly Answer[]>();
  const ranked = sortedBy(
    named,
    ({ ordered: [first], settled }) => (settled === null ? '' : ' ') + rankOf(first?.command ?? ''),
  );
  for (const { ordered, base } of ranked) {
    if (!owners.has(base.value.toLowerCase())) owners.set(base.value.toLowerCase(), ordered);
  }
  return named.map(({ ordered, settled, base }) => {
    // Two facts that settle one name for two things are left to be reported.
    const keeps = settled !== null || owners.get(base.value.toLowerCase()) === ordered;
    const name = keeps ? base : ruled(`${pascal(ordered[0]?.command ?? base.value)}Result`);
    if (arbiter.remembers) rememberName(name, ordered, arbiter);
    const shapes = distinctShapes(ordered);
    return {
      name: name.value,
      commands: ordered.map(({ command }) => command),
      shapes,
      equal: arbiter.remembers ? speaking(ordered).filter((side) => !shapes.includes(side)) : [],
    };
  });
}

/** Who named the entity, which commands answer it, and where documents say so. */
function rememberName(name: Claim<string>, ordered: readonly Answer[], arbiter: Arbiter): void {
  arbiter.note(name.value, 'entity', [name]);
  const answers = ordered.flatMap(({ command, shapes }) =>
    shapes.map(({ by, at }) => ({ value: command, by, origin: at })),
  );
  arbiter.note(name.value, 'answer', answers);
  for (const { command, shapes } of ordered) {
    const places = shapes.map(({ by, at }) => ({ value: name.value, by, origin: at }));
    arbiter.note(command, 'entity', name.by === 'rule' ? places : [name, ...places]);
  }
}

/** List commands first: they have the best name for what they answer. */
function rankOf(command: string): string {
  return (command.startsWith('list') ? ' ' : '') + command;
}

/** A user's own name counts first, then one that a document settles, then a fact of ours. */
function settledName(ordered: readonly Answer[], { facts }: Arbiter): Claim<string> | null {
  const fact = facts.claimOfAny('entity', namesOf(ordered), null);
  if (fact !== null && fact.by !== 'fact') return fact;
  const stated = ordered.flatMap(({ shapes }) =>
    shapes.flatMap(({ by, shape: { entity, origin } }) =>
      entity === undefined ? [] : [{ value: entity, by, origin }],
    ),
  );
  return stated[0] ?? fact;
}

/**
 * From the list command, else from the schema's own name, else from a fact that remembers what the list command would
 * say, else from the first command's noun.
 */
function baseName(ordered: readonly Answer[], { facts }: Arbiter): Claim<string> {
  const [first] = ordered;
  if (first === undefined) return ruled('Unnamed');
  if (first.command.startsWith('list')) return ruled(nounOf(first.command));
  const schemas = ordered.flatMap(({ shapes }) =>
    shapes.flatMap(({ by, shape: { name, origin } }) => (name === null ? [] : [{ value: pascal(name), by, origin }])),
  );
  const remembered = facts.claimOfAny('entity', namesOf(ordered), null, 'fallback');
  return schemas[0] ?? remembered ?? ruled(nounOf(first.command));
}

function namesOf(answers: readonly Answer[]): readonly string[] {
  return answers.map(({ command }) => command);
}

function ruled(value: string): Claim<string> {
  return { value, by: 'rule', origin: null };
}

/** Groups of answers that share a link, directly or through others. */
function linkedGroups(answers: readonly Answer[]): readonly (readonly Answer[])[] {
  const known = new Set(answers.map(({ command }) => command));
  const groupOf = new Map<string, Group>();
  for (const answer of answers) {
    const links = linksOf(answer, known);
    const joined = new Set(links.flatMap((link) => groupOf.get(link) ?? []));
    const [first = { answers: [], links: [] }, ...others] = joined;
    for (const other of others) {
      first.answers.push(...other.answers);
      first.links.push(...other.links);
      for (const link of other.links) groupOf.set(link, first);
    }
    first.answers.push(answer);
    first.links.push(...links);
    for (const link of links) groupOf.set(link, first);
  }
  return [...new Set(groupOf.values())].map((group) => group.answers);
}

interface Group {
  readonly answers: Answer[];
  readonly links: string[];
}

function linksOf(answer: Answer, known: ReadonlySet<string>): readonly string[] {
  if (answer.like !== null && known.has(answer.like)) return [`command ${answer.like}`];
  const [strongest] = answer.shapes;
  const signature = strongest === undefined ? '' : signatureOf(strongest.shape);
  const own = signature === '' ? nounOf(answer.command) : signature;
  return [
    `command ${answer.command}`,
    // What is an entity of its own is not another one that looks like it.
    ...(strongest?.shape.entity === undefined ? [`${strongest?.by ?? ''} ${own}`] : []),
    ...answer.shapes.flatMap(({ by, shape }) => schemaLinks(shape).map((link) => `${by} ${link}`)),
  ];
}

/** One shape of each kind, those of stronger documents first: equal ones say nothing new. */
function distinctShapes(ordered: readonly Answer[]): readonly SideShape[] {
  const distinct = new Map<string, SideShape>();
  for (const side of speaking(ordered)) {
    const key = `${side.by} ${signatureOf(side.shape)}`;
    if (!distinct.has(key)) distinct.set(key, side);
  }
  return [...distinct.values()].sort(byPrecedence);
}

/** Wrongly described commands (`like`) do not speak. */
function speaking(ordered: readonly Answer[]): readonly SideShape[] {
  const described = ordered.filter(({ like }) => like === null);
  return (described.length > 0 ? described : ordered).flatMap(({ shapes }) => shapes);
}
