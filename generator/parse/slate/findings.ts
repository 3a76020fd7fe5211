import type { Code, Values } from '../../diagnostics/catalogue.js';
import type { Diagnostics, Related } from '../../diagnostics/diagnostics.js';
import type { Origin } from '../../model/source.js';

/** What is found on a page and its partials. */
export class Findings {
  readonly #diagnostics: Diagnostics;
  readonly #seen = new Set<string>();

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  report<C extends Code>(code: C, origin: Origin, values: Values<C>, related: readonly Related[] = []): void {
    this.#diagnostics.report(code, origin, values, related);
  }

  /** Reports a habit of the page where it is first met: the same reading of the same word is one guess, not hundreds. */
  reportOnce<C extends Code>(code: C, origin: Origin, values: Values<C>): void {
    const key = JSON.stringify([code, values]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.report(code, origin, values);
  }
}
