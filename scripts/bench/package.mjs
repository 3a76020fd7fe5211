import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { median } from './measure.mjs';

const flags = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--skipLibCheck'];

/** Figures of a generated package: what it weighs, and what checking, importing and bundling it costs. */
export function measurePackage({ root, cache, ours, hey }) {
  const peers = join(cache, 'peers', 'node_modules');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  link(join(root, 'node_modules'), join(ours, 'node_modules'));
  link(peers, join(hey, 'node_modules'));
  const sources = filesOf(join(ours, 'src'), '.ts').map((file) => readFileSync(file, 'utf8'));

  const check = spawnSync(process.execPath, [tsc, '-p', ours, '--extendedDiagnostics'], { encoding: 'utf8' });
  if (check.status !== 0) throw new Error(`the package does not compile:\n${check.stdout}`);
  const heyConfig = join(hey, 'tsconfig.json');
  const compilerOptions = {
    module: 'ESNext',
    moduleResolution: 'Bundler',
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: [],
    noEmit: true,
    declaration: true,
  };
  writeFileSync(heyConfig, JSON.stringify({ compilerOptions, include: ['**/*.ts'], exclude: ['node_modules'] }));
  const seconds = (config, extra = []) =>
    median([1, 2, 3].map(() => wall(tsc, ['-p', config, '--noEmit', ...flags, ...extra])));

  const [clientImport, groupImport] = importTimes(ours, ['./dist/index.js', './dist/groups/zone/index.js']);
  const ourCheck = seconds(ours);
  const heyCheck = seconds(heyConfig);
  const bundle = (text) => bundled(peers, ours, text);
  const command = bundle("import { CloudStack } from './dist/client.js'; console.log(CloudStack)");
  const one = bundle(
    "import { Connection, list } from './dist/runtime/index.js'; import { listZones } from './dist/groups/zone/commands.js'; console.log(list(new Connection({}), listZones, {}))",
  );
  const validator = bundle(
    "import { listZonesParams } from './dist/groups/zone/validators.js'; console.log(listZonesParams)",
  );
  const zodAlone = bundle("import * as z from 'zod'; console.log(z.strictObject({ a: z.string() }))");
  return {
    ourCheck,
    heyCheck,
    clientImport,
    groupImport,
    rows: [
      ['files', sources.length],
      ['lines', sources.reduce((sum, text) => sum + text.split('\n').length, 0)],
      ['kB of source', kilobytes(sources.reduce((sum, text) => sum + text.length, 0))],
      [
        'kB of declarations',
        kilobytes(filesOf(join(ours, 'dist'), '.d.ts').reduce((sum, file) => sum + readFileSync(file).length, 0)),
      ],
      ['tsc: seconds', ourCheck.toFixed(2)],
      ['tsc of hey-api’s output: seconds', heyCheck.toFixed(2)],
      ['tsc: instantiations', /Instantiations:\s*(\d+)/.exec(check.stdout)?.[1] ?? '?'],
      ['import of the client over zod: ms', clientImport.toFixed(0)],
      ['import of one group over zod: ms', groupImport.toFixed(0)],
      ['whole client bundled: kB, gzip', `${command.minified} ${command.gzip}`],
      ['one command bundled: kB, gzip', `${one.minified} ${one.gzip}`],
      ['one validator bundled: kB, gzip', `${validator.minified} ${validator.gzip}`],
      ['zod alone bundled: kB, gzip', `${zodAlone.minified} ${zodAlone.gzip}`],
    ],
  };
}

/** Milliseconds that importing each module takes a new process that has imported zod; medians, in turn. */
function importTimes(cwd, modules) {
  const runs = modules.map(() => []);
  for (let round = 0; round < 9; round += 1) {
    for (const [index, module] of modules.entries()) {
      const program =
        "await import('zod'); const started = performance.now(); " +
        `await import('${module}'); console.log(performance.now() - started)`;
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
        cwd,
        encoding: 'utf8',
      });
      if (stderr !== '') throw new Error(stderr);
      runs[index].push(Number(stdout));
    }
  }
  return runs.map(median);
}

function wall(tsc, args) {
  const started = performance.now();
  spawnSync(process.execPath, [tsc, ...args], { encoding: 'utf8' });
  return (performance.now() - started) / 1000;
}

function bundled(peers, cwd, text) {
  const args = ['--bundle', '--minify', '--format=esm', '--platform=browser', '--external:node:*'];
  const { stdout, status, stderr } = spawnSync(join(peers, '.bin', 'esbuild'), args, {
    cwd,
    input: text,
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(String(stderr));
  return { minified: kilobytes(stdout.length), gzip: kilobytes(gzipSync(stdout).length) };
}

function filesOf(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));
}

function link(target, path) {
  rmSync(path, { recursive: true, force: true });
  if (existsSync(target)) symlinkSync(target, path);
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
