import type { Acknowledgement, RawResult, RawShape } from '../../model/raw-api.js';
import type { Origin, Stated } from '../../model/source.js';
import {
  type Answer,
  findAnswers,
  kindOfSchema,
  type Member,
  openBare,
  type Opened,
  usualEnvelopes,
} from './answer.js';
import type { Cursor } from './cursor.js';
import { shapeOfExamples } from './example-type.js';
import type { Findings } from './findings.js';
import { jobResult, readFlag, readKey, readWord, shownResult } from './hints.js';
import { nameOf, readSchema } from './schema.js';
import { TypeReader } from './types.js';

/** What an operation says of a command's answer. */
export interface ReadResult {
  readonly result: RawResult | null;
  /** `async` where the answer is the acknowledgement of a job, or where a hint says what it is. */
  readonly execution: Stated<'sync' | 'async'> | null;
}

/**
 * Reads the answer of a command. The schema says what comes back; where it has no envelope and the example has one,
 * the example says in what the schema's fields stand. Hints (`x-cloudstack-…`) win over both.
 */
export function readResult(operation: Cursor, command: string, findings: Findings): ReadResult {
  const hints = readHints(operation, findings);
  const answers = findAnswers(operation, hints.envelope === null ? usualEnvelopes(command) : [hints.envelope.value]);
  const described = readAnswers(answers, hints, command, findings);
  const execution = hints.async ?? described?.execution ?? null;
  if (described === null && hints.origin === null) return { result: null, execution };
  const silent = { origin: hints.origin ?? operation.origin, envelope: null, ...unsaid, acknowledgement: null };
  return { result: hinted(described?.result ?? silent, hints, findings), execution };
}

/** What a hint-bearing operation says beside its responses. */
interface ResultHints {
  readonly async: Stated<'sync' | 'async'> | null;
  readonly envelope: Stated<string> | null;
  readonly kind: Stated<'list' | 'entity' | 'success'> | null;
  readonly key: Stated<string | null> | null;
  readonly acknowledgesId: Stated<boolean> | null;
  readonly jobResult: Cursor | null;
  /** What is shown of the result inside the envelope. */
  readonly example: Cursor | null;
  /** Of the first hint about the result; `null` where there is none. */
  readonly origin: Origin | null;
}

function readHints(at: Cursor, findings: Findings): ResultHints {
  const flag = readFlag(at, 'async', findings);
  const job = jobResult(at);
  if (job !== null && job.follow() === null)
    findings.report('hint-invalid', job.origin, { hint: job.step, wanted: 'a schema' });
  const about = {
    envelope: readWord(at, 'envelope', findings),
    kind: readWord(at, 'result', findings, ['list', 'entity', 'success']),
    key: readKey(at, findings),
    acknowledgesId: readFlag(at, 'acknowledges-id', findings),
    jobResult: job,
    example: shownResult(at),
  };
  const origin = Object.values(about).find((hint) => hint !== null)?.origin ?? null;
  const async = flag === null ? null : ({ value: flag.value ? 'async' : 'sync', origin: flag.origin } as const);
  return { async, ...about, origin };
}

/** The result with what hints say of it in place of what was read. */
function hinted(result: RawResult, hints: ResultHints, findings: Findings): RawResult {
  const job = hints.jobResult === null ? null : readJobResult(hints.jobResult, hints.key, findings);
  const told = { ...result, ...job };
  const { kind, key, acknowledgesId: ack, example } = hints;
  return {
    ...told,
    envelope: hints.envelope ?? told.envelope,
    list: kind === null ? told.list : kind.value === 'list',
    shape: kind?.value === 'success' ? successShape(kind.origin) : told.shape,
    key: key ?? told.key,
    ...(kind === null ? {} : { kind }),
    ...(example === null ? {} : { example: { value: example.value, origin: example.origin } }),
    acknowledgement: ack === null ? told.acknowledgement : { origin: ack.origin, id: ack.value },
  };
}

/** What a job ends with: a thing under its only member, or the thing itself. */
function readJobResult(site: Cursor, key: ResultHints['key'], findings: Findings): Content {
  return readContent({ site, schema: openBare(site), example: null }, key, findings);
}

function successShape(origin: Origin): RawShape {
  const type = { value: { word: 'boolean', values: null, items: null, shape: null }, origin };
  const success = { name: { value: 'success', origin }, type, required: false, description: null };
  return { name: null, description: null, origin, fields: [success] };
}

const unsaid: Content = { list: null, key: null, shape: null };

