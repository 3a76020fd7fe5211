import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { readModel } from '../../generator/generate.js';
import { withDefaults } from '../../generator/options.js';
import { specs, temporaryFolder } from '../support/pipeline.js';
import { cloud } from './cloud.js';

/** An operation of an OpenAPI document, with the example of its answer. */
function operation(command: string, fields: readonly string[], example: unknown): unknown {
  const item = { type: 'object', properties: Object.fromEntries(fields.map((name) => [name, { type: 'string' }])) };
  const key = command.replace(/^[a-z]+|s$/g, '').toLowerCase();
  const body = { type: 'object', properties: { count: { type: 'integer' }, [key]: { type: 'array', items: item } } };
  const schema = { type: 'object', properties: { [`${command.toLowerCase()}response`]: body } };
  const parameters = [
    { name: 'command', in: 'query', required: true, schema: { type: 'string', enum: [command] } },
    { name: 'id', in: 'query', schema: { type: 'string' } },
  ];
  return {
    get: {
      parameters,
      responses: { 200: { description: 'ok', content: { 'application/json': { schema, example } } } },
    },
  };
}

const tower = { id: 'zone-9', name: 'tower' };
const openapi = {
  openapi: '3.0.3',
  info: { title: 'API', version: '4.19' },
  paths: {
    '/zones': operation('listZones', ['id', 'name'], { listzonesresponse: { count: 2, zone: [tower, tower] } }),
    '/pods': operation('listPods', ['id', 'name'], { listpodsresponse: { pod: [{ id: 'pod-9', unknown: 'field' }] } }),
    '/users': operation('listUsers', ['id', 'username', 'apikey', 'secretkey'], {
      listusersresponse: { user: [{ id: 'user-9', username: 'ann', apikey: 'known', secretkey: 'known' }] },
    }),
    '/hosts': operation('listHosts', ['id', 'name'], {
      listhostsresponse: { host: [{ id: 'string', name: 'string' }] },
    }),
  },
};

const slate = `---
title: API
---

# Offering

## listDiskOfferings

\`\`\`json
{ "listdiskofferingsresponse": { "count": 1, "diskoffering": [{ "id": "disk-9", "name": "huge" }] } }
\`\`\`

|Parameter|Description|Required|Type|
|---------|-----------|--------|----|
|id|Only this one|false|string|

|Element|Description|Type|
|-------|-----------|----|
|id|Its id|string|
|name|Its name|string|
`;

async function documents(): Promise<{ readonly openapi: string; readonly slate: string }> {
  const folder = await temporaryFolder();
  const files = { openapi: join(folder, 'api.openapi.json'), slate: join(folder, 'api.slate.md') };
  writeFileSync(files.openapi, JSON.stringify(openapi));
  writeFileSync(files.slate, slate);
  return files;
}

it('what examples show is in the model, without envelope and item key', async () => {
  const files = await documents();
  const options = withDefaults({ openapi: [files.openapi], slate: [files.slate] });
  const { model } = await readModel(options, new Diagnostics());
  const exampleOf = (name: string): unknown => model.commands.find((one) => one.name === name)?.example;
  expect(exampleOf('listZones')).toEqual([tower, tower]);
  expect(exampleOf('listDiskOfferings')).toEqual([{ id: 'disk-9', name: 'huge' }]);
});

it('the acknowledgement of a job is no example of its result', async () => {
  const { model } = await readModel(withDefaults(specs), new Diagnostics());
  const exampleOf = (name: string): unknown => model.commands.find((one) => one.name === name)?.example;
  expect(exampleOf('deployVirtualMachine')).toBeNull();
  expect(exampleOf('listVirtualMachines')).toMatchObject([{ id: 'guest-0017' }]);
});

it('a mock has the things that the examples of its documents show, each once, beside its own', async () => {
  const here = await cloud({ listapis: undefined, ...(await documents()) } as never);
  expect((await here.list('listZones')).map(({ id }) => id).slice(1)).toEqual(['zone-9']);
  expect(await here.list('listDiskOfferings', { id: 'disk-9' })).toEqual([{ id: 'disk-9', name: 'huge' }]);
});

it('a mock takes nothing from an example that does not fit, that is a placeholder, or that proves who somebody is', async () => {
  const here = await cloud({ listapis: undefined, ...(await documents()) } as never);
  expect(here.mock.state.find('pod-9')).toBeNull();
  expect(here.mock.state.find('string')).toBeNull();
  expect(here.mock.state.find('user-9')).toMatchObject({ username: 'ann' });
  const [user] = await here.list('listUsers', { id: 'user-9' });
  expect([user?.['apikey'], user?.['secretkey']]).not.toContain('known');
});
