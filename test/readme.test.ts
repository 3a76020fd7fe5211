import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogue } from '../generator/diagnostics/catalogue.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

function blocks(language: string): readonly string[] {
  return blocksOf(readme, language);
}

function blocksOf(page: string, language: string): readonly string[] {
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

describe('the file map', () => {
  const map = blocksOf(readFileSync(join(root, 'docs/files.md'), 'utf8'), '')[0] ?? '';
  const paths = map
    .trim()
    .split('\n')
    .map((line) => line.split(/\s/)[0] ?? '');

  test('names every file of the generator once', () => {
    const files = filesIn('generator').filter((file) => !file.startsWith('generator/diagnostics/catalogue/'));
    expect(paths.filter((path) => path.startsWith('generator/')).toSorted()).toEqual(files.toSorted());
  });

  test('names nothing that does not exist, and every folder beside it', () => {
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['templates/', 'specs/', 'output/', 'scripts/', 'test/']));
  });

  test('says something of each', () => {
    expect(
      map
        .trim()
        .split('\n')
        .filter((line) => !/^\S+\s+\S/.test(line)),
    ).toEqual([]);
  });
});

describe('the code in the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));

  beforeAll(() => {
    cpSync(join(root, 'specs', 'cloudstack.openapi.yaml'), join(folder, 'cloudstack.openapi.yaml'));
    cpSync(join(root, 'specs', 'cloudstack.slate.md'), join(folder, 'cloudstack.slate.md'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('generates as it says', () => {
    const command = blocks('sh').find((text) => text.includes('npx cloudstack-codegen generate')) ?? '';
    const words = command.trim().split(/\s+/).slice(2);
    execFileSync(process.execPath, [join(root, 'dist', 'cli.js'), ...words], { cwd: folder, stdio: 'pipe' });
    expect(existsSync(join(folder, 'client', 'src', 'index.ts'))).toBe(true);
  });

  test('compiles against the generated package', () => {
    const samples = blocks('ts').map((text, index) => [`sample${index}.ts`, asModule(text)] as const);
    for (const [file, text] of samples) writeFileSync(join(folder, file), text);
    writeFileSync(join(folder, 'tsconfig.json'), compilerOptions());
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(samples.length).toBeGreaterThan(3);
  });

  test('serves a client, as the server stubs say', async () => {
    const stubs = blocks('ts').find((text) => text.includes('createServer({')) ?? '';
    // It would listen, and answer a request that there is not.
    const server = stubs.replaceAll(/^await .*\n/gm, '');
    const program = `import { CloudStack } from 'cloudstack-client';
const [apiKey, secretKey, password] = ['key', 'secret', 'password'];
${server}
const endpoint = 'http://localhost/client/api';
const fetch = (url: string, init: RequestInit) => server.fetch(new Request(url, init));
const cloudstack = new CloudStack({ endpoint, apiKey, secretKey, fetch });
const [zone] = await cloudstack.zone.listZones().all();
const [zoneid, serviceofferingid, templateid] = [zone.id, zone.id, zone.id];
const machine = { zoneid, serviceofferingid, templateid, name: 'web-1' };
const vm = await cloudstack.virtualMachine.deployVirtualMachine(machine).result();
const refused = await cloudstack.virtualMachine.stopVirtualMachine({ id: zone.id }).result().catch(({ errorcode }) => errorcode);
process.stdout.write(JSON.stringify({ zone, vm, refused }));
`;
    writeFileSync(join(folder, 'served.ts'), program);
    // Only listApis says that ids are UUIDs.
    const documents = ['--listapis', join(root, 'specs/cloudstack.listapis.json')];
    const argv = [join(root, 'dist', 'cli.js'), 'generate', ...documents, '--out', 'strict'];
    execFileSync(process.execPath, argv, { cwd: folder, stdio: 'pipe' });
    const alias = { 'cloudstack-client': join(folder, 'strict/src') };
    await build({
      input: join(folder, 'served.ts'),
      platform: 'node',
      external: /^(?:node:|zod$)/,
      resolve: { alias, extensionAlias: { '.js': ['.ts'] } },
      output: { file: join(folder, 'served.mjs'), format: 'esm' },
      logLevel: 'silent',
    });
    const told = spawnSync(process.execPath, ['served.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(told.stderr).toBe('');
    expect(JSON.parse(told.stdout.split('\n').at(-1) ?? '')).toMatchObject({
      zone: { name: 'east' },
      vm: { name: 'web-1', state: 'Running' },
      refused: 536,
    });
  });

  /** Samples use names that their reader has: credentials, ids, a request. */
  function asModule(text: string): string {
    const given = [
      'apiKey',
      'secretKey',
      'endpoint',
      'serviceofferingid',
      'templateid',
      'zoneid',
      'id',
      'username',
      'password',
    ];
    const missing = given.filter((name) => !new RegExp(`const \\b${name}\\b`).test(text));
    const imports = /import \{ CloudStack \}/.test(text) ? '' : "import { CloudStack } from 'cloudstack-client';\n";
    const client = /const cloudstack\b/.test(text) ? '' : 'declare const cloudstack: CloudStack;\n';
    return `${imports}declare const ${missing.map((name) => `${name}: string`).join(', ')};\n${client}declare const request: Request;\n${text}`;
  }

  function compilerOptions(): string {
    return JSON.stringify({
      compilerOptions: {
        target: 'ES2023',
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        module: 'NodeNext',
        types: [],
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        paths: {
          'cloudstack-client': ['./client/src/index.ts'],
          'cloudstack-codegen/mock': [join(root, 'dist/mock.d.ts')],
          'cloudstack-client/node': ['./client/src/runtime/node/index.ts'],
          'cloudstack-client/*': ['./client/src/*.ts', './client/src/groups/*/index.ts'],
        },
      },
      include: ['sample*.ts'],
    });
  }
});

describe('the links of the README', () => {
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => path);
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: readonly string[] };

  test('lead to files', () => {
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('lead to what npm gets, or to what the README says is in the repository alone', () => {
    const shipped = (path: string): boolean => files.some((one) => path === one || path.startsWith(`${one}/`));
    const [, held = ''] =
      /The package from npm holds `(.+)`; the other pages of `docs\/`, and `examples\/`, are/.exec(readme) ?? [];
    expect(links.filter((path) => path.startsWith('docs/') && shipped(path))).toEqual([held]);
    expect(links.filter((path) => !shipped(path) && !/^(?:docs|examples)\//.test(path))).toEqual([]);
  });
});

test('the diagnostic in the README is one that exists', () => {
  const [sample = ''] = blocks('').filter((text) => text.includes('  warning  '));
  expect(Object.keys(catalogue)).toContain(/warning {2}(\S+)/.exec(sample)?.[1]);
});
