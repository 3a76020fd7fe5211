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
 * shapes or name the same schema; weaker documents add the fields that only they know.
 */
export function buildEntities(answers: readonly Answer[], arbiter: Arbiter): Entities {
  const clusters = clusterAnswers(answers, arbiter);
  const byCommand = new Map(clusters.flatMap(({ name, commands }) => commands.map((command) => [command, name])));
  const builder = new EntityBuilder(clusters, byCommand, arbiter);
  return { entities: builder.build(), byCommand };
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
    const known = this.#keys(main)
      .map((key) => this.#names.get(key))
      .find((name) => name !== undefined);
    if (known !== undefined) return known;
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
    for (const key of this.#keys(side)) if (!this.#names.has(key)) this.#names.set(key, name);
  }

  /** An empty shape with a name stands for a schema that is being described further up. */
  #keys({ by, shape }: SideShape): readonly string[] {
    const signature = signatureOf(shape);
    return [
      ...(shape.name === null ? [] : [`${by} schema ${shape.name}`]),
      ...(signature === '' || shape.entity !== undefined ? [] : [`${by} ${signature}`]),
    ];
  }
}
