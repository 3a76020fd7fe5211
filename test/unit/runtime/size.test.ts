import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

const runtime = fileURLToPath(new URL('../../../templates/runtime/index.ts', import.meta.url));
const options = `{ endpoint: 'https://cloud.example.com/client/api', apiKey: 'k', secretKey: 's' }`;
const sync = `{ name: 'createZone', mode: 'sync', method: 'POST', resultKey: 'zone' }`;
const list = `{ name: 'listZones', mode: 'list', method: 'GET', resultKey: 'zone', paged: true }`;
const job = `{ name: 'deployVirtualMachine', mode: 'async', method: 'POST', resultKey: 'virtualmachine' }`;

/** A program that uses only these names of the runtime, as a page would load it. */
async function gzippedBytes(names: string, program: string): Promise<number> {
  const entry = '\0program';
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? `import { ${names} } from ${JSON.stringify(runtime)};\n${program}` : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  return gzipSync(output[0].code, { level: 9 }).length;
}

/** 8 kB, for whichever kind of command: with retries, hooks, redaction and typed errors. */
test.each([
  ['that answers at once', 'send', sync],
  ['that answers a list', 'list', list],
  ['that starts a job', 'submit', job],
])('one command %s takes less than 8 kB', async (_, verb, command) => {
  const program = `export const run = () => ${verb}(new Connection(${options}), ${command}, {});`;
  expect(await gzippedBytes(`Connection, ${verb}`, program)).toBeLessThan(8000);
});

test('a list and a job together take little more', async () => {
  const program = `const connection = new Connection(${options});
export const zones = () => list(connection, ${list}, {});
export const deploy = () => submit(connection, ${job}, {});`;
  expect(await gzippedBytes('Connection, list, submit', program)).toBeLessThan(9000);
});

test('a whole client, that knows every kind of command, takes little more', async () => {
  const program = `const client = new Client(${options}, {});
export const run = () => [client.list(${list}, {}), client.submit(${job}, {}), client.send(${sync}, {}), client.call('x')];`;
  expect(await gzippedBytes('Client', program)).toBeLessThan(9500);
});

test('what is not used is not there', async () => {
  const none = await gzippedBytes('Connection', `export const c = new Connection(${options});`);
  const withSession = await gzippedBytes(
    'Connection, session',
    `export const c = [new Connection(${options}), session];`,
  );
  expect(withSession - none).toBeGreaterThan(500);
});
