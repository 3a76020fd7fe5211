import type { ResultFact } from '../model/fact.js';
import type { Claim } from '../model/provenance.js';
import type { RawCommand, RawResult } from '../model/raw-api.js';
import type { Origin, Stated } from '../model/source.js';
import type { Arbiter } from './arbiter.js';
import { claims, type Described } from './gather.js';
import { singular } from './names.js';

/** What a command answers, before its entity has a name. */
export interface Outcome {
  readonly kind: ResultFact['kind'] | 'unknown';
  readonly key: string | null;
  /** Another command that answers the same entity, where the command's own description is wrong. */
  readonly like: string | null;
}

/** Names that mark a read; servers that enforce POST let these come by GET (ApiServer.java, POST enforcement). */
const read = /^(?:get|list|query|find)\w+$/;

/** The verb that every server accepts: that of a document's path is fiction, since CloudStack has one URL for all. */
export function decideMethod({ name, sides }: Described, arbiter: Arbiter): 'GET' | 'POST' {
  const byRule = rule<'GET' | 'POST'>(read.test(name.toLowerCase()) ? 'GET' : 'POST');
  const stated = claims(sides, (raw) => raw.method);
  return arbiter.decide(name, 'method', [arbiter.facts.claim('method', name), ...stated, byRule]) ?? 'POST';
}

/** The single top-level member of the answer: lower-cased name plus `response`, unless somebody knows better. */
export function decideEnvelope(command: Described, arbiter: Arbiter): string {
  const byRule = `${command.name.toLowerCase()}response`;
  const stated = claims(command.sides, (raw) => raw.result?.envelope);
  const claimed = [arbiter.facts.claim('envelope', command.name), ...stated, rule(byRule)];
  return arbiter.decide(command.name, 'envelope', claimed) ?? byRule;
}

/** Whether the answer is immediate or a job. */
export function decideExecution(command: Described, arbiter: Arbiter): 'sync' | 'async' {
  const fact = arbiter.facts.claim('execution', command.name);
  const stated = claims(command.sides, (raw) => raw.execution);
  return arbiter.decide(command.name, 'execution', [fact, ...stated, rule<'sync' | 'async'>('sync')]) ?? 'sync';
}

/** Whether the acknowledgement of the job carries the new thing's id. */
export function decideAcknowledgesId(command: Described, arbiter: Arbiter): boolean {
  const stated = claims(command.sides, ({ result }) => {
    const acknowledgement = result?.acknowledgement ?? null;
    return acknowledgement === null ? null : { value: acknowledgement.id, origin: acknowledgement.origin };
  });
  const claimed = [arbiter.facts.claim('acknowledgesId', command.name), ...stated];
  return arbiter.decide(command.name, 'acknowledgesId', claimed) ?? false;
}

/** Kind and key of the answer. */
export function decideOutcome(command: Described, arbiter: Arbiter): Outcome {
  const fact = arbiter.facts.claim('result', command.name);
  const kind = arbiter.decide(command.name, 'result', [
    fact === null ? null : { ...fact, value: fact.value.kind },
    ...claims(command.sides, (raw) => statedKind(command.name, raw)),
  ]);
  if (kind === null) {
    const guess = isListName(command.name) ? 'list' : 'entity';
    return { kind: 'unknown', key: keyByRule(command.name, guess), like: null };
  }
  if (kind === 'success') return { kind, key: null, like: null };
  const stated = claims(command.sides, ({ result }) => statedKey(result));
  const byRule = rule<string | null>(keyByRule(command.name, kind));
  const factKey = fact === null ? null : { ...fact, value: fact.value.key };
  const key = arbiter.decide<string | null>(command.name, 'key', [factKey, ...stated, byRule], { show: showKey });
  return { kind, key, like: fact?.value.like ?? null };
}

function showKey(key: string | null): string {
  return key ?? 'none, flat';
}

/** `listZones` → `zone`, `deployVirtualMachine` → `virtualmachine`. */
function keyByRule(name: string, kind: 'list' | 'entity'): string | null {
  const noun = name.replace(/^[a-z]+/, '');
  return (kind === 'list' ? singular(noun) : noun).toLowerCase() || null;
}

function statedKind(name: string, { result }: RawCommand): { value: ResultFact['kind']; origin: Origin } | null {
  if (result?.kind !== undefined) return result.kind;
  if (result === null || (result.shape === null && result.list === null)) return null;
  const fields = result.shape?.fields.map((field) => field.name.value) ?? [];
  if (isSuccess(fields)) return { value: 'success', origin: result.origin };
  const list = result.list ?? isListName(name);
  return { value: list ? 'list' : 'entity', origin: result.origin };
}

/** A schema with an envelope and no member around its fields says that the answer is flat. */
function statedKey(result: RawResult | null): { value: string | null; origin: Origin } | null {
  if (result === null || isOnlyAcknowledged(result)) return null;
  if (result.key !== null) return result.key;
  if (result.shape === null || result.acknowledgement !== null) return null;
  return result.envelope !== null && result.list !== true ? { value: null, origin: result.envelope.origin } : null;
}

/** What around the answer holds it, where a document tells that and not what is in it. */
export function bareKey({ sides }: Described): Stated<string> | null {
  for (const { result } of sides.map(({ raw }) => raw)) {
    if (result === null || result.shape !== null || isOnlyAcknowledged(result)) continue;
    if (typeof result.key?.value === 'string') return { value: result.key.value, origin: result.key.origin };
  }
  return null;
}

function isOnlyAcknowledged({ shape, acknowledgement }: RawResult): boolean {
  return shape === null && acknowledgement !== null;
}

/** Whether a command answers a list, going by its name. */
export function isListName(name: string): boolean {
  return name.startsWith('list');
}

function isSuccess(fields: readonly string[]): boolean {
  const known = ['success', 'displaytext', 'jobid', 'jobstatus'];
  return fields.includes('success') && fields.every((name) => known.includes(name));
}

function rule<T>(value: T): Claim<T> {
  return { value, by: 'rule', origin: null };
}
