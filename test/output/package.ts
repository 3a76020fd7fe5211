import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ApiModel } from '../../generator/model/api-model.js';
import type { Options } from '../../generator/options.js';
import type { PackageFile } from '../../generator/write/manifest.js';
import { generated, root, specs, writeFiles } from '../support/pipeline.js';

const run = promisify(execFile);

/** Every document of the repository. */
export const everything: Partial<Options> = { ...specs, listapis: [`${root}specs/cloudstack.listapis.json`] };

/** The documents that the project was asked for with; they are not in the repository. */
export const seeds: Partial<Options> = {
  openapi: [`${root}../shared/seeds/apache-cloudstack-api-openapi.yaml`],
  slate: [`${root}../shared/seeds/sidescale-api.slate.md`],
};
export const hasSeeds = existsSync(`${root}../shared/seeds`);
export const needsSeeds = hasSeeds ? '' : ' (skipped: ../shared/seeds is not here)';

/** A generated package on the disk, compiled. */
export interface BuiltPackage {
  readonly name: string;
  readonly folder: string;
  readonly model: ApiModel;
  readonly files: readonly PackageFile[];
}

/** How a program ended, and all that it said. */
export interface Ended {
  readonly exitCode: number;
  readonly output: string;
}

/** Flags that the generated package must compile under, beyond those of its own tsconfig.json. */
const strictest = ['--erasableSyntaxOnly', '--noImplicitOverride', '--noImplicitReturns', '--noFallthroughCasesInSwitch'];

const folders: string[] = [];

/** Every folder that was made here; to be called when the tests of a file are over. */
export async function removeFolders(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-output-'));
  folders.push(folder);
  return folder;
}

/** Generates a package and compiles it with the project's TypeScript, by the package's own tsconfig.json and stricter. */
export async function buildPackage(given: Partial<Options>, zod = true): Promise<BuiltPackage> {
  const { model, files } = await generated(given);
  const folder = await makeFolder();
  await writeFiles(folder, files);
  if (zod) await link('zod', folder);
  const { exitCode, output } = await compile(folder, ...strictest);
  if (exitCode !== 0) throw new Error(`The generated package does not compile:\n${output}`);
  return { name: given.name ?? 'cloudstack-client', folder, model, files };
}

/** Runs the TypeScript compiler on the tsconfig.json of a folder. */
export function compile(folder: string, ...flags: readonly string[]): Promise<Ended> {
  return node(folder, `${root}node_modules/typescript/bin/tsc`, '-p', folder, ...flags);
}

/** Runs node in a folder. */
export async function node(cwd: string, ...argv: readonly string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await run(process.execPath, argv, { cwd, maxBuffer: 1 << 26 });
    return { exitCode: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
    return { exitCode: typeof code === 'number' ? code : -1, output: stdout + stderr };
  }
}

/** What a consumer has beside the generated package. */
export interface Surroundings {
  readonly zod?: boolean;
  /** Where the types of `fetch` and the like come from. */
  readonly platform?: 'node' | 'dom';
}

/** A project that has installed the package as npm would: a copy of what its package.json publishes. */
export async function makeConsumer(
  { name, folder }: BuiltPackage,
  { zod = true, platform = 'node' }: Surroundings = {},
): Promise<string> {
  const consumer = await makeFolder();
  const installed = join(consumer, 'node_modules', name);
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { files: readonly string[] };
  for (const published of ['package.json', ...manifest.files]) {
    await cp(join(folder, published), join(installed, published), { recursive: true });
  }
  if (zod) await link('zod', consumer);
  if (platform === 'node') await link('@types/node', consumer);
  await writeFile(join(consumer, 'package.json'), '{ "type": "module", "private": true }\n');
  await writeFile(join(consumer, 'tsconfig.json'), tsconfig(platform));
  return consumer;
}

/** The strictest consumer: what the package declares is checked too. */
function tsconfig(platform: 'node' | 'dom'): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'ES2022',
      lib: platform === 'dom' ? ['ES2023', 'DOM', 'DOM.Iterable'] : ['ES2023'],
      types: platform === 'dom' ? [] : ['node'],
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      rootDir: 'src',
      outDir: 'dist',
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
      noImplicitOverride: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      erasableSyntaxOnly: true,
      skipLibCheck: false,
    },
    include: ['src'],
  });
}

/** Makes one of the project's own packages resolve from a folder, and no other. */
async function link(name: string, folder: string): Promise<void> {
  const target = join(folder, 'node_modules', name);
  await mkdir(dirname(target), { recursive: true });
  await symlink(join(root, 'node_modules', name), target, 'dir');
}
