import { joinPointer } from '../../text/pointer.js';

/** Pointers of the places that JSON Schema's `$anchor` names, by document. */
const known = new WeakMap<object, ReadonlyMap<string, string>>();

/** Whether a fragment is a name (`#zone`) and no pointer (`#/components/schemas/Zone`). */
export function isAnchor(fragment: string): boolean {
  return fragment !== '' && !fragment.startsWith('/');
}

/** The pointer to the place of that name in a document; `null` when there is none. */
export function anchorIn(document: unknown, name: string): string | null {
  if (typeof document !== 'object' || document === null) return null;
  const anchors = known.get(document) ?? new Map(anchorsOf(document, ''));
  known.set(document, anchors);
  return anchors.get(name) ?? null;
}

function* anchorsOf(value: unknown, pointer: string): Generator<[string, string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of ['$anchor', '$dynamicAnchor']) {
    const anchor: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : null;
    if (typeof anchor === 'string') yield [anchor, pointer];
  }
  for (const [key, child] of Object.entries(value)) yield* anchorsOf(child, joinPointer(pointer, key));
}
