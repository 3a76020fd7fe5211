import { type Account, type AccountCredentials, accountOf } from './account.js';
import { sameSecret } from './constant-time.js';
import { writeCookie } from './cookies.js';
import { ApiFault, parameterError } from './fault.js';
import type { RawParameters } from './request.js';
import { type LoginSession, SESSION_COOKIE, SESSION_KEY, type Sessions } from './sessions.js';

/** The body of an answer, and the cookies that go with it. */
export interface LoginAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly cookies: readonly string[];
}

interface User {
  readonly account: Account;
  readonly password: string;
}

/**
 * `login` and `logout`, as `DefaultLoginAPIAuthenticatorCmd` and `DefaultLogoutAPIAuthenticatorCmd` answer them. Users
 * without a second factor only.
 */
export class LoginDesk {
  readonly #users: ReadonlyMap<string, User>;
  readonly #sessions: Sessions;

  /** @throws TypeError for a password without a username, an empty one, and two users of a domain who share a name. */
  constructor(accounts: readonly AccountCredentials[], sessions: Sessions) {
    this.#users = usersOf(accounts);
    this.#sessions = sessions;
  }

  /** Whether there is anybody who could log in. */
  get hasUsers(): boolean {
    return this.#users.size > 0;
  }

  /**
   * Begins a session, and ends the one that the request names.
   *
   * @throws ApiFault 431 without a username or a password, 531 when they are not a user's.
   */
  async login(request: Request, parameters: RawParameters): Promise<LoginAnswer> {
    const [username = '', password = ''] = [parameters.get('username'), parameters.get('password')];
    const missing = username === '' ? 'username' : password === '' && 'password';
    if (missing) throw parameterError(`Unable to execute API command login due to missing parameter ${missing}`);
    const domain = parameters.get('domainid') || parameters.get('domainId') || pathOf(parameters.get('domain') ?? '');
    const user = this.#users.get(userKey(domain, username));
    // An unknown user costs as much time as a wrong password.
    const isRight = await sameSecret(user?.password ?? 'unknown', password);
    if (user === undefined || !isRight) throw loginRefused();
    this.logout(request);
    const session = this.#sessions.begin(user.account);
    const cookies = [writeCookie(SESSION_COOKIE, session.id, request), writeCookie(SESSION_KEY, session.key, request)];
    return { body: loginBody(session, this.#sessions.timeoutMs), cookies };
  }

  /** Ends the session that the request names; `null` when it names none. */
  logout(request: Request): LoginAnswer | null {
    const session = this.#sessions.find(request);
    if (session === null) return null;
    this.#sessions.end(session);
    const cookies = [SESSION_COOKIE, SESSION_KEY].map((name) => writeCookie(name, '', request));
    return { body: { description: 'success' }, cookies };
  }
}

function usersOf(accounts: readonly AccountCredentials[]): Map<string, User> {
  const users = new Map<string, User>();
  for (const credentials of accounts) {
    const { username, password, domain, domainid } = credentials;
    if (password === undefined) continue;
    if (!username || password === '') throw new TypeError('An account that logs in needs a username and a password');
    const places = [pathOf(domain ?? ''), ...(domainid === undefined ? [] : [domainid])];
    for (const place of places) {
      const key = userKey(place, username);
      if (users.has(key)) throw new TypeError('Two accounts of a domain have the same username');
      users.set(key, { account: accountOf(credentials), password });
    }
  }
  return users;
}

function userKey(domain: string, username: string): string {
  return JSON.stringify([domain, username]);
}

/** A domain's path with slashes at both ends; ids have none. */
function pathOf(domain: string): string {
  return `/${domain}/`.replace(/\/{2,}/g, '/');
}

/** 531, in the same words for every reason. */
function loginRefused(): ApiFault {
  const errortext = 'failed to authenticate user, check if username/password are correct';
  return new ApiFault({ errorcode: 531, errortext, cserrorcode: null });
}

/** All values are texts but the timeout, which is in seconds. */
function loginBody({ account, key }: LoginSession, timeoutMs: number): Readonly<Record<string, unknown>> {
  const { username, userid, domainid, account: name, firstname, lastname, type = 1 } = account;
  return {
    username,
    userid,
    domainid,
    timeout: Math.floor(timeoutMs / 1000),
    account: name ?? username,
    firstname: firstname ?? username,
    lastname: lastname ?? username,
    type: String(type),
    registered: 'false',
    sessionkey: key,
    is2faenabled: 'false',
    is2faverified: 'false',
    issuerfor2fa: 'CloudStack',
  };
}
