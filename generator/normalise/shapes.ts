import type { RawShape, RawType } from '../model/raw-api.js';
import { isJobMarker, showRaw } from './types.js';

const signatures = new WeakMap<RawShape, string>();

/**
 * A text that is equal for equal shapes: names and types of the fields, nested ones included, whatever their order.
 * The markers of a pending job say nothing about what a thing is, so they do not count.
 */
export function signatureOf(shape: RawShape): string {
  const known = signatures.get(shape);
  if (known !== undefined) return known;
  const parts = shape.fields
    .filter((field) => !isJobMarker({ name: field.name.value }))
    .map((field) => `${field.name.value}:${typeSignature(field.type.value)}`);
  const signature = parts.sort().join(' ');
  signatures.set(shape, signature);
  return signature;
}

function typeSignature(type: RawType): string {
  const inner = nestedShape(type);
  return inner === null ? showRaw(type) : `${type.word}{${nameIn(inner)} ${signatureOf(inner)}}`;
}

/** What a shape without fields stands for is told by its schema alone. */
function nameIn({ name, schema, fields }: RawShape): string {
  return (fields.length === 0 ? (schema?.component ?? schema?.place) : undefined) ?? name ?? '';
}

/** Texts that are equal for shapes of one schema: by its place, and by its name in other versions of the document. */
export function schemaLinks({ schema }: RawShape): readonly string[] {
  if (schema === undefined) return [];
  return [`place ${schema.place}`, ...(schema.component === null ? [] : [`schema ${schema.component}`])];
}

/** The shape inside a type: of an object, or of a list's elements. */
export function nestedShape(type: RawType): RawShape | null {
  return type.shape ?? (type.items === null ? null : nestedShape(type.items));
}
