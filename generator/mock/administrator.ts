import type { AccountCredentials } from '../../templates/runtime/server/index.js';
import type { MockOptions } from './options.js';
import type { State } from './world/state.js';

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
  const [user] = state.all('user');
  const text = (field: string): string | undefined => {
    const value = user?.fields.get(field);
    return value === undefined ? undefined : String(value);
  };
  return {
    ...keysOf(options),
    account: text('account'),
    accountid: text('accountid'),
    userid: user?.id,
    domainid: text('domainid'),
    username: options.username ?? 'admin',
    password: options.password ?? 'password',
    firstname: text('firstname'),
    lastname: text('lastname'),
    type: 1,
  };
}
