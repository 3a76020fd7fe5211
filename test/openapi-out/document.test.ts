import { describe, expect, it } from 'vitest';
import type { TypeRef } from '../../generator/model/api-model.js';
import { createMock } from '../../generator/mock/index.js';
import { generated, root } from '../support/pipeline.js';
import { everyShape } from '../support/every-shape.js';
import { unformatted } from '../support/prettier.js';
import { decodeParameters } from '../../templates/runtime/server/decode.js';
import { descriptorOf } from '../../generator/mock/routes/command.js';
import { callByDocument } from './caller.js';
import { answerOf, documentOf, formOf, type OpenApi, resolve, type Schema, textOf } from './document.js';

const { model } = await generated({ listapis: [`${root}specs/cloudstack.listapis.json`] });
const document = documentOf(model);
const commandOf = (name: string) => model.commands.find((command) => command.name === name);

describe('the paths', () => {
  it('are one for each command, under the one address', () => {
    expect(Object.keys(document.paths)).toEqual(model.commands.map(({ name }) => `/${name}`));
    expect(document.servers.map(({ url }) => url)).toEqual(['{scheme}://{host}/client/api']);
  });

  it('take reads by GET and by POST, and changes by POST alone', () => {
    const { get, post } = document.paths['/listZones'] ?? {};
    expect([get?.operationId, post?.operationId]).toEqual(['listZones', 'listZonesByPost']);
    expect(Object.keys(document.paths['/deployVirtualMachine'] ?? {})).toEqual(['post', 'parameters']);
    const verbs = Object.entries(document.paths).map(([path, item]) => [path.slice(1), item.get === undefined]);
    expect(verbs).toEqual(model.commands.map(({ name, method }) => [name, method === 'POST']));
  });

  it('say the command and the form of the answer themselves', () => {
    const [command, response] = (document.paths['/listZones']?.get?.['parameters'] ?? []) as Schema[];
    expect(command).toMatchObject({ name: 'command', required: true, schema: { const: 'listZones' } });
    expect(resolve(document, response ?? {})).toMatchObject({ name: 'response', schema: { const: 'json' } });
    expect(formOf(document, 'listZones')['schema'].required).toEqual(['command', 'response']);
  });

  it('send in the form what they send in the query', () => {
    for (const { name, method, parameters } of model.commands) {
      const names = ['command', 'response', ...parameters.map((one) => one.name)];
      expect(Object.keys(formOf(document, name)['schema'].properties as Schema)).toEqual(names);
      if (method === 'POST') continue;
      const listed = document.paths[`/${name}`]?.get?.['parameters'] as Schema[];
      expect(listed.map((one) => resolve(document, one)['name'] as unknown)).toEqual(names);
    }
  });

  it('go by the titles of groups as tags, each with a description', () => {
    expect(document.tags.map(({ name }) => name)).toEqual(model.groups.map(({ title }) => title));
    expect(document.paths['/listZones']?.post['tags']).toEqual(['Zone']);
  });
});

