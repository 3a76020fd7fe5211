/** Who calls. What is not given is left out of answers. */
export interface Account {
  readonly apiKey: string;
  /** The account's name. */
  readonly account?: string | undefined;
  readonly accountid?: string | undefined;
  readonly userid?: string | undefined;
  readonly domainid?: string | undefined;
  /** Path of the account's domain, such as `/sales/north/`; default `/`, the root. */
  readonly domain?: string | undefined;
  /** The name that the user logs in with. */
  readonly username?: string | undefined;
  readonly firstname?: string | undefined;
  readonly lastname?: string | undefined;
  /**
   * 0 user, 1 root administrator, 2 domain administrator. A login tells 1 where it is not given. All that it permits is
   * that who is given 1 sees the jobs of other accounts.
   */
  readonly type?: 0 | 1 | 2 | undefined;
}

/** An account and how it proves itself; its secrets never reach a handler. */
export interface AccountCredentials extends Account {
  readonly secretKey: string;
  /** With a `username` it lets the user log in. */
  readonly password?: string | undefined;
}

/** Finds the account of an API key; nothing when it is nobody's. */
export type AccountLookup = (
  apiKey: string,
) => AccountCredentials | null | undefined | Promise<AccountCredentials | null | undefined>;

/** The account without its secrets. */
export function accountOf(credentials: AccountCredentials): Account {
  const { secretKey: _secretKey, password: _password, ...account } = credentials;
  return account;
}
