import { describe, expect, it } from 'vitest';
import { cloud } from './cloud.js';

describe('limits of resources', () => {
  it('are none for each type of resource', async () => {
    const here = await cloud();
    const limits = await here.list('listResourceLimits');
    expect(limits.map(({ resourcetype }) => resourcetype)).toEqual(Array.from({ length: 12 }, (_, type) => `${type}`));
    expect(new Set(limits.map(({ max, account }) => `${String(max)} ${String(account)}`))).toEqual(
      new Set(['-1 admin']),
    );
    expect(await here.list('listResourceLimits', { resourcetype: '4' })).toMatchObject([
      { resourcetypename: 'template' },
    ]);
  });

  it('are changed for an account alone, for a domain alone, and for the caller', async () => {
    const here = await cloud();
    const [root] = await here.list('listDomains');
    const domain = { domainid: root?.id ?? '' };
    const team = { account: 'team', ...domain };
    const person = { username: 'eve', password: 'p', firstname: 'E', lastname: 'E', email: 'e@example.com' };
    await here.do('createAccount', { ...person, ...team });
    const maxOf = async (owner: Record<string, string>): Promise<unknown> =>
      (await here.list('listResourceLimits', { resourcetype: '0', ...owner }))[0]?.['max'];
    const limit = { resourcetype: '0' };
    expect(await here.do('updateResourceLimit', { ...limit, ...team, max: '5' })).toMatchObject({
      resourcetype: '0',
      resourcetypename: 'user_vm',
      account: 'team',
      max: 5,
    });
    const inDomain = await here.do('updateResourceLimit', { ...limit, ...domain, max: '6' });
    expect(inDomain).toMatchObject({ domain: 'ROOT', max: 6 });
    expect(inDomain).not.toHaveProperty('account');
    expect(await Promise.all([maxOf(team), maxOf(domain), maxOf({})])).toEqual([5, 6, -1]);
    await here.do('updateResourceLimit', { ...limit, max: '7' });
    await here.do('updateResourceLimit', { ...limit, ...team, max: '8' });
    expect(await Promise.all([maxOf(team), maxOf(domain), maxOf({})])).toEqual([8, 6, 7]);
  });
});
