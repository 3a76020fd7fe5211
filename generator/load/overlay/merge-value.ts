import type { Origin } from '../../model/source.js';
import { joinPointer } from '../../text/pointer.js';
import {
  isHolder,
  type Json,
  type JsonObject,
  kindOf,
  memberOf,
  type OverlaidValue,
  type Site,
} from './overlaid-value.js';

/** Two values that cannot be merged, and the place of the one that was to come in. */
export interface Mismatch {
  readonly origin: Origin;
  readonly given: string;
  readonly found: string;
}

/** A value on its way into a document, and where it stands. */
export interface Incoming {
  readonly value: Json;
  readonly origin: Origin;
}

/**
 * Merges a value into a node as Overlay 1.1 has it: objects member by member, lists by adding at the end, scalars by
 * replacing. What the target selects may be a list that gets a single item.
 */
export class Merger {
  readonly mismatches: Mismatch[] = [];
  readonly #document: OverlaidValue;

  constructor(document: OverlaidValue) {
    this.#document = document;
  }

  /** @param site - where the node hangs; `null` for the whole document */
  merge(node: Json, site: Site | null, incoming: Incoming): void {
    if (Array.isArray(node)) this.#append(node, incoming);
    else if (isHolder(node) && kindOf(incoming.value) === 'object') this.#members(node, incoming);
    else if (!isHolder(node) && !isHolder(incoming.value) && site !== null) this.#put(site, incoming);
    else this.#mismatch(node, incoming);
  }

  #append(list: Json[], { value, origin }: Incoming): void {
    if (!Array.isArray(value)) return this.#put({ holder: list, step: String(list.length) }, { value, origin });
    for (const [index, item] of value.entries()) {
      this.#put({ holder: list, step: String(list.length) }, { value: item, origin: inside(origin, index) });
    }
  }

  #members(target: JsonObject, { value, origin }: Incoming): void {
    for (const [name, child] of Object.entries(value as JsonObject)) {
      const known = memberOf(target, name);
      const incoming = { value: child, origin: inside(origin, name) };
      if (known === undefined) this.#put({ holder: target, step: name }, incoming);
      else if (kindOf(known) === kindOf(child)) this.merge(known, { holder: target, step: name }, incoming);
      else this.#mismatch(known, incoming);
    }
  }

  #put(site: Site, { value, origin }: Incoming): void {
    this.#document.put(site, copyOf(value), origin);
  }

  #mismatch(node: Json, { value, origin }: Incoming): void {
    this.mismatches.push({ origin, given: kindOf(value), found: kindOf(node) });
  }
}

/** A value that shares nothing with another one, as YAML's aliases do. */
export function copyOf(value: Json): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function inside({ file, at }: Origin, step: string | number): Origin {
  return { file, at: joinPointer(String(at), step) };
}
