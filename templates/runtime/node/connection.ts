import type { CommonOptions, Identity } from '../options.js';

/** Where the API is and who calls: what a client needs at least, `new CloudStack({ ...connection })`. */
export type Access = Pick<CommonOptions, 'endpoint' | 'signatureHash'> & Identity;

/** A source of credentials that cannot be used as it is. Its message names the source and never shows a key. */
export class CredentialsError extends Error {
  static {
    this.prototype.name = 'CredentialsError';
  }
}

/** What a source calls the three things that are needed. */
export interface KeyNames {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly secretKey: string;
}

/**
 * Reads the three things under their names.
 *
 * @param source how the source is called in errors.
 * @returns `null` when there is none of them.
 * @throws CredentialsError when there are some but not all.
 */
export function readKeys(
  names: KeyNames,
  read: (name: string) => string | undefined,
  source: string,
): (Access & { readonly apiKey: string }) | null {
  const [endpoint, apiKey, secretKey] = [names.endpoint, names.apiKey, names.secretKey].map(read);
  if (endpoint && apiKey && secretKey) return { endpoint, apiKey, secretKey };
  if (!endpoint && !apiKey && !secretKey) return null;
  const missing = Object.values(names).filter((name: string) => !read(name));
  throw new CredentialsError(`${source} has no ${missing.join(' and no ')}. Add what is missing, or remove the rest.`);
}
