import { describe, expect, it } from 'vitest';
import { call } from './caller.js';
import { cloud, given } from './cloud.js';

describe('a machine', () => {
  it('is there after it was deployed, with the names of all that it refers to', async () => {
    const here = await cloud();
    const made = await here.deploy({ name: 'web-1' });
    expect(made).toMatchObject({
      name: 'web-1',
      displayname: 'web-1',
      state: 'Running',
      zonename: 'zone-1',
      serviceofferingname: 'Small',
      cpunumber: 1,
      memory: 512,
      templatename: 'tiny-linux',
      account: 'admin',
      hostname: 'host-1',
    });
    expect(made['nic']).toEqual([expect.objectContaining({ networkname: 'network-1', isdefault: true })]);
    expect(await here.list('listVirtualMachines', { id: made.id })).toEqual([made]);
  });

  it('is told by the id that its acknowledgement gave', async () => {
    const here = await cloud();
    const { zoneid, serviceofferingid, templateid } = given;
    const response = await here.mock.fetch(
      here.request('deployVirtualMachine', { zoneid, serviceofferingid, templateid }),
    );
    const { id } = ((await response.json()) as { deployvirtualmachineresponse: { id: string } })
      .deployvirtualmachineresponse;
    expect((await here.list('listVirtualMachines')).map((one) => one.id)).toEqual([id]);
  });

  it('moves through its states, until it is gone with what belonged to it', async () => {
    const here = await cloud();
    const { id } = await here.deploy();
    expect(await here.do('stopVirtualMachine', { id })).toMatchObject({ id, state: 'Stopped' });
    expect(await here.do('startVirtualMachine', { id })).toMatchObject({ id, state: 'Running' });
    expect(await here.do('rebootVirtualMachine', { id })).toMatchObject({ id, state: 'Running' });
    expect(await here.do('updateVirtualMachine', { id, displayname: 'renamed' })).toMatchObject({
      displayname: 'renamed',
    });
    expect(await here.do('destroyVirtualMachine', { id })).toMatchObject({ id, state: 'Destroyed' });
    expect(await here.do('recoverVirtualMachine', { id })).toMatchObject({ id, state: 'Stopped' });
    expect(await here.list('listVolumes', { virtualmachineid: id })).toHaveLength(1);
    expect(await here.do('expungeVirtualMachine', { id })).toEqual({ success: true });
    expect(await here.list('listVirtualMachines')).toEqual([]);
    expect(await here.list('listVolumes')).toEqual([]);
  });

  it('is gone at once when it is destroyed and expunged', async () => {
    const here = await cloud();
    const { id } = await here.deploy();
    await here.do('destroyVirtualMachine', { id, expunge: 'true' });
    expect(await here.list('listVirtualMachines')).toEqual([]);
  });

  it('is not started when that is asked for', async () => {
    const here = await cloud();
    expect(await here.deploy({ startvm: 'false' })).toMatchObject({ state: 'Stopped' });
  });

  it('is called by its id when nobody names it', async () => {
    const here = await cloud();
    const { id, name, displayname, username } = await here.deploy();
    expect({ name, displayname, username }).toEqual({ name: `VM-${id}`, displayname: `VM-${id}`, username: 'admin' });
  });

  it('tells its password only where it is reset', async () => {
    const here = await cloud();
    const { id } = await here.deploy();
    expect(await here.do('resetPasswordForVirtualMachine', { id })).toHaveProperty(
      'password',
      expect.stringMatching(/^pw-/),
    );
    expect((await here.list('listVirtualMachines', { id }))[0]).not.toHaveProperty('password');
  });

  it('takes an image in and gives it out', async () => {
    const here = await cloud();
    const { id } = await here.deploy();
    const attached = await here.do('attachIso', { id: given.isoid, virtualmachineid: id });
    expect(attached).toMatchObject({ id, isoid: given.isoid, isoname: 'rescue' });
    expect(await here.do('detachIso', { virtualmachineid: id })).not.toHaveProperty('isoid');
  });
});

