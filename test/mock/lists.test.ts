import { describe, expect, it } from 'vitest';
import { call } from './caller.js';
import { cloud, given } from './cloud.js';

describe('a list', () => {
  it('is filtered by id, ids, name, state, and anything else that things have', async () => {
    const here = await cloud();
    const [first, second, third] = [
      await here.deploy({ name: 'web-1' }),
      await here.deploy({ name: 'web-2' }),
      await here.deploy(),
    ];
    await here.do('stopVirtualMachine', { id: second.id });
    const idsOf = async (values: Record<string, string>): Promise<readonly string[]> =>
      (await here.list('listVirtualMachines', values)).map(({ id }) => id);
    expect(await idsOf({})).toEqual([first.id, second.id, third.id]);
    expect(await idsOf({ id: second.id })).toEqual([second.id]);
    expect(await idsOf({ ids: `${first.id},${third.id}` })).toEqual([first.id, third.id]);
    expect(await idsOf({ name: 'web-2' })).toEqual([second.id]);
    expect(await idsOf({ state: 'stopped' })).toEqual([second.id]);
    expect(await idsOf({ state: 'Running', keyword: 'WEB' })).toEqual([first.id]);
    expect(await idsOf({ zoneid: given.zoneid, account: 'admin' })).toHaveLength(3);
    expect(await idsOf({ account: 'nobody' })).toEqual([]);
  });

  it('is filtered by a parameter that is called after the kind and its field', async () => {
    const here = await cloud();
    await here.do('createSecurityGroup', { name: 'web' });
    const groups = async (securitygroupname: string): Promise<readonly unknown[]> =>
      (await here.list('listSecurityGroups', { securitygroupname })).map(({ name }) => name);
    expect(await groups('web')).toEqual(['web']);
    expect(await groups('other')).toEqual([]);
  });

  it('is filtered by what things are connected with', async () => {
    const here = await cloud();
    const { id: securitygroupids } = await here.do('createSecurityGroup', { name: 'web' });
    const [inside, outside] = [await here.deploy({ securitygroupids }), await here.deploy()];
    const groupsOf = (virtualmachineid: string) => here.list('listSecurityGroups', { virtualmachineid });
    expect(await groupsOf(inside.id)).toMatchObject([{ name: 'web' }]);
    expect(await groupsOf(outside.id)).toEqual([]);
    const [cluster] = await here.list('listClusters');
    here.mock.state.add({ listClusters: [{ id: 'cluster-2' }] });
    expect(await here.list('listVirtualMachines', { clusterid: cluster?.id ?? '' })).toHaveLength(2);
    expect(await here.list('listVirtualMachines', { clusterid: 'cluster-2' })).toEqual([]);
  });

  it('is an empty envelope when nothing is found, and only a count past the end', async () => {
    const here = await cloud();
    expect((await call(here.mock, 'listVirtualMachines')).body).toEqual({});
    await here.deploy();
    expect((await call(here.mock, 'listVirtualMachines', { page: '2', pagesize: '1' })).body).toEqual({ count: 1 });
  });

  it('comes in pages that together are all', async () => {
    const here = await cloud();
    here.mock.state.add({ listVirtualMachines: Array.from({ length: 7 }, (_, index) => ({ name: `m-${index}` })) });
    const pages = await Promise.all(
      [1, 2, 3].map((page) => here.list('listVirtualMachines', { page: String(page), pagesize: '3' })),
    );
    expect(pages.map((items) => items.map(({ name }) => name))).toEqual([
      ['m-0', 'm-1', 'm-2'],
      ['m-3', 'm-4', 'm-5'],
      ['m-6'],
    ]);
  });

  it('has at most 500 items when no page is asked for', async () => {
    const here = await cloud();
    here.mock.state.add({ listVirtualMachines: Array.from({ length: 501 }, (_, index) => ({ name: `m-${index}` })) });
    const { body } = await call(here.mock, 'listVirtualMachines');
    expect(body['count']).toBe(501);
    expect(body['virtualmachine']).toHaveLength(500);
  });

  it('knows the words of a filter for templates', async () => {
    const here = await cloud({ data: { listTemplates: [{ name: 'private', isready: true, ispublic: false }] } });
    const named = async (templatefilter: string): Promise<readonly unknown[]> =>
      (await here.list('listTemplates', { templatefilter })).map(({ name }) => name);
    expect(await named('featured')).toEqual(['tiny-linux']);
    expect(await named('all')).toEqual(['tiny-linux', 'private']);
  });

  it('takes the word for shared images, which documents leave out, and no other', async () => {
    const here = await cloud();
    expect(await here.list('listTemplates', { templatefilter: 'shared' })).toHaveLength(1);
    expect(await here.list('listIsos', { isofilter: 'shared' })).toHaveLength(1);
    expect((await here.refusal('listTemplates', { templatefilter: 'borrowed' })).status).toBe(431);
  });
});

