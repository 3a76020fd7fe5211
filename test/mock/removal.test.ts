import { describe, expect, it } from 'vitest';
import { type Cloud, cloud, given, type Item } from './cloud.js';

const person = { password: 'p', firstname: 'E', lastname: 'E', email: 'e@example.com' };

/** An address with rules that lead to a machine. */
async function publish(here: Cloud, virtualmachineid: string): Promise<Item> {
  const address = await here.do('associateIpAddress', { networkid: given.networkid });
  const rule = { ipaddressid: address.id, protocol: 'tcp' };
  const ports = { privateport: '22', publicport: '2222' };
  await here.do('createPortForwardingRule', { ...rule, ...ports, virtualmachineid });
  await here.do('createFirewallRule', { ...rule, startport: '22', endport: '22' });
  const balancer = { name: 'lb', ...ports, algorithm: 'roundrobin', publicipid: address.id };
  const { id } = await here.do('createLoadBalancerRule', balancer);
  await here.do('assignToLoadBalancerRule', { id, virtualmachineids: virtualmachineid });
  return address;
}

async function counted(here: Cloud, ...commands: readonly string[]): Promise<readonly number[]> {
  return Promise.all(commands.map(async (command) => (await here.list(command)).length));
}

const rules = ['listPortForwardingRules', 'listFirewallRules', 'listLoadBalancerRules'];

describe('what is removed', () => {
  it('takes its rules with it: an address', async () => {
    const here = await cloud();
    const address = await publish(here, (await here.deploy()).id);
    const other = await publish(here, (await here.deploy()).id);
    await here.do('disassociateIpAddress', { id: address.id });
    expect(await counted(here, ...rules)).toEqual([1, 1, 1]);
    expect(await here.list('listPortForwardingRules')).toMatchObject([{ ipaddressid: other.id }]);
  });

  it('takes away what leads to it, and leaves what leads elsewhere: a machine', async () => {
    const here = await cloud();
    const { id } = await here.deploy();
    const address = await publish(here, id);
    await here.do('enableStaticNat', { ipaddressid: address.id, virtualmachineid: id });
    const [rule] = await here.list('listLoadBalancerRules');
    await here.do('destroyVirtualMachine', { id });
    expect(await counted(here, ...rules)).toEqual([1, 1, 1]);
    expect(await here.do('expungeVirtualMachine', { id })).toEqual({ success: true });
    expect(await counted(here, ...rules)).toEqual([0, 1, 1]);
    expect(await here.list('listLoadBalancerRuleInstances', { id: rule?.id ?? '' })).toEqual([]);
    const [left] = await here.list('listPublicIpAddresses');
    expect(left).toMatchObject({ id: address.id, isstaticnat: false });
    expect(left).not.toHaveProperty('virtualmachineid');
  });

  it('answers as it is while it goes: a machine that is destroyed and expunged', async () => {
    const here = await cloud();
    const { id } = await here.deploy();
    expect(await here.do('destroyVirtualMachine', { id, expunge: 'true' })).toMatchObject({ id, state: 'Expunging' });
  });

  it('takes what it owns, and nothing of others: an account', async () => {
    const here = await cloud();
    const [root] = await here.list('listDomains');
    const team = { account: 'team', domainid: root?.id ?? '' };
    const { id } = await here.do('createAccount', { ...person, username: 'eve', ...team });
    await here.do('createAccount', { ...person, username: 'bob', account: 'others' });
    await here.deploy({ name: 'theirs', ...team });
    await here.deploy({ name: 'ours' });
    await here.do('deleteAccount', { id });
    expect((await here.list('listVirtualMachines')).map(({ name }) => name)).toEqual(['ours']);
    expect((await here.list('listAccounts')).map(({ name }) => name)).toEqual(['admin', 'others']);
    expect(await counted(here, 'listVolumes', 'listUsers', 'listNetworks')).toEqual([1, 2, 1]);
  });

  it('takes all below it when it is cleaned up, and is refused else: a domain', async () => {
    const here = await cloud();
    const sales = await here.do('createDomain', { name: 'sales' });
    const north = await here.do('createDomain', { name: 'north', parentdomainid: sales.id });
    expect([sales['state'], north['state']]).toEqual(['Active', 'Active']);
    const [, { haschild }] = (await here.list('listDomains')) as [Item, Item, Item];
    expect(haschild).toBe(true);
    const team = { account: 'team', domainid: north.id };
    await here.do('createAccount', { ...person, username: 'eve', ...team });
    await here.deploy(team);
    expect((await here.refusal('deleteDomain', { id: sales.id })).status).toBe(431);
    await here.do('deleteDomain', { id: sales.id, cleanup: 'true' });
    expect(await counted(here, 'listDomains', 'listAccounts', 'listVirtualMachines')).toEqual([1, 1, 0]);
    expect(await here.list('listDomains')).toMatchObject([{ name: 'ROOT', haschild: false }]);
  });
});
