import type { ObjectField, Range, TypeRef } from '../model/api-model.js';
import type { Code } from '../model/file-plan.js';
import { code, identifier, literal, propertyName } from './code.js';
import { type Doc, group, indent, join, line, softline, trailingComma } from './layout.js';
import type { Direction } from './typescript.js';

/** A link of a chain of calls. */
interface Call {
  readonly name: Code;
  readonly argument: Doc | null;
  /** The argument's own brackets open right after the call's: an array or an object. */
  readonly hugged: boolean;
}

/** A schema as a chain of calls: `z.array(id()).optional()`. */
interface Chain {
  /** `z` or a call of the runtime's own vocabulary. */
  readonly head: Doc;
  readonly calls: readonly Call[];
}

/** What a parameter adds to its type. */
export interface SchemaExtras {
  readonly optional: boolean;
  readonly maxLength: number | null;
  readonly range: Range | null;
  readonly alsoAccepts: readonly string[];
}

/** A type as a zod schema, with the places where a long one is broken. */
export function schemaDoc(type: TypeRef, direction: Direction, extras: SchemaExtras): Doc {
  if (type.kind !== 'scalar' || extras.alsoAccepts.length > 0 || extras.range !== null)
    return makeSchemaDoc(type, direction, extras);
  const key = `${type.scalar} ${direction} ${extras.optional} ${extras.maxLength}`;
  const known = scalarDocs.get(key) ?? makeSchemaDoc(type, direction, extras);
  scalarDocs.set(key, known);
  return known;
}

/** Nearly all members are one of a few scalars: their docs are made once. */
const scalarDocs = new Map<string, Doc>();

function makeSchemaDoc(type: TypeRef, direction: Direction, extras: SchemaExtras): Doc {
  const chain = chainOf(type, direction, extras);
  const calls = extras.optional ? [...chain.calls, call(code`optional`)] : chain.calls;
  return chainDoc({ ...chain, calls });
}

/** Words of the runtime's vocabulary, and whether `z` itself, that the schema needs. */
export function schemaWords(type: TypeRef, direction: Direction): readonly string[] {
  switch (type.kind) {
    case 'scalar':
      if (type.scalar === 'id') return direction === 'sent' ? ['id'] : ['z'];
      if (type.scalar === 'long') return ['long'];
      if (type.scalar === 'date') return direction === 'sent' ? ['date'] : ['z'];
      return type.scalar === 'boolean' && direction === 'received' ? ['flag'] : ['z'];
    case 'enum':
      return [type.open ? 'openEnum' : 'oneOf'];
    case 'array':
      return ['z', ...schemaWords(type.items, direction)];
    case 'objects':
      return ['z', ...type.fields.flatMap((field) => schemaWords(field.type, direction))];
    case 'entity':
      return [];
    case 'map':
    case 'unknown':
      return ['z'];
  }
}

/** Name of the constant that checks an entity: `virtualMachineSchema`. */
export function schemaName(entity: string): Code {
  return identifier(`${entity.charAt(0).toLowerCase()}${entity.slice(1)}Schema`);
}

const noExtras: SchemaExtras = { optional: false, maxLength: null, range: null, alsoAccepts: [] };

function chainOf(type: TypeRef, direction: Direction, extras: SchemaExtras): Chain {
  switch (type.kind) {
    case 'scalar':
      return scalarChain(type.scalar, direction, extras);
    case 'enum': {
      const values = arrayDoc(type.values.map(literal));
      return { head: [type.open ? code`openEnum(` : code`oneOf(`, values, code`)`], calls: [] };
    }
    case 'array':
      return zod(code`array`, schemaDoc(type.items, direction, { ...noExtras, alsoAccepts: extras.alsoAccepts }));
    case 'objects':
      return objectsChain(type.fields, type.open);
    case 'map':
      return zod(code`record`, [code`z.string(), `, direction === 'sent' ? code`z.string()` : code`z.unknown()`]);
    case 'entity':
      return { head: schemaName(type.entity), calls: [] };
    case 'unknown':
      return zod(code`unknown`);
  }
}

function scalarChain(
  scalar: Extract<TypeRef, { kind: 'scalar' }>['scalar'],
  direction: Direction,
  { maxLength, range, alsoAccepts }: SchemaExtras,
): Chain {
  const text = zod(code`string`);
  switch (scalar) {
    case 'id':
      if (direction === 'received') return text;
      return { head: [code`id(`, join(code`, `, alsoAccepts.map(literal)), code`)`], calls: [] };
    case 'string':
      return maxLength === null ? text : { ...text, calls: [...text.calls, call(code`max`, literal(maxLength))] };
    case 'date':
      return direction === 'sent' ? { head: code`date()`, calls: [] } : text;
    case 'boolean':
      return direction === 'sent' ? zod(code`boolean`) : { head: code`flag()`, calls: [] };
    case 'long':
      return { head: [code`long(`, join(code`, `, endsOf(range)), code`)`], calls: [] };
    case 'integer':
      return { head: code`z`, calls: [call(code`number`), call(code`int`), ...limits(range)] };
    case 'decimal':
      return { head: code`z`, calls: [call(code`number`), ...limits(range)] };
  }
}

/** `.min(1).max(60)` */
function limits(range: Range | null): readonly Call[] {
  const { minimum, maximum } = range ?? noRange;
  return [
    ...(minimum === null ? [] : [call(code`min`, literal(minimum))]),
    ...(maximum === null ? [] : [call(code`max`, literal(maximum))]),
  ];
}

/** Arguments that say the same: `1, 60`. */
function endsOf(range: Range | null): readonly Code[] {
  const { minimum, maximum } = range ?? noRange;
  if (maximum !== null) return [minimum === null ? code`null` : literal(minimum), literal(maximum)];
  return minimum === null ? [] : [literal(minimum)];
}

const noRange = { minimum: null, maximum: null };

function objectsChain(fields: readonly ObjectField[], open: boolean): Chain {
  const members = fields.map((field): Doc => {
    const schema = schemaDoc(field.type, 'sent', { ...noExtras, optional: !field.required });
    return [code`${propertyName(field.name)}: `, schema];
  });
  const object = group(code`{`, indent(line, join([code`,`, line], members)), trailingComma, line, code`}`);
  const made: Chain = { head: code`z`, calls: [call(open ? code`object` : code`strictObject`, object, true)] };
  const element = open ? { ...made, calls: [...made.calls, call(code`catchall`, code`z.string()`)] } : made;
  return zod(code`array`, chainDoc(element));
}

function zod(name: Code, argument: Doc | null = null, hugged = false): Chain {
  return { head: code`z`, calls: [call(name, argument, hugged)] };
}

function call(name: Code, argument: Doc | null = null, hugged = false): Call {
  return { name, argument, hugged };
}

/** Like prettier, a chain that does not fit is broken before each call, unless it is short enough to keep together. */
function chainDoc({ head, calls }: Chain): Doc {
  const printed = calls.map(({ name, argument, hugged }): Doc => [
    code`.${name}(`,
    argument === null || hugged ? (argument ?? []) : group(indent(softline, argument, trailingComma), softline),
    code`)`,
  ]);
  if (calls.length < 2 || head !== 'z') return [head, ...printed];
  return group(head, indent(softline, join(softline, printed)));
}

function arrayDoc(elements: readonly Doc[]): Doc {
  return group(code`[`, indent(softline, join([code`,`, line], elements)), trailingComma, softline, code`]`);
}
