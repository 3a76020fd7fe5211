import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ApiError, type RequestEvent, session, type SessionOptions } from '../../../templates/runtime/index.js';
import { CloudStack } from './sample-commands.js';
import { deadEndpoint, scriptedServer, sent } from './scripted-server.js';
import { sessionServer, user } from './session-server.js';

type Server = Awaited<ReturnType<typeof sessionServer>>;

function loggedIn(server: Pick<Server, 'endpoint'>, options: Partial<SessionOptions> = {}) {
  const login = session({ username: user.username, password: user.password, ...options });
  return {
    login,
    client: new CloudStack({ endpoint: server.endpoint, credentials: login, retry: { baseDelayMs: 5 } }),
  };
}

function commandsOf(server: Server): string[] {
  return server.requests.map(({ params }) => params.get('command') ?? '');
}

async function reasonOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('expected a rejection'),
    (reason: unknown) => reason,
  );
}

describe('a session', () => {
  test('logs in by POST before the first command, then sends cookies and key, and no signature', async () => {
    const server = await sessionServer();
    const { client } = loggedIn(server, { domain: '/sales/north' });
    expect(server.requests).toHaveLength(0);
    expect(await client.call('listThings', { a: 1 })).toEqual({ success: true });
    expect(await client.call('deployThing')).toEqual({ success: true });
    expect(commandsOf(server)).toEqual(['login', 'listThings', 'deployThing']);
    const [login, first] = server.requests;
    expect(login).toMatchObject({ method: 'POST', url: '/client/api' });
    expect(sent(login)).toEqual({ username: user.username, password: user.password, domain: '/sales/north' });
    expect(sent(first)).toEqual({ a: '1', sessionkey: 'key-1_-' });
    for (const { params } of server.requests) {
      expect([...params.keys()].filter((name) => /^(apikey|signature|signatureversion|expires)$/.test(name))).toEqual(
        [],
      );
    }
  });

  test('logs in once for all commands that wait for it', async () => {
    const server = await sessionServer();
    const { client } = loggedIn(server);
    await Promise.all(Array.from({ length: 20 }, () => client.call('listThings')));
    expect(server.state.logins).toBe(1);
  });

  test('tells who has logged in', async () => {
    const server = await sessionServer();
    const { login, client } = loggedIn(server, { domainid: 'd-1' });
    expect(await login.login(client)).toMatchObject({ userid: 'user-1', domainid: 'd-1', timeout: 1800, type: '0' });
    await client.call('listThings');
    expect(server.state.logins).toBe(1);
    expect(await login.login(client)).not.toHaveProperty('sessionkey');
  });

  test('that the server has ended begins anew, once for all commands, even for those that change something', async () => {
    const server = await sessionServer();
    const { client } = loggedIn(server);
    await client.call('listThings');
    server.state.alive.clear();
    const results = await Promise.all([1, 2, 3].map((n) => client.call('deployThing', { n })));
    expect(results).toEqual(Array(3).fill({ success: true }));
    expect(server.state.logins).toBe(2);
  });

  test('does not begin anew for a command that the user may not run', async () => {
    const server = await sessionServer();
    const { client } = loggedIn(server);
    expect(await reasonOf(client.call('forbiddenThing'))).toMatchObject({ errorcode: 401 });
    expect(commandsOf(server)).toEqual(['login', 'forbiddenThing']);
  });

  test('is not begun for ever where the server forgets each one', async () => {
    const server = await sessionServer();
    const { client } = loggedIn(server);
    server.state.alive.add = () => server.state.alive;
    expect(await reasonOf(client.call('listThings'))).toMatchObject({ errorcode: 401, isAuth: true });
    expect(commandsOf(server)).toEqual(['login', 'listThings', 'login', 'listThings']);
  });

  test('ends with logout; a later command logs in again', async () => {
    const server = await sessionServer();
    const { login, client } = loggedIn(server);
    await login.logout(client);
    expect(server.requests).toHaveLength(0);
    await client.call('listThings');
    await login.logout(client);
    expect(server.state.alive.size).toBe(0);
    await client.call('listThings');
    expect(commandsOf(server)).toEqual(['login', 'listThings', 'logout', 'login', 'listThings']);
  });

  test('is refused with the words of the server, and is tried anew by the next command', async () => {
    const server = await sessionServer();
    const { client } = loggedIn(server, { password: 'wrong-one' });
    const error = await reasonOf(client.call('listThings'));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ command: 'login', errorcode: 531, isAuth: true });
    await reasonOf(client.call('listThings'));
    expect(commandsOf(server)).toEqual(['login', 'login']);
  });

  test('does not take a password to another endpoint', async () => {
    const server = await sessionServer();
    const { login, client } = loggedIn(server);
    await client.call('listThings');
    const other = await sessionServer();
    const elsewhere = new CloudStack({ endpoint: other.endpoint, credentials: login });
    expect(await reasonOf(elsewhere.call('listThings'))).toBeInstanceOf(TypeError);
    expect(other.requests).toHaveLength(0);
  });
});

