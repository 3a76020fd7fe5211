import { nearest } from '../../diagnostics/nearest.js';
import type { MapFact } from '../../model/fact.js';
import type { Stated } from '../../model/source.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { propertiesOf, readSchema, requiredNames, type Schema, stated, statedText } from './schema.js';
import { wordOf } from './words.js';

/** Members by which a document says of CloudStack what OpenAPI has no words for; each begins with this. */
const prefix = 'x-cloudstack-';

/** What can be said of an operation. */
const operationHints: readonly string[] = [
  'command',
  'async',
  'since',
  'method',
  'paged',
  'envelope',
  'result',
  'result-key',
  'job-result',
  'acknowledges-id',
  'constraints',
  'example',
].map((name) => prefix + name);

/** What can be said of a parameter, or of its schema. */
const parameterHints: readonly string[] = ['type', 'map', 'since', 'sensitive', 'also-accepts', 'max-length'].map(
  (name) => prefix + name,
);

/** What can be said of something that may be sent and answered. */
const schemaHints: readonly string[] = [...parameterHints, `${prefix}entity`];

const hintsOf = { operation: operationHints, parameter: parameterHints, schema: schemaHints } as const;

/** Reports members that begin like a hint and are none: a slip of the pen would go unnoticed. */
export function checkHints(at: Cursor, of: keyof typeof hintsOf, findings: Findings): void {
  const known = hintsOf[of];
  for (const member of at.members()) {
    if (!member.step.startsWith(prefix) || known.includes(member.step)) continue;
    findings.report('hint-unknown', member.origin, { hint: member.step, of, meant: nearest(member.step, known) });
  }
}

/** A hint that is true or false; `null` where there is none that can be read. */
export function readFlag(at: Cursor, name: string, findings: Findings): Stated<boolean> | null {
  const hint = at.member(prefix + name);
  if (hint === null) return null;
  if (typeof hint.value === 'boolean') return { value: hint.value, origin: hint.origin };
  return invalid(hint, 'true or false', findings);
}

/** A hint that is a text, or one of some words. */
export function readWord<const T extends string = string>(
  at: Cursor,
  name: string,
  findings: Findings,
  words: readonly T[] | null = null,
): Stated<T> | null {
  const hint = at.member(prefix + name);
  if (hint === null) return null;
  const found = words === null ? (hint.value as T) : words.find((word) => word === hint.value);
  if (typeof found === 'string' && found !== '') return { value: found, origin: hint.origin };
  return invalid(hint, words === null ? 'a text' : `one of ${words.join(', ')}`, findings);
}

/** The member around the result; `value: null` where the hint says that there is none. */
export function readKey(at: Cursor, findings: Findings): Stated<string | null> | null {
  const hint = at.own(`${prefix}result-key`);
  return hint?.value === null ? { value: null, origin: hint.origin } : readWord(at, 'result-key', findings);
}

/** Texts outside the type that servers take all the same. */
export function readAlsoAccepted(schema: Schema, findings: Findings): readonly string[] {
  const hint = stated(schema, `${prefix}also-accepts`);
  if (hint === null) return [];
  const texts = hint.items().flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  if (texts.length === 0) invalid(hint, 'a list of texts', findings);
  return texts;
}

/** The most characters of something sent, whatever its type; JSON Schema's own word is for texts alone. */
export function readMaxLength(schema: Schema): Stated<number> | null {
  const length = stated(schema, 'maxLength') ?? stated(schema, `${prefix}max-length`);
  return typeof length?.value === 'number' ? { value: length.value, origin: length.origin } : null;
}

/** The name of the entity that a schema is, where it says so: it is then one thing, however much others look like it. */
export function entityName(schema: Schema): string | null {
  return statedText(schema, `${prefix}entity`)?.value ?? null;
}

/** What is shown of a result, inside the envelope, where the answer itself cannot show it. */
export function shownResult(at: Cursor): Cursor | null {
  return at.own(`${prefix}example`);
}

/** Whether a document says that the version of the API is not known, and its own is only there because one must be. */
export function isVersionless(info: Cursor): boolean {
  return info.own(`${prefix}version`)?.value === null;
}

/** The schema of what an asynchronous command's job ends with. */
export function jobResult(at: Cursor): Cursor | null {
  return at.own(`${prefix}job-result`);
}

/** Names of the commands that an operation stands for: a text, or a list of texts. */
export function readCommandNames(at: Cursor, findings: Findings): Stated<string>[] {
  const hint = at.member(`${prefix}command`);
  if (hint === null) return [];
  const items = Array.isArray(hint.value) ? hint.items() : [hint];
  const names = items.flatMap(({ value, origin }) =>
    typeof value === 'string' && value !== '' ? { value, origin } : [],
  );
  if (names.length === 0) invalid(hint, "a command's name", findings);
  return names;
}

const encodings = ['entries', 'pairs', 'objects'] as const;

/**
 * How a map parameter is written: a word, or an object like that of a fact. `objects` by itself takes its members from
 * the schema of the list's elements.
 */
export function readEncoding(at: Cursor, items: Schema | null, findings: Findings): Stated<MapFact> | null {
  const hint = at.member(`${prefix}map`);
  if (hint === null) return null;
  const said = typeof hint.value === 'string' ? hint.value : hint.own('encoding')?.value;
  const encoding = encodings.find((one) => one === said);
  if (encoding === undefined)
    return invalid(hint, `one of ${encodings.join(', ')}, or an object with "encoding"`, findings);
  const fields = encoding === 'objects' ? fieldsOf(hint, items) : [];
  const open = hint.own('open')?.value ?? (items !== null && items.head.own('additionalProperties')?.value === true);
  return { value: { encoding, fields, open: open === true }, origin: hint.origin };
}

function fieldsOf(hint: Cursor, items: Schema | null): MapFact['fields'] {
  const listed = hint.member('fields')?.items() ?? [];
  const stated = listed.flatMap((field) => {
    const name = field.text('name')?.value;
    const type = field.text('type')?.value ?? 'string';
    return name === undefined ? [] : [{ name, type, required: field.own('required')?.value === true }];
  });
  return stated.length > 0 || items === null ? stated : fieldsOfItems(items);
}

/** The members of each element, as its schema describes them. */
export function fieldsOfItems(items: Schema): MapFact['fields'] {
  const required = requiredNames(items);
  return [...propertiesOf(items, 'readOnly')].map(([name, site]) => {
    const schema = readSchema(site);
    return { name, type: (schema === null ? '' : wordOf(schema)) || 'string', required: required.has(name) };
  });
}

function invalid(hint: Cursor, wanted: string, findings: Findings): null {
  findings.report('hint-invalid', hint.origin, { hint: hint.step, wanted });
  return null;
}