describe('a volume', () => {
  it('is created, attached, detached, resized and deleted', async () => {
    const here = await cloud();
    const machine = await here.deploy({ name: 'web-1' });
    const { diskofferingid, zoneid } = given;
    const { id, ...made } = await here.do('createVolume', { name: 'data', diskofferingid, zoneid });
    expect(made).toMatchObject({
      name: 'data',
      state: 'Allocated',
      type: 'DATADISK',
      size: 20 * 2 ** 30,
      diskofferingname: 'Disk 20',
    });
    const attached = await here.do('attachVolume', { id, virtualmachineid: machine.id });
    expect(attached).toMatchObject({ virtualmachineid: machine.id, vmname: 'web-1', deviceid: 1, state: 'Ready' });
    const on = await here.list('listVolumes', { virtualmachineid: machine.id });
    expect(on.map(({ type }) => type)).toEqual(['ROOT', 'DATADISK']);
    const detached = await here.do('detachVolume', { id });
    for (const name of ['virtualmachineid', 'vmname', 'deviceid', 'attached'])
      expect(detached).not.toHaveProperty(name);
    expect(await here.do('resizeVolume', { id, size: '50' })).toMatchObject({ size: 50 * 2 ** 30 });
    expect(await here.do('deleteVolume', { id })).toEqual({ success: true });
    expect(await here.list('listVolumes', { name: 'data' })).toEqual([]);
  });

  it('stays when the machine goes that it was attached to', async () => {
    const here = await cloud();
    const machine = await here.deploy();
    const { id } = await here.do('createVolume', { name: 'data', size: '5', zoneid: given.zoneid });
    await here.do('attachVolume', { id, virtualmachineid: machine.id });
    await here.do('destroyVirtualMachine', { id: machine.id, expunge: 'true' });
    const [left, ...others] = await here.list('listVolumes');
    expect(others).toEqual([]);
    expect(left).toMatchObject({ id });
    expect(left).not.toHaveProperty('virtualmachineid');
  });
});

describe('a network', () => {
  it('is created, updated, used and deleted', async () => {
    const here = await cloud();
    const { networkofferingid, zoneid } = given;
    const values = { name: 'inner', networkofferingid, zoneid, gateway: '10.9.0.1', netmask: '255.255.0.0' };
    const { id, ...made } = await here.do('createNetwork', values);
    expect(made).toMatchObject({
      name: 'inner',
      type: 'Isolated',
      state: 'Allocated',
      cidr: '10.9.0.0/16',
      zonename: 'zone-1',
    });
    expect(await here.do('updateNetwork', { id, displaytext: 'For the inner tier' })).toMatchObject({
      displaytext: 'For the inner tier',
    });
    const machine = await here.deploy({ networkids: `${id},${given.networkid}` });
    const nics = machine['nic'] as readonly Record<string, unknown>[];
    expect(nics.map(({ networkname, isdefault }) => [networkname, isdefault])).toEqual([
      ['inner', true],
      ['network-1', false],
    ]);
    expect(nics[0]?.['ipaddress']).toMatch(/^10\.9\.0\./);
    expect(await here.list('listVirtualMachines', { networkid: id })).toHaveLength(1);
    expect(await here.list('listNetworks', { id })).toEqual([expect.objectContaining({ state: 'Implemented' })]);
    expect((await here.refusal('deleteNetwork', { id })).status).toBe(431);
    await here.do('destroyVirtualMachine', { id: machine.id, expunge: 'true' });
    expect(await here.do('deleteNetwork', { id })).toEqual({ success: true });
    expect(await here.list('listNetworks')).toHaveLength(1);
  });
});

