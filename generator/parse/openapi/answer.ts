import { isReference } from '../../text/references.js';
import type { Cursor } from './cursor.js';
import { findMedia, jsonMedia } from './media.js';
import { propertiesOf, readSchema, stated } from './schema.js';
import { jsonType } from './types.js';

/** The successful answer that an operation describes. */
export interface Answer {
  readonly response: Cursor;
  /** Where its schema stands, or is referred to. */
  readonly site: Cursor | null;
  /** `null` where there is no schema. */
  readonly schema: Opened | null;
  /** `null` where there is no example. */
  readonly example: Opened | null;
}

/** A schema or an example of an answer, with the envelope taken off. */
export interface Opened {
  readonly envelope: Cursor | null;
  /** Inside the envelope. */
  readonly body: Cursor;
  readonly members: readonly Member[];
}

/** A member of an answer. */
export interface Member {
  readonly at: Cursor;
  /** `thing`: an object whose fields are known; `map`: one that may hold anything. */
  readonly kind: 'list' | 'thing' | 'map' | 'scalar';
}

/** The first successful answer that an operation describes in JSON, by a schema or an example. */
export function findAnswer(operation: Cursor, command: string): Answer | null {
  const responses = operation.member('responses')?.members() ?? [];
  const successful = responses.filter(({ step }) => /^2(?:\d\d|XX)$/i.test(step));
  const candidates = successful.length > 0 ? successful : responses.filter(({ step }) => step === 'default');
  for (const candidate of candidates) {
    const response = candidate.follow();
    const media = findMedia(response, jsonMedia);
    const site = media?.own('schema') ?? null;
    const example = media === null ? null : findExample(media, site);
    if (response === null || (site === null && example === null)) continue;
    return {
      response,
      site,
      schema: site === null ? null : open(site, schemaMembers, command),
      example: example === null ? null : open(example, exampleMembers, command),
    };
  }
  return null;
}

function findExample(media: Cursor, site: Cursor | null): Cursor | null {
  const named = media.member('examples')?.members()[0]?.follow()?.own('value');
  const schema = site === null ? null : readSchema(site);
  const inSchema = schema === null ? null : (stated(schema, 'example') ?? stated(schema, 'examples')?.own(0));
  return media.own('example') ?? named ?? inSchema ?? null;
}

/**
 * Takes the envelope off: the single top-level member, which most commands call after themselves (`…response`), and
 * some by their bare name in lower case (protocol: the envelope's name).
 */
function open(whole: Cursor, membersOf: (at: Cursor) => readonly Member[], command: string): Opened {
  const members = membersOf(whole);
  const [only, ...others] = members;
  const name = only?.at.step.toLowerCase() ?? '';
  const isEnvelope = name.endsWith('response') || name === command.toLowerCase();
  const isObject = only?.kind === 'thing' || only?.kind === 'map';
  return only !== undefined && others.length === 0 && isEnvelope && isObject
    ? { envelope: only.at, body: only.at, members: membersOf(only.at) }
    : { envelope: null, body: whole, members };
}

function schemaMembers(site: Cursor): Member[] {
  const schema = readSchema(site);
  return schema === null ? [] : [...propertiesOf(schema).values()].map((at) => ({ at, kind: kindOfSchema(at) }));
}

/** What a schema describes; one that says nothing may be anything. */
export function kindOfSchema(site: Cursor): Member['kind'] {
  const schema = readSchema(site);
  const type = schema === null ? '' : jsonType(schema);
  if (type === 'array') return 'list';
  if (type !== 'object' && type !== '') return 'scalar';
  return schema !== null && (propertiesOf(schema).size > 0 || isReference(site.value)) ? 'thing' : 'map';
}

function exampleMembers(example: Cursor): Member[] {
  return example.members().map((at) => {
    const isObject = typeof at.value === 'object' && at.value !== null;
    return { at, kind: Array.isArray(at.value) ? 'list' : isObject ? 'thing' : 'scalar' };
  });
}
