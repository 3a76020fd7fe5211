import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, test } from 'vitest';
import { platforms } from '../../support/platforms.js';
import { apiKey, scriptedServer, secretKey } from './scripted-server.js';

const runtime = fileURLToPath(new URL('../../../templates/runtime/index.ts', import.meta.url));

let script = '';

beforeAll(async () => {
  const bundle = await rolldown({ input: runtime, platform: 'neutral' });
  const { output } = await bundle.generate({ format: 'iife', name: 'cloudstack', minify: true });
  script = output[0].code;
});

const program = `
const { Client, session } = cloudstack;
const client = new Client({ endpoint, apiKey, secretKey, job: { pollMs: 5 } }, {});
const deploy = { name: 'deployVirtualMachine', mode: 'async', method: 'POST', resultKey: 'virtualmachine' };
const list = { name: 'listZones', mode: 'list', method: 'GET', resultKey: 'zone', paged: true };
(async () => [
  await client.submit(deploy, { password: 'x' }).result(),
  await client.list(list, {}).all(),
  await client.call('failThing').catch((error) => [error.code, error.errorcode]),
  await new Client({ endpoint, credentials: session({ username: 'u', password: 'p' }) }, {}).call('listThings'),
])()`;

describe.each(Object.entries(platforms))('with the globals of %s', (_, globals) => {
  test('the client signs, waits, pages, fails and logs in', async () => {
    const bodies: Record<string, object> = {
      deployVirtualMachine: { r: { jobid: 'j' } },
      queryAsyncJobResult: { r: { jobstatus: 1, jobresult: { virtualmachine: { id: 'vm' } } } },
      listZones: { r: { count: 1, zone: [{ id: 'z' }] } },
      failThing: { r: { errorcode: 431, errortext: 'no' } },
      login: { loginresponse: { sessionkey: 'k', userid: 'u' } },
      listThings: { r: { success: true } },
    };
    const server = await scriptedServer(({ params }) => ({ body: bodies[params.get('command') ?? ''] ?? {} }));
    const context = createContext({ ...globals, endpoint: server.endpoint, apiKey, secretKey });
    const results: unknown = await runInContext(`${script};${program}`, context);
    expect(JSON.parse(JSON.stringify(results))).toEqual([{ id: 'vm' }, [{ id: 'z' }], ['api', 431], { success: true }]);
    expect(server.requests.filter(({ isSigned }) => isSigned)).toHaveLength(4);
  });
});
