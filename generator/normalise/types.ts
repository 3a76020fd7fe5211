import type { Field, Scalar, TypeRef } from '../model/api-model.js';
import type { MapFact } from '../model/fact.js';
import type { RawType } from '../model/raw-api.js';
import type { Claim } from '../model/provenance.js';
import type { Arbiter } from './arbiter.js';
import type { Member } from './fact-book.js';

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
  const subject = `${command}.${name}`;
  const raw = decideRaw(command, { parameter: name }, subject, stated, arbiter);
  if (raw === null) return text;
  if (raw.values !== null) return { kind: 'enum', values: raw.values, open: false };
  if (isListWord(raw.word)) {
    const word = arbiter.facts.value('list', command, { parameter: name }) ?? raw.items?.word ?? null;
    if (word === null) reportElements(subject, 'text', stated, arbiter);
    return { kind: 'array', items: scalarOf(word ?? 'string') ?? text, encoding: 'comma' };
  }
  if (raw.word === 'map') return mapParameter(command, name, { types: stated, encodings }, arbiter);
  if (raw.word === 'object') return text;
  return scalarOf(raw.word) ?? reportUnknown(subject, raw.word, stated, arbiter);
}

/** Whose field it is: facts are looked up by the command, diagnostics name the subject. */
export interface FieldPlace {
  readonly command: string;
  readonly name: string;
  readonly subject: string;
}

/** Names the entity that a described object is. */
type NameNested = (raw: RawType) => string | null;

/** The type of a field of an answer. */
export function fieldType(
  { command, name, subject }: FieldPlace,
  stated: readonly Claim<RawType>[],
  arbiter: Arbiter,
  nested: NameNested,
): TypeRef {
  const decided = decideRaw(command, { field: name }, subject, stated, arbiter);
  if (decided === null) return unknown;
  const element =
    isListWord(decided.word) && decided.items === null ? arbiter.facts.value('list', command, { field: name }) : null;
  const raw = element === null ? decided : { ...decided, items: plain(element) };
  if (isListWord(raw.word) && raw.items === null) reportElements(subject, 'unknown', stated, arbiter);
  return fieldOf(raw, nested) ?? reportUnknown(subject, raw.word, stated, arbiter);
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
  command: string,
  member: Member,
  subject: string,
  stated: readonly Claim<RawType>[],
  arbiter: Arbiter,
): RawType | null {
  const fact = arbiter.facts.claim('type', command, member);
  const settled: Claim<RawType> | null =
    fact === null
      ? null
      : {
          ...fact,
          value: { ...plain(fact.value.word), items: fact.value.items === null ? null : plain(fact.value.items) },
        };
  return arbiter.decide(subject, 'type', [settled, ...mostPrecise(stated)], showRaw, comparable);
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

/** Types that are one on the wire read alike, so that only real contradictions are reported. */
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
  const fact = arbiter.decide(subject, 'encoding', claimed, ({ encoding }) => encoding, JSON.stringify);
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
