/** Why a connection came to nothing, as the end of a sentence, and what to do about it. */
export interface ConnectionFailure {
  readonly reason: string;
  readonly advice: string;
}

/** What `fetch` failed with, in the user's words; the platform hides its code in one of the causes. */
export function connectionFailure(error: unknown): ConnectionFailure {
  const code = codeOf(error);
  if (/^ERR_SSL_(?:WRONG_VERSION|PACKET_LENGTH|HTTP)/.test(code)) {
    return { reason: `it does not speak TLS (${code})`, advice: 'Does its address begin with http://?' };
  }
  if (/CERT|SELF_SIGNED|ISSUER|ERR_TLS|^ERR_SSL|VERIFY/.test(code)) {
    return {
      reason: `its certificate is not trusted (${code})`,
      advice: 'Give the certificate of its authority to Node: NODE_EXTRA_CA_CERTS=FILE.',
    };
  }
  return {
    reason: `the connection failed${code === '' ? '' : ` (${code})`}`,
    advice: 'Check the address, and that this machine reaches it.',
  };
}

/** The first code on the way down the causes; empty when there is none. */
function codeOf(error: unknown): string {
  const codes = causesOf(error).map((cause) => ('code' in cause ? String(cause.code) : ''));
  return codes.find((code) => /^[A-Z_]+$/.test(code)) ?? '';
}

function causesOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
