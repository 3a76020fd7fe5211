import { isTransportName } from '../../model/transport-names.js';
import type { MapFact } from '../../model/fact.js';
import type { RawParameter, RawType } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import type { Cursor } from './cursor.js';
import { typeOfExample } from './example-type.js';
import type { Findings } from './findings.js';
import {
  checkHints,
  fieldsOfItems,
  readAlsoAccepted,
  readEncoding,
  readFlag,
  readMaxLength,
  readWord,
} from './hints.js';
import { foldIndexed, type Indexed } from './indexed.js';
import { readDeprecated, readKeywords } from './keywords.js';
import { mergeByName, mergeParameters } from './merge.js';
import { readProse } from './prose.js';
import { propertiesOf, readSchema, stated, type Schema } from './schema.js';
import type { Rules } from './rules.js';
import { placesRead, schemaOf, type Sent } from './sent.js';
import { TypeReader, unknownType } from './types.js';

/** The command's own parameters among what is sent; those in places that CloudStack does not read are reported. */
export function readParameters(
  command: string,
  sent: readonly Sent[],
  rules: Rules | null,
  findings: Findings,
): RawParameter[] {
  const own = sent.filter(({ name }) => !isTransportName(name));
  for (const { name, place, at } of own) {
    if (!placesRead.has(place)) findings.report('parameter-not-sent', at.origin, { command, name, place });
  }
  const { plain, indexed } = foldIndexed(own.filter(({ place }) => placesRead.has(place)));
  const read = mergeByName(plain.map((one) => toRaw(one, findings)));
  const all = [...read, ...indexed.map((one) => foldedRaw(one, findings))];
  return rules === null ? all : all.map((one) => withRules(one, rules.get(one.name.value) ?? []));
}

/** Values that a rule lists are not those of the type, which is a text of any kind. */
function withRules(raw: RawParameter, rules: NonNullable<RawParameter['rules']>): RawParameter {
  const hasValues = rules.some(({ value }) => value.kind === 'values');
  return { ...raw, rules, ...(hasValues ? { type: { ...raw.type, value: withoutValues(raw.type.value) } } : {}) };
}

function withoutValues(type: RawType): RawType {
  return { ...type, values: null, items: type.items === null ? null : withoutValues(type.items) };
}

function toRaw(sent: Sent, findings: Findings): RawParameter {
  const { name, at, required } = sent;
  const schema = schemaOf(sent);
  const places = placesOf(sent, schema);
  const alsoAccepts = schema === null ? [] : readAlsoAccepted(schema, findings);
  const encoding = readMap(places, schema, findings);
  const sensitive = readSensitive(places, schema, findings);
  const deprecated = readDeprecated(...places);
  const keywords = schema === null ? [] : readKeywords(schema, findings);
  checkPlaces(sent, schema, findings);
  return {
    name: { value: name, origin: at.origin },
    type: { value: readType(sent, encoding, findings), origin: (schema?.head ?? at).origin },
    required,
    description: readProse(first(places, (place) => place.text('description'))),
    maxLength: schema === null ? null : readMaxLength(schema),
    since: first(places, (place) => readWord(place, 'since', findings) ?? place.text('x-since')),
    ...(encoding === null ? {} : { encoding }),
    ...(sensitive === null ? {} : { sensitive }),
    ...(alsoAccepts.length === 0 ? {} : { alsoAccepts }),
    ...(keywords.length === 0 ? {} : { keywords }),
    ...(deprecated === null ? {} : { deprecated }),
  };
}

/** Where something may be said of what is sent: of itself first, then of its schema. */
function placesOf({ said }: Sent, schema: Schema | null): readonly Cursor[] {
  return [...said, ...(schema?.parts ?? [])];
}

/** What is said at the first of several places that says it. */
function first<T>(places: readonly Cursor[], read: (place: Cursor) => T | null): T | null {
  for (const place of places) {
    const found = read(place);
    if (found !== null) return found;
  }
  return null;
}

function checkPlaces({ said }: Sent, schema: Schema | null, findings: Findings): void {
  const own = new Set(said.map(({ value }) => value));
  const parts = [...(schema?.parts ?? []), ...(schema === null ? [] : (itemsOf(schema)?.parts ?? []))];
  for (const place of said) checkHints(place, 'parameter', findings);
  for (const part of parts) if (!own.has(part.value)) checkHints(part, 'schema', findings);
}

