import { own } from './own.js';
import { namedBy } from './rules.js';

/** Something that the mocked cloud has. Names of fields are in lower case. */
export interface Thing {
  /** What it is: `virtualmachine`. */
  readonly kind: string;
  readonly id: string;
  readonly fields: Map<string, unknown>;
}

/** How many ids of things that are gone are remembered. */
const MAX_GONE = 100_000;

/** Everything that the mocked cloud has, by kind and id; each kind in order of creation. */
export class State {
  readonly #kinds = new Map<string, Map<string, Thing>>();
  /** Ids of things that are gone: who asks for one is told that there is nothing, and not that the id is wrong. */
  readonly #gone = new Set<string>();
  #revision = 0;

  /** Counts changes. */
  get revision(): number {
    return this.#revision;
  }

  /** Adds a thing, or replaces the one with its id. */
  add(thing: Thing): Thing {
    const things = this.#kinds.get(thing.kind) ?? new Map<string, Thing>();
    this.#kinds.set(thing.kind, things.set(thing.id, thing));
    this.#revision += 1;
    return thing;
  }

  change(thing: Thing, fields: Iterable<readonly [string, unknown]>): void {
    for (const [name, value] of fields) {
      if (value === undefined) thing.fields.delete(name);
      else thing.fields.set(name, value);
    }
    this.#revision += 1;
  }

  remove({ kind, id }: Thing): void {
    this.#kinds.get(kind)?.delete(id);
    if (this.#gone.size >= MAX_GONE) this.#gone.clear();
    this.#gone.add(id);
    this.#revision += 1;
  }

  all(kind: string): readonly Thing[] {
    return [...(this.#kinds.get(kind)?.values() ?? [])];
  }

  count(kind: string): number {
    return this.#kinds.get(kind)?.size ?? 0;
  }

  get(kind: string, id: string): Thing | null {
    return this.#kinds.get(kind)?.get(id) ?? null;
  }

  /** The thing with an id, whatever it is. */
  find(id: string): Thing | null {
    for (const things of this.#kinds.values()) {
      const thing = things.get(id);
      if (thing !== undefined) return thing;
    }
    return null;
  }

  kinds(): readonly string[] {
    return [...this.#kinds.keys()];
  }

  wasRemoved(id: string): boolean {
    return this.#gone.has(id);
  }

  clear(): void {
    this.#kinds.clear();
    this.#gone.clear();
    this.#revision = 0;
  }
}

/** What a thing is called. A machine tells its owner's `username` too, which names users only. */
export function nameOf({ kind, fields }: Thing): string | null {
  for (const field of ['name', 'displayname', own(namedBy, kind) ?? '']) {
    const value = fields.get(field);
    if (typeof value === 'string') return value;
  }
  return null;
}
