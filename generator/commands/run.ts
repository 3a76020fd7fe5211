import { Diagnostics, InputError } from '../diagnostics/diagnostics.js';
import { nearest } from '../diagnostics/nearest.js';
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
  ignoreClosedPipes();
  try {
    if (verb === null) diagnostics.report('verb-unknown', null, { verb: name, meant: nearest(name, verbNames) });
    const typed = readFlags(name, verb?.flags ?? [], verb === null ? [] : argv, diagnostics);
    diagnostics.stopIfErrors();
    const outcome = await verb?.run(typed, { out: (text) => process.stdout.write(text), diagnostics });
    if (outcome?.report === null) return outcome.exitCode;
    return await finish(diagnostics, outcome ?? null, json);
  } catch (error) {
    if (error instanceof InputError) return finish(diagnostics, null, json);
    const bug = `${stackOf(error)}\nThis is a bug of cloudstack-codegen: please report it with the lines above.\n`;
    process.stderr.write(bug);
    if (json) process.stdout.write(`${JSON.stringify({ exitCode: 3, bug }, null, 2)}\n`);
    return 3;
  }
}

/** A reader that has seen enough, such as `head`, is nobody's mistake. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

async function finish(diagnostics: Diagnostics, outcome: Outcome | null, json: boolean): Promise<number> {
  // Loaded only now: it takes a YAML parser to find places, and --help shows none.
  const { printAnnotations, printCounts, printDiagnostics, reportDiagnostics } =
    await import('../diagnostics/print.js');
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
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return process.stderr.isTTY && CI === undefined;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
