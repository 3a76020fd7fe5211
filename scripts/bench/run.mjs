// npm run bench [-- FILE]: times the whole generation of a listApis document against other generators, side by side.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare } from './measure.mjs';
import { openApiFromListApis } from './openapi-from-listapis.mjs';
import { measureMockStart } from './mock-start.mjs';
import { measurePackage } from './package.mjs';
import { installPeers, peerPrograms } from './peers.mjs';
import { profileStages } from './stages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist', 'cli.js');
const cache = join(root, '.cache', 'bench');
const rounds = 3;

const catalogue = join(root, '..', 'shared', 'catalogue', 'listApis-4.18.json');
const fallback = join(root, 'specs', 'cloudstack.listapis.json');
const document = resolve(process.argv[2] ?? (existsSync(catalogue) ? catalogue : fallback));

mkdirSync(cache, { recursive: true });
// Not among the project's files: where a disk is crowded, a new file can cost ten times as much.
const out = mkdtempSync(join(tmpdir(), 'bench-'));
process.on('exit', () => rmSync(out, { recursive: true, force: true }));

const commands = apisOf(document).length;
console.log(`${commands} commands; Node ${process.version}; medians of ${rounds} whole-process runs, in turn\n`);

const openapi = join(cache, 'openapi.json');
writeFileSync(openapi, JSON.stringify(openApiFromListApis(document)));
const peers = peerPrograms(installPeers(cache), openapi, out);
const ours = (name, listapis, folder, cold) => ({
  name,
  args: [cli, 'generate', '--listapis', listapis, '--out', folder],
  before: () => cold && rmSync(folder, { recursive: true, force: true }),
});

const bare = { name: 'bare Node', args: ['-e', '0'] };
const medians = compare(
  [
    bare,
    ours('ours, cold', document, join(out, 'cold'), true),
    ours('ours, unchanged', document, join(out, 'unchanged'), false),
    ...peers,
  ],
  rounds,
);
const cold = medians.get('ours, cold');
table(
  ['', 'seconds', 'MB', 'times ours'],
  [...medians].map(([name, { seconds, megabytes }]) => [
    name,
    seconds.toFixed(2),
    megabytes.toFixed(0),
    (seconds / cold.seconds).toFixed(2),
  ]),
);

console.log('\nBars');
bar(
  '@hey-api/openapi-ts takes at least 8 times as long',
  medians.get('@hey-api/openapi-ts (sdk, zod)').seconds / cold.seconds,
  8,
);
bar(
  'openapi-typescript takes at least 3.5 times as long',
  medians.get('openapi-typescript (types)').seconds / cold.seconds,
  3.5,
);
bar(
  'openapi-typescript-codegen takes at least 1.8 times as long',
  medians.get('openapi-typescript-codegen (types, client)').seconds / cold.seconds,
  1.8,
);
bar('an unchanged run takes at most half', cold.seconds / medians.get('ours, unchanged').seconds, 2);
bar('peak memory under 200 MB', 200 / cold.megabytes, 1);

console.log('\nStages of one cold run under the profiler, milliseconds');
table(['stage', 'ms'], profileStages([cli, 'generate', '--listapis', document, '--out', join(out, 'stages')]));

console.log('\nThe start');
const starts = compare(
  [bare, { name: '--version', args: [cli, '--version'] }, { name: '--help', args: [cli, '--help'] }],
  9,
);
table(
  ['', 'milliseconds'],
  [...starts].map(([name, { seconds }]) => [name, (seconds * 1000).toFixed(0)]),
);
const slowest = Math.max(starts.get('--version').seconds, starts.get('--help').seconds);
bar('they answer within 100 ms of bare Node', 0.1 / Math.max(slowest - starts.get(bare.name).seconds, 0.001), 1);

console.log('\nThe mock');
const mock = await measureMockStart(cli, document, rounds);
table(['', 'seconds', 'MB'], [['until it listens', mock.seconds.toFixed(2), mock.megabytes.toFixed(0)]]);
bar('the mock is ready in under 1 s', 1 / mock.seconds, 1);
bar('with under 150 MB', 150 / mock.megabytes, 1);

console.log('\nGrowth');
const sizes = [1, 2, 4].map((times) => ({ times, file: multiplied(document, times) }));
const growth = compare(
  sizes.map(({ times, file }) => ours(`${times} times the catalogue`, file, join(out, `times-${times}`), true)),
  rounds,
);
table(
  ['', 'seconds', 'MB'],
  [...growth].map(([name, { seconds, megabytes }]) => [name, seconds.toFixed(2), megabytes.toFixed(0)]),
);
bar(
  'four times the catalogue takes at most 4.5 times as long',
  (4.5 * growth.get('1 times the catalogue').seconds) / growth.get('4 times the catalogue').seconds,
  1,
);

console.log('\nThe generated package');
const figures = measurePackage({ root, cache, ours: join(out, 'cold'), hey: join(out, 'hey') });
table(['', ''], figures.rows);
bar('tsc checks it in less time than hey-api’s zod output', figures.heyCheck / figures.ourCheck, 1);
bar('importing the client costs under 60 ms over importing zod', 60 / Math.max(figures.clientImport, 0.1), 1);
bar('importing one group costs under 15 ms over importing zod', 15 / Math.max(figures.groupImport, 0.1), 1);

function apisOf(file) {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  return content.listapisresponse?.api ?? content.api;
}

/** The same document several times over, every copy with names and shapes of its own. */
function multiplied(file, times) {
  const api = Array.from({ length: times }, (_, copy) =>
    apisOf(file).map((one) =>
      copy === 0
        ? one
        : {
            ...one,
            name: `${one.name}Copy${copy}`,
            response: [...(one.response ?? []), { name: `copy${copy}`, type: 'string' }],
          },
    ),
  ).flat();
  const target = join(cache, `times-${times}.json`);
  writeFileSync(target, JSON.stringify({ api }));
  return target;
}

function bar(what, ratio, wanted) {
  const met = ratio >= wanted;
  const by = met ? '' : ` (missed: ${ratio.toFixed(2)} where ${wanted} is wanted)`;
  console.log(`  ${met ? 'met   ' : 'MISSED'}  ${what}: ${ratio.toFixed(2)}${by}`);
}

function table(header, rows) {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => String(row[column]).length)));
  for (const row of [header, ...rows]) {
    console.log(
      `  ${row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[column]) : String(cell).padStart(widths[column]))).join('  ')}`.trimEnd(),
    );
  }
}
