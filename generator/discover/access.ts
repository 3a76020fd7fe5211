import {
  type Access,
  CredentialsError,
  findConnection,
  fromCloudStackIni,
  fromCmkConfig,
  fromEnvironment,
} from '../../templates/runtime/node/index.js';
import { session } from '../../templates/runtime/session.js';

export { CredentialsError };

/** What was said of the server and of who asks; the rest is found on this machine. */
export interface AccessOptions {
  readonly endpoint: string | null;
  /** A section of `~/.cloudstack.ini`. */
  readonly region: string | null;
  /** A profile of `~/.cmk/config`. */
  readonly profile: string | null;
  /** A user who logs in. */
  readonly username: string | null;
  readonly domain: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Tells the password of the user; `null` where nobody can be asked. */
  readonly password: () => Promise<string | null>;
}

const keyNames = ['CLOUDSTACK_KEY', 'CLOUDSTACK_SECRET'];
const otherKeyNames = ['CLOUDSTACK_API_KEY', 'CLOUDSTACK_SECRET_KEY'];

/**
 * Where the API is and who asks it: a user with a password, a profile, a region, or what the environment and the files
 * of this machine say. Keys that belong to one server are sent to another only when both were named.
 *
 * @throws CredentialsError that says what is missing; it shows no secret.
 */
export async function findAccess(options: AccessOptions): Promise<Access> {
  const { endpoint, region, profile, username, environment } = options;
  if ([region, profile, username].filter((one) => one !== null).length > 1) {
    throw new CredentialsError('Only one of a region, a profile and a user can be asked for.');
  }
  if (username !== null) return loginOf(username, options);
  if (region === null && profile === null) {
    if (endpoint === null) return findConnection();
    return keysFor(endpoint, environment);
  }
  const found = region === null ? await fromCmkConfig({ profile: profile ?? '' }) : await fromCloudStackIni({ region });
  if (found === null)
    throw new CredentialsError(`There is no file ${region === null ? '~/.cmk/config' : '~/.cloudstack.ini'}.`);
  return endpoint === null ? found : { ...found, endpoint };
}

function keysFor(endpoint: string, environment: AccessOptions['environment']): Access {
  const has = (names: readonly string[]): boolean => names.some((name) => environment[name]);
  const found = fromEnvironment({
    ...environment,
    CLOUDSTACK_ENDPOINT: has(keyNames) ? endpoint : undefined,
    CLOUDSTACK_API_URL: has(otherKeyNames) ? endpoint : undefined,
  });
  if (found !== null) return found;
  throw new CredentialsError(`The environment has no keys for ${endpoint}.`);
}

async function loginOf(username: string, { endpoint, domain, environment, password }: AccessOptions): Promise<Access> {
  const address = endpoint ?? (environment['CLOUDSTACK_ENDPOINT'] || environment['CLOUDSTACK_API_URL']);
  if (!address) throw new CredentialsError('It is not said where the user logs in: an endpoint is missing.');
  const secret = await password();
  if (!secret) {
    throw new CredentialsError(
      'The password of the user is missing: set CLOUDSTACK_PASSWORD, or run it in a terminal.',
    );
  }
  return { endpoint: address, credentials: session({ username, password: secret, domain: domain ?? undefined }) };
}
