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
import { manifestFile, type PackageFile } from './write/manifest.js';
import { generatorVersion } from './version.js';

/** load → parse → normalise: documents and facts become one model. */
export async function readModel(options: Options, diagnostics: Diagnostics): Promise<Normalised & { inputs: Inputs }> {
  const inputs = await load(options, diagnostics);
  diagnostics.stopIfErrors();
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
  const documents = inputs.sources.flatMap((source) => [source, ...source.parts]);
  return [...files, manifestFile(generatorVersion(), documents, files)];
}

/** What a run found out: the model, the package, and where the disk differs from it. */
export interface Generated {
  readonly model: ApiModel;
  readonly files: readonly PackageFile[];
  readonly changes: readonly Change[];
}

/** The whole way, up to the disk: what `generate` writes and `check` reports. */
export async function generate(options: Options, diagnostics: Diagnostics): Promise<Generated> {
  const { model, inputs } = await readModel(options, diagnostics);
  const files = await printPackage(model, inputs, options, diagnostics);
  const changes = compareWithDisk(files, options.out, diagnostics);
  diagnostics.stopIfErrors();
  return { model, files, changes };
}
