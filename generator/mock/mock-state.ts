import type { ApiModel } from '../model/api-model.js';
import { fill, kindNamed, type StartData } from './start-data.js';
import type { Thing } from './world/state.js';
import type { World } from './world/world.js';

/** What a mocked cloud has, for those who write tests; kinds are named by a list command or an entity. */
export class MockState {
  readonly #world: World;
  readonly #model: ApiModel;

  /** @internal a mock makes its state itself */
  constructor(world: World, model: ApiModel) {
    this.#world = world;
    this.#model = model;
  }

  /** Things of a kind, as `all('listZones')` or `all('Zone')`; fields in lower case. */
  all(name: string): readonly Readonly<Record<string, unknown>>[] {
    return this.#world.state.all(kindNamed(name, this.#model, this.#world)).map(plain);
  }

  /** The kinds that there are things of. */
  kinds(): readonly string[] {
    return this.#world.state.kinds();
  }

  /** The thing with an id, whatever it is. */
  find(id: string): Readonly<Record<string, unknown>> | null {
    const thing = this.#world.state.find(id);
    return thing === null ? null : plain(thing);
  }

  /** Adds things, as starting data does. */
  add(data: StartData): void {
    fill(this.#world, this.#model, data);
  }

  /** Changes fields of the thing with an id, such as its state; `undefined` takes a field away. False when there is none. */
  change(id: string, fields: Readonly<Record<string, unknown>>): boolean {
    const thing = this.#world.state.find(id);
    if (thing === null) return false;
    this.#world.state.change(
      thing,
      Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]),
    );
    return true;
  }

  /** Removes the thing with an id, and nothing else. False when there is none. */
  remove(id: string): boolean {
    const thing = this.#world.state.find(id);
    if (thing !== null) this.#world.state.remove(thing);
    return thing !== null;
  }
}

function plain({ fields }: Thing): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields);
}
