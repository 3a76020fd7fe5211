import type { Code } from '../model/file-plan.js';
import type { ObjectField, TypeRef } from '../model/api-model.js';
import { code, identifier, literal, propertyName } from './code.js';
import { type Doc, group, indent, join, leadingBar, line, softline } from './layout.js';

/** Where a type stands: what is sent may be given in more forms than what comes back. */
export type Direction = 'sent' | 'received';

/** A type as TypeScript, with the places where a long one is broken. */
export function typeDoc(type: TypeRef, direction: Direction): Doc {
  return unionOf(members(type, direction));
}

/** The type of a member that may be left out, `undefined` included for `exactOptionalPropertyTypes`. */
export function optionalTypeDoc(type: TypeRef, direction: Direction): Doc {
  const make = (): Doc => unionOf([...members(type, direction), code`undefined`]);
  return type.kind === 'scalar' ? remembered(`${type.scalar} ${direction}`, make) : make();
}

/** Nearly all members are one of a few scalars: their docs are made once. */
const docs = new Map<string, Doc>();

function remembered(key: string, make: () => Doc): Doc {
  const known = docs.get(key) ?? make();
  docs.set(key, known);
  return known;
}

/** Names from the runtime that the type needs. */
export function runtimeTypesOf(type: TypeRef): readonly string[] {
  if (type.kind === 'scalar') return type.scalar === 'long' ? ['Long'] : [];
  if (type.kind === 'array') return runtimeTypesOf(type.items);
  return type.kind === 'objects' ? type.fields.flatMap((field) => runtimeTypesOf(field.type)) : [];
}

function members(type: TypeRef, direction: Direction): readonly Doc[] {
  switch (type.kind) {
    case 'scalar':
      return scalarMembers(type.scalar, direction);
    case 'enum':
      return [...type.values.map(literal), ...(type.open ? [code`(string & {})`] : [])];
    case 'array':
      return [arrayDoc(type.items, direction)];
    case 'objects':
      return [[code`readonly `, objectDoc(type.fields, type.open), code`[]`]];
    case 'map':
      return [direction === 'sent' ? code`Readonly<Record<string, string>>` : code`Record<string, unknown>`];
    case 'entity':
      return [identifier(type.entity)];
    case 'unknown':
      return [code`unknown`];
  }
}

function scalarMembers(scalar: Extract<TypeRef, { kind: 'scalar' }>['scalar'], direction: Direction): readonly Code[] {
  switch (scalar) {
    case 'string':
    case 'id':
      return [code`string`];
    case 'date':
      return direction === 'sent' ? [code`string`, code`Date`] : [code`string`];
    case 'boolean':
      return [code`boolean`];
    case 'long':
      return [code`Long`];
    case 'integer':
    case 'decimal':
      return [code`number`];
  }
}

function arrayDoc(items: TypeRef, direction: Direction): Doc {
  const inner = members(items, direction);
  const element: Doc =
    inner.length === 1 ? (inner[0] ?? []) : [code`(`, group(indent(softline, barred(inner)), softline), code`)`];
  return direction === 'sent' ? [code`readonly `, element, code`[]`] : [element, code`[]`];
}

function objectDoc(fields: readonly ObjectField[], open: boolean): Doc {
  const known = fields.map((field): Doc => {
    const name = propertyName(field.name);
    return field.required
      ? [code`${name}: `, typeDoc(field.type, 'sent')]
      : [code`${name}?: `, optionalTypeDoc(field.type, 'sent')];
  });
  const all = open ? [...known, code`[name: string]: string | undefined`] : known;
  return group(code`{`, indent(line, join([code`;`, line], all)), { kind: 'ifBroken', text: ';' }, line, code`}`);
}

/** `A | B`, or when too long below the colon, or when still too long one member a line. */
function unionOf(all: readonly Doc[]): Doc {
  const unions = all.some((member) => member === 'unknown') ? [code`unknown`] : all;
  if (unions.length === 1) return unions[0] ?? [];
  return group(indent(softline, barred(unions)));
}

/** With bars in front where it is broken, and everything inside a member as far to the right. */
function barred(unions: readonly Doc[]): Doc {
  const aligned = unions.map((member) => indent(member));
  return group(leadingBar, join([line, code`| `], aligned));
}
