import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Claim, Decision } from '../model/provenance.js';
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
   * @param show how a value reads in a diagnostic; equal texts are no disagreement.
   * @returns `null` when nobody claims anything.
   */
  decide<T>(
    subject: string,
    aspect: string,
    claims: readonly (Claim<T> | null)[],
    show: (value: T) => string = String,
  ): T | null {
    const made = claims.filter((claim) => claim !== null);
    const [winner] = made;
    if (winner === undefined) return null;
    this.decisions.push({ subject, aspect, claims: made.map((claim) => ({ ...claim, value: show(claim.value) })) });
    this.#reportDisagreement(subject, aspect, made, show);
    return winner.value;
  }

  /** A fact settles a matter on purpose, so only documents that contradict each other are reported. */
  #reportDisagreement<T>(subject: string, aspect: string, made: readonly Claim<T>[], show: (value: T) => string): void {
    const [winner, ...others] = made;
    if (winner === undefined || winner.by === 'fact' || winner.by === 'override') return;
    const against = others.find((claim) => claim.by !== 'rule' && show(claim.value) !== show(winner.value));
    if (against === undefined || against.origin === null) return;
    this.diagnostics.report(
      'sources-disagree',
      winner.origin,
      { subject, aspect, chosen: show(winner.value), by: winner.by, other: show(against.value), otherBy: against.by },
      [{ origin: against.origin, note: `says ${show(against.value)}` }],
    );
  }
}
