import type { Entity, TypeRef } from '../model/api-model.js';
import type { Direction } from '../plan/typescript.js';

/** Entities of a model by name. */
export type EntitiesByName = ReadonlyMap<string, Entity>;

/** Entities of the two models that are compared. */
export interface BothEntities {
  readonly before: EntitiesByName;
  readonly now: EntitiesByName;
}

/** A type, and where the entities that it names are described. */
export interface TypeIn {
  readonly type: TypeRef;
  readonly entities: EntitiesByName;
}

/** How the simplest values are told apart: `compiler` by their TypeScript types, `validator` by what schemas take. */
export type Judge = 'compiler' | 'validator';

interface Question {
  readonly direction: Direction;
  readonly judge: Judge;
  /** Pairs of entities that are being compared: entities may contain themselves. */
  readonly asked: Set<string>;
}

/** Whether everything that is of one type may stand where another is wanted. */
export function fits(from: TypeIn, to: TypeIn, direction: Direction, judge: Judge): boolean {
  return isWithin(from, to, { direction, judge, asked: new Set() });
}

/** A type of one kind, and where the entities that it names are described. */
interface KindIn<K extends TypeRef['kind']> {
  readonly type: Extract<TypeRef, { readonly kind: K }>;
  readonly entities: EntitiesByName;
}

function isWithin(from: TypeIn, to: TypeIn, question: Question): boolean {
  const [a, b] = [from.type, to.type];
  if (b.kind === 'unknown') return true;
  if (a.kind === 'array' && b.kind === 'array') {
    return isWithin({ ...from, type: a.items }, { ...to, type: b.items }, question);
  }
  if (a.kind === 'objects' && b.kind === 'objects') {
    return objectsAreWithin({ ...from, type: a }, { ...to, type: b }, question);
  }
  if (a.kind === 'entity' && b.kind === 'entity') {
    return a.entity === b.entity || entityIsWithin({ ...from, type: a }, { ...to, type: b }, question);
  }
  if (a.kind === 'map' && b.kind === 'map') return true;
  const [some, others] = [membersOf(a, question), membersOf(b, question)];
  return some.length > 0 && some.every((one) => holds(others, one));
}

/** Elements of a list of objects that are written out in a call: no member may be unknown, none that is needed missing. */
function objectsAreWithin(from: KindIn<'objects'>, to: KindIn<'objects'>, question: Question): boolean {
  if (from.type.open && !to.type.open) return false;
  const given = new Map(from.type.fields.map((field) => [field.name, field]));
  const known = new Set(to.type.fields.map(({ name }) => name));
  if (!to.type.open && from.type.fields.some(({ name }) => !known.has(name))) return false;
  return to.type.fields.every((wanted) => {
    const field = given.get(wanted.name);
    if (field === undefined) return !wanted.required;
    if (wanted.required && !field.required) return false;
    return isWithin({ ...from, type: field.type }, { ...to, type: wanted.type }, question);
  });
}

/** Whether code that reads one entity can read another in its place. */
function entityIsWithin(from: KindIn<'entity'>, to: KindIn<'entity'>, question: Question): boolean {
  const pair = `${from.type.entity} ${to.type.entity}`;
  if (question.asked.has(pair)) return true;
  question.asked.add(pair);
  const fields = new Map(from.entities.get(from.type.entity)?.fields.map((field) => [field.name, field]));
  return (to.entities.get(to.type.entity)?.fields ?? []).every((wanted) => {
    const field = fields.get(wanted.name);
    if (field === undefined || (wanted.always && !field.always)) return false;
    return reads({ ...from, type: field.type }, { ...to, type: wanted.type }, question);
  });
}

/** Whether a new type can be read as the old one was: it fits, and what it was compared with may still occur. */
export function readsAs(now: TypeIn, before: TypeIn): boolean {
  return reads(now, before, { direction: 'received', judge: 'compiler', asked: new Set() });
}

function reads(now: TypeIn, before: TypeIn, question: Question): boolean {
  if (!isWithin(now, before, question)) return false;
  let [a, b] = [now.type, before.type];
  while (a.kind === 'array' && b.kind === 'array') [a, b] = [a.items, b.items];
  // A comparison with a text that a closed list does not hold is an error.
  if (a.kind !== 'enum' || a.open || b.kind === 'unknown') return true;
  const { values } = a;
  return b.kind === 'enum' && !b.open && b.values.every((value) => values.includes(value));
}

/** Kinds of simple values that a type has, none when it is not simple; texts in quotes are values of an enum. */
function membersOf(type: TypeRef, { direction, judge }: Question): readonly string[] {
  if (type.kind === 'enum') return type.open ? ['text'] : type.values.map((value) => JSON.stringify(value));
  if (type.kind !== 'scalar') return [];
  const isChecked = judge === 'validator' && direction === 'sent';
  switch (type.scalar) {
    case 'string':
      return ['text'];
    case 'id':
      return [isChecked ? 'id' : 'text'];
    case 'date':
      return direction === 'sent' ? [isChecked ? 'date as text' : 'text', 'Date'] : ['text'];
    case 'boolean':
      return ['boolean'];
    case 'integer':
      return [judge === 'validator' ? 'integer' : 'number'];
    case 'decimal':
      return ['number'];
    case 'long':
      return [judge === 'validator' ? 'integer' : 'number', 'bigint'];
  }
}

function holds(members: readonly string[], one: string): boolean {
  if (members.includes(one)) return true;
  if (one === 'integer') return members.includes('number');
  return members.includes('text') && (one.startsWith('"') || one === 'id' || one === 'date as text');
}
