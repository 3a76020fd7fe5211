import { describe, expect, it } from 'vitest';
import { call } from './caller.js';
import { type Cloud, cloud, given } from './cloud.js';

type Body = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A form from a page or a browser, without a signature. */
function post(here: Cloud, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(here.mock.url ?? '', {
    method: 'POST',
    headers,
    body: new URLSearchParams({ response: 'json', ...form }),
  });
}

/** The cookies and the key of a new session. */
async function logIn(here: Cloud): Promise<{ readonly cookie: string; readonly sessionkey: string }> {
  const response = await post(here, { command: 'login', username: 'admin', password: 'password' });
  const cookie = response.headers
    .getSetCookie()
    .map((text) => text.split(';', 1)[0])
    .join('; ');
  const { loginresponse } = (await response.json()) as Body;
  return { cookie, sessionkey: String(loginresponse?.['sessionkey']) };
}

/** Somebody who signs with other keys than the mock's. */
function signer(here: Cloud, keys: Readonly<Record<string, unknown>> | undefined): Cloud['mock'] {
  return { url: here.mock.url, apiKey: keys?.['apikey'], secretKey: keys?.['secretkey'] } as unknown as Cloud['mock'];
}

describe('keys that registerUserKeys makes', () => {
  it('sign from then on, for a client that has only logged in, until there are others', async () => {
    const here = await cloud();
    const { cookie, sessionkey } = await logIn(here);
    const [user] = await here.list('listUsers');
    const register = async () => {
      const form = { command: 'registerUserKeys', id: user?.id ?? '', sessionkey };
      const answer = (await (await post(here, form, { cookie })).json()) as { readonly registeruserkeysresponse: Body };
      return signer(here, answer.registeruserkeysresponse['userkeys']);
    };
    const first = await register();
    expect((await call(first, 'listZones')).status).toBe(200);
    const second = await register();
    expect((await call(second, 'listZones')).status).toBe(200);
    expect((await call(first, 'listZones')).status).toBe(401);
    expect((await call(here.mock, 'listZones')).status).toBe(200);
  });

  it('are those of their user: what he makes is his, and they stop when he or his account does', async () => {
    const here = await cloud();
    const person = { username: 'eve', password: 'p', firstname: 'E', lastname: 'E', email: 'e@example.com' };
    await here.do('createAccount', { ...person, account: 'team' });
    const [user] = await here.list('listUsers', { username: 'eve' });
    const id = user?.id ?? '';
    const eve = signer(here, await here.do('registerUserKeys', { id }));
    expect((await call(eve, 'createSecurityGroup', { name: 'web' })).body).toMatchObject({
      securitygroup: { account: 'team' },
    });
    const status = async (command: string, values: Record<string, string>): Promise<number> => {
      await here.do(command, values);
      return (await call(eve, 'listZones')).status;
    };
    const account = { account: 'team', domainid: String(user?.['domainid']) };
    expect(await status('disableUser', { id })).toBe(401);
    expect(await status('enableUser', { id })).toBe(200);
    expect(await status('lockUser', { id })).toBe(401);
    expect(await status('enableUser', { id })).toBe(200);
    expect(await status('disableAccount', { ...account, lock: 'false' })).toBe(401);
    expect(await status('enableAccount', account)).toBe(200);
    expect(await status('lockAccount', account)).toBe(401);
  });
});

describe('options of the server', () => {
  it('are a mock’s too: who must POST, how signatures are made, how many jobs there are', async () => {
    const strict = await cloud({ enforcePost: true });
    expect((await fetch(`${strict.mock.url}?command=createSecurityGroup&name=web`)).status).toBe(400);
    const modern = await cloud({ signatureHashes: ['SHA-512'] });
    expect((await call(modern.mock, 'listZones')).status).toBe(401);
    const busy = await cloud({ jobLimits: { maxInProgress: 1 }, jobLatencyMs: 3_600_000 });
    const { zoneid, serviceofferingid, templateid } = given;
    const deployment = { zoneid, serviceofferingid, templateid };
    expect((await call(busy.mock, 'deployVirtualMachine', deployment)).status).toBe(200);
    expect((await call(busy.mock, 'deployVirtualMachine', deployment)).status).toBe(533);
  });

  it.each(['mock', 'recording'])(
    'judge expiry in real time under a seed, and by a clock that is given: a %s',
    async (what) => {
      const replay =
        what === 'mock'
          ? undefined
          : [{ command: 'listZones', parameters: {}, status: 200, body: { listzonesresponse: {} } }];
      const statusAt = async (time: number, options: { readonly now?: () => Date } = {}): Promise<number> => {
        const here = await cloud({ seed: 1, enforcePost: true, replay, ...options });
        const expires = new Date(time + 600_000).toISOString();
        return (await call(here.mock, 'listZones', { signatureversion: '3', expires })).status;
      };
      const then = Date.UTC(2030, 0, 1);
      expect(await statusAt(Date.now())).toBe(200);
      expect(await statusAt(Date.UTC(2026, 0, 1))).toBe(401);
      expect(await statusAt(then, { now: () => new Date(then) })).toBe(200);
      expect(await statusAt(then - 3_600_000, { now: () => new Date(then) })).toBe(401);
    },
  );

  it('are a mock’s too: which pages may call, and where their session key stands', async () => {
    const origin = 'https://ui.example.com';
    const here = await cloud({ cors: { origins: [origin] }, logins: { keyCheck: 'CookieAndParameter' } });
    const { cookie, sessionkey } = await logIn(here);
    const listing = { command: 'listZones' };
    const right = await post(here, { ...listing, sessionkey }, { cookie, origin });
    expect([right.status, right.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
    expect((await post(here, listing, { cookie })).status).toBe(401);
  });
});
