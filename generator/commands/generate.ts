import { join } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { plural } from '../diagnostics/plural.js';
import { type Generated, ingredientsOf, print, type Printed, readInputs } from '../generate.js';
import type { Options } from '../options.js';
import type { HandlerChange } from '../scaffold/scaffold.js';
import { type Change, compareWithDisk } from '../write/compare.js';
import { hold, isUnsettled } from '../write/hold.js';
import { isUpToDate } from '../write/up-to-date.js';
import { readOptions, type Typed } from './flags.js';
import { handlerReport, handlerSentence, handlersFor } from './handlers.js';
import { isRefused, refusal } from './strict.js';
import type { Outcome, Terminal } from './verb.js';

/** What became of the package. */
export type Fate = 'written' | 'partly' | 'dry' | 'refused';

/** Reads documents and writes the package. */
export async function runGenerate(typed: Typed, { diagnostics }: Terminal): Promise<Outcome> {
  const options = readOptions(typed, diagnostics);
  diagnostics.stopIfErrors();
  const { out } = options;
  const isDry = typed.flags.has('dry-run');
  // Whatever this run comes to, what an interrupted one began is finished.
  if (!isDry && isUnsettled(out)) (await hold(out, diagnostics)).release();
  const inputs = await readInputs(options, diagnostics);
  if (mayRest(typed, options) && isUpToDate(out, ingredientsOf(inputs, options))) return rested(out);
  const printed = await print(options, diagnostics, inputs);
  if (isDry) {
    const results = await compare(printed, options, diagnostics);
    return outcome(results, out, isRefused(typed, diagnostics) ? 'refused' : 'dry');
  }
  // Nobody else may write between the look at the folder and the writing.
  const { put, release } = await hold(out, diagnostics);
  try {
    const results = await compare(printed, options, diagnostics);
    if (isRefused(typed, diagnostics)) return outcome(results, out, 'refused');
    const written = put([...results.changes, ...(results.handlers ?? [])]);
    if (written === 'partly') return outcome(results, out, 'partly');
    diagnostics.stopIfErrors();
    reportEdited(results.changes, out, diagnostics);
    return outcome(results, out, 'written');
  } finally {
    release();
  }
}

/** Where the disk differs from what it should be. */
async function compare(printed: Printed, options: Options, diagnostics: Diagnostics): Promise<Results> {
  const changes = compareWithDisk(printed.files, options.out, diagnostics);
  diagnostics.stopIfErrors();
  return { ...printed, changes, handlers: await handlersFor(printed.model, options, diagnostics) };
}

/** What a run found out; `handlers` is `null` where they were not asked for. */
interface Results extends Generated {
  readonly handlers: readonly HandlerChange[] | null;
}

/**
 * Whoever wants to be told of every warning, or what is in the package, gets a whole run. So do handlers: people write
 * them, and no manifest knows what they lack.
 */
function mayRest({ flags }: Typed, { emit }: Options): boolean {
  const wantsAll = ['force', 'strict', 'json', 'dry-run'].some((flag) => flags.has(flag)) || emit.has('handlers');
  return !wantsAll && process.env['GITHUB_ACTIONS'] !== 'true';
}

function rested(out: string): Outcome {
  const disk = `Nothing changed since the last run: ${out} is up to date, nothing was written (--force runs it all).`;
  return { exitCode: 0, disk, report: {} };
}

/** What people wrote into generated files is gone: they must hear of it. */
function reportEdited(changes: readonly Change[], out: string, diagnostics: Diagnostics): void {
  for (const { path, kind, edited } of changes) {
    if (edited && kind !== 'new') diagnostics.report('edited-file-replaced', null, { path: join(out, path) });
  }
}

const exitCodes = { written: 0, dry: 0, refused: 1, partly: 2 } as const;

function outcome({ model, files, changes, handlers }: Results, out: string, fate: Fate): Outcome {
  const differing = changes.filter(({ kind }) => kind !== 'stale').map(({ path }) => path);
  const stale = changes.filter(({ kind }) => kind === 'stale').map(({ path }) => path);
  const [writing, removing] = fate === 'refused' ? [[], []] : [differing, stale];
  const unchanged = files.length - differing.length;
  const counts = {
    commands: model.commands.length,
    groups: model.groups.length,
    entities: model.entities.length,
    files: files.length,
  };
  const sizes = { writing: writing.length, removing: removing.length, unchanged, handlers: handlers?.length ?? 0 };
  return {
    exitCode: exitCodes[fate],
    disk: [sentence(counts, sizes, out, fate), handlerSentence(handlers, fate)].join(' ').trimEnd(),
    report: {
      out,
      ...counts,
      outcome: fate,
      written: writing,
      removed: removing,
      unchanged,
      ...handlerReport(fate === 'refused' ? handlers && [] : handlers),
    },
  };
}

function sentence(
  counts: Readonly<Record<'commands' | 'groups' | 'entities', number>>,
  {
    writing,
    removing,
    unchanged,
    handlers,
  }: Readonly<Record<'writing' | 'removing' | 'unchanged' | 'handlers', number>>,
  out: string,
  fate: Fate,
): string {
  if (fate === 'refused') return `${refusal} Nothing was written; ${out} is as it was.`;
  if (fate === 'partly') return `${out} is written only in part; the next run will finish it.`;
  const groups = plural(counts.groups, 'group');
  const size = `${plural(counts.commands, 'command')} in ${groups}, ${plural(counts.entities, 'entity', 'entities')}`;
  if (writing + removing === 0)
    return `${size}: ${out} is up to date, ${handlers > 0 ? 'but for its handlers' : 'nothing was written'}.`;
  const [wrote, removed] = fate === 'written' ? ['wrote', 'removed'] : ['would write', 'would remove'];
  return `${size}: ${wrote} ${plural(writing, 'file')} to ${out}, ${removed} ${removing}, left ${unchanged} unchanged.`;
}
