import type { DocumentFormat, Origin } from './source.js';

/** Who says something, from the strongest: a user's hook, a user's override, a fact of the generator, a document, a rule of the generator. */
export type Authority = 'hook' | 'override' | 'fact' | DocumentFormat | 'rule';

/** One statement about one thing. */
export interface Claim<T> {
  readonly value: T;
  readonly by: Authority;
  /** `null` for rules: they stand in the generator. */
  readonly origin: Origin | null;
  /** Why, where the authority gives a reason. */
  readonly reason?: string;
}

/**
 * What can be said of a command, a parameter, an entity or a field; mostly named as the kind of fact that settles it.
 * The words name it in sentences, for one and for many.
 */
export const aspects = {
  name: ['spelling', 'spellings'],
  description: ['description', 'descriptions'],
  group: ['group', 'groups'],
  execution: ['execution', 'executions'],
  method: ['method', 'methods'],
  envelope: ['envelope', 'envelopes'],
  result: ['result', 'results'],
  key: ['result key', 'result keys'],
  entity: ['entity', 'entities'],
  answer: ['answer', 'answers'],
  acknowledgesId: ['acknowledgement with id', 'acknowledgements with id'],
  paged: ['paging', 'pagings'],
  since: ['first version', 'first versions'],
  deprecated: ['deprecation', 'deprecations'],
  type: ['type', 'types'],
  values: ['list of values', 'lists of values'],
  value: ['value', 'values'],
  list: ['element type', 'element types'],
  map: ['encoding', 'encodings'],
  required: ['required flag', 'required flags'],
  maxLength: ['length', 'lengths'],
  sensitive: ['sensitivity', 'sensitivities'],
  allowsMinusOne: ['-1 beside ids', '-1 beside ids'],
} as const;

export type Aspect = keyof typeof aspects;

/**
 * Why the claim that counts does: nobody else speaks, all say the same, a hook, an override or a fact settles it, a stronger
 * kind of document or a newer one of the same kind says so, it tells more than what it goes with, it is the longest
 * text, or no document says anything and a rule does.
 */
export type Because =
  'only' | 'agreed' | 'hook' | 'override' | 'fact' | 'precedence' | 'newer' | 'precise' | 'longest' | 'rule';

/** Everything that was said about one aspect of one thing; the first claim is the one that counts. */
export interface Decision {
  /** `copyIso`, `copyIso.destzoneid`, `Template`, `Template.crossZones`. */
  readonly subject: string;
  readonly aspect: Aspect;
  readonly because: Because;
  /** Whether documents contradict each other, and neither fact nor override settles it. */
  readonly disputed: boolean;
  readonly claims: readonly Claim<string>[];
}

/** What documents can differ in: an aspect, or that only one of them knows something. */
export type ConflictKind = Aspect | 'commandInOneDocument' | 'parameterInOneDocument';

/** Whether documents contradict each other in it; else one of them knows what others do not. */
export function isAspect(kind: ConflictKind): kind is Aspect {
  return Object.hasOwn(aspects, kind);
}

/** Documents that contradict each other, or of which only one knows something. */
export interface Conflict {
  readonly kind: ConflictKind;
  readonly subject: string;
  /** What counts, then everything against it. A document that knows nothing of the subject claims `absent`. */
  readonly claims: readonly Claim<string>[];
}
