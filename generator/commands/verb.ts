import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Flag, Typed } from './flags.js';

/** What a verb needs from the world around it. */
export interface Terminal {
  /** Writes to stdout. */
  out(text: string): void;
  readonly diagnostics: Diagnostics;
}

/** How a run ended: the exit code, a sentence about the disk, and what machines read under `--json`. */
export interface Outcome {
  /** 0 fine; 1 a finding; 2 an error that left the disk other than it was. Bad input throws an `InputError` instead. */
  readonly exitCode: 0 | 1 | 2;
  /** The last line: what happened to the disk. */
  readonly disk: string;
  /** What alone the user wants to hear of: warnings and notes that do not mention all of these names are only counted. */
  readonly about?: readonly string[];
  /** `null`: the verb has told everything itself, while it ran. */
  readonly report: Readonly<Record<string, unknown>> | null;
}

/** One verb of the command line. */
export interface Verb {
  readonly name: string;
  readonly arguments: string;
  readonly help: string;
  readonly flags: readonly Flag[];
  /** For which of its packages a config file completes what was typed: for each, or for one. Absent: it does not. */
  readonly config?: 'packages' | 'package';
  /** How many arguments come before documents. Default 0. */
  readonly subjects?: number;
  /** @throws {InputError} when the diagnostics hold errors and nothing was written. */
  run(typed: Typed, terminal: Terminal): Promise<Outcome>;
}
