import type { Entity, Field } from '../model/api-model.js';
import type { RawShape, RawType } from '../model/raw-api.js';
import type { Arbiter } from './arbiter.js';
import { type Answer, type Cluster, clusterAnswers, type SideShape } from './clusters.js';
import { type DescribedField, gatherFields, mergeField } from './fields.js';
import { pascal, singular } from './names.js';
import { nestedShape, signatureOf } from './shapes.js';
import { sortedBy } from './sort.js';

/** Every entity, and which of them each command answers. */
export interface Entities {
  readonly entities: readonly Entity[];
  readonly byCommand: ReadonlyMap<string, string>;
}

/**
 * Makes one entity of every distinct shape. Commands belong together when their strongest documents describe equal
 * shapes or are of one schema; weaker documents add the fields that only they know.
 */
export function buildEntities(answers: readonly Answer[], arbiter: Arbiter): Entities {
  const clusters = clusterAnswers(answers, arbiter);
  const byCommand = new Map(clusters.flatMap(({ name, commands }) => commands.map((command) => [command, name])));
  const builder = new EntityBuilder(clusters, byCommand, arbiter);
  for (const answer of answers) builder.place(answer);
  return { entities: builder.build(), byCommand };
}

class EntityBuilder {
  readonly #arbiter: Arbiter;
  readonly #queue: Cluster[];
  /** Names of entities by the shapes and schemas that mean them. */
  readonly #names = new Map<string, string>();
  /** Entities by their names in the versions of a document, with the fields that these have. */
  readonly #versions = new Map<string, Version>();
  readonly #taken: Set<string>;
  readonly #byCommand: ReadonlyMap<string, string>;

  constructor(clusters: readonly Cluster[], byCommand: ReadonlyMap<string, string>, arbiter: Arbiter) {
    this.#arbiter = arbiter;
    this.#byCommand = byCommand;
    this.#queue = sortedBy(clusters, ({ name }) => name);
    this.#taken = new Set(clusters.map(({ name }) => name));
    for (const { name, shapes } of clusters) for (const side of shapes) this.#remember(side, name);
  }

  /** Remembers where an answer stands that equals another one. */
  place({ command, like, shapes }: Answer): void {
    const name = this.#byCommand.get(command);
    if (name === undefined || like !== null) return;
    for (const side of shapes) for (const key of placeKeys(side)) setOnce(this.#names, key, name);
  }

  build(): readonly Entity[] {
    const entities: Entity[] = [];
    for (let cluster = this.#queue.shift(); cluster !== undefined; cluster = this.#queue.shift()) {
      entities.push(this.#entity(cluster));
    }
    return sortedBy(entities, ({ name }) => name);
  }

  #entity(cluster: Cluster): Entity {
    const { name, shapes } = cluster;
    const described = shapes.flatMap(({ by, shape: { description, origin } }) =>
      description === null ? [] : [{ value: description, by, origin }],
    );
    this.#arbiter.note(name, 'description', described);
    return {
      name,
      description: described[0]?.value ?? null,
      fields: gatherFields(cluster).map((field) => this.#field(cluster, field)),
      origin: shapes.map(({ shape }) => shape.origin),
    };
  }

  #field(cluster: Cluster, field: DescribedField): Field {
    const owners = [cluster.name, ...cluster.commands];
    const like = this.#arbiter.facts.claimOfAny('type', owners, { field: field.name })?.value.like ?? null;
    const nested = (raw: RawType) =>
      like === null ? this.#nested(raw, field, cluster) : (this.#byCommand.get(like) ?? null);
    return mergeField(field, cluster, nested, this.#arbiter);
  }

  /** Name of the entity that a described object inside another one is; a new one is queued to be built. */
  #nested(raw: RawType, { name: field, sides }: DescribedField, owner: Cluster): string | null {
    const shape = nestedShape(raw);
    if (shape === null) return null;
    const described = sides.flatMap(({ by, field: { type } }) => {
      const inner = nestedShape(type.value);
      return inner === null ? [] : [{ by, shape: inner, at: inner.origin }];
    });
    const main = described.find((side) => side.shape === shape) ?? {
      by: sides[0]?.by ?? 'listapis',
      shape,
      at: shape.origin,
    };
    const known = this.#known(main);
    if (known !== null) return known;
    const name = this.#nestedName(shape, owner, field);
    this.#taken.add(name);
    const shapes = [main, ...described.filter(({ by }) => by !== main.by)];
    for (const side of shapes) this.#remember(side, name);
    this.#queue.push({ name, commands: owner.commands, shapes, equal: [] });
    return name;
  }

  #nestedName(shape: RawShape, owner: Cluster, field: string): string {
    const fact = this.#arbiter.facts.claimOfAny('entity', owner.commands, { field });
    if (shape.entity !== undefined && (fact === null || fact.by === 'fact')) return shape.entity;
    const own = fact?.value ?? (shape.name === null ? null : pascal(shape.name));
    return own !== null && !this.#taken.has(own) ? own : owner.name + this.#arbiter.facts.capitalised(singular(field));
  }

  #remember(side: SideShape, name: string): void {
    for (const key of [...placeKeys(side), ...signatureKeys(side)]) setOnce(this.#names, key, name);
    for (const key of versionKeys(side)) {
      const version = setOnce(this.#versions, key, { name, fields: new Set() });
      if (version.name === name) for (const field of side.shape.fields) version.fields.add(field.name.value);
    }
  }

  #known(side: SideShape): string | null {
    const placed = placeKeys(side).flatMap((key) => this.#names.get(key) ?? []);
    const versions = versionKeys(side).flatMap((key) => this.#versions.get(key) ?? []);
    const same = versions.filter((version) => isOf(version, side.shape)).map(({ name }) => name);
    const alike = signatureKeys(side).flatMap((key) => this.#names.get(key) ?? []);
    return placed[0] ?? same[0] ?? alike[0] ?? null;
  }
}

interface Version {
  readonly name: string;
  readonly fields: Set<string>;
}

/** Another document may mean another thing by the same name: nothing of it may be lost. */
function isOf({ fields }: Version, shape: RawShape): boolean {
  return shape.entity !== undefined || shape.fields.every((field) => fields.has(field.name.value));
}

function placeKeys({ by, shape: { schema } }: SideShape): readonly string[] {
  return schema === undefined ? [] : [`${by} place ${schema.place}`];
}

function versionKeys({ by, shape: { schema } }: SideShape): readonly string[] {
  return (schema?.component ?? null) === null ? [] : [`${by} ${schema?.component}`];
}

function signatureKeys({ by, shape }: SideShape): readonly string[] {
  const signature = signatureOf(shape);
  return signature === '' || shape.entity !== undefined ? [] : [`${by} ${signature}`];
}

/** The first value counts. */
function setOnce<K, V>(map: Map<K, V>, key: K, value: V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  map.set(key, value);
  return value;
}
