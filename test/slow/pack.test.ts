import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/pipeline.js';

const run = promisify(execFile);
const minutes = 60_000;

/** What `npm pack --json` tells of a tarball. */
interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** The parts of the published package.json that are held here. */
interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const seeds = join(root, '../shared/seeds');
const needsSeeds = existsSync(seeds) ? '' : ' (skipped: ../shared/seeds is not here)';

/** Runs npm or npx without asking anybody anything; needs the registry. */
async function npm(program: 'npm' | 'npx', argv: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await run(program, argv, { cwd, maxBuffer: 1 << 26 });
  return stdout;
}

// Slow, and online: the package is packed, installed from its tarball and used as anybody would use it.
describe('the packed generator', () => {
  let folder = '';
  let packed: Packed;
  let manifest: Manifest;

  beforeAll(async () => {
    if (!existsSync(join(root, 'dist/cli.js'))) throw new Error('dist/ is not there; run `npm run build` first.');
    folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-pack-'));
    const argv = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [told] = JSON.parse(await npm('npm', argv, root)) as readonly Packed[];
    if (told === undefined) throw new Error('npm packed nothing');
    packed = told;
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    await npm('npm', ['install', join(folder, packed.filename), '--no-audit', '--no-fund'], folder);
    const installed = join(folder, 'node_modules/cloudstack-codegen/package.json');
    manifest = JSON.parse(await readFile(installed, 'utf8')) as Manifest;
  }, 5 * minutes);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds what it needs to run, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);
    const wanted =
      /^(?:dist\/.*\.(?:js|d\.ts)|templates\/.*\.(?:hbs|ts|md)|specs\/(?:facts|mock)\/.*\.json|package\.json|THIRD-PARTY\.md|README\.md|LICENSE)$/;
    expect(paths.filter((path) => !wanted.test(path))).toEqual([]);
    expect(paths).toEqual(
      expect.arrayContaining(['dist/cli.js', 'templates/runtime/client.ts', 'specs/facts/envelopes.json']),
    );
    expect(packed.unpackedSize).toBeLessThan(1_500_000);
  });

  it('depends on few packages, and runs no script when it is installed', async () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThan(12);
    const lock = await readFile(join(folder, 'node_modules/.package-lock.json'), 'utf8');
    expect(lock).not.toContain('"hasInstallScript": true');
  });

  it('can be imported, with its types', async () => {
    const program = `import { generate } from 'cloudstack-codegen'; console.log(typeof generate);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: folder });
    expect(stdout).toBe('function\n');
    expect(existsSync(join(folder, 'node_modules/cloudstack-codegen/dist/types/generator/generate.d.ts'))).toBe(true);
  });

  it(
    'generates a package from the specs that builds as its README says, with the newest TypeScript and with 5.5',
    async () => {
      await cp(join(root, 'specs'), join(folder, 'specs'), { recursive: true });
      const documents = ['--openapi', 'specs/cloudstack.openapi.yaml', '--slate', 'specs/cloudstack.slate.md'];
      await npm('npx', ['--no-install', 'cloudstack-codegen', 'generate', ...documents, '--out', 'client'], folder);
      const out = join(folder, 'client');
      await npm('npm', ['install', '--no-audit', '--no-fund'], out);
      await npm('npm', ['run', 'build'], out);
      expect(existsSync(join(out, 'dist/index.d.ts'))).toBe(true);
      await npm('npm', ['install', '--no-save', '--no-audit', '--no-fund', 'typescript@5.5'], out);
      expect(await npm('npx', ['--no-install', 'tsc', '--version'], out)).toMatch(/5\.5\./);
      await npm('npx', ['--no-install', 'tsc', '-p', 'tsconfig.json'], out);
      const checked = ['--no-install', 'cloudstack-codegen', 'check', ...documents, '--out', 'client'];
      expect(await npm('npx', checked, folder)).toBe('');
    },
    5 * minutes,
  );

  it.skipIf(!existsSync(seeds))(
    `generates a package from the seeds that compiles${needsSeeds}`,
    async () => {
      const documents = [join(seeds, 'apache-cloudstack-api-openapi.yaml'), join(seeds, 'sidescale-api.slate.md')];
      await npm('npx', ['--no-install', 'cloudstack-codegen', 'generate', ...documents, '--out', 'seeds'], folder);
      const out = join(folder, 'seeds');
      await npm('npm', ['install', '--no-audit', '--no-fund'], out);
      await npm('npm', ['run', 'build'], out);
      expect(existsSync(join(out, 'dist/server.js'))).toBe(true);
    },
    5 * minutes,
  );
});
