import { describe, expect, it } from 'vitest';
import { type AccessOptions, findAccess } from '../../generator/discover/access.js';

const endpoint = 'https://cloud.example.com/client/api';

function access(given: Partial<AccessOptions>): ReturnType<typeof findAccess> {
  const nothing = { endpoint: null, region: null, profile: null, username: null, domain: null, environment: {} };
  return findAccess({ ...nothing, password: () => Promise.resolve(null), ...given });
}

describe('who asks a server', () => {
  it('is whose keys the environment holds, in either spelling', async () => {
    const keys = { apiKey: 'k', secretKey: 's' };
    expect(await access({ endpoint, environment: { CLOUDSTACK_KEY: 'k', CLOUDSTACK_SECRET: 's' } })).toEqual({
      endpoint,
      ...keys,
    });
    const other = { CLOUDSTACK_API_KEY: 'k', CLOUDSTACK_SECRET_KEY: 's', CLOUDSTACK_API_URL: 'https://elsewhere' };
    expect(await access({ endpoint, environment: other })).toEqual({ endpoint, ...keys });
  });

  it('is nobody when the environment has half of the keys, or none', async () => {
    await expect(access({ endpoint, environment: { CLOUDSTACK_KEY: 'k' } })).rejects.toThrow('CLOUDSTACK_SECRET');
    await expect(access({ endpoint })).rejects.toThrow(`no keys for ${endpoint}`);
  });

  it('is a user who logs in', async () => {
    const found = await access({ endpoint, username: 'ann', password: () => Promise.resolve('pw') });
    expect(found.credentials).toBeTypeOf('object');
    const environment = { CLOUDSTACK_ENDPOINT: endpoint };
    expect((await access({ username: 'ann', environment, password: () => Promise.resolve('pw') })).endpoint).toBe(
      endpoint,
    );
  });

  it('is no user without a password, or without a server', async () => {
    await expect(access({ endpoint, username: 'ann' })).rejects.toThrow('CLOUDSTACK_PASSWORD');
    await expect(access({ username: 'ann', password: () => Promise.resolve('pw') })).rejects.toThrow('endpoint');
  });

  it('is one of them alone', async () => {
    await expect(access({ region: 'a', profile: 'b' })).rejects.toThrow('Only one');
    await expect(access({ region: 'a', username: 'b' })).rejects.toThrow('Only one');
  });
});
