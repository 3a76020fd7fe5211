import * as z from 'zod';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import {
  type Job,
  type JobPromise,
  type ListPromise,
  type Page,
  type Success,
  ValidationError,
} from '../../../templates/runtime/index.js';
import { model, page, params, success } from '../../../templates/runtime/validate.js';
import {
  clientOf,
  type CloudStack,
  type DeployParams,
  type ListParams,
  type VirtualMachine,
  type Zone,
} from './sample-commands.js';
import { type Reply, type ScriptedServer, scriptedServer, sent } from './scripted-server.js';

const bodies = new Map<string | undefined, object>(
  Object.entries({
    createZone: { createzoneresponse: { zone: { id: '1', name: 'a', unknownfield: 7 } } },
    deleteZone: { deletezoneresponse: { success: 'true' } },
    listZones: { listzonesresponse: { count: 1, zone: [{ id: '1', name: 'a' }] } },
    deployVirtualMachine: { deployvirtualmachineresponse: { id: 'vm', jobid: 'job' } },
    queryAsyncJobResult: { queryasyncjobresultresponse: { jobstatus: 1, jobresult: { virtualmachine: { id: 'vm' } } } },
  }),
);

function sampleServer(): Promise<ScriptedServer> {
  return scriptedServer(({ params: given }): Reply => ({
    body: bodies.get(given.get('command')) ?? { r: { success: true } },
  }));
}

describe('a command', () => {
  test('that answers at once gives its entity, unknown fields and all', async () => {
    const server = await sampleServer();
    expect(await clientOf(server).zone.createZone({ name: 'a' })).toEqual({ id: '1', name: 'a', unknownfield: 7 });
    expect(server.requests[0]).toMatchObject({ method: 'POST', isSigned: true });
  });

  test('of the map is called by its name as by its method', async () => {
    const server = await sampleServer();
    const client = clientOf(server);
    expect(await client.call('createZone', { name: 'a' })).toMatchObject({ id: '1' });
    expect(await client.call('deleteZone', { id: '1' })).toEqual({ success: true });
    expect(await client.call('listZones')).toEqual({ items: [{ id: '1', name: 'a' }], count: 1 });
    expect(await client.call('listZones').all()).toHaveLength(1);
    expect(await client.call('deployVirtualMachine', { zoneid: 'z' })).toMatchObject({ jobid: 'job', id: 'vm' });
    expect(await client.call('deployVirtualMachine', { zoneid: 'z' }).result()).toEqual({ id: 'vm' });
  });

  test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    'called %s is an unknown one',
    async (name: string) => {
      const server = await sampleServer();
      expect(await clientOf(server).call(name)).toEqual({ success: true });
      expect(server.requests[0]?.params.get('command')).toBe(name);
    },
  );

  test('that is unknown is sent as written', async () => {
    const server = await sampleServer();
    await clientOf(server).call('listNewThings', {
      zoneId: 'z',
      ids: ['a', 'b'],
      tags: [{ key: 'k', value: 'v' }],
      skip: null,
    });
    expect(sent(server.requests[0])).toEqual({ zoneid: 'z', ids: 'a,b', 'tags[0].key': 'k', 'tags[0].value': 'v' });
  });

  test('rejects, and does not throw, when a parameter cannot be sent', async () => {
    const server = await sampleServer();
    const promise = clientOf(server).call('newThing', { ids: ['a,b'] });
    await expect(promise).rejects.toBeInstanceOf(ValidationError);
    expect(server.requests).toHaveLength(0);
  });
});

test('what call takes and returns is typed by the command map', () => {
  // Never run: it is here to be type-checked.
  const check = (client: CloudStack, name: string): void => {
    expectTypeOf(client.call('createZone', { name: 'a' })).toEqualTypeOf<Promise<Zone>>();
    expectTypeOf(client.call('deleteZone', { id: '1' })).toEqualTypeOf<Promise<Success>>();
    expectTypeOf(client.call('listZones')).toEqualTypeOf<ListPromise<Zone>>();
    expectTypeOf(client.call('listZones', { page: 1 }, { timeoutMs: 1 })).toEqualTypeOf<ListPromise<Zone>>();
    expectTypeOf(client.call('deployVirtualMachine', { zoneid: 'z' })).toEqualTypeOf<JobPromise<VirtualMachine>>();
    expectTypeOf(client.call('somethingNew', { any: [1] })).toEqualTypeOf<Promise<unknown>>();
    expectTypeOf(client.call(name)).toEqualTypeOf<Promise<unknown>>();
    expectTypeOf(client.job('x')).toEqualTypeOf<Job<unknown>>();
    expectTypeOf(client.job<VirtualMachine>('x').result()).toEqualTypeOf<Promise<VirtualMachine>>();
    // @ts-expect-error a required parameter is missing
    void client.call('createZone');
    // @ts-expect-error a required parameter is missing
    void client.call('createZone', {});
    // @ts-expect-error the command has no such parameter
    void client.call('listZones', { nmae: 'a' });
  };
  expect(check).toBeTypeOf('function');
});

