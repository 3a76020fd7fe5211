// Measures the client runtime against a loopback server: signed requests per second, CPU per request beside a bare
// `fetch` loop and beside csclient, what is added when the network costs nothing, and the heap over many calls.
//
//     node scripts/bench-client.mjs [--quick]
//
// Peers are installed into .cache/bench, pinned. CPU is that of this process: the server runs in another.
import { execFileSync, fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from './bench/measure.mjs';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
const root = fileURLToPath(new URL('..', import.meta.url));
const cache = `${root}.cache/bench`;
const peer = 'csclient@0.6.4';
const isQuick = process.argv.includes('--quick');
const rounds = isQuick ? 3 : 9;
const requestsPerRound = isQuick ? 1000 : 3000;
const turns = isQuick ? 15 : 75;
const requestsPerTurn = 300;
const parallel = 8;
const heapCalls = isQuick ? 20_000 : 100_000;
const apiKey = 'a'.repeat(86);
const secretKey = 's'.repeat(86);
const parameters = { keyword: 'web server', state: 'Running', page: 1, pagesize: 100 };
const listVirtualMachines = {
  name: 'listVirtualMachines',
  mode: 'list',
  method: 'GET',
  resultKey: 'virtualmachine',
  paged: true,
  parameters: { page: 'integer', pagesize: 'integer' },
};
const answer = JSON.stringify({
  listvirtualmachinesresponse: {
    count: 3,
    virtualmachine: [1, 2, 3].map((n) => ({ id: `vm-${n}`, name: `web ${n}`, state: 'Running', memory: 4096 })),
  },
});

if (process.argv.includes('--serve')) serve();
else await main();

function serve() {
  const headers = { 'content-type': 'application/json; charset=UTF-8', 'content-length': answer.length };
  const server = createServer((_, response) => response.writeHead(200, headers).end(answer));
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
}

async function main() {
  const { Client, sign } = await builtRuntime();
  const CsClient = installedPeer();
  const child = fork(fileURLToPath(import.meta.url), ['--serve']);
  try {
    const port = await new Promise((resolve) => child.once('message', resolve));
    const endpoint = `http://127.0.0.1:${port}/client/api`;
    console.log(`Node ${process.version}, ${cpus().length} CPUs, ${rounds} rounds of ${requestsPerRound} requests\n`);
    await compareLoopback(Client, sign, CsClient, endpoint);
    await measureWithoutNetwork(Client, sign);
    await measureHeap(Client);
  } finally {
    child.kill();
  }
}

/** The runtime as JavaScript, compiled with the TypeScript of this project. */
async function builtRuntime() {
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  const outDir = `${cache}/runtime`;
  const runtime = `${root}templates/runtime`;
  const options = [
    '-p',
    `${root}tsconfig.runtime.json`,
    '--noEmit',
    'false',
    '--declaration',
    'false',
    '--rootDir',
    runtime,
  ];
  execFileSync(process.execPath, [tsc, ...options, '--isolatedDeclarations', 'false', '--outDir', outDir], {
    stdio: 'inherit',
  });
  const load = (file) => import(pathToFileURL(`${outDir}/${file}`).href);
  return { ...(await load('index.js')), ...(await load('sign.js')) };
}

function installedPeer() {
  mkdirSync(cache, { recursive: true });
  const manifest = `${cache}/package.json`;
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true, "type": "module" }\n');
  if (!existsSync(`${cache}/node_modules/csclient`)) {
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
    execFileSync('npm', ['install', ...options, peer], { cwd: cache, stdio: 'inherit' });
  }
  return createRequire(manifest)('csclient');
}

