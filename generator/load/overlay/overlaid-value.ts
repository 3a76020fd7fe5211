import type { Origin, Overlaid } from '../../model/source.js';
import { joinPointer, pointerSteps } from '../../text/pointer.js';

/** A value that JSON has; everything in an {@link OverlaidValue} belongs to it alone and may be changed. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

/** Where a node of a document hangs: a member of an object, an item of a list. */
export interface Site {
  readonly holder: Json[] | JsonObject;
  readonly step: string;
}

/** A document's value that overlays change; it remembers where changed members and moved items come from. */
export class OverlaidValue implements Overlaid {
  readonly value: Json;
  readonly #file: string;
  readonly #origins = new WeakMap<object, Map<string, Origin>>();

  constructor(file: string, value: Json) {
    this.#file = file;
    this.value = value;
  }

  originOf(holder: object, step: string): Origin | null {
    return this.#origins.get(holder)?.get(step) ?? null;
  }

  placeOf(pointer: string): Origin {
    let origin: Origin = { file: this.#file, at: '' };
    let here: Json | undefined = this.value;
    for (const step of pointerSteps(pointer)) {
      const inside: Origin = { file: origin.file, at: joinPointer(String(origin.at), step) };
      const holder: Json | undefined = here;
      origin = isHolder(holder) ? (this.originOf(holder, step) ?? inside) : inside;
      here = isHolder(holder) ? memberOf(holder, step) : undefined;
    }
    return origin;
  }

  /** Puts a value where `site` says, and remembers who says so. */
  put({ holder, step }: Site, value: Json, origin: Origin): void {
    // An assignment to `__proto__` would change the object's nature.
    Object.defineProperty(holder, step, { value, writable: true, enumerable: true, configurable: true });
    this.#originsOf(holder).set(step, origin);
  }

  /** Takes members or items away; items behind them move up, and keep their places. */
  remove(holder: Json[] | JsonObject, steps: ReadonlySet<string>, pointer: string): void {
    if (!Array.isArray(holder)) {
      for (const step of steps) delete holder[step];
      return;
    }
    const kept = holder.map((item, index) => ({ item, step: String(index) })).filter(({ step }) => !steps.has(step));
    const origins = kept.map(({ step }) => this.placeOf(joinPointer(pointer, step)));
    holder.splice(0, holder.length, ...kept.map(({ item }) => item));
    this.#origins.set(holder, new Map(origins.map((origin, index) => [String(index), origin])));
  }

  #originsOf(holder: object): Map<string, Origin> {
    const known = this.#origins.get(holder) ?? new Map<string, Origin>();
    this.#origins.set(holder, known);
    return known;
  }
}

export function isHolder(value: Json | undefined): value is Json[] | JsonObject {
  return typeof value === 'object' && value !== null;
}

/** A member or item of its own; `undefined` when there is none. */
export function memberOf(holder: Json[] | JsonObject, step: string): Json | undefined {
  return Object.hasOwn(holder, step) ? (Reflect.get(holder, step) as Json) : undefined;
}

/** What a value is, as the rules of overlays tell values apart. */
export function kindOf(value: Json): 'object' | 'list' | 'scalar' {
  if (Array.isArray(value)) return 'list';
  return isHolder(value) ? 'object' : 'scalar';
}
