import { InputError, Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { runDiff } from '../../generator/commands/diff.js';
import { readFlags } from '../../generator/commands/flags.js';
import { findVerb } from '../../generator/commands/verbs.js';

/** How `diff` ended. */
export interface Compared {
  readonly exitCode: number;
  readonly stdout: string;
  /** The last line. */
  readonly disk: string | null;
  readonly report: unknown;
  readonly diagnostics: Diagnostics;
  /** Codes of what was reported. */
  readonly codes: readonly string[];
}

/** Runs `diff` as the command line does, in this process. */
export async function diff(...argv: readonly string[]): Promise<Compared> {
  const diagnostics = new Diagnostics();
  let stdout = '';
  const out = (text: string): void => {
    stdout += text;
  };
  const codes = (): readonly string[] => diagnostics.all.map(({ code }) => code);
  try {
    const verb = await findVerb('diff');
    const typed = readFlags('diff', verb?.flags ?? [], argv, diagnostics);
    diagnostics.stopIfErrors();
    const { exitCode, disk, report } = await runDiff(typed, { out, diagnostics });
    return { exitCode, stdout, disk, report, diagnostics, codes: codes() };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { exitCode: 2, stdout, disk: null, report: null, diagnostics, codes: codes() };
  }
}
