import { joinPointer, pointerSteps } from '../../text/pointer.js';
import { isReference, plainPath, resolveReference } from '../../text/references.js';
import type { Origin, Overlaid, Stated } from '../../model/source.js';
import { anchorIn, isAnchor } from './anchors.js';

/** A document's value, with the path that diagnostics show. */
export interface ReadDocument {
  readonly file: string;
  readonly value: unknown;
  /** Knows which of the values overlays have put there; `null` where none were applied. */
  readonly overlaid: Overlaid | null;
}

/** The described document and all that its `$ref`s lead to, by plain path. */
export type Documents = ReadonlyMap<string, ReadDocument>;

/** More `$ref`s in a row are a circle. */
const maximumHops = 100;

/** Where each `$ref` leads that was followed before: a component is met again with every use of it. */
const followed = new WeakMap<object, Cursor | null>();

/**
 * A value with the place where it really stands. Going down follows `$ref`s, across files and through circles, so
 * every origin is the place that states the fact and not the one that refers to it.
 */
export class Cursor {
  readonly value: unknown;
  readonly #documents: Documents;
  readonly #document: ReadDocument;
  readonly #pointer: string;
  /** Where an overlay states the value; `null` where the document does. */
  readonly #overlaid: Origin | null;

  constructor(
    documents: Documents,
    document: ReadDocument,
    pointer: string,
    value: unknown,
    overlaid: Origin | null = null,
  ) {
    this.#documents = documents;
    this.#document = document;
    this.#pointer = pointer;
    this.#overlaid = overlaid;
    this.value = value;
  }

  /** The whole of a document; `null` when there is no such file. */
  static root(documents: Documents, file: string): Cursor | null {
    const document = documents.get(plainPath(file));
    return document === undefined ? null : new Cursor(documents, document, '', document.value);
  }

  /** The file in which the value counts, also where an overlay has put it there. */
  get file(): string {
    return this.#document.file;
  }

  /** Whether the value stands in the described document itself, not in a file that it refers to. */
  get isInMain(): boolean {
    const [main] = this.#documents.values();
    return this.#document === main;
  }

  get pointer(): string {
    return this.#pointer;
  }

  get origin(): Origin {
    return this.#overlaid ?? { file: this.#document.file, at: this.#pointer };
  }

  /** The last step of the pointer: the member's name, the item's index; empty for a document. */
  get step(): string {
    return pointerSteps(this.#pointer).at(-1) ?? '';
  }

  /** A member or item as it stands, `$ref` or not; `null` when there is none. */
  own(step: string | number): Cursor | null {
    const { value } = this;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return null;
    const child: unknown = Reflect.get(value, step);
    const place = this.#document.overlaid?.originOf(value, String(step)) ?? this.#within(step);
    return new Cursor(this.#documents, this.#document, joinPointer(this.#pointer, step), child, place);
  }

  /** What a member or item is, its `$ref`s followed; `null` when there is none or they lead nowhere. */
  member(step: string | number): Cursor | null {
    return this.own(step)?.follow() ?? null;
  }

  /** Members of an object, as they stand; none for anything else. */
  members(): Cursor[] {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.keys(value).flatMap((key) => this.own(key) ?? []);
  }

  /** Items of a list, as they stand; none for anything else. */
  items(): Cursor[] {
    const { value } = this;
    return Array.isArray(value) ? value.flatMap((_, index) => this.own(index) ?? []) : [];
  }

  /** Goes where a `$ref` leads; itself when it is none, `null` when it leads nowhere. */
  follow(): Cursor | null {
    const { value } = this;
    if (!isReference(value)) return this;
    const known = followed.get(value);
    if (known !== undefined) return known;
    const target = this.#follow({ left: maximumHops });
    followed.set(value, target);
    return target;
  }

  /** A member that is text, and not blank. */
  text(key: string): Stated<string> | null {
    const at = this.member(key);
    return typeof at?.value === 'string' && at.value.trim() !== '' ? { value: at.value, origin: at.origin } : null;
  }

  /** What stands inside something that an overlay has put there stands in the overlay, too. */
  #within(step: string | number): Origin | null {
    const outer = this.#overlaid;
    return outer === null ? null : { file: outer.file, at: joinPointer(String(outer.at), step) };
  }

  /** `hops` is shared by everything on the way, because a circle may branch. */
  #follow(hops: { left: number }): Cursor | null {
    if (!isReference(this.value)) return this;
    if (hops.left <= 0) return null;
    hops.left -= 1;
    const target = this.#target(this.value.$ref, hops);
    return target === null ? null : target.#follow(hops);
  }

  #target(reference: string, hops: { left: number }): Cursor | null {
    const target = resolveReference(reference, this.file);
    if (target.kind === 'remote') return null;
    let here = Cursor.root(this.#documents, target.file);
    const pointer = isAnchor(target.pointer) ? anchorIn(here?.value, target.pointer) : target.pointer;
    if (pointer === null) return null;
    for (const step of pointerSteps(pointer)) {
      const holder = here === null ? null : here.#follow(hops);
      here = holder === null ? null : holder.own(step);
    }
    return here;
  }
}
