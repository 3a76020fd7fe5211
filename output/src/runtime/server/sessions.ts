import { checked, numbers } from '../check-option.js';
import type { Account } from './account.js';
import { sameText } from './constant-time.js';
import { readCookies } from './cookies.js';
import type { RawParameters } from './request.js';

/** The cookie that names a session, as in CloudStack's servlet container. */
export const SESSION_COOKIE = 'JSESSIONID';
/** The cookie, and the parameter, that proves a session. */
export const SESSION_KEY = 'sessionkey';

const keyChecks = ['CookieOrParameter', 'ParameterOnly', 'CookieAndParameter'] as const;

/** How logins are kept. */
export interface LoginOptions {
  /** How long a session lives unused, in milliseconds by the server's clock; default 30 minutes. */
  readonly timeoutMs?: number | undefined;
  /** How many sessions there may be, default 10 000. One more ends the one that was not used for longest. */
  readonly limit?: number | undefined;
  /**
   * Where the `sessionkey` must stand beside the cookie that names the session, in the words of CloudStack's setting
   * `api.sessionkey.check.locations`. Every client that is known passes the default, `CookieOrParameter`. That of
   * CloudStack 4.21, `CookieAndParameter`, also keeps other sites from sending commands in a browser's name.
   */
  readonly keyCheck?: (typeof keyChecks)[number] | undefined;
}

/** A user's login. */
export interface LoginSession {
  readonly id: string;
  readonly key: string;
  readonly account: Account;
}

/** Sessions by their ids, the one that was not used for longest first. */
export class Sessions {
  readonly timeoutMs: number;
  readonly #limit: number;
  readonly #keyCheck: string;
  readonly #now: () => Date;
  readonly #open = new Map<string, { readonly session: LoginSession; readonly usedAt: number }>();

  /** @throws TypeError when an option is not what it must be. */
  constructor(now: () => Date, { timeoutMs, limit, keyCheck = 'CookieOrParameter' }: LoginOptions = {}) {
    const defaults = { timeoutMs: 1_800_000, limit: 10_000 };
    const complete = numbers(defaults, { timeoutMs, limit }, 'logins.');
    this.timeoutMs = complete.timeoutMs;
    this.#limit = complete.limit;
    this.#keyCheck = checked(
      keyChecks.includes(keyCheck),
      'logins.keyCheck',
      keyCheck,
      `one of ${keyChecks.join(', ')}`,
    );
    this.#now = now;
  }

  /** Begins a session. */
  begin(account: Account): LoginSession {
    this.#makeRoom();
    const session = { id: randomText(), key: randomText(), account };
    this.#open.set(session.id, { session, usedAt: this.#now().getTime() });
    return session;
  }

  /** The session that a request names, from now on used; `null` when it names none that lives. */
  find(request: Request): LoginSession | null {
    const id = readCookies(request).get(SESSION_COOKIE) ?? '';
    const found = this.#open.get(id);
    if (found === undefined) return null;
    this.#open.delete(id);
    if (this.#isOver(found.usedAt)) return null;
    this.#open.set(id, { ...found, usedAt: this.#now().getTime() });
    return found.session;
  }

  /** Whether a request proves that the session is its sender's. No place may hold a wrong key. */
  isProven(session: LoginSession, request: Request, parameters: RawParameters): boolean {
    const matches = (given: string | undefined): boolean | null =>
      given === undefined ? null : sameText(session.key, given);
    const inParameter = matches(parameters.get(SESSION_KEY));
    const inCookie = matches(readCookies(request).get(SESSION_KEY));
    if (this.#keyCheck === 'ParameterOnly') return inParameter === true;
    if (this.#keyCheck === 'CookieAndParameter') return inParameter === true && inCookie === true;
    return inParameter !== false && inCookie !== false && (inParameter ?? inCookie) === true;
  }

  end({ id }: LoginSession): void {
    this.#open.delete(id);
  }

  #makeRoom(): void {
    for (const [id, { usedAt }] of this.#open) {
      if (this.#open.size < this.#limit && !this.#isOver(usedAt)) return;
      this.#open.delete(id);
    }
  }

  #isOver(usedAt: number): boolean {
    return this.#now().getTime() - usedAt > this.timeoutMs;
  }
}

/** 160 bits in URL-safe base64: clients send the text of a cookie as a parameter without encoding it. */
function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
