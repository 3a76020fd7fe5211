import { type Received, type Reply, type ScriptedServer, scriptedServer } from './scripted-server.js';

export const user = { username: 'ann', password: 'pa ss~&word', userid: 'user-1' };

/** What the server keeps; tests change it. */
export interface SessionState {
  logins: number;
  /** Keys of sessions that live. */
  readonly alive: Set<string>;
  /** The code of the second factor; `null` when there is none. */
  code: string | null;
  readonly verified: Set<string>;
  keys: object;
}

/** A server that knows logins, cookies and session keys as CloudStack 4.21 does, and no API keys. */
export async function sessionServer(): Promise<ScriptedServer & { readonly state: SessionState }> {
  const state: SessionState = { logins: 0, alive: new Set(), code: null, verified: new Set(), keys: {} };
  const server = await scriptedServer((request) => answer(state, request));
  return { ...server, state };
}

function answer(state: SessionState, request: Received): Reply {
  const command = request.params.get('command') ?? '';
  if (command === 'login') return login(state, request);
  const key = request.params.get('sessionkey') ?? '';
  const cookie = request.headers.cookie ?? '';
  const isKnown = state.alive.has(key) && cookie === `JSESSIONID=node-${key}; sessionkey=${key}`;
  if (!isKnown) return refusal(401, 'unable to verify user credentials');
  if (command === 'validateUserTwoFactorAuthenticationCode') return verify(state, key, request);
  if (state.code !== null && !state.verified.has(key)) {
    state.alive.delete(key);
    return refusal(511, 'two factor authentication is needed');
  }
  if (command === 'logout') {
    state.alive.delete(key);
    return { body: { logoutresponse: { description: 'success' } } };
  }
  if (command === 'getUserKeys') return { body: { getuserkeysresponse: { userkeys: state.keys } } };
  if (command === 'registerUserKeys') {
    state.keys = { apikey: 'new-key', secretkey: 'new-secret' };
    return { body: { registeruserkeysresponse: { userkeys: state.keys } } };
  }
  if (command === 'forbiddenThing') {
    return refusal(401, "The given command 'forbiddenThing' either does not exist, is not available for user.");
  }
  return { body: { r: { success: true } } };
}

function login(state: SessionState, { method, params }: Received): Reply {
  if (method !== 'POST') return { status: 405, body: 'Please use HTTP POST' };
  const isRight = params.get('username') === user.username && params.get('password') === user.password;
  if (!isRight) return refusal(531, `Failed to authenticate user ${params.get('username')} ${params.get('password')}`);
  state.logins += 1;
  const sessionkey = `key-${state.logins}_-`;
  state.alive.add(sessionkey);
  return {
    headers: {
      'set-cookie': [
        `JSESSIONID=node-${sessionkey}; Path=/client; HttpOnly`,
        `sessionkey=${sessionkey}; HttpOnly; SameSite=Lax`,
      ],
    },
    body: {
      loginresponse: {
        username: user.username,
        userid: user.userid,
        domainid: params.get('domainid') ?? params.get('domain') ?? 'root',
        timeout: 1800,
        account: 'ann',
        type: '0',
        sessionkey,
        is2faenabled: String(state.code !== null),
        is2faverified: 'false',
      },
    },
  };
}

function verify(state: SessionState, key: string, { method, params }: Received): Reply {
  if (method !== 'POST' || params.get('codefor2fa') !== state.code) {
    state.alive.delete(key);
    return refusal(511, `wrong code ${params.get('codefor2fa')}`);
  }
  state.verified.add(key);
  return { body: { validateusertwofactorauthenticationcoderesponse: { success: true } } };
}

function refusal(errorcode: number, errortext: string): Reply {
  return { status: errorcode, body: { r: { uuidList: [], errorcode, errortext } } };
}