describe('an id that belongs to nothing', () => {
  const unknown = '99999999-0000-4000-8000-000000000099';
  const text = (parameter: string): string =>
    `Invalid parameter ${parameter} value=${unknown} due to incorrect long value format, or entity does not exist`;

  it('is refused by every command with the text of CloudStack', async () => {
    const here = await cloud();
    const { zoneid, serviceofferingid, templateid } = given;
    const deployment = { zoneid, serviceofferingid, templateid };
    expect(await here.refusal('startVirtualMachine', { id: unknown })).toMatchObject({
      status: 431,
      errortext: text('id'),
    });
    expect(await here.refusal('listVirtualMachines', { zoneid: unknown })).toMatchObject({
      status: 431,
      errortext: text('zoneid'),
    });
    expect(await here.refusal('deleteVolume', { id: unknown })).toMatchObject({ status: 431, errortext: text('id') });
    for (const parameter of Object.keys(deployment)) {
      const values = { ...deployment, [parameter]: unknown };
      expect(await here.refusal('deployVirtualMachine', values)).toMatchObject({
        status: 431,
        errortext: text(parameter),
      });
    }
  });

  it('starts no job', async () => {
    const here = await cloud();
    const { status, body } = await call(here.mock, 'deployVirtualMachine', { ...given, zoneid: unknown });
    expect(status).toBe(431);
    expect(body).not.toHaveProperty('jobid');
    expect((await call(here.mock, 'stopVirtualMachine', { id: unknown })).body).not.toHaveProperty('jobid');
  });
});

describe('what a mock starts with', () => {
  it('is enough to deploy at once', async () => {
    const here = await cloud();
    expect(await here.list('listZones', { available: 'true' })).toHaveLength(1);
    expect(await here.list('listServiceOfferings')).toHaveLength(2);
    expect(await here.list('listTemplates', { templatefilter: 'executable' })).toHaveLength(1);
    expect(await here.list('listNetworkOfferings', { state: 'Enabled', guestiptype: 'Isolated' })).toHaveLength(1);
    expect(await here.list('listNetworks')).toHaveLength(1);
  });

  it('is added to, and replaced by id', async () => {
    const here = await cloud({
      data: {
        listZones: [{ name: 'zone-2' }, { id: given.zoneid, name: 'zone-0', networktype: 'Basic' }],
        VirtualMachine: [{ name: 'old', zoneid: given.zoneid, state: 'Stopped' }],
      },
    });
    expect((await here.list('listZones')).map(({ name }) => name)).toEqual(['zone-0', 'zone-2']);
    expect(await here.list('listVirtualMachines')).toMatchObject([
      { name: 'old', zonename: 'zone-0', state: 'Stopped' },
    ]);
  });

  it('is the same in whatever order its keys stand', async () => {
    const data = {
      listVolumes: [{ name: 'data', virtualmachineid: '50000000-0000-4000-8000-000000000001' }],
      VirtualMachine: [{ id: '50000000-0000-4000-8000-000000000001', zoneid: '10000000-0000-4000-8000-000000000009' }],
      listZones: [{ id: '10000000-0000-4000-8000-000000000009', name: 'north' }],
    };
    const reversed = Object.fromEntries(Object.entries(data).toReversed());
    const [here, there] = [await cloud({ data, seed: 1 }), await cloud({ data: reversed, seed: 1 })];
    const machines = await here.list('listVirtualMachines');
    expect(machines).toMatchObject([{ zonename: 'north' }]);
    expect(await here.list('listVolumes')).toMatchObject([{ name: 'data', vmname: machines[0]?.['name'] }]);
    for (const command of ['listZones', 'listVirtualMachines', 'listVolumes']) {
      expect(await there.list(command)).toEqual(await here.list(command));
    }
  });
});
