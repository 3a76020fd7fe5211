import { describe, expect, it } from 'vitest';
import { type Cloud, cloud, given } from './cloud.js';

const { zoneid } = given;

async function namesOf(here: Cloud, command: string, values: Record<string, string>): Promise<readonly unknown[]> {
  return (await here.list(command, values)).map(({ name }) => name);
}

describe('an offering', () => {
  it('is for every zone and domain unless it names some', async () => {
    const here = await cloud({ data: { listZones: [{ id: 'zone-2', name: 'zone-2' }] } });
    const { id: domainid } = await here.do('createDomain', { name: 'sales' });
    await here.do('createServiceOffering', { name: 'Public' });
    await here.do('createServiceOffering', { name: 'Zonal', zoneid: `zone-2,${zoneid}` });
    await here.do('createServiceOffering', { name: 'Elsewhere', zoneid: 'zone-2', domainid });
    const offered = (values: Record<string, string>) => namesOf(here, 'listServiceOfferings', values);
    expect(await offered({ zoneid })).toEqual(['Small', 'Medium', 'Public', 'Zonal']);
    expect(await offered({ zoneid: 'zone-2' })).toEqual(['Small', 'Medium', 'Public', 'Zonal', 'Elsewhere']);
    const [root] = await here.list('listDomains', { name: 'ROOT' });
    for (const isrecursive of ['true', 'false']) {
      expect(await offered({ domainid: root?.id ?? '', isrecursive })).not.toContain('Elsewhere');
      expect(await offered({ domainid, isrecursive })).toHaveLength(5);
    }
    expect(await namesOf(here, 'listDiskOfferings', { zoneid, domainid })).toEqual(['Disk 20', 'Custom']);
  });

  it('tells the zones and domains that it names, and nobody’s else', async () => {
    const here = await cloud({ data: { listZones: [{ id: 'zone-2', name: 'zone-2' }] } });
    const all = await here.do('createServiceOffering', { name: 'Public' });
    for (const field of ['zoneid', 'zone', 'domainid', 'domain']) expect(all).not.toHaveProperty(field);
    const [root] = await here.list('listDomains');
    const some = { zoneid: `zone-2,${zoneid}`, domainid: root?.id ?? '' };
    expect(await here.do('createDiskOffering', { name: 'Some', ...some })).toMatchObject({
      ...some,
      zone: 'zone-2,zone-1',
      domain: 'ROOT',
    });
  });

  it('keeps its details, whether they come as pairs or as entries', async () => {
    const here = await cloud();
    const pair = { 'serviceofferingdetails[0].key': 'a', 'serviceofferingdetails[0].value': 'b' };
    const made = await here.do('createServiceOffering', { name: 'Odd', ...pair, 'serviceofferingdetails[1].c': 'd' });
    expect(made['serviceofferingdetails']).toEqual({ a: 'b', c: 'd' });
  });

  it.each(['createServiceOffering', 'createDiskOffering'])('says whether it is customized: %s', async (command) => {
    const here = await cloud();
    expect(await here.do(command, { name: 'Any', customized: 'true' })).toMatchObject({ iscustomized: true });
    expect(await here.do(command, { name: 'Fixed', customized: 'false' })).toMatchObject({ iscustomized: false });
  });
});
