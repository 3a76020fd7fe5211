import { basename } from 'node:path';
import { pointerSteps } from '../../text/pointer.js';
import { isReference } from '../../text/references.js';
import type { SchemaIdentity } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import type { Cursor } from './cursor.js';

/**
 * A schema as one: itself, what `allOf` adds, and the only real choice of a `oneOf` or `anyOf`. Facts are taken from
 * the first part that states them.
 */
export interface Schema {
  /** The schema itself, its `$ref`s followed. */
  readonly head: Cursor;
  readonly parts: readonly Cursor[];
  /** Objects that `oneOf` or `anyOf` offer: their properties may be there, and none of them must. */
  readonly choices: readonly Cursor[];
}

/** What is collected of a schema on the way through its parts. */
interface Collected {
  readonly parts: Cursor[];
  readonly choices: Cursor[];
}

/** More parts of one schema are a mistake or an attack. */
const maximumParts = 200;

/** Schemas that were read, by the value at their site: a component is met again with every use of it. */
const known = new WeakMap<object, Schema | null>();

/** Reads the schema that stands, or is referred to, at `site`; `null` when it is not an object. */
export function readSchema(site: Cursor): Schema | null {
  const { value } = site;
  if (typeof value !== 'object' || value === null) return null;
  const earlier = known.get(value);
  if (earlier !== undefined) return earlier;
  const schema = readParts(site);
  known.set(value, schema);
  return schema;
}

function readParts(site: Cursor): Schema | null {
  const collected: Collected = { parts: [], choices: [] };
  collect(site, collected, new Set(), { left: maximumParts });
  const head = site.follow();
  return head === null || collected.parts.length === 0 ? null : { head, ...collected };
}

/** `budget` is shared by everything on the way, because choices may branch without end. */
function collect(site: Cursor, into: Collected, seen: Set<unknown>, budget: { left: number }): void {
  const schema = site.follow();
  if (schema === null || !isObject(schema.value) || seen.has(schema.value) || budget.left <= 0) return;
  budget.left -= 1;
  seen.add(schema.value);
  // A description beside a `$ref` speaks of this use of the schema.
  if (isReference(site.value)) into.parts.push(site);
  into.parts.push(schema);
  for (const member of schema.own('allOf')?.items() ?? []) collect(member, into, seen, budget);
  const choices = alternativesOf(schema);
  if (choices.length === 1 && choices[0] !== undefined) collect(choices[0], into, seen, budget);
  if (choices.length < 2) return;
  for (const choice of choices) collectChoice(choice, into, seen, budget);
}

/** What is no object, or only says what is needed together, is left to who reads the type. */
function collectChoice(choice: Cursor, into: Collected, seen: Set<unknown>, budget: { left: number }): void {
  const own: Collected = { parts: [], choices: [] };
  collect(choice, own, seen, budget);
  const all = [...own.parts, ...own.choices];
  if (all.some((part) => part.own('properties') !== null)) into.choices.push(...all);
}

/** The first statement of a fact: `type`, `format`, `items`, …, as it stands. */
export function stated(schema: Schema, key: string): Cursor | null {
  for (const part of schema.parts) {
    const found = part.own(key);
    if (found !== null) return found;
  }
  return null;
}

/** The first statement of a fact that is text, and not blank. */
export function statedText(schema: Schema, key: string): Stated<string> | null {
  for (const part of schema.parts) {
    const found = part.text(key);
    if (found !== null) return found;
  }
  return null;
}

/** The mark of properties that are not there: one way is not the other. */
export type Hidden = 'readOnly' | 'writeOnly';

/** Properties by name, those of all parts and choices together, as they stand; without those that bear the mark. */
export function propertiesOf(schema: Schema, hidden: Hidden | null = null): ReadonlyMap<string, Cursor> {
  const properties = new Map<string, Cursor>();
  for (const part of [...schema.parts, ...schema.choices]) {
    for (const property of part.member('properties')?.members() ?? []) {
      if (!properties.has(property.step) && !isHidden(property, hidden)) properties.set(property.step, property);
    }
  }
  return properties;
}

