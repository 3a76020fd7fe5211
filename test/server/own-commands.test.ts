import { describe, expect, test } from 'vitest';
import { createServer, type Handlers, type ServerOptions } from '../../output/src/server.js';
import { admin, envelope, get } from '../unit/runtime-server/signing.js';

const id = '11111111-1111-4111-8111-111111111111';

describe('a handler in place of one of the server’s own', () => {
  const build = (handlers: Partial<Handlers>, options: Partial<ServerOptions> = {}) =>
    createServer({ accounts: [admin], handlers, ...options });
  const deployVirtualMachine = () => ({});

  test('of queryAsyncJobResult is refused beside handlers whose jobs it cannot know', async () => {
    const queryAsyncJobResult = () => ({ jobstatus: 0 });
    expect(() => build({ queryAsyncJobResult, deployVirtualMachine })).toThrow(
      /^A handler for queryAsyncJobResult cannot know the jobs/,
    );
    const server = build({ queryAsyncJobResult });
    const [, body] = await envelope(await server.fetch(get({ command: 'queryAsyncJobResult', jobid: id })));
    expect(body).toEqual({ jobstatus: 0 });
  });

  test('of login is refused where accounts have passwords, and asked like any other where none has', async () => {
    const login = () => ({ username: 'bob' });
    const accounts = [{ ...admin, username: 'ann', password: 'ann' }];
    expect(() => build({ login }, { accounts })).toThrow(/^Handlers for login and logout cannot begin or end/);
    const server = build({ login });
    const values = { command: 'login', username: 'bob', password: 'bob' };
    expect(await envelope(await server.fetch(get(values)))).toEqual(['loginresponse', { username: 'bob' }]);
    expect((await server.fetch(get({ ...values, apikey: 'nobody' }))).status).toBe(401);
  });

  test('of listAsyncJobs is asked', async () => {
    const listAsyncJobs = () => ({ items: [{ jobid: 'mine' }], count: 1 });
    const server = build({ listAsyncJobs, deployVirtualMachine });
    const [, body] = await envelope(await server.fetch(get({ command: 'listAsyncJobs' })));
    expect(body).toEqual({ count: 1, asyncjobs: [{ jobid: 'mine' }] });
  });
});
