// npm run bench:load [-- --clients N --seconds N]: many clients at once on the mock of CloudStack 4.18, each of which
// makes guests, changes them, looks at them and gives them up. Nothing may be lost. Memory may not grow, but for the
// jobs: a server remembers them for a day.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { live, LoadClient, partsOf } from './load-client.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const catalogue = here('../../../shared/catalogue/listApis-4.18.json');
const { values } = parseArgs({ options: { clients: { type: 'string' }, seconds: { type: 'string' } } });
const clients = Number(values.clients ?? 200);
const seconds = Number(values.seconds ?? 30);
/** What a job with its result takes, in bytes. */
const jobAllowed = 4000;
const jobsInLife = 5;

if (!existsSync(catalogue)) throw new Error(`This needs the catalogue of CloudStack 4.18, ${catalogue}`);
const program = fork(here('load-server.mjs'), [catalogue], { execArgv: ['--expose-gc'] });
const [server] = await once(program, 'message');
try {
  process.exitCode = report(await load()) ? 0 : 1;
} finally {
  program.disconnect();
}

async function load() {
  const crowd = await connect();
  const parts = await partsOf(crowd[0]);
  for (const client of crowd) client.milliseconds.length = 0;
  let lives = 0;
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const work = crowd.map(async (client, number) => {
    for (let life = 1; performance.now() < end; life += 1) {
      await live(client, parts, `guest-${number}-${life}`);
      lives += 1;
    }
  });
  await pause(seconds * 500);
  const half = { lives, ...(await memory()) };
  await Promise.all(work);
  const elapsed = performance.now() - begin;
  const atEnd = { lives, ...(await memory()) };
  const milliseconds = crowd.flatMap((client) => client.milliseconds).sort((a, b) => a - b);
  const problems = [...crowd.flatMap((client) => client.problems), ...(await leftovers(crowd[0]))];
  for (const client of crowd) client.close();
  return { elapsed, half, atEnd, milliseconds, problems };
}

/** One after another: Node takes in one new connection with every round of its loop, however long that is. */
async function connect() {
  const crowd = [];
  for (let number = 0; number < clients; number += 1) {
    const client = new LoadClient(server);
    await client.call('listZones');
    crowd.push(client);
  }
  return crowd;
}

async function memory() {
  program.send('memory');
  const [{ heap, rss }] = await once(program, 'message');
  return { heap, rss };
}

async function leftovers(client) {
  const left = await client.call('listVirtualMachines');
  return left?.virtualmachine === undefined ? [] : [`${left.count} guests are left`];
}

function report({ elapsed, half, atEnd, milliseconds, problems }) {
  const at = (share) => (milliseconds[Math.ceil(milliseconds.length * share) - 1] ?? 0).toFixed(0);
  const rate = (milliseconds.length / (elapsed / 1000)).toFixed(0);
  const perJob = (atEnd.heap - half.heap) / ((atEnd.lives - half.lives) * jobsInLife);
  console.log(`${clients} clients for ${seconds} s: ${milliseconds.length} requests, ${atEnd.lives} guests`);
  console.log(`${rate} requests per second; ms: p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}`);
  console.log(
    `heap in MB: ${mb(half.heap)} halfway, ${mb(atEnd.heap)} at the end; rss ${mb(half.rss)}, ${mb(atEnd.rss)}`,
  );
  const isFlat = perJob <= jobAllowed;
  console.log(`${problems.length === 0 ? 'kept' : 'MISSED'}: nothing is lost`);
  for (const problem of problems.slice(0, 10)) console.log(`  ${problem}`);
  console.log(`${isFlat ? 'kept' : 'MISSED'}: heap grows by the jobs alone, ${perJob.toFixed(0)} bytes for each`);
  return problems.length === 0 && isFlat;
}

function mb(bytes) {
  return (bytes / 1e6).toFixed(0);
}
