import type { Acknowledgement, RawResult, RawShape } from '../../model/raw-api.js';
import type { Stated } from '../../model/source.js';
import { findAnswer, kindOfSchema, type Answer, type Member, type Opened } from './answer.js';
import type { Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import { nameOf, readSchema } from './schema.js';
import { TypeReader } from './types.js';

/** What an operation says of a command's answer. */
export interface ReadResult {
  readonly result: RawResult | null;
  /** `async` where the answer is the acknowledgement of a job. */
  readonly execution: Stated<'async'> | null;
}

/**
 * Reads the answer of a command. The schema says what comes back; where it has no envelope and the example has one,
 * the example says in what the schema's fields stand.
 */
export function readResult(operation: Cursor, command: string, findings: Findings): ReadResult {
  const answer = findAnswer(operation, command);
  if (answer === null) return { result: null, execution: null };
  const acknowledgement = readAcknowledgement(answer);
  const described = hasMembers(answer.schema) ? answer.schema : answer.example;
  const isAllDescribed = acknowledgement === null || !isAcknowledgement(described);
  const origin = (answer.site ?? answer.response).origin;
  if (!isAllDescribed) findings.report('job-result-undescribed', origin, { command });
  return {
    result: {
      origin: answer.response.origin,
      envelope: readEnvelope(answer, command, findings),
      ...(isAllDescribed ? readContent(answer, findings) : { list: null, key: null, shape: null }),
      acknowledgement,
    },
    execution: acknowledgement === null ? null : { value: 'async', origin },
  };
}

function readEnvelope({ schema, example }: Answer, command: string, findings: Findings): Stated<string> | null {
  const envelope = schema?.envelope ?? example?.envelope ?? null;
  if (envelope === null) return null;
  const { step, origin } = envelope;
  if (hasMembers(schema) && schema?.envelope === null)
    findings.report('envelope-only-in-example', origin, { command, envelope: step });
  return { value: step, origin };
}

/** The immediate answer of an asynchronous command, which the schema describes or the example shows. */
function readAcknowledgement({ response, site, schema, example }: Answer): Acknowledgement | null {
  const isShown = isAcknowledgement(example);
  if (!isShown && !isAcknowledgement(schema)) return null;
  const source = isShown ? example : schema;
  const origin = (isShown ? example?.body : site)?.origin ?? response.origin;
  return { origin, id: source?.members.some(({ at }) => at.step === 'id') ?? false };
}

/** `jobid`, perhaps with `id`, and nothing else. */
function isAcknowledgement(opened: Opened | null): boolean {
  const names = opened?.members.map(({ at }) => at.step) ?? [];
  return names.includes('jobid') && names.every((name) => name === 'jobid' || name === 'id');
}

/** Whether a schema or an example says what is in the answer. */
function hasMembers(opened: Opened | null): boolean {
  return opened !== null && opened.members.length > 0;
}

type Content = Pick<RawResult, 'list' | 'key' | 'shape'>;

/** What is inside the envelope: a list under its key, a thing under its key, or the fields themselves. */
function readContent({ site, schema, example }: Answer, findings: Findings): Content {
  const reader = new TypeReader(findings);
  const described = wrappedMember(schema?.members ?? []);
  if (described !== null) return { ...placeOf(described), shape: shapeIn(described.at, reader) };
  const shape = schema === null ? null : namedAfter(site, shapeIn(schema.body, reader));
  const shown = wrappedMember(example?.members ?? []);
  if (shown !== null && mayBeWrapped(schema, shown)) return { ...placeOf(shown), shape };
  const isList = schema !== null && kindOfSchema(schema.body) === 'list';
  return { list: isList ? true : shape === null ? null : false, key: null, shape };
}

function placeOf({ at, kind }: Member): Pick<Content, 'list' | 'key'> {
  return { list: kind === 'list', key: { value: at.step, origin: at.origin } };
}

/** The list beside a count, or the only member that is a list or a thing. */
function wrappedMember(members: readonly Member[]): Member | null {
  const [only, ...others] = members.filter(({ at }) => at.step !== 'count');
  if (only === undefined || others.length > 0) return null;
  return only.kind === 'list' || (only.kind === 'thing' && members.length === 1) ? only : null;
}

/** Whether the example may show around a schema's fields what the schema itself leaves out. */
function mayBeWrapped(schema: Opened | null, { at }: Member): boolean {
  if (schema === null || !hasMembers(schema)) return true;
  return schema.envelope === null && !schema.members.some((member) => member.at.step === at.step);
}

/** The fields of a thing, or of the items of a list. */
function shapeIn(site: Cursor, reader: TypeReader): RawShape | null {
  const { shape, items } = reader.type(site);
  return shape ?? items?.shape ?? null;
}

/** Fields described inside an envelope without a name of their own go by the name of the whole answer's schema. */
function namedAfter(site: Cursor | null, shape: RawShape | null): RawShape | null {
  const whole = site === null ? null : readSchema(site);
  return shape === null || shape.name !== null || whole === null ? shape : { ...shape, name: nameOf(whole) };
}
