import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Authority, Claim, Decision } from '../model/provenance.js';
import type { FactBook } from './fact-book.js';

/** Decides who wins where several claims are made, reports documents that disagree, and remembers for `explain`. */
export class Arbiter {
  readonly facts: FactBook;
  readonly diagnostics: Diagnostics;
  readonly decisions: Decision[] = [];

  constructor(facts: FactBook, diagnostics: Diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /**
   * The first claim counts; later ones are remembered.
   *
   * @param show how a value reads in a diagnostic.
   * @param meaning a text that is equal for values that do not contradict each other.
   * @returns `null` when nobody claims anything.
   */
  decide<T>(
    subject: string,
    aspect: string,
    claims: readonly (Claim<T> | null)[],
    show: (value: T) => string = String,
    meaning: (value: T) => string = show,
  ): T | null {
    const made = claims.filter((claim) => claim !== null);
    const [winner] = made;
    if (winner === undefined) return null;
    this.decisions.push(new LazyDecision(subject, aspect, made, show));
    if (made.length > 1) this.#reportDisagreement(subject, aspect, made, show, meaning);
    return winner.value;
  }

  /** A fact settles a matter on purpose, so only documents that contradict each other are reported. */
  #reportDisagreement<T>(
    subject: string,
    aspect: string,
    made: readonly Claim<T>[],
    show: (value: T) => string,
    meaning: (value: T) => string,
  ): void {
    const [winner, ...others] = made;
    if (winner === undefined || !isDocument(winner.by)) return;
    const against = others.find(({ by, value }) => isDocument(by) && meaning(value) !== meaning(winner.value));
    if (against === undefined || against.origin === null) return;
    this.diagnostics.report(
      'sources-disagree',
      winner.origin,
      { subject, aspect, chosen: show(winner.value), by: winner.by, other: show(against.value), otherBy: against.by },
      [{ origin: against.origin, note: `says ${show(against.value)}` }],
    );
  }
}

/** Puts its claims into words only for who asks. */
class LazyDecision<T> implements Decision {
  readonly subject: string;
  readonly aspect: string;
  readonly #made: readonly Claim<T>[];
  readonly #show: (value: T) => string;

  constructor(subject: string, aspect: string, made: readonly Claim<T>[], show: (value: T) => string) {
    this.subject = subject;
    this.aspect = aspect;
    this.#made = made;
    this.#show = show;
  }

  get claims(): readonly Claim<string>[] {
    return this.#made.map((claim) => ({ ...claim, value: this.#show(claim.value) }));
  }

  toJSON(): Decision {
    return { subject: this.subject, aspect: this.aspect, claims: this.claims };
  }
}

function isDocument(by: Authority): boolean {
  return by === 'listapis' || by === 'openapi' || by === 'slate';
}
