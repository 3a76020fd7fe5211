import { createTwoFilesPatch } from 'diff';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { plural } from '../diagnostics/plural.js';
import { generate } from '../generate.js';
import type { Cause, PackageChange } from '../write/compare.js';
import { isInterrupted, reportBusy } from '../write/hold.js';
import { waitForOwner } from '../write/lock.js';
import { type Manifest, manifestName, parseManifest } from '../write/manifest.js';
import { changedSince } from '../write/since.js';
import { readOptions, type Typed } from './flags.js';
import { isRefused, refusal } from './strict.js';
import type { Outcome, Terminal } from './verb.js';

/** What is wrong with a file, and who did it. */
const sentences: Readonly<Record<PackageChange['kind'], Readonly<Record<Cause, string>>>> = {
  new: {
    documents: 'is missing',
    hand: 'is missing: it was removed by hand',
    both: 'is missing: it was removed by hand, and would be another now',
    unknown: 'is missing',
  },
  changed: {
    documents: 'is out of date',
    hand: 'was edited by hand',
    both: 'is out of date, and was edited by hand',
    unknown: 'differs, and no manifest says by whom',
  },
  stale: {
    documents: 'belongs to nothing any more',
    hand: 'was edited by hand',
    both: 'belongs to nothing any more, and was edited by hand',
    unknown: 'belongs to nothing any more',
  },
};

/** Says which files of the package are stale, how, and whether the documents or a person made them so. */
export async function runCheck(typed: Typed, { out, diagnostics }: Terminal): Promise<Outcome> {
  const options = readOptions(typed, diagnostics);
  diagnostics.stopIfErrors();
  const wasInterrupted = await reportUnsettled(options.out, diagnostics);
  const { changes } = await generate(options, diagnostics, 'look');
  const refused = isRefused(typed, diagnostics);
  if (!typed.flags.has('json')) out(changes.map((change) => print(change)).join(''));
  const reasons = reasonsOf(changes);
  const stale = changes.map(({ path, kind, edited, cause }) => ({ path, kind, edited, cause }));
  return {
    exitCode: changes.length > 0 || refused || wasInterrupted ? 1 : 0,
    disk: [...(refused ? [refusal] : []), stateOf(changes, reasons, options.out), 'Nothing was written.'].join(' '),
    report: { out: options.out, stale, since: reasons },
  };
}

/** Waits for a run that is writing just now: what it has in its hands is neither missing nor stale. */
async function reportUnsettled(out: string, diagnostics: Diagnostics): Promise<boolean> {
  const owner = await waitForOwner(out);
  if (owner !== null) reportBusy(owner, out, diagnostics);
  diagnostics.stopIfErrors();
  const wasInterrupted = isInterrupted(out);
  if (wasInterrupted) diagnostics.report('output-interrupted', null, { out });
  return wasInterrupted;
}

/** What is other than when the package was generated, by its manifest and the one it would have now. */
function reasonsOf(changes: readonly PackageChange[]): readonly string[] {
  const change = changes.find(({ path }) => path === manifestName);
  const [before, after] = [read(change?.before), read(change?.after)];
  return before === null || after === null ? [] : changedSince(before, after);
}

function read(text: string | null | undefined): Manifest | null {
  return typeof text === 'string' ? parseManifest(text) : null;
}

function stateOf(changes: readonly PackageChange[], reasons: readonly string[], out: string): string {
  if (changes.length === 0) return `${out} is up to date.`;
  const why = reasons.length === 0 ? '' : ` since it was generated (${reasons.join('; ')})`;
  const by = (...causes: readonly Cause[]): number => changes.filter(({ cause }) => causes.includes(cause)).length;
  const counts: readonly (readonly [count: number, words: string])[] = [
    [by('documents'), `out of date${why}`],
    [by('hand'), 'edited or removed by hand'],
    [by('both'), 'both'],
    [by('unknown'), 'other than generated'],
  ];
  const parts = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const verb = changes.length === 1 ? 'is' : 'are';
  return `${plural(changes.length, 'file')} of ${out} ${verb} stale: ${parts.join(', ')}; ${adviceOn(changes)}.`;
}

/** What has to be done before `generate` takes the folder for its own. */
function adviceOn(changes: readonly PackageChange[]): string {
  const generate = 'run generate with the same options';
  const manifest = changes.find(({ path }) => path === manifestName)?.before ?? null;
  if (manifest !== null && parseManifest(manifest) === null)
    return `${manifestName} cannot be read: restore it or remove the folder, then ${generate}`;
  const strange = changes.filter(({ kind, cause }) => kind === 'changed' && cause === 'unknown').length;
  return strange === 0 ? generate : `move those away that no manifest names, then ${generate}`;
}

/** A sentence, and a patch that `git apply` takes: it makes the file on the disk the one that would be generated. */
function print({ path, kind, before, after, cause }: PackageChange): string {
  const from = before === null ? '/dev/null' : `a/${path}`;
  const to = after === null ? '/dev/null' : `b/${path}`;
  const patch = createTwoFilesPatch(from, to, before ?? '', after ?? '', 'on the disk', 'generated');
  return `${path} ${sentences[kind][cause]}\n${patch.replace(/^=+\n/, '')}\n`;
}
