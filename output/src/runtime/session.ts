import { type Answer, type Body, isBody, openEnvelope } from './answer.js';
import type { CommandFacts } from './command.js';
import { type Connection, settingsOf } from './connection.js';
import type { ApiKeys, Authenticator, Authorization } from './credentials.js';
import { ApiError } from './errors/index.js';
import { request } from './request.js';
import type { Settings } from './settings.js';
import { encodeQuery, type WireParameter } from './sign.js';
import { unwrapOutcome } from './unwrap.js';

/** Who logs in. */
export interface SessionOptions {
  readonly username: string;
  /** It is sent with each login, and never shown. */
  readonly password: string;
  /** The path of the user's domain, such as `/sales/north`. Default: the root domain. */
  readonly domain?: string | undefined;
  /** The id of the user's domain, in place of its path. */
  readonly domainid?: string | undefined;
  /**
   * Tells the code of the second factor, where the server asks for one at a login. Without it such a server refuses
   * every command with 511.
   */
  readonly code?: ((login: Login) => string | Promise<string>) | undefined;
}

/** What the server tells at a login. Every value is a text, but for `timeout`; newer servers tell more. */
export interface Login {
  readonly userid: string;
  readonly username: string;
  readonly account: string;
  readonly domainid: string;
  /** `0` user, `1` root administrator, `2` domain administrator. */
  readonly type: string;
  /** How long an unused session lives, in seconds. */
  readonly timeout: number;
  readonly firstname?: string;
  readonly lastname?: string;
  readonly timezone?: string;
  readonly is2faenabled?: string;
  readonly is2faverified?: string;
  readonly providerfor2fa?: string;
  readonly [name: string]: unknown;
}

/** A login, and what proves it. */
interface Open {
  readonly login: Login;
  readonly sessionkey: string;
  /** `null` where the platform keeps cookies itself, as browsers do. */
  readonly cookie: string | null;
}

const loginCommand: CommandFacts = { name: 'login', method: 'POST', sensitive: ['password'] };
const codeCommand: CommandFacts = {
  name: 'validateUserTwoFactorAuthenticationCode',
  method: 'POST',
  sensitive: ['codefor2fa'],
};
const logoutCommand: CommandFacts = { name: 'logout', method: 'POST' };
const getKeys: CommandFacts = { name: 'getUserKeys', method: 'GET' };
const registerKeys: CommandFacts = { name: 'registerUserKeys', method: 'POST' };

/**
 * A login with name and password, in place of keys: `new CloudStack({ endpoint, credentials: session({ … }) })`. It logs
 * in when the first command is sent, once for all commands that wait for it, and again when the server has ended the
 * session. In a browser, the API must be of the same site, or allow credentials over CORS.
 *
 * (CloudStack: `ApiServlet.processRequestInContext`, `DefaultLoginAPIAuthenticatorCmd`.)
 */
export function session(options: SessionOptions): Session {
  return new Session(options);
}