/** The first answer counts; where one of several only acknowledges a job, another is what the job ends with. */
function readAnswers(
  answers: readonly Answer[],
  hints: ResultHints,
  command: string,
  findings: Findings,
): Described | null {
  const [first] = hints.async?.value === 'sync' ? [] : answers.filter(onlyAcknowledges);
  const [result] = answers.filter((answer) => !onlyAcknowledges(answer));
  if (first !== undefined && result !== undefined) return readJob(first, result, hints, command, findings);
  return answers[0] === undefined ? null : readAnswer(answers[0], hints, command, findings);
}

function readJob(first: Answer, last: Answer, hints: ResultHints, command: string, findings: Findings): Described {
  const result: RawResult = {
    origin: first.response.origin,
    envelope: readEnvelope(first, command, findings) ?? readEnvelope(last, command, findings),
    ...readContent(last, hints.key, findings),
    ...shownBy(last),
    acknowledgement: readAcknowledgement(first),
  };
  return { result, execution: { value: 'async', origin: (first.site ?? first.response).origin } };
}

function readAnswer(answer: Answer, hints: ResultHints, command: string, findings: Findings): Described {
  const isSync = hints.async?.value === 'sync';
  const acknowledgement = isSync ? null : readAcknowledgement(answer);
  const isAllDescribed = acknowledgement === null || !onlyAcknowledges(answer);
  const origin = (answer.site ?? answer.response).origin;
  if (!isAllDescribed && hints.jobResult === null) findings.report('job-result-undescribed', origin, { command });
  return {
    result: {
      origin: answer.response.origin,
      envelope: readEnvelope(answer, command, findings),
      ...(isAllDescribed ? readContent(answer, hints.key, findings) : unsaid),
      ...shownBy(answer),
      acknowledgement,
    },
    execution: acknowledgement === null ? null : { value: 'async', origin },
  };
}

function shownBy({ example }: Answer): Pick<RawResult, 'example'> {
  return example === null ? {} : { example: { value: example.body.value, origin: example.body.origin } };
}

interface Described {
  readonly result: RawResult;
  readonly execution: Stated<'async'> | null;
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

/** Whether nothing is said of what the job ends with. */
function onlyAcknowledges({ schema, example }: Answer): boolean {
  return isAcknowledgement(hasMembers(schema) ? schema : example);
}

/** `jobid`, perhaps with the `id` of what is made, and nothing else but, beside that, the job's state. */
function isAcknowledgement(opened: Opened | null): boolean {
  const names = opened?.members.map(({ at }) => at.step) ?? [];
  const others = names.filter((name) => name !== 'jobid' && name !== 'id');
  const isMade = names.includes('id') && others.every((name) => name === 'jobstatus');
  return names.includes('jobid') && (others.length === 0 || isMade);
}

/** Whether a schema or an example says what is in the answer. */
function hasMembers(opened: Opened | null): boolean {
  return opened !== null && opened.members.length > 0;
}

type Content = Pick<RawResult, 'list' | 'key' | 'shape'>;

/** What is inside the envelope: a list under its key, a thing under its key, or the fields themselves. */
function readContent(
  { site, schema, example }: Pick<Answer, 'site' | 'schema' | 'example'>,
  key: ResultHints['key'],
  findings: Findings,
): Content {
  const reader = new TypeReader(findings, 'writeOnly');
  if (key?.value === null && schema !== null) return { list: false, key, shape: shapeIn(schema.body, reader) };
  const named = key === null ? undefined : schema?.members.find(({ at }) => at.step === key.value);
  const described = named ?? wrappedMember(schema?.members ?? []);
  if (described !== null) return { ...placeOf(described), shape: shapeIn(described.at, reader) };
  const shape = schema === null ? null : namedAfter(site, shapeIn(schema.body, reader));
  const shown = wrappedMember(example?.members ?? []);
  if (shown !== null && mayBeWrapped(schema, shown)) {
    return { ...placeOf(shown), shape: shape ?? shapeShown(shown.at, findings) };
  }
  const isList = schema !== null && kindOfSchema(schema.body) === 'list';
  const all = shape ?? (example === null || isList ? null : shapeShown(example.body, findings));
  return { list: isList ? true : all === null ? null : false, key: null, shape: all };
}

/** The fields of an example, or of its elements, where no schema describes them. */
function shapeShown(at: Cursor, findings: Findings): RawShape | null {
  const shape = shapeOfExamples(Array.isArray(at.value) ? at.items() : [at]);
  if (shape !== null) findings.report('result-from-example', at.origin, { fields: shape.fields.length });
  return shape;
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
