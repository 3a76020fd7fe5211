import { basename } from 'node:path';
import { pointerSteps } from '../../text/pointer.js';
import { isReference } from '../../text/references.js';
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
}

/** More parts of one schema are a mistake or an attack. */
const maximumParts = 200;

/** Reads the schema that stands, or is referred to, at `site`; `null` when it is not an object. */
export function readSchema(site: Cursor): Schema | null {
  const parts: Cursor[] = [];
  collect(site, parts, new Set());
  const head = site.follow();
  return head === null || parts.length === 0 ? null : { head, parts };
}

function collect(site: Cursor, parts: Cursor[], seen: Set<unknown>): void {
  const schema = site.follow();
  if (schema === null || !isObject(schema.value) || seen.has(schema.value) || parts.length >= maximumParts) return;
  seen.add(schema.value);
  // A description beside a `$ref` speaks of this use of the schema.
  if (isReference(site.value)) parts.push(site);
  parts.push(schema);
  for (const member of schema.own('allOf')?.items() ?? []) collect(member, parts, seen);
  const choices = alternatives(schema);
  if (choices.length === 1 && choices[0] !== undefined) collect(choices[0], parts, seen);
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

/** Properties by name, those of all parts together, as they stand. */
export function propertiesOf(schema: Schema): ReadonlyMap<string, Cursor> {
  const properties = new Map<string, Cursor>();
  for (const part of schema.parts) {
    for (const property of part.member('properties')?.members() ?? []) {
      if (!properties.has(property.step)) properties.set(property.step, property);
    }
  }
  return properties;
}

/** Lists of required properties, those of all parts. */
export function requiredLists(schema: Schema): readonly Cursor[] {
  return schema.parts.flatMap((part) => part.member('required') ?? []).filter(({ value }) => Array.isArray(value));
}

/** Names that some list of required properties holds. */
export function requiredNames(schema: Schema): ReadonlySet<unknown> {
  return new Set(requiredLists(schema).flatMap((list) => list.items().map(({ value }) => value)));
}

/** Whether a schema offers several schemas to choose from, and states no type of its own. */
export function offersAlternatives(schema: Schema): boolean {
  const own = ['type', 'properties', 'enum', 'const'].some((key) => stated(schema, key) !== null);
  return !own && schema.parts.some((part) => alternatives(part).length > 1);
}

/** What `oneOf` or `anyOf` offers, `null` apart. */
function alternatives(part: Cursor): Cursor[] {
  const offered = part.own('oneOf')?.items() ?? part.own('anyOf')?.items() ?? [];
  return offered.filter((choice) => choice.follow()?.own('type')?.value !== 'null');
}

/**
 * The part whose fields these are: the schema itself, or the only part with properties when it adds none, as an
 * `allOf` does that is there to carry a description.
 */
export function bearerOf(schema: Schema): Cursor {
  const [only, ...others] = schema.parts.filter((part) => part.own('properties') !== null);
  return only !== undefined && others.length === 0 ? only : schema.head;
}

/** What a schema is called: the component, the definition or the file it stands in, else its title. */
export function nameOf(schema: Schema): string | null {
  return componentName(schema.head) ?? componentName(bearerOf(schema)) ?? statedText(schema, 'title')?.value ?? null;
}

const definitions: ReadonlySet<string> = new Set(['schemas', '$defs', 'definitions']);

function componentName({ pointer, file }: Cursor): string | null {
  const steps = pointerSteps(pointer);
  const last = steps.at(-1);
  if (last === undefined) return basename(file).replace(/\.[^.]+$/, '');
  return definitions.has(steps.at(-2) ?? '') ? last : null;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