describe('a second factor', () => {
  test('is given where the server asks for one', async () => {
    const server = await sessionServer();
    server.state.code = '123456';
    const asked: unknown[] = [];
    const code = async (login: unknown): Promise<string> => {
      asked.push(login);
      return '123456';
    };
    const { client } = loggedIn(server, { code });
    await Promise.all([client.call('listThings'), client.call('deployThing')]);
    expect(commandsOf(server).slice(0, 2)).toEqual(['login', 'validateUserTwoFactorAuthenticationCode']);
    expect(asked).toMatchObject([{ userid: 'user-1' }]);
  });

  test('is not asked for where the server wants none', async () => {
    const server = await sessionServer();
    const { client } = loggedIn(server, { code: () => expect.unreachable('asked') });
    expect(await client.call('listThings')).toEqual({ success: true });
  });

  test.each([undefined, () => '000000'])('that is missing or wrong is a 511', async (code) => {
    const server = await sessionServer();
    server.state.code = '123456';
    const { client } = loggedIn(server, { code });
    const error = await reasonOf(client.call('listThings'));
    expect(error).toMatchObject({ errorcode: 511, isAuth: true });
    expect(inspect(error)).not.toContain('000000');
  });
});

describe('API keys', () => {
  test('that the user has are told', async () => {
    const server = await sessionServer();
    server.state.keys = { apikey: 'old-key', secretkey: 'old-secret' };
    const { login, client } = loggedIn(server);
    expect(await login.apiKeys(client)).toEqual({ apiKey: 'old-key', secretKey: 'old-secret' });
    expect(commandsOf(server)).toEqual(['login', 'getUserKeys']);
    expect(sent(server.requests[1])).toMatchObject({ id: 'user-1' });
  });

  test('are made for a user who has none', async () => {
    const server = await sessionServer();
    const { login, client } = loggedIn(server);
    const keys = await login.apiKeys(client);
    expect(keys).toEqual({ apiKey: 'new-key', secretKey: 'new-secret' });
    expect(commandsOf(server)).toEqual(['login', 'getUserKeys', 'registerUserKeys']);
    expect(server.requests[2]?.method).toBe('POST');
    expect(new CloudStack({ endpoint: server.endpoint, ...keys })).toBeInstanceOf(CloudStack);
  });

  test('are told by a session that had ended, too', async () => {
    const server = await sessionServer();
    const { login, client } = loggedIn(server);
    await client.call('listThings');
    server.state.alive.clear();
    expect(await login.apiKeys(client)).toEqual({ apiKey: 'new-key', secretKey: 'new-secret' });
  });
});

test('nothing shows the password, the session key or the cookies', async () => {
  const server = await sessionServer();
  const events: RequestEvent[] = [];
  const errors: unknown[] = [];
  const login = session({ username: user.username, password: user.password });
  const client = new CloudStack({
    endpoint: server.endpoint,
    credentials: login,
    hooks: { onRequest: (event) => events.push(event) },
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      if (new URLSearchParams(String(init?.body)).get('command') !== 'deployThing') return response;
      throw Object.assign(new Error(`broken ${String(init?.body)}`), { headers: init?.headers });
    },
  });
  errors.push(await reasonOf(client.call('deployThing')));
  const wrong = session({ username: user.username, password: 'wrong-one' });
  const refused = new CloudStack({ endpoint: server.endpoint, credentials: wrong });
  errors.push(await reasonOf(refused.call('listThings')));
  errors.push(
    await reasonOf(new CloudStack({ endpoint: await deadEndpoint(), credentials: wrong, retry: false }).call('x')),
  );
  const shown =
    inspect([events, errors, client, login], { depth: 9, showHidden: true }) + JSON.stringify([events, errors]);
  for (const secret of [user.password, 'pa ss', 'wrong-one', 'key-1_-', 'node-key'])
    expect(shown).not.toContain(secret);
  const loginEvent = events.find(({ command }) => command === 'login');
  expect(loginEvent?.parameters).toEqual({ username: user.username, password: '[redacted]' });
});

test('logging out of a session that the server has ended already is done', async () => {
  const server = await sessionServer();
  const { client, login } = loggedIn(server);
  await client.call('listThings');
  server.state.alive.clear();
  await login.logout(client);
  expect(commandsOf(server)).toEqual(['login', 'listThings', 'logout']);
});

test('a command that is on the way while somebody logs out does not log in again', async () => {
  const server = await sessionServer();
  const { client, login } = loggedIn(server);
  await client.call('listThings');
  const opened = login.login(client);
  server.state.alive.clear();
  const late = reasonOf(client.call('listThings'));
  await opened;
  await login.logout(client);
  expect(await late).toMatchObject({ errorcode: 401 });
  expect(server.state.logins).toBe(1);
});

test('short values of cookies are no secrets: an error keeps its text, and is understood', async () => {
  const server = await scriptedServer((request) =>
    request.params.get('command') === 'login'
      ? {
          headers: { 'set-cookie': ['node=m', 'JSESSIONID=0123456789'] },
          body: { loginresponse: { sessionkey: 'k-1234567' } },
        }
      : { status: 401, body: { r: { errorcode: 401, errortext: "The given command 'x' is unknown; 0123456789" } } },
  );
  const { client } = loggedIn(server);
  expect(await reasonOf(client.call('x'))).toMatchObject({
    errortext: "The given command 'x' is unknown; [redacted]",
  });
  expect(server.requests.map(({ params }) => params.get('command'))).toEqual(['login', 'x']);
});
