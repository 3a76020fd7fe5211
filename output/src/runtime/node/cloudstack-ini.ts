import { type Access, CredentialsError, readKeys } from './connection.js';
import { readIni, sectionOf } from './ini.js';

/** Where to look. */
export interface CloudStackIniOptions {
  /** Default `~/.cloudstack.ini`. */
  readonly path?: string | undefined;
  /** The section. Default `cloudstack`. */
  readonly region?: string | undefined;
}

/**
 * The connection in a file of the Python client `cs` and of Ansible: `endpoint`, `key` and `secret` of a section. Its
 * other settings are not read; certificates are always verified, whatever it says.
 *
 * @returns `null` when there is no file, or no section of the default name and none was asked for.
 * @throws CredentialsError when the file cannot be read, the region is not in it, or something is missing.
 */
export async function fromCloudStackIni(options: CloudStackIniOptions = {}): Promise<Access | null> {
  const { path = '~/.cloudstack.ini', region } = options;
  const ini = await readIni(path);
  if (ini === null || (region === undefined && !ini.has('cloudstack'))) return null;
  const name = region ?? 'cloudstack';
  const section = sectionOf(ini, name, path, 'region');
  const source = `${path}, region "${name}",`;
  const connection = readKeys(
    { endpoint: 'endpoint', apiKey: 'key', secretKey: 'secret' },
    // As Python's ConfigParser has it.
    (key) => section.get(key) ?? ini.get('')?.get(key),
    source,
  );
  if (connection === null) throw new CredentialsError(`${source} has no endpoint, no key and no secret.`);
  return connection;
}
