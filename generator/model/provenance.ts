import type { DocumentFormat, Origin } from './source.js';

/** Who says something, from the strongest: a user's override, a fact of the generator, a document, a rule of the generator. */
export type Authority = 'override' | 'fact' | DocumentFormat | 'rule';

/** One statement about one thing. */
export interface Claim<T> {
  readonly value: T;
  readonly by: Authority;
  /** `null` for rules: they stand in the generator. */
  readonly origin: Origin | null;
  /** Why, where the authority gives a reason. */
  readonly reason?: string;
}

/** Everything that was said about one aspect of a command or a parameter; the first claim is the one that counts. */
export interface Decision {
  /** `copyIso`, `copyIso.destzoneid`. */
  readonly subject: string;
  /** `type`, `required`, `execution`, … */
  readonly aspect: string;
  readonly claims: readonly Claim<string>[];
}
