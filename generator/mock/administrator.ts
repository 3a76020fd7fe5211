import type { Account, AccountCredentials } from '../../templates/runtime/server/index.js';
import type { MockOptions } from './options.js';
import { nameOf, type State, type Thing } from './world/state.js';

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

/** The user whom `registerUserKeys` gave a key, as long as he and his account are enabled. */
export function holderOf(apiKey: string, state: State): AccountCredentials | null {
  const user = state.all('user').find(({ fields }) => fields.get('apikey') === apiKey);
  if (user === undefined || ![user, accountOf(user, state)].every(isEnabled)) return null;
  const type = ([0, 1, 2] as const).find((one) => one === user.fields.get('accounttype'));
  return { ...userOf(user), apiKey, secretKey: String(user.fields.get('secretkey')), type };
}

function accountOf({ fields }: Thing, state: State): Thing | null {
  const id = fields.get('accountid');
  if (id !== undefined) return state.get('account', String(id));
  const isHis = (one: Thing): boolean =>
    nameOf(one) === fields.get('account') && one.fields.get('domainid') === fields.get('domainid');
  return state.all('account').find(isHis) ?? null;
}

/** An account that nobody has described does not keep its users out. */
function isEnabled(thing: Thing | null): boolean {
  return thing === null || /^enabled$/i.test(String(thing.fields.get('state') ?? 'enabled'));
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
