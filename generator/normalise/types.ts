import type { Field, Scalar, TypeRef } from '../model/api-model.js';
import type { MapFact } from '../model/fact.js';
import type { RawType } from '../model/raw-api.js';
import type { Claim } from '../model/provenance.js';
import type { Arbiter } from './arbiter.js';
import type { Member } from './fact-book.js';
import { decideValues } from './values.js';

/** A map, not an object: a document may call a type `constructor`. */
const scalars: ReadonlyMap<string, Scalar> = new Map([
  ['string', 'string'],
  ['uuid', 'id'],
  ['url', 'string'],
  ['date', 'date'],
  ['tzdate', 'date'],
  ['boolean', 'boolean'],
  ['int', 'integer'],
  ['integer', 'integer'],
  ['short', 'integer'],
  ['long', 'long'],
  ['float', 'decimal'],
  ['double', 'decimal'],
  ['bigdecimal', 'decimal'],
]);

/** Java enums that servers print by their class name; on the wire they are words. */
const enumClasses: ReadonlySet<string> = new Set([
  'allocationstate',
  'apikeyaccess',
  'boottype',
  'hastate',
  'hypervisortype',
  'imageformat',
  'intervaltype',
  'powerstate',
  'resourceobjecttype',
  'scopetype',
  'state',
  'status',
  'storagepoolstatus',
  'type',
]);

const unknown: TypeRef = { kind: 'unknown' };
const text: TypeRef = { kind: 'scalar', scalar: 'string' };

/** What is stated about a parameter, the strongest first. */
interface StatedParameter {
  readonly types: readonly Claim<RawType>[];
  readonly encodings: readonly Claim<MapFact>[];
}

/** The type of a parameter: what is sent, and in which encoding. */
export function parameterType(
  command: string,
  name: string,
  { types: stated, encodings }: StatedParameter,
  arbiter: Arbiter,
): TypeRef {
  const place = { commands: [command], member: { parameter: name }, subject: `${command}.${name}` };
  const raw = decideRaw(place, stated, arbiter);
  if (raw === null) return text;
  if (raw.values !== null) return { kind: 'enum', values: raw.values, open: false };
  if (isListWord(raw.word)) return listParameter(place, raw, stated, arbiter);
  if (raw.word === 'map') return mapParameter(command, name, { types: stated, encodings }, arbiter);
  if (raw.word === 'object') return text;
  return scalarOf(raw.word) ?? reportUnknown(place.subject, raw.word, stated, arbiter);
}

function listParameter(place: Place, raw: RawType, stated: readonly Claim<RawType>[], arbiter: Arbiter): TypeRef {
  const fact = arbiter.facts.claimOfAny('list', place.commands, place.member);
  const word = arbiter.decide(place.subject, 'list', [fact]) ?? raw.items?.word ?? null;
  const values = raw.items?.values ?? null;
  if (word === null) reportElements(place.subject, 'text', stated, arbiter);
  const items: TypeRef = values === null ? (scalarOf(word ?? 'string') ?? text) : { kind: 'enum', values, open: false };
  return { kind: 'array', items, encoding: 'comma' };
}

/** Whose type it is: facts are looked up by the commands that send or answer it, diagnostics name the subject. */
export interface Place {
  readonly commands: readonly string[];
  readonly member: Member;
  readonly subject: string;
  /** The same type at other places, which is only remembered. */
  readonly again?: readonly Claim<RawType>[];
}

/** Names the entity that a described object is. */
type NameNested = (raw: RawType) => string | null;

/** The type of a field of an answer. */
export function fieldType(
  place: Place,
  stated: readonly Claim<RawType>[],
  arbiter: Arbiter,
  nested: NameNested,
): TypeRef {
  const decided = decideRaw(place, stated, arbiter);
  if (decided === null) return unknown;
  const raw = isListWord(decided.word) ? withElements(place, decided, arbiter) : decided;
  if (isListWord(raw.word) && raw.items === null) reportElements(place.subject, 'unknown', stated, arbiter);
  return fieldOf(raw, nested) ?? reportUnknown(place.subject, raw.word, stated, arbiter);
}

/** Facts of the generator fill in what documents leave open; a user's own always count. */
function withElements({ commands, member, subject }: Place, raw: RawType, arbiter: Arbiter): RawType {
  const fact = arbiter.facts.claimOfAny('list', commands, member);
  if (fact === null || (raw.items !== null && fact.by === 'fact')) return raw;
  arbiter.note(subject, 'list', [fact]);
  return { ...raw, items: plain(fact.value) };
}

function fieldOf(raw: RawType, nested: NameNested): TypeRef | null {
  const word = raw.word;
  if (raw.values !== null) return { kind: 'enum', values: raw.values, open: true };
  if (word.endsWith('[]'))
    return { kind: 'array', items: fieldOf(plain(word.slice(0, -2)), nested) ?? unknown, encoding: 'json' };
  if (isListWord(word)) {
    const items = raw.items === null ? unknown : (fieldOf(raw.items, nested) ?? unknown);
    return { kind: 'array', items, encoding: 'json' };
  }
  const entity = raw.shape !== null || word === 'object' ? nested(raw) : null;
  if (entity !== null) return { kind: 'entity', entity };
  if (word === 'map') return { kind: 'map', encoding: 'json' };
  if (word === 'object' || word === 'responseobject') return unknown;
  return scalarOf(word) ?? (enumClasses.has(word) ? text : null);
}

