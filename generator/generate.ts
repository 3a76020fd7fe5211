import { Diagnostics } from './diagnostics/diagnostics.js';
import { format } from './format/format.js';
import { type Inputs, load, loadRuntime } from './load/load.js';
import type { ApiModel } from './model/api-model.js';
import { normalise, type Normalised } from './normalise/normalise.js';
import type { Options } from './options.js';
import { parse, parseFacts } from './parse/parse.js';
import { plan } from './plan/plan.js';
import { render } from './render/render.js';
import { type Change, compareWithDisk } from './write/compare.js';
import { type Ingredients, manifestFile, type PackageFile } from './write/manifest.js';
import { generatorVersion } from './version.js';

/** load: everything that a run reads. */
export async function readInputs(options: Options, diagnostics: Diagnostics): Promise<Inputs> {
  const inputs = await load(options, diagnostics);
  diagnostics.stopIfErrors();
  return inputs;
}

/** load → parse → normalise: documents and facts become one model. */
export async function readModel(
  options: Options,
  diagnostics: Diagnostics,
  given: Inputs | null = null,
): Promise<Normalised & { inputs: Inputs }> {
  const inputs = given ?? (await readInputs(options, diagnostics));
  const apis = await Promise.all(inputs.sources.map((source) => parse(source, diagnostics)));
  const facts = {
    builtIn: inputs.facts.flatMap((file) => parseFacts(file, 'builtIn', diagnostics)),
    overrides: inputs.overrides.flatMap((file) => parseFacts(file, 'override', diagnostics)),
  };
  diagnostics.stopIfErrors();
  const normalised = normalise(apis, facts, options, diagnostics);
  diagnostics.stopIfErrors();
  return { ...normalised, inputs };
}

/** plan → render → format: the model becomes a package, still only in memory. */
export async function printPackage(
  model: ApiModel,
  inputs: Inputs,
  options: Options,
  diagnostics: Diagnostics,
): Promise<readonly PackageFile[]> {
  const plans = plan(model, await loadRuntime(), options);
  const files = format(render(plans), diagnostics);
  diagnostics.stopIfErrors();
  return [...files, manifestFile(ingredientsOf(inputs, options), files)];
}

/** All that a package depends on: with the same ingredients it is the same, byte for byte. */
export function ingredientsOf({ sources, overlays, facts, overrides }: Inputs, options: Options): Ingredients {
  const { emit, name, packageVersion, only, exclude } = options;
  // Documents count in any order, and overlays in their own.
  const inOrder = overlays.length === 0 ? {} : { overlays: overlays.map(({ text }) => text) };
  return {
    generator: generatorVersion(),
    documents: [...sources.flatMap((source) => [source, ...source.parts]), ...overlays],
    facts: [...facts, ...overrides],
    options: { emit: [...emit].sort(), name, packageVersion, only, exclude, ...inOrder },
  };
}

/** What a run found out: the model, the package, and where the disk differs from it. */
export interface Generated {
  readonly model: ApiModel;
  readonly files: readonly PackageFile[];
  readonly changes: readonly Change[];
}

/**
 * The whole way, up to the disk: what `generate` writes and `check` reports.
 *
 * @param given what was read already; else it is read.
 */
export async function generate(
  options: Options,
  diagnostics: Diagnostics,
  given: Inputs | null = null,
): Promise<Generated> {
  const { model, inputs } = await readModel(options, diagnostics, given);
  const files = await printPackage(model, inputs, options, diagnostics);
  const changes = compareWithDisk(files, options.out, diagnostics);
  diagnostics.stopIfErrors();
  return { model, files, changes };
}
