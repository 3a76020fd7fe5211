import type { Entity, Field } from '../model/api-model.js';
import type { Claim } from '../model/provenance.js';
import type { RawField, RawShape, RawType } from '../model/raw-api.js';
import type { DocumentFormat } from '../model/source.js';
import type { Arbiter } from './arbiter.js';
import { longest } from './gather.js';
import { nounOf, pascal, singular } from './names.js';
import { nestedShape, signatureOf } from './shapes.js';
import { sortedBy } from './sort.js';
import { fieldType } from './types.js';

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
}

/** Commands, or fields, that answer one and the same thing. */
interface Cluster {
  readonly name: string;
  /** The command whose facts and descriptions count first. */
  readonly commands: readonly string[];
  readonly shapes: readonly SideShape[];
}

/** Every entity, and which of them each command answers. */
export interface Entities {
  readonly entities: readonly Entity[];
  readonly byCommand: ReadonlyMap<string, string>;
}

/**
 * Makes one entity of every distinct shape. Commands belong together when their strongest documents describe equal
 * shapes or name the same schema; weaker documents add the fields that only they know.
 */
export function buildEntities(answers: readonly Answer[], arbiter: Arbiter): Entities {
  const clusters = clusterAnswers(answers, arbiter);
  const byCommand = new Map(clusters.flatMap(({ name, commands }) => commands.map((command) => [command, name])));
  const builder = new EntityBuilder(clusters, byCommand, arbiter);
  return { entities: builder.build(), byCommand };
}

function clusterAnswers(answers: readonly Answer[], arbiter: Arbiter): readonly Cluster[] {
  const groups = linkedGroups(answers);
  const named = groups.map((group) => {
    const ordered = sortedBy(group, ({ command }) => (command.startsWith('list') ? ' ' : '') + command);
    const settled = settledName(ordered, arbiter);
    return { ordered, settled, base: settled ?? baseName(ordered, arbiter) };
  });
  // A fact has the first claim on a name, then a list command; another shape takes its command's whole name.
  const owners = new Map<string, readonly Answer[]>();
  const ranked = sortedBy(named, ({ ordered: [first], settled }) => (settled === null ? '' : ' ') + rankOf(first));
  for (const { ordered, base } of ranked) {
    if (!owners.has(base.toLowerCase())) owners.set(base.toLowerCase(), ordered);
  }
  return named.map(({ ordered, settled, base }) => {
    // Two facts that settle one name for two things are left to be reported.
    const keeps = settled !== null || owners.get(base.toLowerCase()) === ordered;
    const name = keeps ? base : `${pascal(ordered[0]?.command ?? base)}Result`;
    return { name, commands: ordered.map(({ command }) => command), shapes: distinctShapes(ordered) };
  });
}

function rankOf(answer: Answer | undefined): string {
  const command = answer?.command ?? '';
  return (command.startsWith('list') ? ' ' : '') + command;
}

function settledName(ordered: readonly Answer[], { facts }: Arbiter): string | null {
  const found = ordered.map(({ command }) => facts.value('entity', command));
  return found.find((name) => name !== null) ?? null;
}

/**
 * From the list command, else from the schema's own name, else from a fact that remembers what the list command would
 * say, else from the first command's noun.
 */
function baseName(ordered: readonly Answer[], { facts }: Arbiter): string {
  const [first] = ordered;
  if (first === undefined) return 'Unnamed';
  if (first.command.startsWith('list')) return nounOf(first.command);
  const schema = ordered.flatMap(({ shapes }) => shapes).find(({ shape }) => shape.name !== null)?.shape.name ?? null;
  if (schema !== null) return pascal(schema);
  const remembered = ordered.map(({ command }) => facts.claim('entity', command, null, 'fallback')?.value ?? null);
  return remembered.find((name) => name !== null) ?? nounOf(first.command);
}

/** Groups of answers that share a link, directly or through others. */
function linkedGroups(answers: readonly Answer[]): readonly (readonly Answer[])[] {
  const known = new Set(answers.map(({ command }) => command));
  const groupOf = new Map<string, Answer[]>();
  for (const answer of answers) {
    const links = linksOf(answer, known);
    const joined = new Set(links.map((link) => groupOf.get(link)).filter((group) => group !== undefined));
    const group = [...joined].flat();
    group.push(answer);
    for (const member of group) for (const link of linksOf(member, known)) groupOf.set(link, group);
  }
  return [...new Set(groupOf.values())];
}

function linksOf(answer: Answer, known: ReadonlySet<string>): readonly string[] {
  if (answer.like !== null && known.has(answer.like)) return [`command ${answer.like}`];
  const [strongest] = answer.shapes;
  const signature = strongest === undefined ? '' : signatureOf(strongest.shape);
  const own = signature === '' ? nounOf(answer.command) : signature;
  return [
    `command ${answer.command}`,
    `${strongest?.by ?? ''} ${own}`,
    ...answer.shapes.filter(({ shape }) => shape.name !== null).map(({ by, shape }) => `${by} schema ${shape.name}`),
  ];
}

/** One shape of each kind: equal ones say nothing new. Wrongly described commands (`like`) do not speak. */
function distinctShapes(ordered: readonly Answer[]): readonly SideShape[] {
  const speaking = ordered.filter(({ like }) => like === null);
  const distinct = new Map<string, SideShape>();
  for (const side of (speaking.length > 0 ? speaking : ordered).flatMap(({ shapes }) => shapes)) {
    const key = `${side.by} ${signatureOf(side.shape)}`;
    if (!distinct.has(key)) distinct.set(key, side);
  }
  return [...distinct.values()];
}

/** What one document says of a field. */
interface FieldSide {
  readonly by: DocumentFormat;
  readonly field: RawField;
}

