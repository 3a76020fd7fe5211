import { Diagnostics, InputError } from '../diagnostics/diagnostics.js';
import { nearest } from '../diagnostics/nearest.js';
import { printAnnotations, printCounts, printDiagnostics, reportDiagnostics } from '../diagnostics/print.js';
import { readFlags } from './flags.js';
import type { Outcome, Verb } from './verb.js';
import { verbNames } from './verbs.js';

/**
 * Runs a verb and tells how it went: diagnostics and the state of the disk on stderr, or one JSON object on stdout.
 *
 * @returns the exit code: 0 fine, 1 a finding, 2 bad input, 3 a bug.
 */
export async function runVerb(name: string, verb: Verb | null, argv: readonly string[]): Promise<number> {
  const diagnostics = new Diagnostics();
  const json = argv.includes('--json');
  try {
    if (verb === null) diagnostics.report('verb-unknown', null, { verb: name, meant: nearest(name, verbNames) });
    const typed = readFlags(name, verb?.flags ?? [], verb === null ? [] : argv, diagnostics);
    diagnostics.stopIfErrors();
    const outcome = await verb?.run(typed, { out: (text) => process.stdout.write(text), diagnostics });
    return finish(diagnostics, outcome ?? null, json);
  } catch (error) {
    if (error instanceof InputError) return finish(diagnostics, null, json);
    process.stderr.write(
      `${stackOf(error)}\nThis is a bug of cloudstack-codegen: please report it with the lines above.\n`,
    );
    return 3;
  }
}

function finish(diagnostics: Diagnostics, outcome: Outcome | null, json: boolean): number {
  const exitCode = outcome === null ? 2 : outcome.exitCode;
  const disk = outcome === null ? 'Nothing was written.' : outcome.disk;
  if (process.env['GITHUB_ACTIONS'] === 'true') process.stderr.write(printAnnotations(diagnostics));
  if (json) {
    const report = { exitCode, disk, ...outcome?.report, diagnostics: reportDiagnostics(diagnostics) };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return exitCode;
  }
  const text = printDiagnostics(diagnostics, usesColour());
  const counts = printCounts(diagnostics);
  const last = [counts === '' ? '' : `${counts}.`, disk].filter((part) => part !== '').join(' ');
  process.stderr.write([text, last].filter((part) => part !== '').join('\n') + (last === '' ? '' : '\n'));
  return exitCode;
}

function usesColour(): boolean {
  const { NO_COLOR, FORCE_COLOR, CI } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return process.stderr.isTTY && CI === undefined;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
