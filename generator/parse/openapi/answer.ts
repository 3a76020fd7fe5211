import { isReference } from '../../text/references.js';
import { exampleOf } from './body.js';
import type { Cursor } from './cursor.js';
import { findMedia, jsonMedia } from './media.js';
import { propertiesOf, readSchema } from './schema.js';
import { jsonType } from './words.js';

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

/**
 * The successful answers that an operation describes in JSON, by a schema or an example.
 *
 * @param envelopes names that the answer's envelope may have
 */
export function findAnswers(operation: Cursor, envelopes: readonly string[]): Answer[] {
  const responses = operation.member('responses')?.members() ?? [];
  const successful = responses.filter(({ step }) => /^2(?:\d\d|XX)$/i.test(step));
  const candidates = successful.length > 0 ? successful : responses.filter(({ step }) => step === 'default');
  return candidates.flatMap((candidate) => readCandidate(candidate, envelopes) ?? []);
}

function readCandidate(candidate: Cursor, envelopes: readonly string[]): Answer | null {
  const response = candidate.follow();
  const media = findMedia(response, jsonMedia);
  const site = media?.own('schema') ?? null;
  const example = media === null ? null : findExample(media, site, envelopes);
  if (response === null || (site === null && example === null)) return null;
  return {
    response,
    site,
    schema: site === null ? null : open(site, schemaMembers, envelopes),
    example: example === null ? null : open(example, exampleMembers, envelopes),
  };
}

/** The example in the command's own envelope, where there are several, as one may show an error; else the first. */
function findExample(media: Cursor, site: Cursor | null, envelopes: readonly string[]): Cursor | null {
  const named = media.member('examples')?.members() ?? [];
  const values = named.flatMap((example) => example.follow()?.own('value') ?? []);
  const own = values.find((value) => value.members().some(({ step }) => isNamed(step, envelopes)));
  return own ?? exampleOf(media, site === null ? null : readSchema(site));
}

/** The envelope that most commands call after themselves, and some by their bare name (protocol: the envelope). */
export function usualEnvelopes(command: string): readonly string[] {
  return [`${command}response`, command];
}

function isNamed(name: string, envelopes: readonly string[]): boolean {
  return envelopes.some((own) => own.toLowerCase() === name.toLowerCase());
}

/**
 * Takes the envelope off: the command's own, which may stand beside those of other commands and of errors, or the
 * single top-level member that ends in `response`.
 */
function open(whole: Cursor, membersOf: (at: Cursor) => readonly Member[], envelopes: readonly string[]): Opened {
  const members = membersOf(whole);
  const found = envelopeAmong(
    members.filter(({ at }) => !/^errorresponse$/i.test(at.step)),
    envelopes,
  );
  return found?.kind === 'thing' || found?.kind === 'map'
    ? { envelope: found.at, body: found.at, members: membersOf(found.at) }
    : { envelope: null, body: whole, members };
}

/** A schema that stands outside of any envelope. */
export function openBare(site: Cursor): Opened {
  return { envelope: null, body: site, members: schemaMembers(site) };
}

function envelopeAmong(members: readonly Member[], envelopes: readonly string[]): Member | undefined {
  const isEnvelope = ({ at }: Member): boolean => /response$/i.test(at.step);
  const own = members.find(({ at }) => isNamed(at.step, envelopes));
  if (members.length === 1) return own ?? members.find(isEnvelope);
  return members.every(isEnvelope) ? own : undefined;
}

function schemaMembers(site: Cursor): Member[] {
  const schema = readSchema(site);
  return schema === null
    ? []
    : [...propertiesOf(schema, 'writeOnly').values()].map((at) => ({ at, kind: kindOfSchema(at) }));
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