/** What stands beside a `$ref` counts before what it leads to. */
function isHidden(property: Cursor, hidden: Hidden | null): boolean {
  const schema = hidden === null ? null : readSchema(property);
  return hidden !== null && schema !== null && stated(schema, hidden)?.value === true;
}

/** Lists of required properties, those of all parts. */
export function requiredLists(schema: Schema): readonly Cursor[] {
  return schema.parts.flatMap((part) => part.member('required') ?? []).filter(({ value }) => Array.isArray(value));
}

/** Names that some list of required properties holds. */
export function requiredNames(schema: Schema): ReadonlySet<unknown> {
  return new Set(requiredLists(schema).flatMap((list) => list.items().map(({ value }) => value)));
}

/** What the first part with a choice of several schemas offers; none where the schema states a type of its own. */
export function alternatives(schema: Schema): readonly Cursor[] {
  const own = ['type', 'properties', 'enum', 'const'].some((key) => stated(schema, key) !== null);
  return own ? [] : (schema.parts.map(alternativesOf).find((offered) => offered.length > 1) ?? []);
}

/** What `oneOf` or `anyOf` offers, `null` apart. */
function alternativesOf(part: Cursor): Cursor[] {
  const offered = part.own('oneOf')?.items() ?? part.own('anyOf')?.items() ?? [];
  return offered.filter((choice) => !isNull(choice.follow()));
}

/** Whether a schema allows nothing but `null`, which only says that a member may be empty. */
function isNull(choice: Cursor | null): boolean {
  const values = choice?.own('enum')?.value ?? [choice?.own('const')?.value];
  return choice?.own('type')?.value === 'null' || (Array.isArray(values) && values.every((value) => value === null));
}

/**
 * Where the thing stands that a schema describes: the schema itself, or what it refers to by an `allOf`, or a choice
 * beside `null`, that adds no properties and is there to carry a description.
 */
export function bearerOf(schema: Schema): Cursor {
  const seen = new Set<unknown>();
  let here = schema;
  for (let inner: Schema | null = here; inner !== null && !seen.has(inner.head.value); inner = onlyBearing(here)) {
    here = inner;
    seen.add(here.head.value);
    const [site] = here.parts;
    // Since OpenAPI 3.1 properties may stand beside a `$ref`: then it is another thing.
    if (site !== undefined && isReference(site.value) && site.own('properties') !== null) return site;
    if (componentName(here.head) !== null) break;
  }
  return here.head;
}

/** The only one of a schema's own parts that has properties, where the schema itself adds none. */
function onlyBearing({ head }: Schema): Schema | null {
  const choices = alternativesOf(head);
  if (head.own('properties') !== null || choices.length > 1) return null;
  const inner = [...(head.own('allOf')?.items() ?? []), ...choices].flatMap((part) => readSchema(part) ?? []);
  const [only, ...others] = inner.filter((part) => propertiesOf(part).size > 0);
  return only !== undefined && others.length === 0 ? only : null;
}

/** What a schema is called: the component, the definition or the file it stands in, else its title. */
export function nameOf(schema: Schema): string | null {
  return componentName(bearerOf(schema)) ?? statedText(schema, 'title')?.value ?? null;
}

/** What tells a schema from others of its name: two files, and two `$defs`, may call different things alike. */
export function identityOf(schema: Schema): SchemaIdentity {
  const { file, pointer, isInMain } = bearerOf(schema);
  const [holder, kind, component, ...inside] = pointerSteps(pointer);
  const isComponent = isInMain && holder === 'components' && kind === 'schemas' && inside.length === 0;
  return { place: `${file}#${pointer}`, component: (isComponent ? component : null) ?? null };
}

const definitions: ReadonlySet<string> = new Set(['schemas', '$defs', 'definitions']);

/** The name of the component, the definition or the file that stands here; `null` where it is none. */
export function componentName({ pointer, file }: Cursor): string | null {
  const steps = pointerSteps(pointer);
  const last = steps.at(-1);
  if (last === undefined) return basename(file).replace(/\.[^.]+$/, '');
  return definitions.has(steps.at(-2) ?? '') ? last : null;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
