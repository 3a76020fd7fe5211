import type { Code, Values } from '../../diagnostics/catalogue.js';
import type { Diagnostics, Related } from '../../diagnostics/diagnostics.js';
import type { Origin } from '../../model/source.js';

/** Diagnostics, each reported once for its place: a component's oddity is met again with every use of it. */
export class Findings {
  readonly #diagnostics: Diagnostics;
  readonly #seen = new Set<string>();
  /** Schemas that were cut because they grow without bound. */
  cuts = 0;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  report<C extends Code>(code: C, origin: Origin, values: Values<C>, related: readonly Related[] = []): void {
    const key = JSON.stringify([code, origin, values]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#diagnostics.report(code, origin, values, related);
  }

  /** Reports the first of many places where a document has one habit; the others would say nothing new. */
  habit<C extends Code>(code: C, origin: Origin, values: Values<C>): void {
    if (this.#seen.has(code)) return;
    this.#seen.add(code);
    this.#diagnostics.report(code, origin, values);
  }
}
