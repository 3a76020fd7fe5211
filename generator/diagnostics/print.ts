import { styleText } from 'node:util';
import { plural } from './plural.js';
import { printable } from './printable.js';
import type { Diagnostic, Diagnostics } from './diagnostics.js';
import { type Place, Places } from './places.js';

/** A diagnostic as machines read it. */
export interface DiagnosticReport {
  readonly severity: string;
  readonly code: string;
  readonly file: string | null;
  /** Both count from 1; `null` when the place is unknown or no document is to blame. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly fix: string;
  readonly related: readonly {
    readonly file: string;
    readonly line: number | null;
    readonly column: number | null;
    readonly note: string;
  }[];
}

/** How many of one code and topic are shown before the rest is only counted; `--json` has them all. */
const shownPerCode = 3;

/**
 * Diagnostics as text: where, what, why, how to fix it. Errors come last, where nobody has to scroll back for them; of the
 * others, the first few of each code are shown.
 *
 * @param about names: warnings and notes that do not mention all of them are left out, and those that do are brief.
 *   Default: all are shown.
 */
export function printDiagnostics(diagnostics: Diagnostics, colour: boolean, about?: readonly string[]): string {
  const places = new Places(diagnostics.texts);
  const blocks: string[] = [];
  for (const severity of ['warning', 'note', 'error'] as const) {
    const counts = new Map<string, number>();
    for (const diagnostic of diagnostics.all) {
      if (diagnostic.severity !== severity || (severity !== 'error' && !isAbout(diagnostic, about))) continue;
      const kind = diagnostic.topic === null ? diagnostic.code : `${diagnostic.code}, about ${diagnostic.topic}`;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      if (severity === 'error' || count <= shownPerCode)
        blocks.push(printOne(diagnostic, places, colour, about !== undefined));
    }
    for (const [kind, count] of counts) {
      if (severity === 'error' || count <= shownPerCode) continue;
      const more = plural(count - shownPerCode, `more ${severity}`);
      blocks.push(`… and ${more} of the kind ${kind} (--json shows all)\n`);
    }
  }
  return blocks.join('\n');
}

function isAbout({ message }: Diagnostic, names: readonly string[] = []): boolean {
  const words = names.length === 0 ? [] : message.split(/\W+/);
  return names.every((name) => words.includes(name));
}

/** `2 errors, 1 warning`; empty when there is nothing to count. */
export function printCounts(diagnostics: Diagnostics): string {
  return (['error', 'warning', 'note'] as const)
    .map((severity) => [severity, diagnostics.count(severity)] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => plural(count, severity))
    .join(', ');
}

/** Diagnostics as data, every one of them. */
export function reportDiagnostics(diagnostics: Diagnostics): readonly DiagnosticReport[] {
  const places = new Places(diagnostics.texts);
  return diagnostics.all.map(({ severity, code, origin, message, fix, related }) => {
    const place = origin === null ? null : places.find(origin);
    return {
      severity,
      code,
      file: place?.file ?? null,
      line: place?.line ?? null,
      column: place?.column ?? null,
      message,
      fix,
      related: related.map(({ origin: other, note }) => {
        const { file, line, column } = places.find(other);
        return { file, line, column, note };
      }),
    };
  });
}

/** Diagnostics as workflow commands, which GitHub shows beside the changed lines. */
export function printAnnotations(diagnostics: Diagnostics): string {
  return reportDiagnostics(diagnostics)
    .map(({ severity, code, file, line, column, message, fix }) => {
      const kind = severity === 'note' ? 'notice' : severity;
      const at = file === null ? '' : `file=${escapeProperty(file)},line=${line ?? 1},col=${column ?? 1},`;
      return `::${kind} ${at}title=${escapeProperty(code)}::${escapeData(`${message} ${fix}`)}\n`;
    })
    .join('');
}

/** @param isBrief on one line, as notes always are. */
function printOne(diagnostic: Diagnostic, places: Places, colour: boolean, isBrief: boolean): string {
  const { severity, code, origin, message, fix, related } = diagnostic;
  const paint = severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'cyan';
  const marked = colour ? styleText(paint, severity, { validateStream: false }) : severity;
  const where = origin === null ? '' : `${places.print(origin)}  `;
  if (severity === 'note' || (isBrief && severity !== 'error'))
    return `${where}${marked}  ${code}  ${printable(message)}`;
  const frame = origin === null ? [] : frameOf(places.find(origin), places);
  return [
    `${where}${marked}  ${code}`,
    ...frame,
    `  ${printable(message)}`,
    ...related.map((one) => `    ${places.print(one.origin)}  ${printable(one.note)}`),
    `  ${printable(fix)}`,
    '',
  ].join('\n');
}

/** The line before, the line, and a mark under the place. */
function frameOf({ file, line, column, length }: Place, places: Places): readonly string[] {
  if (line === null || column === null) return [];
  const margin = String(line).length;
  const show = (number: number): string =>
    `  ${String(number).padStart(margin)} | ${excerpt(places.line(file, number), column)}`.trimEnd();
  const shift = offsetOf(places.line(file, line), column);
  const mark = `  ${' '.repeat(margin)} | ${' '.repeat(column - 1 - shift)}${'^'.repeat(Math.min(length, 60))}`;
  return ['', ...(line > 1 ? [show(line - 1)] : []), show(line), mark, ''];
}

/** Long lines (a whole document may stand on one) are shown around the place only. */
function excerpt(line: string, column: number): string {
  const shift = offsetOf(line, column);
  return printable(line.slice(shift, shift + 140).replaceAll('\t', ' '));
}

function offsetOf(line: string, column: number): number {
  return line.length > 140 && column > 100 ? column - 60 : 0;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
