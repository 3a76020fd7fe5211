import type { Entity, Field, TypeRef } from '../../model/api-model.js';
import { coerce } from './coerce.js';
import type { Thing } from './state.js';
import { plausibleValue } from './usual.js';
import { singular } from './words.js';
import type { World } from './world.js';

/** How deep entities are shown inside entities: an account in a user in an account. */
const MAX_DEPTH = 3;

/** Shows things as entities of the model. Make one for each answer: it remembers which thing belongs to which. */
export class View {
  readonly #world: World;
  readonly #parts = new Map<string, ReadonlyMap<unknown, readonly Thing[]>>();

  constructor(world: World) {
    this.#world = world;
  }

  /** A thing as an answer shows it: only fields of the entity, each of its type, and those that are promised. */
  show(entity: Entity, { kind, id, fields }: Thing, depth = 0): Readonly<Record<string, unknown>> {
    const shown = entity.fields.map((field) => {
      const value = fields.get(field.name.toLowerCase()) ?? this.#related(field, { kind, id });
      return [field.name, this.#value(field, value, { about: id, depth })] as const;
    });
    return Object.fromEntries(shown.filter(([, value]) => value !== undefined));
  }

  #value(field: Field, value: unknown, at: { readonly about: string; readonly depth: number }): unknown {
    const converted = this.#convert(field.type, value, at.depth);
    if (converted !== undefined || !field.always) return converted;
    const { type } = field;
    return type.kind === 'entity' ? this.#convert(type, {}, at.depth) : plausibleValue(field, at.about);
  }

  #convert(type: TypeRef, value: unknown, depth: number): unknown {
    if (value === undefined || value === null) return undefined;
    if (type.kind === 'entity') return depth < MAX_DEPTH ? this.#nested(type.entity, value, depth + 1) : undefined;
    if (type.kind !== 'array') return coerce(type, value);
    const items = Array.isArray(value) ? value : [value];
    return items.map((item) => this.#convert(type.items, item, depth)).filter((item) => item !== undefined);
  }

  /** A thing of its own, or an object that a seed file or a handler wrote. */
  #nested(name: string, value: unknown, depth: number): unknown {
    const entity = this.#world.kinds.entity(name);
    if (entity === null || typeof value !== 'object' || value === null) return undefined;
    if (isThing(value)) return this.show(entity, value, depth);
    const fields = new Map(Object.entries(value).map(([member, inner]) => [member.toLowerCase(), inner as unknown]));
    return this.show(entity, { kind: name.toLowerCase(), id: String(fields.get('id') ?? name), fields }, depth);
  }

  /** Things that belong to this one: the users of an account, the interfaces of a machine, the tags of anything. */
  #related({ name, type }: Field, owner: Pick<Thing, 'kind' | 'id'>): readonly Thing[] | undefined {
    if (type.kind !== 'array' || type.items.kind !== 'entity') return undefined;
    const kind = this.#kindOf(name, type.items.entity);
    const parts = this.#partsBy(kind, kind === 'tag' ? 'resourceid' : `${owner.kind}id`);
    return parts.get(owner.id) ?? (kind === 'tag' || parts.size > 0 ? [] : undefined);
  }

  /** A field is called after what it holds; of what nobody lists, the entity says what that is. */
  #kindOf(field: string, entity: string): string {
    const named = singular(field.toLowerCase());
    const own = entity.toLowerCase();
    const { kinds, state } = this.#world;
    return state.count(named) === 0 && state.count(own) > 0 && !kinds.isListed(own) ? own : named;
  }

  #partsBy(kind: string, field: string): ReadonlyMap<unknown, readonly Thing[]> {
    const key = `${kind} ${field}`;
    const known = this.#parts.get(key) ?? groupBy(this.#world.state.all(kind), field);
    this.#parts.set(key, known);
    return known;
  }
}

function groupBy(things: readonly Thing[], field: string): ReadonlyMap<unknown, readonly Thing[]> {
  const groups = new Map<unknown, Thing[]>();
  for (const thing of things) {
    const key = thing.fields.get(field);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}

function isThing(value: object): value is Thing {
  return 'fields' in value && value.fields instanceof Map;
}
