import { describe, expect, it } from 'vitest';
import { createMock } from '../../generator/mock/index.js';
import type { Middleware } from '../../templates/runtime/server/index.js';
import { call, outcome } from './caller.js';
import { cloud, documentFile, given } from './cloud.js';

const { zoneid, serviceofferingid, templateid } = given;
const deployment = { zoneid, serviceofferingid, templateid };

describe('a job', () => {
  it('has ended when it is first asked for, unless it is to take time', async () => {
    const here = await cloud();
    const { body } = await call(here.mock, 'deployVirtualMachine', deployment);
    const jobid = String(body['jobid']);
    expect((await call(here.mock, 'queryAsyncJobResult', { jobid })).body).toMatchObject({
      jobstatus: 1,
      jobresultcode: 0,
      jobinstancetype: 'VirtualMachine',
      jobinstanceid: body['id'],
      jobresult: { virtualmachine: { id: body['id'] } },
    });
  });

  it('is in progress for as long as it was told to take', async () => {
    const here = await cloud({ jobLatencyMs: 3_600_000 });
    const { body } = await call(here.mock, 'deployVirtualMachine', deployment);
    const jobid = String(body['jobid']);
    expect((await call(here.mock, 'queryAsyncJobResult', { jobid })).body).toMatchObject({
      jobstatus: 0,
      jobinstanceid: body['id'],
    });
    await here.mock.reset();
    expect(await here.list('listVirtualMachines')).toEqual([]);
    expect((await here.refusal('queryAsyncJobResult', { jobid })).status).toBe(431);
  });

  it('fails as it was told to, and only that of the command that was named', async () => {
    const here = await cloud({ fail: { deployVirtualMachine: { errorcode: 533, errortext: 'No host has room' } } });
    const { status, body } = await outcome(here.mock, 'deployVirtualMachine', deployment);
    expect({ status, body }).toEqual({ status: 533, body: { errorcode: 533, errortext: 'No host has room' } });
    expect(await here.list('listVirtualMachines')).toEqual([]);
    here.mock.fail('deployVirtualMachine', null);
    expect(await here.deploy()).toMatchObject({ state: 'Running' });
  });
});

describe('errors and delays', () => {
  it('come where they were ordered', async () => {
    const here = await cloud();
    here.mock.fail('listZones', { errorcode: 532, errortext: 'Enough' });
    expect(await here.refusal('listZones')).toMatchObject({ status: 532, errortext: 'Enough' });
    expect((await call(here.mock, 'listServiceOfferings')).status).toBe(200);
    here.mock.fail('listZones', null);
    expect((await call(here.mock, 'listZones')).status).toBe(200);
  });

  it('come at random when a share is asked for, and the same ones under a seed', async () => {
    const statuses = async (): Promise<readonly number[]> => {
      const here = await cloud({ failRate: 0.5, seed: 7 });
      const answers: number[] = [];
      for (let round = 0; round < 20; round += 1) answers.push((await call(here.mock, 'listZones')).status);
      return answers;
    };
    const first = await statuses();
    expect(new Set(first)).toEqual(new Set([200, 530]));
    expect(await statuses()).toEqual(first);
  });

  it('hold nobody up when the mock is closed', async () => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const signal: Middleware = (_, next) => {
      arrive();
      return next();
    };
    const here = await cloud({ delays: { listZones: 3_600_000 }, use: [signal] });
    const waiting = call(here.mock, 'listZones');
    await arrived;
    await here.mock.close();
    expect((await waiting).status).toBe(530);
  });

  it('are refused for commands that the API does not have', async () => {
    const here = await cloud();
    expect(() => here.mock.fail('listZone')).toThrow('The API has no command "listZone"; did you mean "listZones"?');
    await expect(cloud({ delays: { nothing: 1 } })).rejects.toThrow('The API has no command "nothing"');
  });
});

describe('the state', () => {
  it('is looked at and changed from a test', async () => {
    const here = await cloud();
    const { id } = await here.deploy();
    expect(here.mock.state.find(id)).toMatchObject({ state: 'Running' });
    expect(here.mock.state.all('listVirtualMachines')).toHaveLength(1);
    expect(here.mock.state.change(id, { state: 'Error' })).toBe(true);
    expect(await here.list('listVirtualMachines', { state: 'Error' })).toMatchObject([{ id }]);
    expect(here.mock.state.remove(id)).toBe(true);
    expect(here.mock.state.remove(id)).toBe(false);
    expect(await here.list('listVirtualMachines')).toEqual([]);
  });

  it('goes back to its beginning', async () => {
    const here = await cloud({ seed: 3 });
    const first = await here.deploy({ name: 'a' });
    here.mock.fail('listZones');
    await here.mock.reset();
    expect(await here.list('listVirtualMachines')).toEqual([]);
    expect(await here.list('listZones')).toHaveLength(1);
    expect(await here.deploy({ name: 'a' })).toEqual(first);
  });
});

describe('a seed', () => {
  it('makes ids and times the same in every run', async () => {
    const run = async (seed: number): Promise<unknown> => {
      const here = await cloud({ seed });
      await here.do('createNetwork', { name: 'n', zoneid, networkofferingid: given.networkofferingid });
      await here.deploy({ name: 'm' });
      return [await here.list('listNetworks'), await here.list('listVirtualMachines')];
    };
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });
});

describe('a mock', () => {
  it('takes its own keys and no others', async () => {
    const mock = await createMock({ listapis: documentFile(), apiKey: 'k', secretKey: 's' });
    await mock.serve();
    expect((await call(mock, 'listZones')).status).toBe(200);
    const stranger = { url: mock.url, apiKey: 'k', secretKey: 'other' } as typeof mock;
    expect((await call(stranger, 'listZones')).status).toBe(401);
    await mock.close();
    expect(mock.url).toBeNull();
  });

  it('tells of requests without what is secret', async () => {
    const told: unknown[] = [];
    const here = await cloud({ onRequest: (report) => told.push(report) });
    const person = {
      username: 'eve',
      password: 'secret-of-eve',
      firstname: 'E',
      lastname: 'E',
      email: 'e@example.com',
    };
    await here.do('createAccount', person);
    expect(told).toMatchObject([
      { method: 'POST', command: 'createAccount', status: 200, parameters: { username: 'eve' } },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/secret-of-eve|mock-secret-key|signature/);
  });

  it('describes itself to listApis as a server does', async () => {
    const here = await cloud();
    const [api] = await here.list('listApis', { name: 'stopVirtualMachine' });
    expect(api).toMatchObject({
      name: 'stopVirtualMachine',
      isasync: true,
      params: [
        { name: 'id', type: 'uuid', required: true },
        { name: 'forced', type: 'boolean', required: false },
      ],
    });
  });

  it('lets a user log in', async () => {
    const here = await cloud();
    const form = { command: 'login', username: 'admin', password: 'password', response: 'json' };
    const response = await fetch(here.mock.url ?? '', { method: 'POST', body: new URLSearchParams(form) });
    expect(await response.json()).toMatchObject({ loginresponse: { username: 'admin', account: 'admin' } });
  });

  it('says what is wrong with its documents', async () => {
    await expect(createMock({ listapis: 'nowhere.json' })).rejects.toThrow('There is no file "nowhere.json"');
    await expect(createMock({})).rejects.toThrow('No document was given');
  });
});
