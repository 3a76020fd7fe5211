import { session } from '../session.js';
import type { SignatureHash } from '../sign.js';
import { type Access, CredentialsError, readKeys } from './connection.js';
import { readIni, sectionOf } from './ini.js';

/** Where to look. */
export interface CmkConfigOptions {
  /** Default `~/.cmk/config`. */
  readonly path?: string | undefined;
  /** Default: the one that the file names as `profile`. */
  readonly profile?: string | undefined;
}

type Section = ReadonlyMap<string, string>;

/**
 * The connection in a file of CloudMonkey: `url`, `apikey` and `secretkey` of a profile, or `url`, `username`,
 * `password` and `domain` of one without keys, which becomes a session. A profile with keys never falls back to its
 * password. `signaturealgorithm` is read; certificates are always verified, whatever the file says.
 *
 * @returns `null` when there is no file, or it names no profile and none was asked for.
 * @throws CredentialsError when the file cannot be read, the profile is not in it, or something is missing.
 */
export async function fromCmkConfig(options: CmkConfigOptions = {}): Promise<Access | null> {
  const { path = '~/.cmk/config' } = options;
  const ini = await readIni(path);
  const name = options.profile ?? unquoted(ini?.get('')?.get('profile') ?? ini?.get('core')?.get('profile'));
  if (ini === null || name === undefined) return null;
  const profile = sectionOf(ini, name, path, 'profile');
  const source = `${path}, profile "${name}",`;
  const signatureHash = hashOf(profile, source);
  return { ...(keysOf(profile, source) ?? loginOf(profile, source)), signatureHash };
}

function keysOf(profile: Section, source: string): Access | null {
  if (!value(profile, 'apikey') && !value(profile, 'secretkey')) return null;
  return readKeys({ endpoint: 'url', apiKey: 'apikey', secretKey: 'secretkey' }, (key) => value(profile, key), source);
}

function loginOf(profile: Section, source: string): Access {
  const [endpoint, username, password, domain] = ['url', 'username', 'password', 'domain'].map((key) =>
    value(profile, key),
  );
  if (endpoint && username && password) return { endpoint, credentials: session({ username, password, domain }) };
  throw new CredentialsError(`${source} has neither url, apikey and secretkey, nor url, username and password.`);
}

/** `auto` tries the newer hash and falls back; a client must not guess, so that it means the one that all servers take. */
function hashOf(profile: Section, source: string): SignatureHash {
  const algorithm = (value(profile, 'signaturealgorithm') ?? 'auto').toLowerCase();
  if (algorithm === 'hmacsha512') return 'SHA-512';
  if (algorithm === 'hmacsha1' || algorithm === 'auto') return 'SHA-1';
  throw new CredentialsError(`${source} has a signaturealgorithm that is none of HmacSHA1, HmacSHA512 and auto.`);
}

function value(profile: Section, name: string): string | undefined {
  return unquoted(profile.get(name)) || undefined;
}

/** CloudMonkey's library quotes values with special characters. */
function unquoted(text: string | undefined): string | undefined {
  return text?.replace(/^("""|`|")(.*)\1$/, '$2');
}