/** How types read in a diagnostic: `list of uuid`. */
export function showRaw(raw: RawType): string {
  if (raw.values !== null) return `one of ${raw.values.join(', ')}`;
  return raw.items === null ? raw.word || 'not stated' : `${raw.word} of ${showRaw(raw.items) || 'object'}`;
}

function decideRaw(
  { commands, member, subject, again = [] }: Place,
  stated: readonly Claim<RawType>[],
  arbiter: Arbiter,
): RawType | null {
  const fact = arbiter.facts.claimOfAny('type', commands, member);
  const settled: Claim<RawType> | null =
    fact === null
      ? null
      : {
          ...fact,
          value: { ...plain(fact.value.word), items: fact.value.items === null ? null : plain(fact.value.items) },
        };
  const ranked = mostPrecise(stated);
  const raw = arbiter.decide(subject, 'type', [settled, ...ranked], {
    show: showRaw,
    agree: isCompatible,
    again,
    ...(ranked[0] === stated.find(({ value }) => value.word !== '') ? {} : { because: 'precise' }),
  });
  const values = arbiter.facts.claimOfAny('values', commands, member);
  if (raw === null || (values === null && elementOf(raw).values === null)) return raw;
  const elements = [...stated, ...again].map((claim) => ({ ...claim, value: elementOf(claim.value) }));
  return withValues(raw, decideValues(subject, values, elementOf(raw), elements, arbiter));
}

function withValues(raw: RawType, values: RawType['values']): RawType {
  return isListWord(raw.word) ? { ...raw, items: { ...elementOf(raw), values } } : { ...raw, values };
}

/** Whose values are listed: of a list, what is in it. */
function elementOf(raw: RawType): RawType {
  return isListWord(raw.word) ? (raw.items ?? plain('string')) : raw;
}

/** A document that says nothing, or only `string` or `list`, does not contradict one that knows more. */
function mostPrecise(stated: readonly Claim<RawType>[]): readonly Claim<RawType>[] {
  const worded = stated.filter(({ value }) => value.word !== '');
  const [first, ...rest] = worded;
  if (first === undefined) return stated;
  const better = isVague(first.value) ? rest.find(({ value }) => !isVague(value) && refines(value, first)) : undefined;
  return better === undefined ? worded : [better, ...worded.filter((claim) => claim !== better)];
}

/** CloudStack's own words tell `string` from `uuid`, so only an OpenAPI `string` may turn out to be an id. */
function refines(precise: RawType, { value: vague, by }: Claim<RawType>): boolean {
  if (vague.word === 'string' && precise.values === null && by !== 'openapi') return false;
  return comparable(vague) === comparable(precise);
}

/** Only what cannot both be so contradicts each other: `uuid` is a string, and `list` says nothing of its elements. */
function isCompatible(one: RawType, other: RawType): boolean {
  if (one.word === '' || other.word === '') return true;
  if (one.items !== null && other.items !== null && isListWord(one.word) && isListWord(other.word)) {
    return isCompatible(one.items, other.items);
  }
  return comparable(one) === comparable(other);
}

/** Types that are one on the wire read alike. */
function comparable(raw: RawType): string {
  if (raw.values !== null || enumClasses.has(raw.word)) return 'string';
  if (isListWord(raw.word)) return 'list';
  const scalar = scalars.get(raw.word);
  if (scalar === 'id') return 'string';
  return scalar ?? raw.word;
}

function isVague(raw: RawType): boolean {
  return (raw.word === 'string' && raw.values === null) || (isListWord(raw.word) && raw.items === null);
}

function mapParameter(command: string, name: string, { types, encodings }: StatedParameter, arbiter: Arbiter): TypeRef {
  const subject = `${command}.${name}`;
  const claimed = [arbiter.facts.claim('map', command, { parameter: name }), ...encodings];
  const fact = arbiter.decide(subject, 'map', claimed, {
    show: ({ encoding }) => encoding,
    agree: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });
  if (fact === null) {
    arbiter.diagnostics.report('map-encoding-unknown', types[0]?.origin ?? null, { subject });
    return { kind: 'map', encoding: 'entries' };
  }
  if (fact.encoding !== 'objects') return { kind: 'map', encoding: fact.encoding };
  return {
    kind: 'objects',
    fields: fact.fields.map((field) => ({
      name: field.name,
      type: scalarOf(field.type) ?? text,
      required: field.required,
    })),
    open: fact.open,
  };
}

function reportUnknown(subject: string, word: string, stated: readonly Claim<unknown>[], arbiter: Arbiter): TypeRef {
  arbiter.diagnostics.report('type-unknown', stated[0]?.origin ?? null, { subject, word });
  return unknown;
}

function reportElements(subject: string, taken: string, stated: readonly Claim<unknown>[], arbiter: Arbiter): void {
  arbiter.diagnostics.report('list-elements-unknown', stated[0]?.origin ?? null, { subject, taken });
}

function scalarOf(word: string): TypeRef | null {
  const scalar = scalars.get(word);
  return scalar === undefined ? null : { kind: 'scalar', scalar };
}

function isListWord(word: string): boolean {
  return word === 'list' || word === 'set' || word === 'array';
}

function plain(word: string): RawType {
  return { word, values: null, items: null, shape: null };
}

/** Fields that every answer may carry while a job is pending; they say nothing about what the thing is. */
export function isJobMarker(field: Pick<Field, 'name'>): boolean {
  return field.name === 'jobid' || field.name === 'jobstatus';
}