/** Fields by name; a weaker document's name that differs only in case means the stronger one's field. */
function gatherFields(shapes: readonly SideShape[]): ReadonlyMap<string, readonly FieldSide[]> {
  const fields = new Map<string, FieldSide[]>();
  const spellings = new Map<string, { readonly name: string; readonly by: DocumentFormat }>();
  for (const { by, shape } of shapes) {
    const own = new Set(shape.fields.map(({ name }) => name.value));
    for (const field of sortedBy(shape.fields, ({ name }) => name.value)) {
      const { value } = field.name;
      const spelled = spellings.get(value.toLowerCase());
      const isOther = spelled === undefined || spelled.by === by || fields.has(value) || own.has(spelled.name);
      const name = isOther ? value : spelled.name;
      if (spelled === undefined) spellings.set(value.toLowerCase(), { name, by });
      const known = fields.get(name) ?? [];
      known.push({ by, field });
      fields.set(name, known);
    }
  }
  return fields;
}

class EntityBuilder {
  readonly #arbiter: Arbiter;
  readonly #queue: Cluster[];
  /** Names of entities by the shapes and schema names that mean them. */
  readonly #names = new Map<string, string>();
  readonly #taken: Set<string>;
  readonly #byCommand: ReadonlyMap<string, string>;

  constructor(clusters: readonly Cluster[], byCommand: ReadonlyMap<string, string>, arbiter: Arbiter) {
    this.#arbiter = arbiter;
    this.#byCommand = byCommand;
    this.#queue = sortedBy(clusters, ({ name }) => name);
    this.#taken = new Set(clusters.map(({ name }) => name));
    for (const { name, shapes } of clusters) for (const side of shapes) this.#remember(side, name);
  }

  build(): readonly Entity[] {
    const entities: Entity[] = [];
    for (let cluster = this.#queue.shift(); cluster !== undefined; cluster = this.#queue.shift()) {
      entities.push(this.#entity(cluster));
    }
    return sortedBy(entities, ({ name }) => name);
  }

  #entity(cluster: Cluster): Entity {
    // In this order nested things get their names, which must not depend on the order in a document.
    const fields = sortedBy(gatherFields(cluster.shapes), ([name]) => name).map(([, sides]) =>
      this.#field(cluster, sides),
    );
    return {
      name: cluster.name,
      description: cluster.shapes.find(({ shape }) => shape.description !== null)?.shape.description ?? null,
      fields,
      origin: cluster.shapes.map(({ shape }) => shape.origin),
    };
  }

  #field(cluster: Cluster, sides: readonly FieldSide[]): Field {
    const name = this.#spelling(cluster, sides);
    const { facts } = this.#arbiter;
    const command =
      cluster.commands.find((one) => facts.value('type', one, { field: name }) !== null) ?? cluster.commands[0] ?? '*';
    const stated: Claim<RawType>[] = sides.map(({ by, field }) => ({
      value: field.type.value,
      by,
      origin: field.type.origin,
    }));
    const by = sides[0]?.by ?? 'listapis';
    const like = facts.value('type', command, { field: name })?.like ?? null;
    const nested = (raw: RawType) =>
      like === null ? this.#nested(by, raw, cluster, name) : (this.#byCommand.get(like) ?? null);
    return {
      name,
      type: fieldType({ command, name, subject: `${cluster.name}.${name}` }, stated, this.#arbiter, nested),
      always: facts.value('required', command, { field: name }) ?? sides.some(({ field }) => field.required),
      description: longest(sides.map(({ field }) => field.description)),
      origin: sides.map(({ field }) => field.name.origin),
    };
  }

  /** Names of fields are taken letter by letter, so where documents differ in case one of them is wrong. */
  #spelling(cluster: Cluster, sides: readonly FieldSide[]): string {
    const spelled = sides.map(({ by, field: { name } }) => ({ value: name.value, by, origin: name.origin }));
    const [first] = spelled;
    if (first === undefined || spelled.every(({ value }) => value === first.value)) return first?.value ?? '';
    return this.#arbiter.decide(`${cluster.name}.${first.value}`, 'spelling', spelled) ?? first.value;
  }

  /** Name of the entity that a described object inside another one is; a new one is queued to be built. */
  #nested(by: DocumentFormat, raw: RawType, owner: Cluster, field: string): string | null {
    const shape = nestedShape(raw);
    if (shape === null) return null;
    const side = { by, shape };
    const known = this.#keys(side)
      .map((key) => this.#names.get(key))
      .find((name) => name !== undefined);
    if (known !== undefined) return known;
    const name = this.#nestedName(shape, owner, field);
    this.#taken.add(name);
    this.#remember(side, name);
    this.#queue.push({ name, commands: owner.commands, shapes: [side] });
    return name;
  }

  #nestedName(shape: RawShape, owner: Cluster, field: string): string {
    const fact = owner.commands
      .map((command) => this.#arbiter.facts.value('entity', command, { field }))
      .find((name) => name !== null);
    const own = fact ?? (shape.name === null ? null : pascal(shape.name));
    return own !== null && !this.#taken.has(own) ? own : owner.name + this.#arbiter.facts.capitalised(singular(field));
  }

  #remember(side: SideShape, name: string): void {
    for (const key of this.#keys(side)) if (!this.#names.has(key)) this.#names.set(key, name);
  }

  /** An empty shape with a name stands for a schema that is being described further up. */
  #keys({ by, shape }: SideShape): readonly string[] {
    const signature = signatureOf(shape);
    return [
      ...(shape.name === null ? [] : [`${by} schema ${shape.name}`]),
      ...(signature === '' ? [] : [`${by} ${signature}`]),
    ];
  }
}