describe('a template', () => {
  it('is public, featured and shared with accounts as far as it is told', async () => {
    const here = await cloud();
    const id = given.templateid;
    const update = (values: Record<string, string>) => here.do('updateTemplatePermissions', { id, ...values });
    const shown = async () => (await here.list('listTemplates', { templatefilter: 'all', id }))[0];
    await update({ ispublic: 'false', isfeatured: 'false' });
    expect(await shown()).toMatchObject({ ispublic: false, isfeatured: false });
    await update({ isfeatured: 'true', op: 'add', accounts: 'team,others' });
    expect(await shown()).toMatchObject({ ispublic: false, isfeatured: true });
    await update({ op: 'remove', accounts: 'others' });
    expect(await here.do('listTemplatePermissions', { id })).toEqual({ id, ispublic: false, account: ['team'] });
  });
});

describe('an account', () => {
  const person = {
    username: 'eve',
    password: 'secret-of-eve',
    firstname: 'Eve',
    lastname: 'Example',
    email: 'eve@example.com',
  };

  it('comes with a user, is disabled by name, enabled, and deleted with its user', async () => {
    const here = await cloud();
    const { id, ...made } = await here.do('createAccount', { ...person, account: 'team' });
    expect(made).toMatchObject({ name: 'team', state: 'enabled', domain: 'ROOT', user: [{ username: 'eve' }] });
    expect(await here.list('listUsers', { account: 'team' })).toEqual([
      expect.objectContaining({ username: 'eve', accountid: id }),
    ]);
    const domainid = String(made['domainid']);
    expect(await here.do('disableAccount', { account: 'team', domainid, lock: 'false' })).toMatchObject({
      id,
      state: 'disabled',
    });
    expect(await here.list('listAccounts', { state: 'disabled' })).toHaveLength(1);
    expect(await here.do('enableAccount', { id })).toMatchObject({ state: 'enabled' });
    await here.do('deleteAccount', { id });
    expect((await here.list('listUsers')).map(({ username }) => username)).toEqual(['admin']);
  });

  it('keeps nothing of a password', async () => {
    const here = await cloud();
    await here.do('createAccount', { ...person, account: 'team' });
    expect(JSON.stringify([here.mock.state.all('listAccounts'), here.mock.state.all('listUsers')])).not.toContain(
      'secret-of-eve',
    );
  });
});

describe('things that are known by other names than an id', () => {
  it('a key pair by its name', async () => {
    const here = await cloud();
    const made = await here.do('createSSHKeyPair', { name: 'mine' });
    expect(made).toMatchObject({ name: 'mine', privatekey: expect.stringMatching(/^-----BEGIN/) as string });
    expect(await here.list('listSSHKeyPairs')).toEqual([{ name: 'mine', fingerprint: made['fingerprint'] }]);
    expect((await here.refusal('deleteSSHKeyPair', { name: 'other' })).status).toBe(431);
    await here.do('deleteSSHKeyPair', { name: 'mine' });
    expect(await here.list('listSSHKeyPairs')).toEqual([]);
  });

  it('a rule of a security group by its rule id', async () => {
    const here = await cloud();
    const { id } = await here.do('createSecurityGroup', { name: 'web' });
    const values = {
      securitygroupid: id,
      cidrlist: '10.0.0.0/8,192.0.2.0/24',
      protocol: 'tcp',
      startport: '80',
      endport: '80',
    };
    const rules = (await here.do('authorizeSecurityGroupIngress', values))['ingressrule'] as readonly {
      ruleid: string;
    }[];
    expect(rules).toMatchObject([{ cidr: '10.0.0.0/8', startport: 80 }, { cidr: '192.0.2.0/24' }]);
    await here.do('revokeSecurityGroupIngress', { id: rules[0]?.ruleid ?? '' });
    const [group] = await here.list('listSecurityGroups', { securitygroupname: 'web' });
    expect(group?.['ingressrule']).toEqual(rules.slice(1));
  });

  it('machines behind a load balancer by its rule', async () => {
    const here = await cloud();
    const machine = await here.deploy();
    const { id } = await here.do('createLoadBalancerRule', {
      name: 'lb',
      publicport: '80',
      privateport: '80',
      algorithm: 'roundrobin',
    });
    await here.do('assignToLoadBalancerRule', { id, virtualmachineids: machine.id });
    expect(await here.list('listLoadBalancerRuleInstances', { id })).toEqual([machine]);
    expect((await call(here.mock, 'listLoadBalancerRuleInstances', { id, lbvmips: 'true' })).body).toEqual({
      count: 1,
      lbrulevmidip: [{ loadbalancerruleinstance: machine, lbvmipaddresses: [machine['ipaddress']] }],
    });
    expect(await here.list('listLoadBalancerRules', { virtualmachineid: machine.id })).toHaveLength(1);
    await here.do('removeFromLoadBalancerRule', { id, virtualmachineids: machine.id });
    expect(await here.list('listLoadBalancerRuleInstances', { id })).toEqual([]);
  });
});

