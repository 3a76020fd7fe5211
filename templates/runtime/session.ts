import { type Answer, type Body, isBody, openEnvelope } from './answer.js';
import type { CommandFacts } from './command.js';
import type { ApiKeys, Authenticator, Authorization, Connection } from './credentials.js';
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

/** A session; made by {@link session}, and given to one client as its `credentials`. */
export class Session implements Authenticator {
  readonly #options: SessionOptions;
  #connection: Connection | undefined;
  #opening: Promise<Open> | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** @throws TypeError when another endpoint already knows the session. */
  connect(connection: Connection): void {
    if (this.#connection !== undefined && this.#connection.endpoint !== connection.endpoint) {
      throw new TypeError('A session belongs to one endpoint: make another for a client of another endpoint.');
    }
    this.#connection = connection;
  }

  /**
   * Logs in, unless that is done, and tells who has.
   *
   * @throws ApiError with 531 when the server refuses the name or the password.
   * @throws TypeError when no client has been made with the session yet.
   */
  async login(): Promise<Login> {
    return (await this.#open()).login;
  }

  /** Ends the session on the server, if there is one. A later command logs in again. */
  async logout(): Promise<void> {
    const opening = this.#opening;
    if (opening === undefined) return;
    this.#opening = undefined;
    const open = await opening;
    openEnvelope(await this.#send(asUser(open), logoutCommand, []));
  }

  /**
   * The API keys of the user, for clients that need no password. Keys are made for a user who has none; those that
   * there are, stay.
   *
   * @throws ApiError when the user may not see or make keys.
   */
  async apiKeys(): Promise<ApiKeys> {
    const open = await this.#open();
    const ask = async (command: CommandFacts): Promise<ApiKeys | null> =>
      keysIn(openEnvelope(await this.#send(asUser(open), command, [['id', open.login.userid]])));
    const keys = (await ask(getKeys)) ?? (await ask(registerKeys));
    if (keys === null) throw new TypeError('The server made no keys for the user.');
    return keys;
  }

  /** Used by the client. */
  async authorize(parameters: readonly WireParameter[]): Promise<Authorization> {
    const opening = this.#open();
    const open = await opening;
    const authorization = await asUser(open)(parameters);
    return { ...authorization, renew: (errortext) => this.#renew(opening, errortext) };
  }

  #open(): Promise<Open> {
    this.#opening ??= this.#logIn().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #logIn(): Promise<Open> {
    const { username, password, domain, domainid, code } = this.#options;
    const parameters: WireParameter[] = [
      ['username', username],
      ['password', password],
    ];
    if (domain !== undefined) parameters.push(['domain', domain]);
    if (domainid !== undefined) parameters.push(['domainid', domainid]);
    const open = openedBy(await this.#send(asNobody, loginCommand, parameters));
    const { is2faenabled, is2faverified } = open.login;
    if (String(is2faenabled) === 'true' && String(is2faverified) !== 'true' && code !== undefined) {
      const proof: WireParameter[] = [['codefor2fa', await code(open.login)]];
      openEnvelope(await this.#send(asUser(open), codeCommand, proof));
    }
    return open;
  }

  /**
   * Forgets a session that the server no longer knows. The same status also refuses commands that the user may not
   * run, with a text of its own; and what a newer login has replaced, needs no other.
   */
  #renew(opening: Promise<Open>, errortext: string): boolean {
    if (/given command/i.test(errortext)) return false;
    if (this.#opening === opening) this.#opening = undefined;
    return true;
  }

  #send(
    authorize: Authenticator['authorize'],
    command: CommandFacts,
    parameters: readonly WireParameter[],
  ): Promise<Answer> {
    if (this.#connection === undefined) throw new TypeError('Make a client with this session first.');
    return this.#connection.send(authorize, command, parameters);
  }
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

/** Servers before 4.20 or so take the key alone or the cookie alone, later ones both. */
function asUser({ sessionkey, cookie }: Open): Authenticator['authorize'] {
  return async (parameters) => ({
    query: encodeQuery([...parameters, ['sessionkey', sessionkey]]).query,
    headers: cookie === null ? {} : { cookie },
    cookies: 'include',
    secrets: [sessionkey, ...(cookie ?? '').split('; ').map((pair) => pair.slice(pair.indexOf('=') + 1))],
  });
}

async function asNobody(parameters: readonly WireParameter[]): Promise<Authorization> {
  return { query: encodeQuery(parameters).query, cookies: 'include', secrets: [] };
}

function keysIn(body: Body): ApiKeys | null {
  const keys = unwrapOutcome(body, 'userkeys');
  const { apikey, secretkey }: Body = isBody(keys) ? keys : {};
  return apikey && secretkey ? { apiKey: String(apikey), secretKey: String(secretkey) } : null;
}
