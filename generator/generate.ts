import type { Customisations, LoadedHooks } from './customise/customise.js';
import { Diagnostics } from './diagnostics/diagnostics.js';
import { format } from './format/format.js';
import { type Inputs as Loaded, load } from './load/load.js';
import { loadRuntime } from './load/load-runtime.js';
import type { ApiModel } from './model/api-model.js';
import type { Wanted } from './model/fact.js';
import type { FilePlan } from './model/file-plan.js';
import type { Decision } from './model/provenance.js';
import { normalise, type Normalised } from './normalise/normalise.js';
import type { Options } from './options.js';
import { parse, parseFacts } from './parse/parse.js';
import { plan } from './plan/plan.js';
import { render, type RenderedFile } from './render/render.js';
import { compareWithDisk, type PackageChange, type Purpose } from './write/compare.js';
import { type Ingredients, manifestFile, type PackageFile } from './write/manifest.js';
import { generatorVersion } from './version.js';

/** Everything that a run reads: documents, facts, and what the user's own code and templates change. */
export interface Inputs extends Loaded {
  readonly customisations: Customisations | null;
}

/** load: everything that a run reads. */
export async function readInputs(options: Options, diagnostics: Diagnostics): Promise<Inputs> {
  const loaded = await load(options, diagnostics);
  const customisations = await customisationsOf(options, diagnostics);
  diagnostics.stopIfErrors();
  return { ...loaded, customisations };
}

/** Loaded by those alone who have hooks or templates of their own. */
async function customisationsOf(options: Options, diagnostics: Diagnostics): Promise<Customisations | null> {
  if (options.hooks === null && options.templates === null) return null;
  const { readCustomisations } = await import('./customise/customise.js');
  return readCustomisations(options, diagnostics);
}

/**
 * load → parse → normalise: documents and facts become one model.
 *
 * @param ledger where every decision is written down, with all who had a say.
 */
export async function readModel(
  options: Options,
  diagnostics: Diagnostics,
  given: Inputs | null = null,
  ledger: Decision[] | null = null,
): Promise<Normalised & { inputs: Inputs }> {
  const inputs = given ?? (await readInputs(options, diagnostics));
  const apis = await Promise.all(inputs.sources.map((source) => parse(source, diagnostics)));
  const facts = {
    builtIn: inputs.facts.flatMap((file) => parseFacts(file, 'builtIn', diagnostics)),
    overrides: inputs.overrides.flatMap((file) => parseFacts(file, 'override', diagnostics)),
  };
  diagnostics.stopIfErrors();
  const hooks = inputs.customisations?.hooks ?? null;
  const wanted =
    hooks === null ? null : await askHooks(hooks, normalise(apis, facts, options, new Diagnostics()), diagnostics);
  const normalised = normalise(apis, { ...facts, wanted }, options, diagnostics, ledger);
  diagnostics.stopIfErrors();
  return { ...normalised, inputs };
}

/** Hooks are asked about the model that there would be without them; what they want are facts like any other. */
async function askHooks(hooks: LoadedHooks, { model }: Normalised, diagnostics: Diagnostics): Promise<Wanted> {
  const customise = await import('./customise/customise.js');
  const wanted = await customise.askHooks(model, hooks, diagnostics);
  diagnostics.stopIfErrors();
  return wanted;
}

/** plan → render → format → build: the model becomes a package, still only in memory. */
export async function printPackage(
  model: ApiModel,
  inputs: Inputs,
  options: Options,
  diagnostics: Diagnostics,
): Promise<readonly PackageFile[]> {
  const plans = [...plan(model, await loadRuntime(), options), ...(await planDocument(model, options))];
  const files = format(await printed(plans, inputs, diagnostics), diagnostics);
  diagnostics.stopIfErrors();
  const built = options.build ? [...files, ...(await buildFiles(files, diagnostics))] : files;
  return [...built, manifestFile(ingredientsOf(inputs, options), built)];
}

/** The model as a document for other tools, which few runs want. */
async function planDocument(model: ApiModel, { emit }: Options): Promise<readonly FilePlan[]> {
  if (!emit.has('openapi')) return [];
  const { openApiFile } = await import('./plan/openapi/document.js');
  return [openApiFile(model)];
}

/** Templates of the user's own are compiled; ours are compiled already. */
async function printed(
  plans: readonly FilePlan[],
  { customisations }: Inputs,
  diagnostics: Diagnostics,
): Promise<readonly RenderedFile[]> {
  const templates = customisations?.templates ?? null;
  if (templates === null) return render(plans);
  const { renderOwn } = await import('./render/render-own.js');
  return renderOwn(plans, templates, diagnostics);
}

/** The compiler is loaded by those alone who want it. */
async function buildFiles(files: readonly PackageFile[], diagnostics: Diagnostics): Promise<readonly PackageFile[]> {
  const { build } = await import('./build/build.js');
  return build(files, diagnostics);
}

/** All that a package depends on: with the same ingredients it is the same, byte for byte. */
export function ingredientsOf(inputs: Inputs, options: Options): Ingredients {
  const { sources, overlays, facts, overrides, customisations } = inputs;
  const { emit, name, packageVersion, build, license, repository, access, only, exclude } = options;
  // Documents count in any order, and overlays in their own.
  const inOrder = overlays.length === 0 ? {} : { overlays: overlays.map(({ text }) => text) };
  return {
    generator: generatorVersion(),
    documents: [...sources.flatMap((source) => [source, ...source.parts]), ...overlays],
    facts: [...facts, ...overrides, ...(customisations?.files ?? [])],
    options: {
      emit: [...emit].sort(),
      name,
      packageVersion,
      build,
      license,
      repository,
      access,
      only,
      exclude,
      ...inOrder,
    },
  };
}

/** A package, still only in memory, and the model that it was printed from. */
export interface Printed {
  readonly model: ApiModel;
  readonly files: readonly PackageFile[];
}

/** What a run found out: the model, the package, and where the disk differs from it. */
export interface Generated extends Printed {
  readonly changes: readonly PackageChange[];
}

/**
 * The whole way, up to the disk, which is not looked at.
 *
 * @param given what was read already; else it is read.
 */
export async function print(options: Options, diagnostics: Diagnostics, given: Inputs | null = null): Promise<Printed> {
  const { model, inputs } = await readModel(options, diagnostics, given);
  return { model, files: await printPackage(model, inputs, options, diagnostics) };
}

/**
 * The same, compared with the disk: what `generate` would write and `check` reports.
 *
 * @param purpose what is a mistake when files are replaced need be none when they are only looked at.
 */
export async function generate(
  options: Options,
  diagnostics: Diagnostics,
  purpose: Purpose = 'replace',
): Promise<Generated> {
  const printed = await print(options, diagnostics);
  const changes = compareWithDisk(printed.files, options.out, diagnostics, purpose);
  diagnostics.stopIfErrors();
  return { ...printed, changes };
}
