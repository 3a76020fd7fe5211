import { isTransportName } from '../../model/transport-names.js';
import type { MapFact } from '../../model/fact.js';
import type { RawParameter, RawType } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
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
import { readProse } from './prose.js';
import { propertiesOf, readSchema, stated, statedText, type Schema } from './schema.js';
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
  const all = [...plain.map((one) => toRaw(one, findings)), ...indexed.map((one) => foldedRaw(one, findings))];
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
  const alsoAccepts = schema === null ? [] : readAlsoAccepted(schema, findings);
  const encoding = readMap(sent, schema, findings);
  const sensitive = readSensitive(sent, schema, findings);
  const deprecated = readDeprecated(at, ...(schema?.parts ?? []));
  const keywords = schema === null ? [] : readKeywords(schema, findings);
  checkHints(at, 'parameter', findings);
  return {
    name: { value: name, origin: at.origin },
    type: { value: readType(sent, encoding, findings), origin: (schema?.head ?? at).origin },
    required,
    description: readProse(at.text('description') ?? (schema === null ? null : statedText(schema, 'description'))),
    maxLength: schema === null ? null : readMaxLength(schema),
    since: readWord(at, 'since', findings) ?? at.text('x-since'),
    ...(encoding === null ? {} : { encoding }),
    ...(sensitive === null ? {} : { sensitive }),
    ...(alsoAccepts.length === 0 ? {} : { alsoAccepts }),
    ...(keywords.length === 0 ? {} : { keywords }),
    ...(deprecated === null ? {} : { deprecated }),
  };
}

/** A list of objects is what CloudStack calls a map. */
function readType({ at, site, place }: Sent, encoding: Stated<MapFact> | null, findings: Findings): RawType {
  const example = place === 'form' ? at : at.own('example');
  if (site === null) return example === null ? unknownType : typeOfExample(example);
  const type = new TypeReader(findings, 'readOnly').type(site);
  return encoding === null ? type : { ...type, word: 'map' };
}

/** How a map is written: what a hint says, else what the schema of a list's elements shows. */
function readMap({ at }: Sent, schema: Schema | null, findings: Findings): Stated<MapFact> | null {
  const site = schema === null ? null : stated(schema, 'items');
  const items = site === null ? null : readSchema(site);
  const hint =
    readEncoding(at, items, findings) ?? (schema === null ? null : readEncoding(schema.head, items, findings));
  if (hint !== null || items === null || propertiesOf(items).size === 0) return hint;
  const fields = fieldsOfItems(items);
  const isPairs = fields.length === 2 && fields.every(({ name }) => name === 'key' || name === 'value');
  const open = items.head.own('additionalProperties')?.value === true;
  const value: MapFact = isPairs
    ? { encoding: 'pairs', fields: [], open: false }
    : { encoding: 'objects', fields, open };
  return { value, origin: items.head.origin };
}

/** `format: password` is OpenAPI's own word for what nobody should see. */
function readSensitive({ at }: Sent, schema: Schema | null, findings: Findings): Stated<boolean> | null {
  const hint = readFlag(at, 'sensitive', findings);
  const inSchema = schema === null || schema.head === at ? null : readFlag(schema.head, 'sensitive', findings);
  const format = schema === null ? null : stated(schema, 'format');
  const isPassword = format?.value === 'password';
  return hint ?? inSchema ?? (format !== null && isPassword ? { value: true, origin: format.origin } : null);
}

/** One parameter for all the names that it has on the wire. */
function foldedRaw({ name, kind, members }: Indexed, findings: Findings): RawParameter {
  const origin = members[0]?.at.origin ?? { file: '', at: '' };
  findings.report('parameter-indexed', origin, { name, written: members.map((one) => one.name) });
  const pairs: Stated<MapFact> = { value: { encoding: 'pairs', fields: [], open: false }, origin };
  return {
    name: { value: name, origin },
    type: { value: { ...unknownType, word: kind === 'list' ? 'list' : 'map' }, origin },
    required: members.find(({ required }) => required?.value === true)?.required ?? null,
    description: members.map(({ at }) => at.text('description')).find((text) => text !== null) ?? null,
    maxLength: null,
    since: null,
    ...(kind === 'pairs' ? { encoding: pairs } : {}),
  };
}