describe('an answer', () => {
  it('has the real envelope, with the count and the items under their key', () => {
    expect(answerOf(document, 'listHypervisorCapabilities')).toMatchObject({
      required: ['listhypervisorcapabilitiesresponse'],
      properties: {
        listhypervisorcapabilitiesresponse: {
          properties: {
            count: { type: 'integer' },
            hypervisorCapabilities: { type: 'array', items: { $ref: '#/components/schemas/HypervisorCapability' } },
          },
        },
      },
    });
    expect(Object.keys(answerOf(document, 'copyIso')['properties'] as Schema)).toEqual(['copytemplateresponse']);
    expect(Object.keys(answerOf(document, 'activateProject')['properties'] as Schema)).toEqual([
      'activaterojectresponse',
    ]);
  });

  it('is the start of a job where there is one, which links to its end', () => {
    const schema = answerOf(document, 'deployVirtualMachine');
    expect(schema['properties'].deployvirtualmachineresponse.required).toEqual(['jobid', 'id']);
    expect(answerOf(document, 'stopVirtualMachine')['properties'].stopvirtualmachineresponse.required).toEqual([
      'jobid',
    ]);
    expect(document.components.responses['deployVirtualMachine']?.['links']).toMatchObject({
      job: {
        operationId: 'queryAsyncJobResult',
        parameters: { jobid: '$response.body#/deployvirtualmachineresponse/jobid' },
      },
    });
  });

  it('of a job has the result that the job ends with', () => {
    const jobResult = (name: string): unknown => document.paths[`/${name}`]?.post['x-cloudstack-job-result'];
    expect(jobResult('deployVirtualMachine')).toEqual({
      type: 'object',
      properties: { virtualmachine: { $ref: '#/components/schemas/VirtualMachine' } },
    });
    expect(jobResult('deleteAutoScaleVmProfile')).toMatchObject({ required: ['success'] });
    expect(jobResult('listZones')).toBeUndefined();
  });

  it('may be an error with its own status, in the envelope of the command or in errorresponse', () => {
    const responses = document.paths['/deployVirtualMachine']?.post.responses ?? {};
    const codes = ['200', '401', '430', '431', '432', '530', '531', '532', '533', '534', '535', '536', '537'];
    expect(Object.keys(responses)).toEqual([...codes, 'default']);
    const { content } = resolve(document, responses['431'] ?? {});
    const body = resolve(document, content['application/json'].schema as Schema);
    expect(body).toMatchObject({
      properties: { errorresponse: { $ref: '#/components/schemas/cloudstack.Error' } },
      additionalProperties: { $ref: '#/components/schemas/cloudstack.Error' },
      maxProperties: 1,
    });
    expect(document.components.schemas['cloudstack.Error']?.['required']).toEqual(['errorcode', 'errortext']);
  });

  it('leads to nothing that is not there', () => {
    const references = [...textOf(model).matchAll(/"\$ref": "(.*?)"/g)].map(([, reference]) => reference ?? '');
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter(($ref) => resolve(document, { $ref }) === undefined)).toEqual([]);
  });
});

describe('the security', () => {
  it('is a signed key, or a session; and none where a session begins', () => {
    expect(document.security).toEqual([
      { apikey: [], signature: [] },
      { session: [], sessionkey: [] },
    ]);
    const { apikey, session } = document.components.securitySchemes;
    expect([apikey, session]).toMatchObject([
      { type: 'apiKey', in: 'query', name: 'apikey' },
      { type: 'apiKey', in: 'cookie', name: 'JSESSIONID' },
    ]);
    expect(document.paths['/login']?.post['security']).toEqual([]);
    expect(document.paths['/listZones']?.post['security']).toBeUndefined();
  });
});

describe('a map', () => {
  const maps = model.commands.flatMap((command) =>
    command.parameters
      .filter(({ type }) => type.kind === 'map' || type.kind === 'objects')
      .map(({ name, type }) => ({ command, name, type })),
  );

  it('says how it is written, with an example that a server understands', () => {
    expect(new Set(maps.map(({ type }) => (type.kind === 'map' ? type.encoding : type.kind)))).toEqual(
      new Set(['entries', 'pairs', 'objects']),
    );
    for (const { command, name, type } of maps) {
      const schema = formOf(document, command.name)['schema'].properties[name] as Schema;
      const sent = new URLSearchParams(String(schema['x-cloudstack-map'].example));
      const decoded = decodeParameters(descriptorOf(command), [name], new Map(sent));
      expect([command.name, name, Object.keys(decoded)]).toEqual([command.name, name, [name]]);
      expect(Object.values(decoded)[0]).toMatchObject(expectedOf(type));
    }
  });

  it('takes the names on the wire, and no others', () => {
    for (const { command, name } of maps) {
      const schema = formOf(document, command.name)['schema'].properties[name] as Schema;
      const pattern = new RegExp(String(schema['propertyNames'].pattern), 'u');
      const takes = (member: string): boolean => pattern.test(member);
      const [example] = schema['examples'] as object[];
      expect(Object.keys(example ?? {}).filter((member) => !takes(member))).toEqual([]);
      expect([name, `${name}[0]`, `x${name}[0].key`, `${name}[x].key`].filter(takes)).toEqual([]);
    }
  });

  /** What the example holds, as a handler would see it. */
  function expectedOf(type: TypeRef): object {
    if (type.kind === 'map') {
      return type.encoding === 'pairs'
        ? { environment: 'production' }
        : { firstkey: 'first value', secondkey: 'second value' };
    }
    return [expect.any(Object)];
  }
});

