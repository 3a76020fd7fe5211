import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Connection, send, session } from '../../../templates/runtime/index.js';
import { type AccountCredentials, type RunningServer, serve } from '../../../templates/runtime/server/index.js';
import { type LoginOptions } from '../../../templates/runtime/server/sessions.js';
import { createServer, type ServerOptions } from './sample.js';
import { admin, envelope, get, signed } from './signing.js';

const ann: AccountCredentials = {
  ...admin,
  username: 'ann',
  password: 'pa ss~&wörd',
  domainid: '0a000000-0000-4000-8000-000000000003',
  firstname: 'Ann',
  type: 0,
};
const sales = { apiKey: 'sales', secretKey: 'sales', username: 'ann', password: 'sales', domain: 'sales/north' };

let running: RunningServer;

beforeAll(async () => {
  running = await serve(createServer({ accounts: [ann, sales], handlers: { listIsos: listNothing } }), { port: 0 });
});

afterAll(async () => {
  await running.close();
});

function listNothing() {
  return { items: [], count: 0 };
}

/** What a browser keeps of the cookies of an answer: `name=value` by name. */
function cookiesOf(response: Response): Record<string, string> {
  const pairs = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  return Object.fromEntries(pairs.map((pair) => [pair.split('=', 1)[0], pair]));
}

/** A server whose clock stands still, and how to talk to it as a browser does. */
function scene(logins: LoginOptions = {}, options: Partial<ServerOptions> = {}) {
  const clock = { time: Date.parse('2026-01-31T12:00:00Z') };
  const now = (): Date => new Date(clock.time);
  const server = createServer({ accounts: [ann, sales], handlers: { listIsos: listNothing }, now, logins, ...options });
  const post = (values: Record<string, string>, cookies: readonly (string | undefined)[] = []): Promise<Response> => {
    const headers = { cookie: cookies.filter(Boolean).join('; ') };
    const body = new URLSearchParams({ response: 'json', ...values });
    return server.fetch(new Request('http://cloud.example/client/api', { method: 'POST', body, headers }));
  };
  const login = async (values: Record<string, string> = {}) => {
    const response = await post({ command: 'login', username: 'ann', password: 'pa ss~&wörd', ...values });
    const { JSESSIONID, sessionkey } = cookiesOf(response);
    return { id: JSESSIONID ?? '', key: sessionkey ?? '', keyText: sessionkey?.slice('sessionkey='.length) ?? '' };
  };
  const list = (cookies: readonly string[], values: Record<string, string> = {}) =>
    post({ command: 'listIsos', ...values }, cookies).then(({ status }) => status);
  return { clock, server, post, login, list };
}

describe('a login', () => {
  test('over a socket answers who has logged in, flat and in texts, with two cookies', async () => {
    const body = new URLSearchParams({ command: 'login', username: 'ann', password: 'pa ss~&wörd', response: 'json' });
    const response = await fetch(running.url, { method: 'POST', body });
    expect(response.status).toBe(200);
    const [name, content] = await envelope(response);
    expect(name).toBe('loginresponse');
    expect(content).toEqual({
      username: 'ann',
      userid: admin.userid,
      domainid: ann.domainid,
      timeout: 1800,
      account: 'admin',
      firstname: 'Ann',
      lastname: 'ann',
      type: '0',
      registered: 'false',
      sessionkey: expect.stringMatching(/^[\w-]{27}$/),
      is2faenabled: 'false',
      is2faverified: 'false',
      issuerfor2fa: 'CloudStack',
    });
    const attributes = 'Path=/client; HttpOnly; SameSite=Lax';
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(new RegExp(`^JSESSIONID=[\\w-]{27}; ${attributes}$`)),
      `sessionkey=${String(content['sessionkey'])}; ${attributes}`,
    ]);
  });

  test('is taken in any case, and answered in XML as other commands are', async () => {
    const { post } = scene();
    const response = await post({ command: 'LogIn', username: 'ann', password: 'pa ss~&wörd', response: '' });
    expect(await response.text()).toMatch(/^<\?xml .*\?><loginresponse cloud-stack-version="[\d.]+"><username>ann</);
  });

  test('by GET is refused with 405 in plain text', async () => {
    const response = await fetch(`${running.url}?command=login&username=ann&password=x&response=json`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.text()).toBe('Please use HTTP POST to authenticate using this API');
  });

  test.each<[string, Record<string, string>]>([
    ['a wrong password', { password: 'pa ss~&w' }],
    ['an unknown user', { username: 'bob' }],
    ['a user called __proto__', { username: '__proto__' }],
    ['another domain', { domain: 'sales' }],
    ['an unknown domain', { domainid: '0a000000-0000-4000-8000-00000000000f' }],
  ])('with %s is refused with 531, without cserrorcode and without cookies', async (_, values) => {
    const response = await scene().post({ command: 'login', username: 'ann', password: 'pa ss~&wörd', ...values });
    expect(response.status).toBe(531);
    expect(response.headers.getSetCookie()).toEqual([]);
    const errortext = 'failed to authenticate user, check if username/password are correct';
    expect(await envelope(response)).toEqual(['loginresponse', { uuidList: [], errorcode: 531, errortext }]);
  });

  test.each([
    ['username', { username: '' }],
    ['password', { password: '' }],
  ])('without a %s is refused with 431', async (name, values) => {
    const response = await scene().post({ command: 'login', username: 'ann', password: 'x', ...values });
    expect(response.status).toBe(431);
    expect(response.headers.get('x-description')).toContain(`missing parameter ${name}`);
  });

  test.each([
    ['sales/north', 'sales'],
    ['/sales/north/', 'sales'],
    ['', 'pa ss~&wörd'],
    ['/', 'pa ss~&wörd'],
  ])('in the domain %j is that of its user', async (domain, password) => {
    const { login, list } = scene();
    const { id, key } = await login({ domain, password });
    expect(await list([id, key])).toBe(200);
  });

  test.each(['domainid', 'domainId'])('names the domain by its id as %s too', async (name) => {
    expect((await scene().login({ [name]: ann.domainid ?? '' })).key).not.toBe('');
  });

  test('over TLS sets cookies that are for TLS only', async () => {
    const body = new URLSearchParams({ command: 'login', username: 'ann', password: 'pa ss~&wörd' });
    const request = new Request('https://cloud.example/a;b/api', { method: 'POST', body });
    const cookies = (await scene().server.fetch(request)).headers.getSetCookie();
    expect(cookies.every((cookie) => cookie.endsWith('; Path=/; HttpOnly; SameSite=Lax; Secure'))).toBe(true);
  });
});