describe('tags', () => {
  it('are set, shown, listed, searched for and taken away', async () => {
    const here = await cloud();
    const [first, second] = [await here.deploy(), await here.deploy()];
    const tags = { 'tags[0].key': 'env', 'tags[0].value': 'prod', 'tags[1].key': 'team', 'tags[1].value': 'a' };
    await here.do('createTags', { resourceids: `${first.id},${second.id}`, resourcetype: 'UserVm', ...tags });
    await here.do('createTags', {
      resourceids: second.id,
      resourcetype: 'UserVm',
      'tags[0].key': 'env',
      'tags[0].value': 'test',
    });
    const found = await here.list('listVirtualMachines', tags);
    expect(found.map(({ id }) => id)).toEqual([first.id]);
    expect(found[0]?.['tags']).toEqual([
      { key: 'env', value: 'prod', resourceid: first.id, resourcetype: 'UserVm' },
      { key: 'team', value: 'a', resourceid: first.id, resourcetype: 'UserVm' },
    ]);
    expect(await here.list('listTags', { resourceid: second.id, key: 'env' })).toMatchObject([{ value: 'test' }]);
    await here.do('deleteTags', { resourceids: first.id, resourcetype: 'UserVm', 'tags[0].key': 'env' });
    await here.do('deleteTags', { resourceids: second.id, resourcetype: 'UserVm' });
    expect(await here.list('listTags')).toMatchObject([{ key: 'team', resourceid: first.id }]);
  });

  it('given at creation change like all others, and those of an offering are its text', async () => {
    const here = await cloud();
    await here.deploy();
    const [volume] = await here.list('listVolumes');
    const tag = { 'tags[0].key': 'env', 'tags[0].value': 'prod' };
    const { id, tags } = await here.do('createSnapshot', { volumeid: volume?.id ?? '', ...tag });
    expect(tags).toMatchObject([{ key: 'env', value: 'prod', resourceid: id }]);
    await here.do('deleteTags', { resourceids: id, resourcetype: 'Snapshot', 'tags[0].key': 'env' });
    expect(await here.list('listSnapshots')).toMatchObject([{ id, tags: [] }]);
    expect(await here.list('listSnapshots', tag)).toEqual([]);
    expect(await here.do('createDiskOffering', { name: 'Fast', tags: 'ssd,nvme' })).toMatchObject({ tags: 'ssd,nvme' });
    expect(await here.list('listTags')).toEqual([]);
  });

  it('go with the thing that they are on', async () => {
    const here = await cloud();
    const { id } = await here.deploy();
    await here.do('createTags', { resourceids: id, resourcetype: 'UserVm', 'tags[0].key': 'a', 'tags[0].value': 'b' });
    await here.do('destroyVirtualMachine', { id, expunge: 'true' });
    expect(await here.list('listTags')).toEqual([]);
  });
});