describe('a schema', () => {
  const property = (command: string, name: string): Schema =>
    formOf(document, command)['schema'].properties[name] as Schema;

  it('joins lists by commas', () => {
    expect(property('listVolumes', 'ids')).toMatchObject({ type: 'array', items: { format: 'uuid' } });
    expect(formOf(document, 'listVolumes')['encoding'].ids).toEqual({ style: 'form', explode: false });
  });

  it('keeps what is secret from who shows it', () => {
    expect(property('login', 'password')).toMatchObject({ format: 'password', 'x-cloudstack-sensitive': true });
  });

  it('takes -1 where servers do', () => {
    const parameters = commandOf('listVirtualMachines')?.parameters ?? [];
    expect(parameters.find(({ name }) => name === 'projectid')?.alsoAccepts).toEqual(['-1']);
    expect(property('listVirtualMachines', 'projectid')).toMatchObject({
      type: 'string',
      'x-cloudstack-type': 'uuid',
      'x-cloudstack-also-accepts': ['-1'],
    });
    expect(property('listVirtualMachines', 'projectid')['format']).toBeUndefined();
  });

  it('closes the values of a parameter, and leaves those of an answer open', async () => {
    const ours = documentOf((await generated({ openapi: [`${root}specs/cloudstack.openapi.yaml`] })).model);
    const text = JSON.stringify(ours.paths);
    expect(text).toContain('"enum":[');
    expect(JSON.stringify(ours.components.schemas)).not.toContain('"enum":[');
    expect(ours.components.schemas['Zone']?.['properties'].networktype).toMatchObject({
      type: 'string',
      'x-extensible-enum': ['Basic', 'Advanced'],
    });
  });
});

describe('a tool that knows the document alone', () => {
  it('calls a server by GET and by POST, with lists and maps', async () => {
    const mock = await createMock({ model, seed: 1 });
    await mock.serve();
    const call = (verb: 'get' | 'post', command: string, values: Readonly<Record<string, unknown>> = {}) =>
      callByDocument(document, mock, { verb, command, values });
    const zones = await call('get', 'listZones');
    const zone = zones.body['listzonesresponse'].zone[0] as Schema;
    const begun = await call('post', 'deployVirtualMachine', {
      zoneid: zone['id'],
      serviceofferingid: '20000000-0000-4000-8000-000000000001',
      templateid: '32000000-0000-4000-8000-000000000001',
      networkids: ['40000000-0000-4000-8000-000000000001'],
      details: { 'details[0].cpuNumber': '2', 'details[0].memory': '512' },
    });
    const { jobid, id } = begun.body['deployvirtualmachineresponse'] as Schema;
    const job = await call('get', 'queryAsyncJobResult', { jobid });
    const machines = await call('post', 'listVirtualMachines', { ids: [id], zoneid: zone['id'] });
    const refused = await call('get', 'listVirtualMachines', { zoneid: '00000000-0000-4000-8000-00000000000f' });
    await mock.close();
    expect(job.body['queryasyncjobresultresponse']).toMatchObject({ jobresult: { virtualmachine: { id } } });
    expect(machines.body['listvirtualmachinesresponse']).toMatchObject({ count: 1, virtualmachine: [{ id }] });
    expect(refused).toMatchObject({ status: 431, body: { listvirtualmachinesresponse: { errorcode: 431 } } });
  });
});

describe('the text', () => {
  it('is the same for the same model, and as prettier would print it', async () => {
    expect(textOf(model)).toBe(textOf(JSON.parse(JSON.stringify(model)) as typeof model));
    expect(await unformatted([{ path: 'openapi.json', text: textOf(everyShape) }])).toEqual([]);
  });

  it('names no version of ours, no path and no time', () => {
    expect(textOf(model)).not.toMatch(/cloudstack-codegen|specs\//);
    const empty: OpenApi = documentOf({ ...model, version: '' });
    expect(empty.info).toMatchObject({ version: '0.0.0', 'x-cloudstack-version': null });
  });
});
