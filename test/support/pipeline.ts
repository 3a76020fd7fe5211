import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { Diagnostics, InputError } from '../../generator/diagnostics/diagnostics.js';
import { printPackage, readModel } from '../../generator/generate.js';
import type { ApiModel } from '../../generator/model/api-model.js';
import { type Options, withDefaults } from '../../generator/options.js';
import { plan } from '../../generator/plan/plan.js';
import { render } from '../../generator/render/render.js';
import type { PackageFile } from '../../generator/write/manifest.js';

/** The root of this repository, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The documents that the committed `output/` is generated from. */
export const specs: Partial<Options> = {
  openapi: [`${root}specs/cloudstack.openapi.yaml`],
  slate: [`${root}specs/cloudstack.slate.md`],
};

/** The catalogue of a real server, which is not in the repository. */
export const catalogue = `${root}../shared/catalogue/listApis-4.18.json`;
export const needsCatalogue = existsSync(catalogue) ? '' : ' (skipped: ../shared/catalogue is not here)';

export interface Generated {
  readonly model: ApiModel;
  readonly files: readonly PackageFile[];
}

/** What the pipeline makes of some documents, in memory. Fails with the diagnostics when it refuses them. */
export async function generated(given: Partial<Options>): Promise<Generated> {
  const diagnostics = new Diagnostics();
  try {
    const options = withDefaults(given);
    const { model, inputs } = await readModel(options, diagnostics);
    return { model, files: await printPackage(model, inputs, options, diagnostics) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new Error(errorsOf(diagnostics).join('\n'), { cause: error });
  }
}

/** The errors with which the pipeline refuses some documents; empty when it accepts them. */
export async function refusals(given: Partial<Options>): Promise<readonly string[]> {
  const diagnostics = new Diagnostics();
  try {
    const options = withDefaults(given);
    const { model, inputs } = await readModel(options, diagnostics);
    await printPackage(model, inputs, options, diagnostics);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  return errorsOf(diagnostics);
}

/** The files that are printed for a model, the runtime apart. */
export function printed(model: ApiModel): readonly PackageFile[] {
  return render(plan(model, [], withDefaults({}))).map(({ plan: { path }, text }) => ({ path, text }));
}

function errorsOf(diagnostics: Diagnostics): readonly string[] {
  return diagnostics.all
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);
}

/** The built command line. */
export function builtCli(): string {
  const cli = `${root}dist/cli.js`;
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run "npm run build" first; "npm test" does.');
  return cli;
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files into a folder, by their path inside. */
export async function writeFiles(folder: string, files: readonly PackageFile[]): Promise<void> {
  for (const { path, text } of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

/** Makes `zod` resolve from a package that is written outside the repository. */
export async function linkPackages(folder: string): Promise<void> {
  await symlink(`${root}node_modules`, join(folder, 'node_modules'), 'dir');
}
