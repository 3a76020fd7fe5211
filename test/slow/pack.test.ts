import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceFile } from '../../generator/model/source.js';
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

/** Everything that others may build on, used once; a wrong use must not compile. */
const consumer = `
import { type Command, type Config, defineConfig, defineHooks, Diagnostics, generate, withDefaults, write } from 'cloudstack-codegen';
import { createMock, type MockFault, readStartData } from 'cloudstack-codegen/mock';

export const config: Config = defineConfig({ listapis: 'api.json', out: 'client', emit: ['client'] });
export const hooks = defineHooks({
  rename: ({ kind, name }) => (kind === 'entity' ? \`My\${name}\` : null),
  skip: (subject) => subject.kind === 'parameter' && subject.parameter.required,
  // @ts-expect-error -- a type is no number
  retype: () => 5,
});
const diagnostics = new Diagnostics();
const { model, changes } = await generate(withDefaults({ listapis: ['api.json'] }), diagnostics);
await write(changes, 'client', diagnostics);
const names: readonly string[] = model.commands.map((command: Command) => command.name);
const fault: MockFault = { errorcode: 533 };
const mock = await createMock({ model, seed: 1, data: await readStartData('data.json', diagnostics) });
const answer: Response = await mock.fetch(new Request('http://localhost'));
// @ts-expect-error -- there is no such option
await createMock({ model, sead: 1 });
export { answer, fault, names };
`;

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
      /^(?:dist\/[\w-]+(?:\.d\.ts|\.js)|dist\/runtime\.json\.br|templates\/.*\.hbs|specs\/(?:facts|mock)\/[\w-]+\.json|schema\/config\.schema\.json|docs\/customising\.md|package\.json|README\.md|LICENSE)$/;
    expect(paths.filter((path) => !wanted.test(path))).toEqual([]);
    expect(paths).toEqual(
      expect.arrayContaining(['dist/cli.js', 'dist/index.d.ts', 'templates/header.hbs', 'specs/facts/envelopes.json']),
    );
    expect(packed.unpackedSize).toBeLessThan(1_000_000);
  });

  it('holds the runtime as it stands in the sources', async () => {
    const file = join(folder, 'node_modules/cloudstack-codegen/dist/runtime.json.br');
    const read = JSON.parse(brotliDecompressSync(await readFile(file)).toString()) as readonly SourceFile[];
    expect(read.length).toBeGreaterThan(50);
    for (const { file: path, text } of read) {
      expect(text).toBe(await readFile(join(root, 'templates/runtime', path), 'utf8'));
    }
  });

  it('depends on few packages, and runs no script when it is installed', async () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThan(12);
    const lock = await readFile(join(folder, 'node_modules/.package-lock.json'), 'utf8');
    expect(lock).not.toContain('"hasInstallScript": true');
    const run = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => run.includes(name))).toEqual([]);
  });

  it('can be imported, with its types', async () => {
    const program = `import { generate } from 'cloudstack-codegen'; console.log(typeof generate);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: folder });
    expect(stdout).toBe('function\n');
  });

  it.each([
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ])('has types that compile in programs of others: %s', async (module, moduleResolution) => {
    await writeFile(join(folder, 'consumer.ts'), consumer);
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--verbatimModuleSyntax'];
    const options = ['--module', module, '--moduleResolution', moduleResolution, '--target', 'ES2022', '--noEmit'];
    const given = ['--lib', 'ES2023,DOM,DOM.Iterable', '--types', '', '--ignoreConfig', 'consumer.ts'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [tsc, ...strict, ...options, ...given], { cwd: folder });
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

  it('says what changed between two documents, and exits as it was asked to', async () => {
    const farm = [1, 2].map((edition) => join(root, `test/diff/documents/farm-${edition}.openapi.yaml`));
    const options = ['--format', 'markdown', '--package-version', '1.4.2', '--fail-on', 'breaking'];
    const compared = npm('npx', ['--no-install', 'cloudstack-codegen', 'diff', ...farm, ...options], folder);
    const changelog = await readFile(join(root, 'test/diff/expected/farm.md'), 'utf8');
    await expect(compared).rejects.toMatchObject({ code: 1, stdout: changelog });
  });

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
