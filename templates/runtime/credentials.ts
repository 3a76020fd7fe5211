import type { Answer } from './answer.js';
import type { CommandFacts } from './command.js';
import { formatDate } from './json.js';
import { encodeQuery, encodeValue, sign, type SignatureHash, type WireParameter } from './sign.js';

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
  /** What was signed; absent when nothing was. */
  readonly signed?: readonly WireParameter[];
  /** Is told of a refusal with 401, which carries nothing out. Whether the same request may pass when it is repeated. */
  renew?(errortext: string): boolean;
}

/** Proves to the server who calls: by signatures or, as a session does, by a login. */
export interface Authenticator {
  /** Completes a request; is asked for each attempt. */
  authorize(parameters: readonly WireParameter[]): Promise<Authorization>;
  /**
   * Is told once by each client that uses it.
   *
   * @throws Error when it cannot be used by this client.
   */
  connect?(connection: Connection): void;
}

/** How an authenticator sends requests of its own. */
export interface Connection {
  readonly endpoint: string;
  send(
    authorize: Authenticator['authorize'],
    command: CommandFacts,
    parameters: readonly WireParameter[],
  ): Promise<Answer>;
}

/** How requests are signed. */
export interface Signing {
  readonly hash: SignatureHash;
  /** How long after now, by this machine's clock, a request expires, in milliseconds; `null` for never. */
  readonly validMs: number | null;
}

/** Signs every request with the keys that `keys` tells. */
export function signingWith(keys: () => ApiKeys | Promise<ApiKeys>, { hash, validMs }: Signing): Authenticator {
  const authorize = async (parameters: readonly WireParameter[]): Promise<Authorization> => {
    const { apiKey, secretKey } = await keys();
    const signed: WireParameter[] = [...parameters, ['apikey', apiKey]];
    if (validMs !== null) {
      // Version 3 of the signature is what makes the server look at `expires`, and demand it.
      signed.push(['signatureversion', '3'], ['expires', formatDate(new Date(Date.now() + validMs))]);
    }
    const { query, canonical } = encodeQuery(signed);
    const signature = await sign(canonical, secretKey, hash);
    return { query: `${query}&signature=${encodeValue(signature)}`, secrets: [apiKey, secretKey, signature], signed };
  };
  return { authorize };
}
