import type { RawParameter } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { findMedia, formMedia } from './media.js';
import { propertiesOf, readSchema, requiredLists, stated, statedText, type Schema } from './schema.js';
import { TypeReader, unknownType } from './types.js';

/** Something that an operation sends, wherever it puts it. */
export interface Sent {
  readonly name: string;
  /** `query`, `form`, or a place that CloudStack does not read: `header`, `cookie`, `path`. */
  readonly place: string;
  /** The parameter object, or the property of the form. */
  readonly at: Cursor;
  /** Where its schema stands, or is referred to. */
  readonly site: Cursor | null;
  readonly required: Stated<boolean> | null;
}

/** What belongs to every request (protocol: authentication, response format) and so to no command. */
const transportNames: ReadonlySet<string> = new Set([
  'command',
  'response',
  'apikey',
  'signature',
  'sessionkey',
  'signatureversion',
  'expires',
]);

const placesRead: ReadonlySet<string> = new Set(['query', 'form']);

/**
 * Everything that an operation sends: parameters of its path, its own (which replace those of the same name), and
 * the properties of a form or JSON body.
 */
export function readSent(pathItem: Cursor, operation: Cursor, findings: Findings): Sent[] {
  const sent = new Map([...readList(pathItem, findings), ...readList(operation, findings)]);
  const form = readForm(operation).filter(({ name }) => !sent.has(`query ${name}`));
  return [...sent.values(), ...form];
}

/** Parameters by place and name. */
function readList(holder: Cursor, findings: Findings): Map<string, Sent> {
  const sent = new Map<string, Sent>();
  for (const item of holder.member('parameters')?.items() ?? []) {
    const one = readParameter(item);
    if (one === null) continue;
    const key = `${one.place} ${one.name}`;
    if (sent.has(key)) findings.report('parameter-described-twice', item.origin, { name: one.name });
    else sent.set(key, one);
  }
  return sent;
}

function readParameter(item: Cursor): Sent | null {
  const at = item.follow();
  const name = at?.text('name')?.value;
  if (at === null || name === undefined) return null;
  const required = at.own('required');
  return {
    name,
    place: at.text('in')?.value ?? '',
    at,
    site: at.own('schema') ?? at.member('content')?.members()[0]?.member('schema') ?? null,
    required: typeof required?.value === 'boolean' ? { value: required.value, origin: required.origin } : null,
  };
}

function readForm(operation: Cursor): Sent[] {
  const site = findMedia(operation.member('requestBody'), formMedia)?.own('schema');
  const schema = site ? readSchema(site) : null;
  if (schema === null) return [];
  return [...propertiesOf(schema).values()].map((property) => ({
    name: property.step,
    place: 'form',
    at: property,
    site: property,
    required: isRequired(schema, property.step),
  }));
}

/** A form without any list of required properties says nothing about them. */
function isRequired(schema: Schema, name: string): Stated<boolean> | null {
  const lists = requiredLists(schema);
  const item = lists.flatMap((list) => list.items()).find(({ value }) => value === name);
  if (item !== undefined) return { value: true, origin: item.origin };
  return lists[0] === undefined ? null : { value: false, origin: lists[0].origin };
}

/** Names in the enum or const of the parameter `command`; none when there is no such parameter. */
export function commandNames(sent: readonly Sent[]): Stated<string>[] {
  const site = sent.find(({ name, place }) => name.toLowerCase() === 'command' && placesRead.has(place))?.site;
  const schema = site ? readSchema(site) : null;
  if (schema === null) return [];
  const only = stated(schema, 'const');
  const listed = only === null ? (stated(schema, 'enum')?.items() ?? []) : [only];
  const names = new Map<string, Stated<string>>();
  for (const { value, origin } of listed) {
    if (typeof value === 'string' && value.trim() !== '' && !names.has(value)) names.set(value, { value, origin });
  }
  return [...names.values()];
}

/** The command's own parameters among what is sent; those in places that CloudStack does not read are reported. */
export function readParameters(command: string, sent: readonly Sent[], findings: Findings): RawParameter[] {
  const own = sent.filter(({ name }) => !transportNames.has(name.toLowerCase()));
  for (const { name, place, at } of own) {
    if (!placesRead.has(place)) findings.report('parameter-not-sent', at.origin, { command, name, place });
  }
  return own.filter(({ place }) => placesRead.has(place)).map((one) => toRaw(one, findings));
}

function toRaw({ name, at, site, required }: Sent, findings: Findings): RawParameter {
  const schema = site === null ? null : readSchema(site);
  const maxLength = schema === null ? null : stated(schema, 'maxLength');
  return {
    name: { value: name, origin: at.origin },
    type: {
      value: site === null ? unknownType : new TypeReader(findings).type(site),
      origin: (schema?.head ?? at).origin,
    },
    required,
    description: at.text('description') ?? (schema === null ? null : statedText(schema, 'description')),
    maxLength: typeof maxLength?.value === 'number' ? { value: maxLength.value, origin: maxLength.origin } : null,
    since: at.text('x-since'),
  };
}
