import { describe, expect, it } from 'vitest';
import { type Cloud, cloud, given } from './cloud.js';

const otherHost = '14000000-0000-4000-8000-000000000002';
const custom = '21000000-0000-4000-8000-000000000002';

async function volumesOf(here: Cloud, virtualmachineid: string): Promise<readonly unknown[]> {
  const volumes = await here.list('listVolumes', { virtualmachineid });
  return volumes.map(({ type, size, diskofferingname, deviceid }) => [type, size, diskofferingname, deviceid]);
}

describe('a deployment', () => {
  it('is on the host that it asks for, and on none while it is stopped', async () => {
    const here = await cloud();
    const { id, ...made } = await here.deploy({ hostid: otherHost });
    expect(made).toMatchObject({ hostid: otherHost, hostname: 'host-2' });
    const stopped = await here.do('stopVirtualMachine', { id });
    for (const field of ['hostid', 'hostname']) expect(stopped).not.toHaveProperty(field);
    expect(await here.do('startVirtualMachine', { id })).toMatchObject({ hostname: 'host-1' });
    const resting = await here.deploy({ hostid: otherHost, startvm: 'false' });
    for (const field of ['hostid', 'hostname']) expect(resting).not.toHaveProperty(field);
  });

  it('comes with a data volume of a disk offering, of a size of its own where that is custom', async () => {
    const here = await cloud();
    const { diskofferingid } = given;
    const root = ['ROOT', 2 * 2 ** 30, undefined, 0];
    const fixed = await here.deploy({ diskofferingid });
    expect(await volumesOf(here, fixed.id)).toEqual([root, ['DATADISK', 20 * 2 ** 30, 'Disk 20', 1]]);
    const chosen = await here.deploy({ diskofferingid: custom, size: '7' });
    expect(await volumesOf(here, chosen.id)).toEqual([root, ['DATADISK', 7 * 2 ** 30, 'Custom', 1]]);
    expect(await volumesOf(here, (await here.deploy()).id)).toEqual([root]);
  });

  it('has the disk offering as its root where it is installed from a disc', async () => {
    const here = await cloud();
    const { id } = await here.deploy({ templateid: given.isoid, diskofferingid: given.diskofferingid });
    expect(await volumesOf(here, id)).toEqual([['ROOT', 20 * 2 ** 30, 'Disk 20', 0]]);
  });

  it('has the addresses that it asks for in each network', async () => {
    const here = await cloud();
    const { networkofferingid, zoneid, networkid } = given;
    const { id } = await here.do('createNetwork', { name: 'inner', networkofferingid, zoneid, gateway: '10.9.0.1' });
    const { nic, ipaddress } = await here.deploy({
      'iptonetworklist[0].networkid': id,
      'iptonetworklist[0].ip': '10.9.0.77',
      'iptonetworklist[1].networkid': networkid,
      'iptonetworklist[1].mac': '02:00:4c:5f:00:01',
    });
    expect(nic).toMatchObject([
      { networkname: 'inner', ipaddress: '10.9.0.77', isdefault: true },
      { networkname: 'network-1', macaddress: '02:00:4c:5f:00:01', isdefault: false },
    ]);
    expect(ipaddress).toBe('10.9.0.77');
  });

  it('is as large as it asks for where its offering is customized, and as its offering elsewhere', async () => {
    const here = await cloud();
    const { id } = await here.do('createServiceOffering', { name: 'Any size', customized: 'true' });
    const sizes = { 'details[0].cpuNumber': '3', 'details[0].memory': '777', 'details[0].cpuSpeed': '500' };
    expect(await here.deploy({ serviceofferingid: id, ...sizes })).toMatchObject({
      cpunumber: 3,
      memory: 777,
      cpuspeed: 500,
    });
    expect(await here.deploy(sizes)).toMatchObject({ cpunumber: 1, memory: 512, cpuspeed: 1000 });
  });

  it('has the keys that were last set', async () => {
    const here = await cloud();
    const { id, keypairs } = await here.deploy({ keypair: 'k1' });
    expect(keypairs).toBe('k1');
    expect(await here.do('resetSSHKeyForVirtualMachine', { id, keypair: 'k2' })).toMatchObject({ keypairs: 'k2' });
  });
});

describe('user data', () => {
  it('is given back as it was given last, and shown in no log', async () => {
    const requests: unknown[] = [];
    const here = await cloud({ onRequest: (report) => requests.push(report) });
    const { id } = await here.deploy({ userdata: 'Zmlyc3Q=' });
    const read = () => here.do('getVirtualMachineUserData', { virtualmachineid: id });
    expect(await read()).toEqual({ userdata: 'Zmlyc3Q=', virtualmachineid: id });
    await here.do('updateVirtualMachine', { id, userdata: 'c2Vjb25k' });
    expect(await read()).toEqual({ userdata: 'c2Vjb25k', virtualmachineid: id });
    expect(JSON.stringify(requests)).not.toMatch(/Zmlyc3Q=|c2Vjb25k/);
  });
});

describe('the size of a volume', () => {
  it('is one gigabyte or what it was where an offering of any size is given none', async () => {
    const here = await cloud();
    const made = await here.do('createVolume', { name: 'data', diskofferingid: custom, zoneid: given.zoneid });
    expect(made['size']).toBe(2 ** 30);
    const { id } = await here.do('createVolume', { name: 'data', size: '5', zoneid: given.zoneid });
    for (const command of ['resizeVolume', 'changeOfferingForVolume']) {
      expect(await here.do(command, { id, diskofferingid: custom })).toMatchObject({ size: 5 * 2 ** 30 });
    }
    expect(await here.do('changeOfferingForVolume', { id, diskofferingid: given.diskofferingid })).toMatchObject({
      size: 20 * 2 ** 30,
      diskofferingname: 'Disk 20',
    });
  });

  it('is that of the snapshot that it is made from', async () => {
    const here = await cloud();
    const { id } = await here.do('createVolume', { name: 'data', size: '5', zoneid: given.zoneid });
    const { id: snapshotid } = await here.do('createSnapshot', { volumeid: id });
    await here.do('resizeVolume', { id, size: '9' });
    expect(await here.do('createVolume', { name: 'copy', snapshotid })).toMatchObject({ size: 5 * 2 ** 30 });
  });
});
