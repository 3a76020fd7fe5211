import { type Access, CredentialsError, readKeys } from './connection.js';

/** The names of cs and Ansible, and those of Terraform. */
const spellings = [
  { endpoint: 'CLOUDSTACK_ENDPOINT', apiKey: 'CLOUDSTACK_KEY', secretKey: 'CLOUDSTACK_SECRET' },
  { endpoint: 'CLOUDSTACK_API_URL', apiKey: 'CLOUDSTACK_API_KEY', secretKey: 'CLOUDSTACK_SECRET_KEY' },
];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The connection in the environment: `CLOUDSTACK_ENDPOINT`, `CLOUDSTACK_KEY` and `CLOUDSTACK_SECRET`, or
 * `CLOUDSTACK_API_URL`, `CLOUDSTACK_API_KEY` and `CLOUDSTACK_SECRET_KEY`. An empty variable counts as missing. Nothing
 * else is read: `CLOUDSTACK_TIMEOUT` means something else to every tool.
 *
 * @param environment default: that of the process.
 * @returns `null` when none of the variables is set.
 * @throws CredentialsError when some of them are missing, or both spellings are there and differ.
 */
export function fromEnvironment(environment: Environment = processEnvironment()): Access | null {
  const [first = null, ...others] = spellings
    .map((names) => readKeys(names, (name) => environment[name], 'The environment'))
    .filter((found) => found !== null);
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
    throw new CredentialsError(
      'The environment holds two connections that differ, as CLOUDSTACK_KEY and as CLOUDSTACK_API_KEY. Remove one.',
    );
  }
  return first;
}

function processEnvironment(): Environment {
  const process: { readonly env: Environment } | undefined = Reflect.get(globalThis, 'process');
  return process?.env ?? {};
}
