import { describe, expect, it } from 'vitest';
import { call } from './caller.js';
import { type Cloud, cloud, given } from './cloud.js';

async function volumeIn(here: Cloud): Promise<string> {
  return (await here.do('createVolume', { name: 'data', size: '5', zoneid: given.zoneid })).id;
}

describe('a wrong state', () => {
  it('fails the job of a volume that is detached but not attached', async () => {
    const here = await cloud();
    const id = await volumeIn(here);
    expect((await call(here.mock, 'detachVolume', { id })).status).toBe(200);
    expect(await here.refusal('detachVolume', { id })).toEqual({
      status: 431,
      errortext: `The volume ${id} is not attached to a virtual machine`,
    });
  });

  it('keeps an attached volume from being deleted, or attached again', async () => {
    const here = await cloud();
    const { id: virtualmachineid } = await here.deploy();
    const id = await volumeIn(here);
    await here.do('attachVolume', { id, virtualmachineid });
    const [root] = await here.list('listVolumes', { type: 'ROOT' });
    expect((await here.refusal('attachVolume', { id, virtualmachineid })).status).toBe(431);
    for (const attached of [id, root?.id ?? '']) {
      expect((await here.refusal('deleteVolume', { id: attached })).status).toBe(431);
    }
    expect(await here.list('listVolumes')).toHaveLength(2);
    await here.do('detachVolume', { id });
    expect(await here.do('deleteVolume', { id })).toEqual({ success: true });
  });

  it('keeps a destroyed machine from being started and used, until it is recovered', async () => {
    const here = await cloud();
    const { id } = await here.deploy();
    await here.do('destroyVirtualMachine', { id });
    const volume = await volumeIn(here);
    for (const [command, values] of [
      ['startVirtualMachine', { id }],
      ['stopVirtualMachine', { id }],
      ['rebootVirtualMachine', { id }],
      ['attachVolume', { id: volume, virtualmachineid: id }],
      ['attachIso', { id: given.isoid, virtualmachineid: id }],
    ] as const) {
      const refused = await here.refusal(command, values);
      expect(refused).toEqual({
        status: 431,
        errortext: `Unable to execute ${command}: virtualmachine ${id} is in state Destroyed`,
      });
    }
    await here.do('recoverVirtualMachine', { id });
    expect(await here.do('startVirtualMachine', { id })).toMatchObject({ state: 'Running' });
    expect((await here.refusal('recoverVirtualMachine', { id })).status).toBe(431);
  });
});

describe('a thing in use', () => {
  it('is not deleted: a zone with networks, a network with machines, a group with members', async () => {
    const here = await cloud();
    const { id: securitygroupids } = await here.do('createSecurityGroup', { name: 'web' });
    const { id } = await here.deploy({ name: 'web-1', securitygroupids });
    expect((await here.refusal('deleteZone', { id: given.zoneid })).status).toBe(431);
    expect((await here.refusal('deleteNetwork', { id: given.networkid })).status).toBe(431);
    expect(await here.refusal('deleteSecurityGroup', { id: securitygroupids })).toEqual({
      status: 536,
      errortext: `The securitygroup ${securitygroupids} is in use by virtualmachine web-1`,
    });
    await here.do('destroyVirtualMachine', { id, expunge: 'true' });
    expect(await here.do('deleteSecurityGroup', { id: securitygroupids })).toEqual({ success: true });
    expect(await here.do('deleteNetwork', { id: given.networkid })).toEqual({ success: true });
  });

  it('is deleted when nothing is left that uses it', async () => {
    const here = await cloud({ data: { listZones: [{ id: 'zone-2', name: 'zone-2' }] } });
    expect(await here.do('deleteZone', { id: 'zone-2' })).toEqual({ success: true });
  });
});
