import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { plural } from '../diagnostics/plural.js';
import type { Outcome } from './verb.js';

/** How a verb ended; without an outcome, its input was bad. */
export interface Ended {
  readonly outcome: Outcome | null;
  readonly diagnostics: Diagnostics;
}

/** How a verb ended for one package of several. */
export interface EndedPackage extends Ended {
  readonly name: string;
}

/** 0 fine, 1 a finding, 2 bad input. */
export type ExitCode = 0 | 1 | 2;

/** How the end is told. */
export interface Telling {
  /** As one JSON object on stdout. */
  readonly json: boolean;
  /** Of one run of many: what has changed, `null` for the first. It goes before the last line. */
  readonly because?: string | null;
}

/** Loaded only now: it takes a YAML parser to find places, and `--help` shows none. */
const printer = (): Promise<typeof import('../diagnostics/print.js')> => import('../diagnostics/print.js');
const conflictPrinter = (): Promise<typeof import('../diagnostics/conflicts.js')> =>
  import('../diagnostics/conflicts.js');

/** Tells how a verb ended: diagnostics and the state of the disk on stderr, or one JSON object on stdout. */
export async function finish({ outcome, diagnostics }: Ended, { json, because }: Telling): Promise<ExitCode> {
  if (outcome?.report === null) return outcome.exitCode;
  const exitCode = exitCodeOf(outcome);
  await annotate([diagnostics]);
  if (json) process.stdout.write(jsonText({ exitCode, ...(await reportOf({ outcome, diagnostics })) }, because));
  else process.stderr.write(await textOf({ outcome, diagnostics }, labelOf(because)));
  return exitCode;
}

/** The same for several packages; `diagnostics` are those of the config file. */
export async function finishAll(
  packages: readonly EndedPackage[],
  diagnostics: Diagnostics,
  { json, because }: Telling,
): Promise<ExitCode> {
  const { printDiagnostics, reportDiagnostics } = await printer();
  const exitCode = packages.map(({ outcome }) => exitCodeOf(outcome)).reduce((a, b) => (a > b ? a : b), 0);
  await annotate([diagnostics, ...packages.map((one) => one.diagnostics)]);
  if (json) {
    const reports = await Promise.all(
      packages.map(async (one) => ({ name: one.name, exitCode: exitCodeOf(one.outcome), ...(await reportOf(one)) })),
    );
    const report = { exitCode, packages: reports, diagnostics: reportDiagnostics(diagnostics) };
    process.stdout.write(jsonText(report, because));
    return exitCode;
  }
  process.stderr.write(printDiagnostics(diagnostics, usesColour()));
  for (const one of packages) process.stderr.write(await textOf(one, `${one.name}: `));
  process.stderr.write(`${labelOf(because)}${summaryOf(packages)}\n`);
  return exitCode;
}

function exitCodeOf(outcome: Outcome | null): ExitCode {
  return outcome === null ? 2 : outcome.exitCode;
}

function diskOf(outcome: Outcome | null): string {
  return outcome === null ? 'Nothing was written.' : outcome.disk;
}

function labelOf(because: string | null | undefined): string {
  return because == null ? '' : `${because}: `;
}

/** A run of many is one line, so that a program can read them as they come. */
function jsonText(report: object, because: string | null | undefined): string {
  return because === undefined ? `${JSON.stringify(report, null, 2)}\n` : `${JSON.stringify({ because, ...report })}\n`;
}

async function reportOf({ outcome, diagnostics }: Ended): Promise<object> {
  const [{ reportDiagnostics }, { reportConflicts }] = await Promise.all([printer(), conflictPrinter()]);
  const found = { ...reportConflicts(diagnostics), diagnostics: reportDiagnostics(diagnostics) };
  return { disk: diskOf(outcome), ...outcome?.report, ...found };
}

async function textOf({ outcome, diagnostics }: Ended, label: string): Promise<string> {
  const [{ printCounts, printDiagnostics }, { printConflicts }] = await Promise.all([printer(), conflictPrinter()]);
  const text = printDiagnostics(diagnostics, usesColour(), outcome?.about);
  const counts = printCounts(diagnostics);
  const last = [counts === '' ? '' : `${counts}.`, diskOf(outcome)].filter((part) => part !== '').join(' ');
  const conflicts = outcome?.about === undefined ? printConflicts(diagnostics) : '';
  const lines = [text, conflicts, last === '' ? '' : label + last].filter((part) => part !== '');
  return lines.join('\n') + (last === '' ? '' : '\n');
}

function summaryOf(packages: readonly EndedPackage[]): string {
  const counts = (['fine', 'with findings', 'refused'] as const).map((word, exitCode) => {
    const count = packages.filter(({ outcome }) => exitCodeOf(outcome) === exitCode).length;
    return count === 0 ? '' : `${count} ${word}`;
  });
  return `${plural(packages.length, 'package')}: ${counts.filter((part) => part !== '').join(', ')}.`;
}

async function annotate(all: readonly Diagnostics[]): Promise<void> {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return;
  const { printAnnotations } = await printer();
  for (const diagnostics of all) process.stderr.write(printAnnotations(diagnostics));
}

/** Whether what goes there may have colours. */
export function usesColour({ isTTY }: { readonly isTTY?: boolean } = process.stderr): boolean {
  const { NO_COLOR, FORCE_COLOR, CI } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY === true && CI === undefined;
}
