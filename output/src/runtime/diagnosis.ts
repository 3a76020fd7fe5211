import type { CommandFacts } from './command.js';
import { isSecret } from './redact.js';
import { canonicalString, type WireParameter } from './sign.js';

/** Says what was signed, without the secrets in it. */
export type Diagnosis = (command: CommandFacts, signed: readonly WireParameter[]) => string;

/**
 * The text that was signed, as the server should have put it together too, with `[redacted]` for the API key and every
 * sensitive value. Give it to a client as `diagnose`, and its errors with 401 show it, in the message and as
 * `canonical`. (All reasons for a 401 have the same text; see apache/cloudstack#11394.)
 */
export const canonicalDiagnosis: Diagnosis = (command, signed) => {
  const shown = signed.map(([name, value]): WireParameter => [name, isSecret(command, name) ? '[redacted]' : value]);
  return canonicalString(shown).replaceAll('%5bredacted%5d', '[redacted]');
};
