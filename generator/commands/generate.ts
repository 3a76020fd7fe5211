import { join } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { plural } from '../diagnostics/plural.js';
import { type Generated, generate, ingredientsOf, readInputs } from '../generate.js';
import type { Change } from '../write/compare.js';
import { isUpToDate } from '../write/up-to-date.js';
import { write } from '../write/write.js';
import { readOptions, type Typed } from './flags.js';
import { isRefused, refusal } from './strict.js';
import type { Outcome, Terminal } from './verb.js';

/** What became of the package. */
type Fate = 'written' | 'partly' | 'dry' | 'refused';

/** Reads documents and writes the package. */
export async function runGenerate(typed: Typed, { diagnostics }: Terminal): Promise<Outcome> {
  const options = readOptions(typed, diagnostics);
  diagnostics.stopIfErrors();
  const inputs = await readInputs(options, diagnostics);
  if (mayRest(typed) && isUpToDate(options.out, ingredientsOf(inputs, options))) return rested(options.out);
  const generated = await generate(options, diagnostics, inputs);
  if (isRefused(typed, diagnostics)) return outcome(generated, options.out, 'refused');
  if (typed.flags.has('dry-run')) return outcome(generated, options.out, 'dry');
  const written = write(generated.changes, options.out, diagnostics);
  if (written === 'partly') return outcome(generated, options.out, 'partly');
  diagnostics.stopIfErrors();
  reportEdited(generated.changes, options.out, diagnostics);
  return outcome(generated, options.out, 'written');
}

/** Whoever wants to be told of every warning, or what is in the package, gets a whole run. */
function mayRest({ flags }: Typed): boolean {
  return (
    !['force', 'strict', 'json', 'dry-run'].some((flag) => flags.has(flag)) && process.env['GITHUB_ACTIONS'] !== 'true'
  );
}

function rested(out: string): Outcome {
  const disk = `Nothing changed since the last run: ${out} is up to date, nothing was written (--force runs it all).`;
  return { exitCode: 0, disk, report: {} };
}

/** What people wrote into generated files is gone: they must hear of it. */
function reportEdited(changes: readonly Change[], out: string, diagnostics: Diagnostics): void {
  for (const { path, edited } of changes) {
    if (edited) diagnostics.report('edited-file-replaced', null, { path: join(out, path) });
  }
}

const exitCodes = { written: 0, dry: 0, refused: 1, partly: 2 } as const;

function outcome({ model, files, changes }: Generated, out: string, fate: Fate): Outcome {
  const writing = changes.filter(({ kind }) => kind !== 'stale').map(({ path }) => path);
  const removing = changes.filter(({ kind }) => kind === 'stale').map(({ path }) => path);
  const unchanged = files.length - writing.length;
  const counts = {
    commands: model.commands.length,
    groups: model.groups.length,
    entities: model.entities.length,
    files: files.length,
  };
  return {
    exitCode: exitCodes[fate],
    disk: sentence(counts, { writing: writing.length, removing: removing.length, unchanged }, out, fate),
    report: { out, ...counts, outcome: fate, written: writing, removed: removing, unchanged },
  };
}

function sentence(
  counts: Readonly<Record<'commands' | 'groups' | 'entities', number>>,
  { writing, removing, unchanged }: Readonly<Record<'writing' | 'removing' | 'unchanged', number>>,
  out: string,
  fate: Fate,
): string {
  if (fate === 'refused') return `${refusal} Nothing was written; ${out} is as it was.`;
  if (fate === 'partly') return `${out} is written only in part.`;
  const groups = plural(counts.groups, 'group');
  const size = `${plural(counts.commands, 'command')} in ${groups}, ${plural(counts.entities, 'entity', 'entities')}`;
  if (writing + removing === 0) return `${size}: ${out} is up to date, nothing was written.`;
  const [wrote, removed] = fate === 'written' ? ['wrote', 'removed'] : ['would write', 'would remove'];
  return `${size}: ${wrote} ${plural(writing, 'file')} to ${out}, ${removed} ${removing}, left ${unchanged} unchanged.`;
}
