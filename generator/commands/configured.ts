import { checkConfig } from '../config/check-config.js';
import { type ConfigFile, readConfig } from '../config/config-file.js';
import { configNames, findConfig } from '../config/find-config.js';
import { configKeys } from '../config/keys.js';
import { checkFolders, choose, complete, type ConfiguredPackage, hasSeveral, packagesOf } from '../config/packages.js';
import { Diagnostics, InputError } from '../diagnostics/diagnostics.js';
import { type EndedPackage, type ExitCode, finish, finishAll, type Telling } from './finish.js';
import { configurableFlags, type Typed } from './flags.js';
import type { Outcome, Terminal, Verb } from './verb.js';

/** What was asked for, before a config file has completed it. */
export interface Request {
  readonly verb: Verb;
  readonly typed: Typed;
  readonly out: Terminal['out'];
}

/** A run that has ended, and the files that it depended on. */
export interface Round {
  readonly exitCode: ExitCode;
  readonly files: readonly string[];
}

/** One run of the verb. */
interface PackageRun {
  /** `null` where there is no list of packages. */
  readonly name: string | null;
  readonly typed: Typed;
}

/** Everything that a round runs; `null` when the config file is not fit. */
interface Plan {
  readonly runs: readonly PackageRun[] | null;
  readonly files: readonly string[];
}

/**
 * Runs a verb with what a config file adds to what was typed: once, or for each of its packages, whatever becomes of the
 * others. The exit code is the worst one.
 *
 * @param edition how often this was done before, as `--watch` does.
 */
export async function runRound(request: Request, telling: Telling, edition: number): Promise<Round> {
  const diagnostics = new Diagnostics();
  const { runs, files } = await planRuns(request, edition, diagnostics);
  if (runs === null) return { exitCode: await finish({ outcome: null, diagnostics }, telling), files };
  const [first] = runs;
  if (first?.name === null) {
    const outcome = await runOne(request, first.typed, diagnostics);
    const exitCode = await finish({ outcome, diagnostics }, telling);
    return { exitCode, files: [...files, ...filesTyped(first.typed), ...diagnostics.texts.keys()] };
  }
  const ended: EndedPackage[] = [];
  for (const { name, typed } of runs) {
    const own = new Diagnostics();
    const named = { ...request, out: under(`${name}:\n`, request.out) };
    ended.push({ name: name ?? '', outcome: await runOne(named, typed, own), diagnostics: own });
  }
  const read = ended.flatMap((one) => [...one.diagnostics.texts.keys()]);
  const exitCode = await finishAll(ended, diagnostics, telling);
  return { exitCode, files: [...files, ...runs.flatMap(({ typed }) => filesTyped(typed)), ...read] };
}

/** Writes a heading before the first thing that is written. */
function under(heading: string, out: Terminal['out']): Terminal['out'] {
  let isBegun = false;
  return (text) => {
    if (text === '') return;
    out(isBegun ? text : heading + text);
    isBegun = true;
  };
}

async function runOne({ verb, out }: Request, typed: Typed, diagnostics: Diagnostics): Promise<Outcome | null> {
  try {
    return await verb.run(typed, { out, diagnostics });
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

async function planRuns({ verb, typed }: Request, edition: number, diagnostics: Diagnostics): Promise<Plan> {
  const named = typed.flags.get('config')?.at(-1);
  const path = named ?? findConfig(diagnostics);
  if (path === null) {
    if (typed.flags.has('only-package') && diagnostics.count('error') === 0) {
      diagnostics.report('config-needed', null, { flag: '--only-package' });
    }
    return { runs: diagnostics.count('error') > 0 ? null : [{ name: null, typed }], files: configNames };
  }
  const file = await readConfig(path, edition, diagnostics);
  const keys = configKeys(configurableFlags);
  if (file !== null) checkConfig(file, keys, diagnostics);
  const files = [...configNames, ...(file?.reads ?? [path, ...diagnostics.texts.keys()])];
  if (file === null || diagnostics.count('error') > 0) return { runs: null, files };
  const runs = runsOf(verb, typed, file, packagesOf(file, keys), diagnostics);
  return { runs: diagnostics.count('error') > 0 ? null : runs, files };
}

function runsOf(
  verb: Verb,
  typed: Typed,
  file: ConfigFile,
  all: readonly ConfiguredPackage[],
  diagnostics: Diagnostics,
): readonly PackageRun[] {
  const packages = choose(all, typed.flags.get('only-package') ?? [], diagnostics);
  if (verb.config === 'package' && packages.length > 1) {
    const names = packages.map(({ name }) => name);
    diagnostics.report('package-choice-needed', null, { verb: verb.name, names });
  }
  const completed = packages.map((one) => complete(typed, one, verb.subjects ?? 0));
  if (verb.config === 'packages') checkFolders(packages, completed, diagnostics);
  // One package at a time is told as if it were the only one.
  const isNamed = hasSeveral(file) && verb.config === 'packages';
  return packages.flatMap(({ name }, index) => {
    const one = completed[index];
    return one === undefined ? [] : [{ name: isNamed ? name : null, typed: one }];
  });
}

/** Files that a run is told to read; a folder ends with a slash. */
export function filesTyped({ flags, rest }: Typed): readonly string[] {
  const named = configurableFlags.filter(({ value }) => value === 'FILE').flatMap(({ name }) => flags.get(name) ?? []);
  const folders = configurableFlags.filter(({ name, value }) => value === 'DIR' && name !== 'out');
  const inside = folders.flatMap(({ name }) => flags.get(name) ?? []).map((folder) => `${folder}/`);
  return [...named, ...inside, ...rest];
}