/** The schema of a list's elements. */
function itemsOf(schema: Schema): Schema | null {
  const site = stated(schema, 'items');
  return site === null ? null : readSchema(site);
}

/** A list of objects is what CloudStack calls a map. */
function readType({ at, site, place }: Sent, encoding: Stated<MapFact> | null, findings: Findings): RawType {
  const example = place === 'form' ? at : at.own('example');
  if (site === null) return example === null ? unknownType : typeOfExample(example);
  const type = new TypeReader(findings, 'readOnly').type(site);
  return encoding === null ? type : { ...type, word: 'map' };
}

/** How a map is written: what a hint says, else what the schema of a list's elements shows. */
function readMap(places: readonly Cursor[], schema: Schema | null, findings: Findings): Stated<MapFact> | null {
  const items = schema === null ? null : itemsOf(schema);
  const hint = first(places, (place) => readEncoding(place, items, findings));
  if (hint !== null || items === null || propertiesOf(items).size === 0) return hint;
  const fields = fieldsOfItems(items);
  const isPairs = fields.length === 2 && fields.every(({ name }) => name === 'key' || name === 'value');
  const open = items.head.own('additionalProperties')?.value === true;
  const value: MapFact = isPairs
    ? { encoding: 'pairs', fields: [], open: false }
    : { encoding: 'objects', fields, open };
  return { value, origin: items.head.origin };
}

/** `format: password` is OpenAPI's own word for what nobody should see; a list of secrets is one, too. */
function readSensitive(places: readonly Cursor[], schema: Schema | null, findings: Findings): Stated<boolean> | null {
  const items = schema === null ? null : itemsOf(schema);
  const all = [...places, ...(items?.parts ?? [])];
  const hint = first(all, (place) => readFlag(place, 'sensitive', findings));
  const format = [schema, items]
    .map((one) => (one === null ? null : stated(one, 'format')))
    .find((one) => one?.value === 'password');
  return hint ?? (format ? { value: true, origin: format.origin } : null);
}

/** One parameter for all the names that it has on the wire. */
function foldedRaw({ name, kind, members }: Indexed, findings: Findings): RawParameter {
  const origin = members[0]?.at.origin ?? { file: '', at: '' };
  findings.report('parameter-indexed', origin, { name, written: members.map((one) => one.name) });
  const read = members.map((one) => toRaw(one, findings));
  const whole = read.reduce(mergeParameters);
  const all = {
    ...whole,
    name: { value: name, origin },
    required: members.find(({ required }) => required?.value === true)?.required ?? null,
    ...anySensitive(read),
  };
  return kind === 'list' ? listOf(all) : mapOf(all, kind);
}

/** `labels[]` may be described as the list, `labels[0]` is one element of it. */
function listOf(raw: RawParameter): RawParameter {
  const { value, origin } = raw.type;
  if (/^(?:list|set|array)$/.test(value.word)) return raw;
  const items = value.word === '' ? null : value;
  // Rules for one element are not rules for the list.
  return { ...raw, type: { value: { ...unknownType, word: 'list', items }, origin }, alsoAccepts: [], keywords: [] };
}

/** Types and rules of its members are not the map's own. */
function mapOf(
  { name, required, description, since, sensitive, type }: RawParameter,
  kind: 'pairs' | 'map',
): RawParameter {
  const { origin } = type;
  const pairs: Stated<MapFact> = { value: { encoding: 'pairs', fields: [], open: false }, origin: name.origin };
  return {
    name,
    type: { value: { ...unknownType, word: 'map' }, origin },
    required,
    description,
    maxLength: null,
    since,
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(kind === 'pairs' ? { encoding: pairs } : {}),
  };
}

/** What holds a secret is one. */
function anySensitive(read: readonly RawParameter[]): Pick<RawParameter, 'sensitive'> {
  const sensitive = read.flatMap((one) => one.sensitive ?? []).find(({ value }) => value);
  return sensitive === undefined ? {} : { sensitive };
}
