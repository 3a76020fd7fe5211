import type { CommandFacts } from './command.js';
import type { Diagnosis } from './diagnosis.js';
import { formatDate } from './json.js';
import type { Settings } from './settings.js';
import { encodeQuery, encodeValue, type Hmac, type SignatureHash, type WireParameter } from './sign.js';

/** The keys of a user. */
export interface ApiKeys {
  /** The key that names the user. */
  readonly apiKey: string;
  /** The key that signs. It is never sent, logged or shown. */
  readonly secretKey: string;
}

/** A request that proves who sends it. */
export interface Authorization {
  /** Every parameter, percent-encoded: a query or a form. */
  readonly query: string;
  /** Headers besides the usual ones, such as cookies where the platform keeps none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `include` sends the browser's cookies along. */
  readonly cookies?: 'include';
  /** What no text may show. */
  readonly secrets: readonly string[];
  /** What was signed, in words that show no secret. */
  diagnosis?(command: CommandFacts): string | undefined;
  /**
   * Is told of an error. True when nothing was carried out, and the same request may pass with another authorization.
   */
  renew?(error: unknown): boolean;
}

/** Proves to the server who calls: by signatures or, as a session does, by a login. */
export interface Authenticator {
  /** Completes a request; is asked for each attempt. `settings` are those of the connection that sends it. */
  authorize(parameters: readonly WireParameter[], settings: Settings): Promise<Authorization>;
}

/** How requests are signed. */
export interface Signing {
  readonly hash: SignatureHash;
  readonly hmac: Hmac;
  /** How long after now, by this machine's clock, a request expires, in milliseconds; `null` for never. */
  readonly validMs: number | null;
  readonly diagnose: Diagnosis | undefined;
}

/** Signs every request with the keys that `keys` tells. */
export function signingWith(keys: () => ApiKeys | Promise<ApiKeys>, signing: Signing): Authenticator {
  const { hash, hmac, validMs, diagnose } = signing;
  const authorize = async (parameters: readonly WireParameter[]): Promise<Authorization> => {
    const { apiKey, secretKey } = await keys();
    const signed: WireParameter[] = [...parameters, ['apikey', apiKey]];
    if (validMs !== null) {
      // Version 3 of the signature is what makes the server look at `expires`, and demand it.
      signed.push(['signatureversion', '3'], ['expires', formatDate(new Date(Date.now() + validMs))]);
    }
    const { query, canonical } = encodeQuery(signed);
    const signature = await hmac(canonical, secretKey, hash);
    return {
      query: `${query}&signature=${encodeValue(signature)}`,
      secrets: [apiKey, secretKey, signature],
      diagnosis: (command) => diagnose?.(command, signed),
    };
  };
  return { authorize };
}
