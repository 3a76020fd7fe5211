import type { Account, AccountCredentials } from '../../templates/runtime/server/index.js';
import type { MockOptions } from './options.js';
import type { State, Thing } from './world/state.js';

/** The keys of a mock that was given none; they open nothing else. */
const API_KEY = 'mock-api-key';
const SECRET_KEY = 'mock-secret-key';

/** The keys that requests are signed with. */
export function keysOf({ apiKey = API_KEY, secretKey = SECRET_KEY }: MockOptions): Readonly<{
  apiKey: string;
  secretKey: string;
}> {
  return { apiKey, secretKey };
}

/** Who calls, or logs in: the first user of the state. */
export function administratorOf(state: State, options: MockOptions): AccountCredentials {
  const { username = 'admin', password = 'password' } = options;
  return { ...userOf(state.all('user')[0]), ...keysOf(options), username, password, type: 1 };
}

/** The user whom `registerUserKeys` gave a key, unless he is disabled. */
export function holderOf(apiKey: string, state: State): AccountCredentials | null {
  const user = state.all('user').find(({ fields }) => fields.get('apikey') === apiKey);
  if (user === undefined || user.fields.get('state') === 'disabled') return null;
  const type = ([0, 1, 2] as const).find((one) => one === user.fields.get('accounttype'));
  return { ...userOf(user), apiKey, secretKey: String(user.fields.get('secretkey')), type };
}

function userOf(user: Thing | undefined): Omit<Account, 'apiKey'> {
  const text = (field: string): string | undefined => {
    const value = user?.fields.get(field);
    return value === undefined ? undefined : String(value);
  };
  return {
    account: text('account'),
    accountid: text('accountid'),
    userid: user?.id,
    domainid: text('domainid'),
    username: text('username'),
    firstname: text('firstname'),
    lastname: text('lastname'),
  };
}
