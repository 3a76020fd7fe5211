import { catalogue, type Code, type Severity, type Values } from './catalogue.js';
import type { Entry } from './entry.js';
import type { Conflict } from '../model/provenance.js';
import type { Origin, SourceFile } from '../model/source.js';

/** A second place that matters to a diagnostic. */
export interface Related {
  readonly origin: Origin;
  readonly note: string;
}

/** One finding, as data: the sentences come from the catalogue, line and column from the printer. */
export interface Diagnostic {
  /** Permanent. */
  readonly code: string;
  readonly severity: Severity;
  readonly origin: Origin | null;
  readonly message: string;
  readonly fix: string;
  readonly related: readonly Related[];
  /** What it is about, where its code does not tell it; of one topic the first few are shown. */
  readonly topic: string | null;
}

/** Thrown between two stages when the first one reported errors; the command line prints them and exits with 2. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor() {
    super('the input has errors; see the diagnostics');
  }
}

/** Collects what the stages find. A stage reports everything it finds; the pipeline stops before the next. */
export class Diagnostics {
  readonly #all: Diagnostic[] = [];
  readonly #texts = new Map<string, string>();
  #conflicts: readonly Conflict[] | null = null;

  get all(): readonly Diagnostic[] {
    return this.#all;
  }

  /** Texts of the files that origins name, so that the printer can find and show the place. */
  get texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  /** In what the documents differ, by kind and then by subject; `null` when they were not merged. */
  get conflicts(): readonly Conflict[] | null {
    return this.#conflicts;
  }

  rememberConflicts(conflicts: readonly Conflict[]): void {
    this.#conflicts = conflicts;
  }

  remember({ file, text }: SourceFile): void {
    this.#texts.set(file, text);
  }

  /** @internal only stages find anything */
  report<C extends Code>(code: C, origin: Origin | null, values: Values<C>, related: readonly Related[] = []): void {
    const entry: Entry<never> = catalogue[code];
    this.#all.push({
      code,
      severity: entry.severity,
      origin,
      message: entry.message(values as never),
      fix: entry.fix(values as never),
      related,
      topic: entry.topic?.(values as never) ?? null,
    });
  }

  /** Takes over those that others have collected, and the texts that they speak of. */
  takeOver(others: Diagnostics, isWanted: (diagnostic: Diagnostic) => boolean): void {
    this.#all.push(...others.all.filter(isWanted));
    for (const [file, text] of others.texts) this.remember({ file, text });
  }

  count(severity: Severity): number {
    return this.#all.filter((diagnostic) => diagnostic.severity === severity).length;
  }

  /** @throws {InputError} when an error was reported. */
  stopIfErrors(): void {
    if (this.count('error') > 0) throw new InputError();
  }
}
