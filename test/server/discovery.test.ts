import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createServer, type Handlers, type ServerOptions } from '../../output/src/server.js';
import { envelope, admin as keys, get } from '../unit/runtime-server/signing.js';
import { generated, root, specs, temporaryFolder } from '../support/pipeline.js';

interface Api {
  readonly name: string;
  readonly isasync: boolean;
  readonly params: readonly { readonly name: string; readonly type: string; readonly required: boolean }[];
  readonly response: readonly { readonly name: string; readonly type: string; readonly response?: unknown }[];
}

/** Answers everything in the same way, as what is answered does not matter here. */
function handlersFor(names: readonly string[]): Partial<Handlers> {
  return Object.fromEntries(names.map((name) => [name, () => ({})]));
}

function list(values: Record<string, string>, options: Partial<ServerOptions> = {}): Promise<Response> {
  const handlers = handlersFor(['listVirtualMachines', 'deployVirtualMachine', 'restoreVirtualMachine']);
  return createServer({ accounts: [keys], handlers, ...options }).fetch(get({ command: 'listApis', ...values }));
}

async function apis(values: Record<string, string> = {}, options?: Partial<ServerOptions>): Promise<readonly Api[]> {
  const [name, { count, api }] = await envelope(await list(values, options));
  expect(name).toBe('listapisresponse');
  expect(count).toBe((api as Api[]).length);
  return api as Api[];
}

async function api(name: string): Promise<Api> {
  const [only] = await apis({ name });
  if (only === undefined) throw new Error(`${name} is not described`);
  return only;
}

describe('listApis', () => {
  test('tells the commands that are answered, and those that the server has itself', async () => {
    const names = (await apis()).map(({ name }) => name);
    expect(names.toSorted()).toEqual([
      'deployVirtualMachine',
      'listApis',
      'listAsyncJobs',
      'listVirtualMachines',
      'queryAsyncJobResult',
      'restoreVirtualMachine',
    ]);
  });

  test('tells one command by its exact name, and 530 when there is none', async () => {
    expect((await apis({ name: 'listVirtualMachines' })).map(({ name }) => name)).toEqual(['listVirtualMachines']);
    for (const name of ['listvirtualmachines', '__proto__', 'listUnicorns', 'listZones']) {
      const response = await list({ name });
      const text = 'Api Discovery plugin was unable to find an api by that name or process any apis';
      expect([response.status, response.headers.get('x-description')]).toEqual([530, text]);
    }
  });

  test('describes parameters as far as descriptor and validator tell', async () => {
    const { params, isasync } = await api('deployVirtualMachine');
    expect(isasync).toBe(true);
    const byName = new Map(params.map((param) => [param.name, param]));
    const described = { description: '', length: 255 };
    expect(byName.get('zoneid')).toEqual({ name: 'zoneid', type: 'uuid', required: true, ...described });
    expect(byName.get('name')).toEqual({ name: 'name', type: 'string', required: false, ...described });
    expect(byName.get('details')).toEqual({ name: 'details', type: 'map', required: false, ...described });
    expect(byName.get('networkids')).toEqual({ name: 'networkids', type: 'list', required: false, ...described });
  });

  test('describes the fields of an item, of fields inside fields too', async () => {
    const { response } = await api('listVirtualMachines');
    const types = new Map(response.map(({ name, type }) => [name, type]));
    const expected: [string, string][] = [
      ['id', 'string'],
      ['cpunumber', 'integer'],
      ['details', 'map'],
      ['state', 'string'],
      ['nic', 'list'],
      ['icon', 'responseobject'],
    ];
    for (const [name, type] of expected) expect([name, types.get(name)]).toEqual([name, type]);
    const nic = response.find(({ name }) => name === 'nic')?.response as Api['response'];
    expect(nic.map(({ name }) => name)).toEqual(['id', 'ipaddress', 'secondaryip']);
  });

  test('tells what it is told to, in place of what it knows', async () => {
    const own = [{ name: 'listZones', isasync: false, params: [], response: [] }, 'no entry'];
    expect(await apis({}, { discovery: () => own })).toEqual(own);
    expect(await apis({ name: 'listZones' }, { discovery: async () => own })).toEqual([own[0]]);
  });

  test('is answered by a handler where there is one', async () => {
    const handlers: Partial<Handlers> = { listApis: () => ({ items: [{ name: 'mine' }], count: 1 }) };
    expect(await apis({}, { handlers, discovery: () => [{ name: 'not mine' }] })).toEqual([{ name: 'mine' }]);
  });

  test('is for callers who are known', async () => {
    const server = createServer({ accounts: [keys], handlers: {} });
    const { url } = get({ command: 'listApis' }, { apiKey: 'nobody', secretKey: 'x' });
    expect((await server.fetch(new Request(url))).status).toBe(401);
  });

  test('is a document that the generator reads: the same commands, parameters and executions', async () => {
    const original = (await generated({ ...specs, listapis: [`${root}specs/cloudstack.listapis.json`] })).model;
    const builtIn = ['listApis', 'queryAsyncJobResult', 'listAsyncJobs'];
    const names = original.commands.map(({ name }) => name);
    const handlers = handlersFor(names.filter((name) => !builtIn.includes(name)));
    const file = join(await temporaryFolder(), 'listApis.json');
    await writeFile(file, await (await list({}, { handlers })).text());
    const { model } = await generated({ listapis: [file] });
    const facts = ({ commands }: typeof model) =>
      commands
        .filter(({ name }) => !builtIn.includes(name))
        .map(({ name, execution, parameters }) => [
          name,
          execution,
          parameters.map((parameter) => [parameter.name, parameter.required]),
        ]);
    expect(facts(model)).toEqual(facts(original));
    expect(model.commands).toHaveLength(names.length);
  });
});
