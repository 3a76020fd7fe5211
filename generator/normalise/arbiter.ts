import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Aspect, Authority, Because, Claim, Conflict, Decision } from '../model/provenance.js';
import type { DocumentFormat } from '../model/source.js';
import type { FactBook } from './fact-book.js';
import { plainText } from './plain-text.js';

/** How claims are shown and compared, where that is not plain. */
export interface Reading<T> {
  /** How a value reads. Default: `String`. */
  readonly show?: (value: T) => string;
  /** Whether two values do not contradict each other. Default: they read alike. */
  readonly agree?: (one: T, other: T) => boolean;
  /** Why the first claim stands first, where that is not the order of precedence. */
  readonly because?: Because;
  /** The same again at other places, which is only remembered. */
  readonly again?: readonly Claim<T>[];
}

/** For what documents may well say differently, such as the version that brought something. */
export const silently = { agree: (): boolean => true };

/**
 * Decides who wins where several claims are made, gathers the documents that contradict each other, and remembers it
 * all where somebody will ask.
 */
export class Arbiter {
  readonly facts: FactBook;
  readonly diagnostics: Diagnostics;
  readonly conflicts: Conflict[] = [];
  readonly #ledger: Decision[] | null;

  /** @param ledger where decisions are written down; `null` where nobody will ask, which costs nothing. */
  constructor(facts: FactBook, diagnostics: Diagnostics, ledger: Decision[] | null = null) {
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.#ledger = ledger;
  }

  /** Whether decisions are written down: only then is it worth gathering what does not count. */
  get remembers(): boolean {
    return this.#ledger !== null;
  }

  /**
   * The first claim counts; later ones are remembered.
   *
   * @returns `null` when nobody claims anything.
   */
  decide<T>(subject: string, aspect: Aspect, claims: readonly (Claim<T> | null)[], reading: Reading<T> = {}): T | null {
    const made = claims.filter((claim) => claim !== null);
    const [winner] = made;
    if (winner === undefined) return null;
    const against = made.length > 1 ? contradicting(made, reading) : [];
    if (against.length > 0) this.#dispute(subject, aspect, [winner, ...against], reading);
    this.#ledger?.push(decisionOn(subject, aspect, [...made, ...(reading.again ?? [])], against, reading));
    return winner.value;
  }

  /**
   * The longest text, without HTML and whitespace folded, unless a fact settles it: documents shorten each other's
   * sentences, and none is authoritative on prose.
   */
  prose(subject: string, fact: Claim<string> | null, stated: readonly Claim<string>[]): string | null {
    const [only] = stated;
    // Most texts stand in one place, and nobody asks.
    if (fact === null && stated.length < 2 && !this.remembers) return plainText(only?.value ?? '') || null;
    const texts = (fact === null ? stated : [fact, ...stated]).flatMap((claim) => {
      const value = plainText(claim.value);
      return value === '' ? [] : [{ ...claim, value }];
    });
    let best = texts[0];
    if (best === undefined) return null;
    if (fact === null) for (const text of texts) if (text.value.length > best.value.length) best = text;
    const others = texts.filter((text) => text !== best);
    return this.decide(subject, 'description', [best, ...others], { ...silently, because: 'longest' });
  }

  /**
   * How a name is spelled. Names are taken letter by letter, so where documents differ in case one of them is wrong.
   *
   * @param owner what the name belongs to; `null` where it stands alone.
   * @param again the same at other places, which is only remembered.
   * @returns an empty name where nobody states one.
   */
  spelling(
    owner: string | null,
    fact: Claim<string> | null,
    stated: readonly Claim<string>[],
    again: readonly Claim<string>[] = [],
  ): string {
    const name = (fact ?? stated[0])?.value ?? '';
    if (stated.length > 1 || this.remembers) {
      this.decide(owner === null ? name : `${owner}.${name}`, 'name', [fact, ...stated], { again });
    }
    return name;
  }

  /** Remembers a claim that came to count after a decision: a hook's, or one that says more than those before it. */
  amend(subject: string, aspect: Aspect, claim: Claim<string>): void {
    const at = this.#ledger?.findLastIndex((decision) => decision.subject === subject && decision.aspect === aspect);
    const decision = this.#ledger?.[at ?? -1];
    if (at === undefined || decision === undefined) this.note(subject, aspect, [claim]);
    else {
      const because = claim.by === 'hook' ? 'hook' : 'precise';
      this.#ledger?.splice(at, 1, { ...decision, because, claims: [claim, ...decision.claims] });
    }
  }

  /** What was said of entities is asked for under their new names. */
  rename(names: ReadonlyMap<string, string>): void {
    this.#ledger?.forEach((decision, at) => {
      const [owner = '', ...member] = decision.subject.split('.');
      const name = names.get(owner);
      if (name !== undefined) this.#ledger?.splice(at, 1, { ...decision, subject: [name, ...member].join('.') });
    });
  }

  /** Remembers what is said without being decided here. */
  note(subject: string, aspect: Aspect, claims: readonly (Claim<string> | null)[]): void {
    if (this.remembers) this.decide(subject, aspect, claims, silently);
  }

  #dispute<T>(subject: string, kind: Aspect, claims: readonly Claim<T>[], { show = String }: Reading<T>): void {
    this.conflicts.push({ kind, subject, claims: claims.map((claim) => inWords(claim, show)) });
  }
}

/** Claims of documents against the one that counts. What a fact settles on purpose, nobody needs to hear of. */
function contradicting<T>(made: readonly Claim<T>[], reading: Reading<T>): readonly Claim<T>[] {
  const [winner, ...others] = made;
  if (winner === undefined || !isDocument(winner.by)) return [];
  return others.filter((claim) => isDocument(claim.by) && !agree(winner, claim, reading));
}

function agree<T>(one: Claim<T>, other: Claim<T>, { show = String, agree: same }: Reading<T>): boolean {
  return same === undefined ? show(one.value) === show(other.value) : same(one.value, other.value);
}

function decisionOn<T>(
  subject: string,
  aspect: Aspect,
  made: readonly Claim<T>[],
  against: readonly Claim<T>[],
  reading: Reading<T>,
): Decision {
  return {
    subject,
    aspect,
    because: reasonOf(made, against, reading),
    disputed: against.length > 0,
    claims: made.map((claim) => inWords(claim, reading.show ?? String)),
  };
}

function reasonOf<T>(made: readonly Claim<T>[], against: readonly Claim<T>[], reading: Reading<T>): Because {
  const [winner, ...others] = made;
  if (winner === undefined) return 'only';
  if (!isDocument(winner.by)) return winner.by;
  const { show = String, because } = reading;
  const documents = others.filter(({ by }) => isDocument(by));
  if (documents.length === 0) return 'only';
  if (documents.every(({ value }) => show(value) === show(winner.value))) return 'agreed';
  if (because !== undefined) return because;
  const other = against[0] ?? documents.find(({ value }) => show(value) !== show(winner.value));
  return other?.by === winner.by ? 'newer' : 'precedence';
}

function inWords<T>(claim: Claim<T>, show: (value: T) => string): Claim<string> {
  return { ...claim, value: show(claim.value) };
}

function isDocument(by: Authority): by is DocumentFormat {
  return by === 'listapis' || by === 'openapi' || by === 'slate';
}
