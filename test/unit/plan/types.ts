import fc from 'fast-check';
import type { ObjectField, Scalar, TypeRef } from '../../../generator/model/api-model.js';

export function scalar(one: Scalar): TypeRef {
  return { kind: 'scalar', scalar: one };
}

export function enumOf(values: readonly string[], open: boolean): TypeRef {
  return { kind: 'enum', values, open };
}

export function array(items: TypeRef): TypeRef {
  return { kind: 'array', items, encoding: 'json' };
}

/** A list of objects with these fields: name, type, whether required. */
export function objects(fields: readonly (readonly [string, Scalar, boolean])[], open = false): TypeRef {
  const all = fields.map(([name, type, required]): ObjectField => ({ name, type: scalar(type), required }));
  return { kind: 'objects', fields: all, open };
}

const word = fc.stringMatching(/^[a-zA-Z]{1,24}$/);
const anyScalar = fc.constantFrom<Scalar>('string', 'id', 'boolean', 'integer', 'long', 'decimal', 'date');
const field = fc.tuple(word, anyScalar, fc.boolean());

const leaf: fc.Arbitrary<TypeRef> = fc.oneof(
  anyScalar.map(scalar),
  fc
    .tuple(fc.uniqueArray(word, { minLength: 1, maxLength: 9 }), fc.boolean())
    .map(([values, open]) => enumOf(values, open)),
  fc.constantFrom<TypeRef>(
    { kind: 'map', encoding: 'entries' },
    { kind: 'map', encoding: 'pairs' },
    { kind: 'unknown' },
    { kind: 'entity', entity: 'VirtualMachine' },
  ),
);

/** Every kind of type that a model can hold, long and short. */
export const anyType: fc.Arbitrary<TypeRef> = fc.oneof(
  leaf,
  leaf.map(array),
  fc
    .tuple(fc.uniqueArray(field, { minLength: 1, maxLength: 6, selector: ([name]) => name }), fc.boolean())
    .map(([fields, open]) => objects(fields, open)),
);