describe('with validators', () => {
  const zone = model<Zone>(() => ({ id: z.string(), name: z.string().optional() }));
  const validators = {
    createZone: { params: params<{ name: string }>(() => ({ name: z.string().max(3) })), result: zone },
    deleteZone: { params: params<{ id: string }>(() => ({ id: z.string() })), result: success() },
    listZones: {
      params: params<ListParams>(() => ({
        name: z.string().optional(),
        page: z.number().optional(),
        pagesize: z.number().optional(),
      })),
      result: page(zone),
    },
    deployVirtualMachine: {
      params: params<DeployParams>(() => ({
        zoneid: z.string(),
        password: z.string().max(4).optional(),
        details: z.record(z.string(), z.string()).optional(),
      })),
      result: model<VirtualMachine>(() => ({ id: z.string(), name: z.string().optional() })),
    },
  };

  test('wrong parameters are refused before anything is sent', async () => {
    const server = await sampleServer();
    const client = clientOf(server, { validators });
    await expect(client.zone.createZone({ name: 'long' })).rejects.toMatchObject({
      code: 'validation',
      subject: 'parameters',
      command: 'createZone',
      issues: [{ path: ['name'], message: expect.any(String) }],
    });
    const deploy = client.zone.deployVirtualMachine({ zoneid: 'z', password: 'hunter22' }).result();
    await expect(deploy).rejects.not.toMatchObject({ message: expect.stringContaining('hunter22') });
    expect(server.requests).toHaveLength(0);
  });

  test('right ones are sent as given, page by page too', async () => {
    const server = await sampleServer();
    const client = clientOf(server, { validators });
    expect(await client.zone.listZones({ name: 'x' }).all()).toHaveLength(1);
    expect(await client.zone.deployVirtualMachine({ zoneid: 'z' }).result()).toEqual({ id: 'vm' });
    expect(sent(server.requests[0])).toEqual({ name: 'x', page: '1', pagesize: '500' });
  });

  const wrongZone: Reply = { body: { createzoneresponse: { zone: { id: 5, more: 1 } } } };

  test('results are not looked at unless wanted', async () => {
    const server = await scriptedServer(() => wrongZone);
    expect(await clientOf(server, { validators }).zone.createZone({ name: 'a' })).toEqual({ id: 5, more: 1 });
  });

  test('a result that is not as documented throws when wanted', async () => {
    const server = await scriptedServer(() => wrongZone);
    const promise = clientOf(server, { validators, validateResults: 'throw' }).zone.createZone({ name: 'a' });
    await expect(promise).rejects.toMatchObject({ code: 'validation', subject: 'result', issues: [{ path: ['id'] }] });
  });

  test('or warns, and comes as it is', async () => {
    const server = await scriptedServer(() => wrongZone);
    const onWarning = vi.fn();
    const client = clientOf(server, { validators, validateResults: 'warn', onWarning });
    expect(await client.zone.createZone({ name: 'a' })).toEqual({ id: 5, more: 1 });
    expect(onWarning).toHaveBeenCalledOnce();
    expect(onWarning.mock.calls[0]?.[0]).toBeInstanceOf(ValidationError);
  });

  test('a right result is what the validator makes of it, for pages and jobs too', async () => {
    const server = await sampleServer();
    const client = clientOf(server, { validators, validateResults: 'throw' });
    expect(await client.call('deleteZone', { id: '1' })).toEqual({ success: true });
    expect(await client.zone.createZone({ name: 'a' })).toEqual({ id: '1', name: 'a', unknownfield: 7 });
    expect(await client.zone.listZones()).toEqual<Page<Zone>>({ items: [{ id: '1', name: 'a' }], count: 1 });
    expect(await client.zone.deployVirtualMachine({ zoneid: 'z' }).result()).toEqual({ id: 'vm' });
  });

  test("a job's result is checked as well", async () => {
    const server = await scriptedServer(({ params: given }) =>
      given.get('command') === 'queryAsyncJobResult'
        ? { body: { r: { jobstatus: 1, jobresult: { virtualmachine: { id: 5 } } } } }
        : { body: { r: { jobid: 'j' } } },
    );
    const client = clientOf(server, { validators, validateResults: 'throw' });
    await expect(client.zone.deployVirtualMachine({ zoneid: 'z' }).result()).rejects.toBeInstanceOf(ValidationError);
  });
});

test('many calls share a client', async () => {
  const server = await sampleServer();
  const client = clientOf(server);
  const pages = await Promise.all(Array.from({ length: 50 }, () => client.zone.listZones()));
  expect(pages).toHaveLength(50);
  expect(server.requests.every(({ isSigned }) => isSigned)).toBe(true);
});