describe('a session', () => {
  test('is proven by cookie and parameter, by the cookie, or by the parameter', async () => {
    const { login, list } = scene();
    const { id, key, keyText } = await login();
    expect(await list([id, key], { sessionkey: keyText })).toBe(200);
    expect(await list([id, key])).toBe(200);
    expect(await list([id], { sessionkey: keyText })).toBe(200);
  });

  test.each<[string, (sent: { key: string; keyText: string }) => [string[], Record<string, string>]]>([
    ['no key', () => [[], {}]],
    ['a wrong parameter', () => [[], { sessionkey: 'x' }]],
    ['a wrong parameter beside the cookie', ({ key }) => [[key], { sessionkey: 'x' }]],
    ['a wrong cookie beside the parameter', ({ keyText }) => [['sessionkey=x'], { sessionkey: keyText }]],
  ])('is ended with a 401 by %s', async (_, wrong) => {
    const { login, list, post } = scene();
    const { id, key, keyText } = await login();
    const [cookies, values] = wrong({ key, keyText });
    const response = await post({ command: 'listIsos', ...values }, [id, ...cookies]);
    expect(response.status).toBe(401);
    expect((await envelope(response))[1]).toEqual({
      uuidList: [],
      errorcode: 401,
      errortext: 'unable to verify user credentials',
    });
    expect(await list([id, key])).toBe(401);
  });

  test.each<[LoginOptions['keyCheck'], number, number, number]>([
    ['CookieOrParameter', 200, 200, 200],
    ['ParameterOnly', 200, 401, 200],
    ['CookieAndParameter', 200, 401, 401],
  ])('checked by %s passes with both, the cookie, the parameter: %i, %i, %i', async (keyCheck, ...expected) => {
    const { login, list } = scene({ keyCheck });
    const statuses: number[] = [];
    for (const how of ['both', 'cookie', 'parameter']) {
      const { id, key, keyText } = await login();
      const cookies = how === 'parameter' ? [id] : [id, key];
      statuses.push(await list(cookies, how === 'cookie' ? {} : { sessionkey: keyText }));
    }
    expect(statuses).toEqual(expected);
  });

  test('ends half an hour after it was last used, by the clock of the server', async () => {
    const { login, list, clock } = scene();
    const { id, key } = await login();
    clock.time += 1_800_000;
    expect(await list([id, key])).toBe(200);
    clock.time += 1_800_000;
    expect(await list([id, key])).toBe(200);
    clock.time += 1_800_001;
    expect(await list([id, key])).toBe(401);
    clock.time -= 1_800_001;
    expect(await list([id, key])).toBe(401);
  });

  test('tells its own timeout', async () => {
    const response = await scene({ timeoutMs: 90_500 }).post({
      command: 'login',
      username: 'ann',
      password: 'pa ss~&wörd',
    });
    expect((await envelope(response))[1]).toMatchObject({ timeout: 90 });
  });

  test('gives way when there are too many: the one unused for longest', async () => {
    const { login, list } = scene({ limit: 2 });
    const [first, second] = [await login(), await login()];
    expect(await list([first.id, first.key])).toBe(200);
    const third = await login();
    expect(await list([second.id, second.key])).toBe(401);
    expect(await list([first.id, first.key])).toBe(200);
    expect(await list([third.id, third.key])).toBe(200);
  });

  test('is ended by another login with its cookies, and by logout, which takes the cookies back', async () => {
    const { login, list, post } = scene();
    const { id, key } = await login();
    const again = await post({ command: 'login', username: 'ann', password: 'pa ss~&wörd' }, [id, key]);
    expect(await list([id, key])).toBe(401);
    const cookies = Object.values(cookiesOf(again));
    const response = await post({ command: 'LOGOUT' }, cookies);
    expect(await envelope(response)).toEqual(['logoutresponse', { description: 'success' }]);
    expect(response.headers.getSetCookie()).toEqual([
      'JSESSIONID=; Path=/client; HttpOnly; SameSite=Lax; Max-Age=0',
      'sessionkey=; Path=/client; HttpOnly; SameSite=Lax; Max-Age=0',
    ]);
    expect(await list(cookies)).toBe(401);
  });

  test('that is not there cannot be logged out of: 431', async () => {
    const response = await scene().post({ command: 'logout' }, ['JSESSIONID=x']);
    expect([response.status, (await envelope(response))[0]]).toEqual([431, 'logoutresponse']);
  });

  test('counts more than a signature beside it, and an unknown one counts nothing', async () => {
    const { login, server } = scene();
    const { id, key } = await login();
    const request = (cookie: string, keys = admin): Request => {
      const { url } = get({ command: 'listIsos' }, keys);
      return new Request(url, { headers: { cookie } });
    };
    expect((await server.fetch(request(`${id}; ${key}`, { ...admin, secretKey: 'wrong' }))).status).toBe(200);
    expect((await server.fetch(request('JSESSIONID=x; sessionkey=y'))).status).toBe(200);
  });

  test('without a command is a 400, with an unknown one a 432, and lives on', async () => {
    const { login, list, post } = scene();
    const { id, key } = await login();
    const without = await post({}, [id, key]);
    expect(await envelope(without)).toEqual([
      'null',
      { uuidList: [], errorcode: 400, errortext: 'no command specified' },
    ]);
    const unknown = await post({ command: 'listUnicorns' }, [id, key]);
    expect([unknown.status, (await envelope(unknown))[0]]).toEqual([432, 'errorresponse']);
    expect(await list([id, key])).toBe(200);
  });

  test('shows its user to handlers, without secrets', async () => {
    const seen: unknown[] = [];
    const listIsos = (_: object, { account }: { account: object }) => (seen.push(account), listNothing());
    const { login, list } = scene({}, { handlers: { listIsos } });
    const { id, key } = await login();
    await list([id, key]);
    expect(seen).toEqual([expect.objectContaining({ username: 'ann', apiKey: admin.apiKey })]);
    expect(JSON.stringify(seen)).not.toMatch(/secret|pa ss/);
  });

  test('is what the generated client’s own session logs in to, and out of', async () => {
    const credentials = session({ username: 'ann', password: 'sales', domain: '/sales/north' });
    const connection = new Connection({ endpoint: running.url, credentials });
    const listIsos = { name: 'listIsos', mode: 'sync', method: 'GET' } as const;
    expect(await send(connection, listIsos, {})).toEqual({});
    expect(await credentials.login(connection)).toMatchObject({ username: 'ann', timeout: 1800 });
    await credentials.logout(connection);
    expect(await send(connection, listIsos, {})).toEqual({});
  });
});