/** A session; made by {@link session}, and given to a client as its `credentials`. */
export class Session implements Authenticator {
  readonly #options: SessionOptions;
  #opening: Promise<Open> | undefined;
  /** What `logout` has ended: who was on the way meanwhile needs no new login. */
  readonly #ended = new WeakSet<Promise<Open>>();
  #endpoint: string | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /**
   * Logs in, unless that is done, and tells who has.
   *
   * @throws ApiError with 531 when the server refuses the name or the password.
   */
  async login(client: Connection): Promise<Login> {
    return (await this.#open(settingsOf(client))).login;
  }

  /** Ends the session on the server, if there is one. A later command logs in again. */
  async logout(client: Connection): Promise<void> {
    const opening = this.#opening;
    if (opening === undefined) return;
    this.#opening = undefined;
    this.#ended.add(opening);
    try {
      await ask(settingsOf(client), asUser(await opening), logoutCommand, [], openEnvelope);
    } catch (error) {
      // The server has ended it already; newer ones say so with 431.
      if (!(error instanceof ApiError && /^4[03]1$/.test(String(error.errorcode)))) throw error;
    }
  }

  /**
   * The API keys of the user, for clients that need no password. Keys are made for a user who has none; those that
   * there are, stay.
   *
   * @throws ApiError when the user may not see or make keys.
   */
  async apiKeys(client: Connection): Promise<ApiKeys> {
    const { userid } = await this.login(client);
    const keysFrom = (command: CommandFacts): Promise<ApiKeys | null> =>
      ask(settingsOf(client), this, command, [['id', userid]], keysIn);
    const keys = (await keysFrom(getKeys)) ?? (await keysFrom(registerKeys));
    if (keys === null) throw new TypeError('The server made no keys for the user.');
    return keys;
  }

  /** Used by the client. */
  async authorize(parameters: readonly WireParameter[], settings: Settings): Promise<Authorization> {
    const opening = this.#open(settings);
    const authorization = await asUser(await opening).authorize(parameters, settings);
    return { ...authorization, renew: (error) => this.#renew(opening, error) };
  }

  /** A password must not reach another server than the one it is for. */
  #open(settings: Settings): Promise<Open> {
    this.#endpoint ??= settings.endpoint;
    if (this.#endpoint !== settings.endpoint) {
      throw new TypeError('A session belongs to one endpoint: make another for a client of another endpoint.');
    }
    this.#opening ??= this.#logIn(settings).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #logIn(settings: Settings): Promise<Open> {
    const { username, password, domain, domainid, code } = this.#options;
    const parameters: WireParameter[] = [
      ['username', username],
      ['password', password],
    ];
    if (domain !== undefined) parameters.push(['domain', domain]);
    if (domainid !== undefined) parameters.push(['domainid', domainid]);
    const open = await ask(settings, nobody, loginCommand, parameters, openedBy);
    const { is2faenabled, is2faverified } = open.login;
    if (String(is2faenabled) === 'true' && String(is2faverified) !== 'true' && code !== undefined) {
      const proof: WireParameter[] = [['codefor2fa', await code(open.login)]];
      await ask(settings, asUser(open), codeCommand, proof, openEnvelope);
    }
    return open;
  }

  /**
   * Forgets a session that the server no longer knows: 401, which also refuses commands that the user may not run, with
   * a text of its own. What a newer login has replaced needs no other.
   */
  #renew(opening: Promise<Open>, error: unknown): boolean {
    if (!(error instanceof ApiError) || error.errorcode !== 401 || /given command/i.test(error.errortext)) return false;
    if (this.#ended.has(opening)) return false;
    if (this.#opening === opening) this.#opening = undefined;
    return true;
  }
}

/** Sends one of the session's own commands. */
function ask<T>(
  settings: Settings,
  authenticator: Authenticator,
  command: CommandFacts,
  parameters: readonly WireParameter[],
  read: (answer: Answer) => T,
): Promise<T> {
  return request({ ...settings, authenticator }, { command, parameters, options: {} }, read);
}

/** A login's cookies are kept where the platform lets them be read, and sent from there. */
function openedBy(answer: Answer): Open {
  const { sessionkey, ...login }: Body = openEnvelope(answer);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
  return {
    login: login as Login,
    sessionkey: String(sessionkey),
    cookie: cookies.length > 0 ? cookies.join('; ') : null,
  };
}

/** Older servers take the key or the cookie alone, newer ones only both. (CloudStack: `api.sessionkey.check.locations`.) */
function asUser({ sessionkey, cookie }: Open): Authenticator {
  const values = (cookie ?? '').split('; ').map((pair) => pair.slice(pair.indexOf('=') + 1));
  // A short one, such as a load balancer's `5`, is no secret, and stands in every other text.
  const secrets = [sessionkey, ...values.filter(({ length }) => length >= 8)];
  const headers: Record<string, string> = cookie === null ? {} : { cookie };
  return {
    authorize: async (parameters) => ({
      query: encodeQuery([...parameters, ['sessionkey', sessionkey]]).query,
      headers,
      cookies: 'include',
      secrets,
    }),
  };
}

const nobody: Authenticator = {
  authorize: async (parameters) => ({ query: encodeQuery(parameters).query, cookies: 'include', secrets: [] }),
};

function keysIn(answer: Answer): ApiKeys | null {
  const keys = unwrapOutcome(openEnvelope(answer), 'userkeys');
  const { apikey, secretkey }: Body = isBody(keys) ? keys : {};
  return apikey && secretkey ? { apiKey: String(apikey), secretKey: String(secretkey) } : null;
}