/** In many short turns, so that whatever else the machine does hits all of them alike; medians, and of differences. */
async function compareLoopback(Client, sign, CsClient, endpoint) {
  const client = new Client({ endpoint, apiKey, secretKey }, { listVirtualMachines });
  const onWeb = new Client({ endpoint, apiKey, secretKey, hmac: sign }, { listVirtualMachines });
  const peerClient = new CsClient({ baseUrl: endpoint, apiKey, secretKey });
  const url = `${endpoint}?command=listVirtualMachines&response=json&${new URLSearchParams(parameters)}&pad=${'x'.repeat(200)}`;
  const contestants = {
    'bare fetch': async () => JSON.parse(await (await fetch(url)).text()),
    'fetch, timeout': () => fetchWithTimeout(url),
    'timeout and HMAC': () => fetchWithTimeout(`${url}${createHmac('sha1', secretKey).update(url).digest('hex')}`),
    'this client': () => client.call('listVirtualMachines', parameters),
    'with WebCrypto': () => onWeb.call('listVirtualMachines', parameters),
    [peer]: () =>
      new Promise((resolve, reject) => {
        const done = (error, result) => (error ? reject(error) : resolve(result));
        peerClient.executeSync('listVirtualMachines', { ...parameters }, done);
      }),
  };
  const names = Object.keys(contestants);
  const rows = new Map(names.map((name) => [name, []]));
  for (const call of Object.values(contestants)) await timed(call, requestsPerRound, parallel);
  for (let turn = 0; turn < turns; turn += 1) {
    // Whoever comes after another pays for what that one left behind: all come after each other.
    for (const name of shuffled(names)) {
      rows.get(name).push(await timed(contestants[name], requestsPerTurn, parallel));
    }
  }
  console.log('loopback           requests/s   CPU µs/request   over bare fetch');
  const bare = rows.get('bare fetch');
  for (const [name, row] of rows) {
    const cpuUs = median(row.map((result) => result.cpuUs));
    const perSecond = median(row.map((result) => result.perSecond));
    const over = median(row.map((result, turn) => result.cpuUs - bare[turn].cpuUs));
    const shown = name === 'bare fetch' ? '' : over.toFixed(0);
    console.log(
      `${name.padEnd(18)} ${perSecond.toFixed(0).padStart(10)} ${cpuUs.toFixed(0).padStart(16)} ${shown.padStart(17)}`,
    );
  }
}

function shuffled(names) {
  const order = names.map((name) => ({ name, place: Math.random() }));
  return order.sort((one, other) => one.place - other.place).map(({ name }) => name);
}

/** As much as a client must do at least, so that no request hangs for ever. */
async function fetchWithTimeout(url) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 60_000);
  try {
    return JSON.parse(await (await fetch(url, { signal: controller.signal })).text());
  } finally {
    clearTimeout(timer);
  }
}

/** What the client adds where `fetch` itself costs next to nothing, and how much of it is WebCrypto's HMAC alone. */
async function measureWithoutNetwork(Client, sign) {
  const response = { status: 200, headers: new Headers(), text: async () => answer };
  const options = { endpoint: 'http://x/', apiKey, secretKey, fetch: async () => response };
  const client = new Client(options, { listVirtualMachines });
  const onWeb = new Client({ ...options, hmac: sign }, { listVirtualMachines });
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', new Uint8Array(86), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const text = new Uint8Array(300);
  const contestants = {
    'this client': () => client.call('listVirtualMachines', parameters),
    'with WebCrypto': () => onWeb.call('listVirtualMachines', parameters),
    'JSON.parse alone': async () => JSON.parse(await response.text()),
    'WebCrypto HMAC alone': () => subtle.sign('HMAC', key, text),
  };
  console.log('\nwithout network        CPU µs/call');
  for (const [name, call] of Object.entries(contestants)) {
    const results = [];
    for (let round = -1; round < rounds; round += 1) {
      const { cpuUs } = await timed(call, requestsPerRound * 3, parallel);
      if (round >= 0) results.push(cpuUs);
    }
    const least = Math.min(...results).toFixed(1);
    console.log(`${name.padEnd(22)} ${least.padStart(11)}`);
  }
}

/** The heap after a quarter of the calls, and after all of them. */
async function measureHeap(Client) {
  const response = { status: 200, headers: new Headers(), text: async () => answer };
  const client = new Client(
    { endpoint: 'http://x/', apiKey, secretKey, fetch: async () => response },
    { listVirtualMachines },
  );
  const { signal } = new AbortController();
  const call = () => client.call('listVirtualMachines', parameters, { signal });
  await timed(call, heapCalls / 4, parallel);
  const before = usedHeap();
  await timed(call, heapCalls, parallel);
  const grownKb = (usedHeap() - before) / 1024;
  console.log(`\nheap over ${heapCalls} calls with one signal: ${grownKb >= 0 ? '+' : ''}${grownKb.toFixed(0)} kB`);
}

function usedHeap() {
  for (let pass = 0; pass < 4; pass += 1) collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function timed(call, count, workers) {
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(Array.from({ length: workers }, work));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuUs: (user + system) / count, perSecond: count / seconds };
}