describe('options', () => {
  const build = (options: Partial<ServerOptions>) => () => scene(options.logins, options);

  test.each<[string, Partial<ServerOptions>, RegExp]>([
    ['a password without a username', { accounts: [{ ...admin, password: 'x' }] }, /needs a username and a password/],
    ['an empty password', { accounts: [{ ...ann, password: '' }] }, /needs a username and a password/],
    ['two users of one name', { accounts: [ann, { ...ann, apiKey: 'b' }] }, /have the same username/],
    ['a time that is none', { logins: { timeoutMs: 0 } }, /logins\.timeoutMs must be a number above zero/],
    ['half a session', { logins: { limit: 1.5 } }, /logins\.limit must be/],
    ['a check that is none', { logins: { keyCheck: 'None' as never } }, /logins\.keyCheck must be one of/],
  ])('with %s are refused, showing no secret', (_, options, message) => {
    expect(build(options)).toThrow(message);
    expect(build(options)).toThrow(TypeError);
    expect(build(options)).not.toThrow(/pa ss/);
  });

  test('of users may share a name in different domains', () => {
    expect(build({ accounts: [ann, sales] })).not.toThrow();
  });
});

test('nobody can log in where no account has a password, and signatures go on', async () => {
  const server = createServer({ accounts: [admin], handlers: { listIsos: listNothing } });
  const body = new URLSearchParams({ command: 'login', username: 'admin', password: 'unknown', response: 'json' });
  expect((await server.fetch(new Request('http://a/', { method: 'POST', body }))).status).toBe(531);
  expect((await server.fetch(get({ command: 'listIsos' }))).status).toBe(200);
  expect((await server.fetch(new Request(`http://a/?${signed({ command: 'logout' }).toString()}`))).status).toBe(431);
});
