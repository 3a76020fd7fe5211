import { describe, expect, it } from 'vitest';
import { type Cloud, cloud, given, type Item } from './cloud.js';

const { networkid } = given;

/** A machine with two interfaces. */
async function twoSided(here: Cloud): Promise<Item> {
  const { id: virtualmachineid } = await here.deploy();
  return here.do('addNicToVirtualMachine', { virtualmachineid, networkid, ipaddress: '10.1.1.77' });
}

function nicsOf(machine: Item): readonly [Item, ...Item[]] {
  return machine['nic'] as readonly [Item, ...Item[]];
}

describe('an interface', () => {
  it('becomes the default one in place of another, and gives the machine its address', async () => {
    const here = await cloud();
    const machine = await twoSided(here);
    const [, second] = nicsOf(machine);
    const ids = { virtualmachineid: machine.id, nicid: second?.id ?? '' };
    const changed = await here.do('updateDefaultNicForVirtualMachine', ids);
    expect(nicsOf(changed).map(({ isdefault }) => isdefault)).toEqual([false, true]);
    expect(changed['ipaddress']).toBe('10.1.1.77');
    const moved = await here.do('updateVmNicIp', { nicid: ids.nicid, ipaddress: '10.1.1.78' });
    expect(moved).toMatchObject({ id: machine.id, ipaddress: '10.1.1.78' });
  });

  it('is taken away, unless it is the default one or another machine’s', async () => {
    const here = await cloud();
    const [machine, other] = [await twoSided(here), await twoSided(here)];
    const [first, second] = nicsOf(machine);
    const remove = (one: Item, nicid = '') =>
      here.refusal('removeNicFromVirtualMachine', { virtualmachineid: one.id, nicid });
    expect(await remove(machine, first.id)).toMatchObject({ status: 431 });
    expect(await remove(other, second?.id)).toMatchObject({ status: 431 });
    expect(await here.list('listNics', { virtualmachineid: machine.id })).toHaveLength(2);
    expect(await remove(machine, second?.id)).toMatchObject({ status: 200 });
    expect(await here.list('listNics', { virtualmachineid: machine.id })).toMatchObject([{ id: first.id }]);
  });

  it('has a number that no other of its machine has', async () => {
    const here = await cloud();
    const machine = await twoSided(here);
    const ids = { virtualmachineid: machine.id, networkid };
    await here.do('addNicToVirtualMachine', ids);
    await here.do('removeNicFromVirtualMachine', { ...ids, nicid: nicsOf(machine)[1]?.id ?? '' });
    const again = await here.do('addNicToVirtualMachine', ids);
    expect(nicsOf(again).map(({ deviceid }) => deviceid)).toEqual(['0', '2', '1']);
  });

  it('shows the addresses that it has beside its own, by the ids of their acknowledgements', async () => {
    const here = await cloud();
    const machine = await twoSided(here);
    const nicid = nicsOf(machine)[0].id;
    const added = await here.do('addIpToNic', { nicid, ipaddress: '10.1.1.99' });
    expect(added).toMatchObject({ nicid, ipaddress: '10.1.1.99' });
    const usual = await here.do('addIpToNic', { nicid });
    expect(usual['ipaddress']).toMatch(/^10\.1\.1\.\d+$/);
    const shown = async () =>
      (await here.list('listNics', { virtualmachineid: machine.id, nicid }))[0]?.['secondaryip'];
    expect(await shown()).toMatchObject([{ id: added.id, ipaddress: '10.1.1.99' }, { id: usual.id }]);
    expect(await here.do('removeIpFromNic', { id: added.id })).toEqual({ success: true });
    expect(await shown()).toMatchObject([{ id: usual.id }]);
  });
});

describe('groups of affinity', () => {
  it('are left when none are named, and stay when nothing is said of them', async () => {
    const here = await cloud();
    const { id: affinitygroupids } = await here.do('createAffinityGroup', { name: 'apart', type: 'host affinity' });
    const { id, ...made } = await here.deploy({ affinitygroupids });
    expect(made['affinitygroup']).toMatchObject([{ name: 'apart' }]);
    expect((await here.do('updateVirtualMachine', { id, displayname: 'b' }))['affinitygroup']).toHaveLength(1);
    expect((await here.do('updateVMAffinityGroup', { id, affinitygroupids: '' }))['affinitygroup']).toEqual([]);
    expect((await here.do('updateVMAffinityGroup', { id, affinitygroupids }))['affinitygroup']).toHaveLength(1);
  });
});
