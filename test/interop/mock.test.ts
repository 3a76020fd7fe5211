import { existsSync } from 'node:fs';
import { afterAll, describe, it } from 'vitest';
import { createMock } from '../../generator/mock/index.js';
import { removeFolders } from '../output/package.js';
import { builtCli, catalogue, needsCatalogue, root } from '../support/pipeline.js';
import { guestsDocument } from './generated-server.js';
import { keys, startProgram } from './program.js';
import { describeClients, describeCs } from './sessions.js';

const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await removeFolders();
});

/** The clients with a mock that is started as from a shell. */
async function describeMock(title: string, documents: readonly string[]): Promise<void> {
  const sources = documents.flatMap((file) => ['--listapis', file]);
  const flags = ['--port', '0', '--quiet', '--json', '--api-key', keys.apiKey, '--secret-key', keys.secretKey];
  const urlIn = (line: string): string | undefined => /"url":"([^"]+)"/.exec(line)?.[1];
  const { stop, ...server } = await startProgram([builtCli(), 'mock', ...sources, ...flags], urlIn);
  stops.push(stop);
  describeClients(title, server);
}

describe('the command mock', async () => {
  await describeMock('the mock of the guests’ document', [guestsDocument]);
  await describeMock('the mock of two documents', [`${root}specs/cloudstack.listapis.json`, guestsDocument]);
  if (existsSync(catalogue)) await describeMock('the mock of CloudStack 4.18', [catalogue]);
  else it.skip(`the mock of CloudStack 4.18${needsCatalogue}`);
});

describe('a mock made by a test', async () => {
  const error = { errorcode: 536, errortext: 'The host is being serviced' };
  const mock = await createMock({ listapis: guestsDocument, ...keys, fail: { rebootVirtualMachine: error } });
  stops.push(() => mock.close());
  const failing = { command: 'rebootVirtualMachine', params: {}, error };
  describeCs('a mock with a command that fails', { endpoint: await mock.serve(), ...keys, failing });
});
