import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeFolder } from '../output/package.js';

const run = promisify(execFile);

/** A client that others wrote, and the program in `clients/` that plays a session with it. */
export interface Client {
  readonly title: string;
  /** Debian’s packages that have it. */
  readonly packages: string;
  isInstalled(): boolean;
  /** What plays the session: a program, and its first arguments. */
  command(): Promise<readonly [program: string, ...argv: string[]]>;
}

const here = (path: string): string => fileURLToPath(new URL(`clients/${path}`, import.meta.url));
/** The interpreter that Debian’s packages are for, whichever others there are. */
const python = '/usr/bin/python3';

export const libcloud = inPython('libcloud', 'python3-libcloud', ['libcloud'], 'libcloud_session.py');
export const cs = inPython('cs', 'python3-cs', ['cs'], 'cs_session.py');
export const csOnAsyncio = inPython(
  'cs on asyncio',
  'python3-cs and python3-aiohttp',
  ['cs', 'aiohttp'],
  'cs_async_session.py',
);
export const csCommandLine: Client = {
  ...inPython('the command line of cs', 'cs', ['cs'], 'cs_cli_session.py'),
  isInstalled: () => existsSync('/usr/bin/cloudstack'),
};

function inPython(title: string, packages: string, modules: readonly string[], script: string): Client {
  const look = `import sys, importlib.util as u; sys.exit(None in map(u.find_spec, ${JSON.stringify(modules)}))`;
  return {
    title,
    packages,
    isInstalled: () => spawnSync(python, ['-c', look]).status === 0,
    command: async () => [python, '-B', '-W', 'ignore', here(script)],
  };
}

const goPath = '/usr/share/gocode';
let goProgram: Promise<string> | undefined;

export const goCloudStack: Client = {
  title: 'go-cloudstack',
  packages: 'golang-go and golang-github-xanzy-go-cloudstack-dev',
  isInstalled: () =>
    existsSync(`${goPath}/src/github.com/xanzy/go-cloudstack`) && spawnSync('go', ['version']).status === 0,
  command: async () => [await (goProgram ??= compileGo())],
};

/** The program of `clients/go-session`, compiled with what Debian has and nothing else. */
async function compileGo(): Promise<string> {
  const folder = await makeFolder();
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: goPath, GOCACHE: join(folder, 'cache') };
  const program = join(folder, 'session');
  await run('go', ['build', '-o', program, here('go-session/main.go')], { env });
  return program;
}
