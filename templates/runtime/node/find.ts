import { fromCloudStackIni } from './cloudstack-ini.js';
import { fromCmkConfig } from './cmk-config.js';
import { type Access, CredentialsError } from './connection.js';
import { fromEnvironment } from './environment.js';

/** What to look for; at most one of the two. */
export interface FindOptions {
  /** A section of `~/.cloudstack.ini`: nothing else is looked at. */
  readonly region?: string | undefined;
  /** A profile of `~/.cmk/config`: nothing else is looked at. */
  readonly profile?: string | undefined;
}

/**
 * The connection of this machine, by the first of these that says anything:
 *
 * 1. the `region` or the `profile` that is asked for
 * 2. the environment, as {@link fromEnvironment} reads it
 * 3. the region `cloudstack` of `~/.cloudstack.ini`
 * 4. the profile that `~/.cmk/config` names
 *
 * What one of them leaves out is never taken from the next, and a failed request is never tried with another.
 *
 * @throws CredentialsError when none says anything, or the first that does is not complete.
 */
export async function findConnection({ region, profile }: FindOptions = {}): Promise<Access> {
  if (region !== undefined && profile !== undefined) {
    throw new CredentialsError(
      'Ask for a region of ~/.cloudstack.ini or for a profile of ~/.cmk/config, not for both.',
    );
  }
  const found =
    region !== undefined
      ? await fromCloudStackIni({ region })
      : profile !== undefined
        ? await fromCmkConfig({ profile })
        : (fromEnvironment() ?? (await fromCloudStackIni()) ?? (await fromCmkConfig()));
  if (found !== null) return found;
  throw new CredentialsError(
    'No connection was found: set CLOUDSTACK_ENDPOINT, CLOUDSTACK_KEY and CLOUDSTACK_SECRET, or write ~/.cloudstack.ini or ~/.cmk/config.',
  );
}
