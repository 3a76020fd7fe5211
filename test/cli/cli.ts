import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../support/pipeline.js';

/** The command line as it is shipped. */
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
if (!existsSync(cli)) throw new Error('dist/cli.js is not there; run `npm run build` before these tests.');

/** Both documents of the repository, as arguments. */
export const specs: readonly string[] = [
  '--openapi',
  join(root, 'specs/cloudstack.openapi.yaml'),
  '--slate',
  join(root, 'specs/cloudstack.slate.md'),
];

/** How a run of the command line ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Default: the folder of the project's own tests. */
  readonly cwd: string;
  /** All that is set beside PATH: nothing of where the tests run must matter. */
  readonly env?: Readonly<Record<string, string>>;
  /** Run in place of the project's own. */
  readonly program?: string;
}

/** Runs the command line in a process of its own, without a terminal. */
export function run(argv: readonly string[], { cwd, env = {}, program = cli }: RunOptions): Promise<Ended> {
  const options = { cwd, env: { PATH: process.env['PATH'], ...env }, maxBuffer: 1 << 26, timeout: 50_000 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...argv], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : error.code;
      if (typeof exitCode === 'number') resolve({ exitCode, stdout, stderr });
      else reject(new Error(`${argv.join(' ')} did not end by itself`, { cause: error }));
    });
  });
}

const folders: string[] = [];

/** A folder with some files in it. */
export async function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-cli-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** Removes what {@link makeFolder} made; to be called when the tests of a file are over. */
export async function removeFolders(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** Every file of a folder, with its text and when it was written. */
export async function snapshot(folder: string): Promise<ReadonlyMap<string, { text: string; written: number }>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.sort().map(async (path): Promise<[string, { text: string; written: number }]> => {
    return [path, { text: await readFile(path, 'utf8'), written: (await stat(path)).mtimeMs }];
  });
  return new Map(await Promise.all(read));
}
