import { createAuthenticator } from '../../../templates/runtime/server/authenticate.js';
import { faultOf } from '../../../templates/runtime/server/fault.js';
import type { AccountCredentials, CloudStackServer } from '../../../templates/runtime/server/index.js';
import { type RawParameters, readParameters } from '../../../templates/runtime/server/request.js';
import { answerForms, renderFault } from '../../../templates/runtime/server/respond.js';
import type { Redaction, TapeEntry } from './entry.js';

/** A call as it came, and as it may be written down. */
export interface TapeCall extends Pick<TapeEntry, 'command' | 'parameters'> {
  readonly raw: RawParameters;
}

/** Answers calls from elsewhere than the mocked cloud. */
export type Tape = (call: TapeCall) => Promise<Response>;

interface TapeServerOptions {
  readonly account: AccountCredentials;
  readonly redaction: Redaction;
  readonly now: () => Date;
  /** Told of every call that is answered, for a log. */
  readonly note: (request: Request, call: TapeCall) => void;
  readonly onError: (error: unknown, command: string) => void;
}

/** Serves a tape. Only who signs with the mock's own keys gets an answer: behind a recording stands a real server. */
export function tapeServer(tape: Tape, options: TapeServerOptions): CloudStackServer {
  const { account, redaction, now, note, onError } = options;
  const authenticate = createAuthenticator({ accounts: [account], hashes: ['SHA-1', 'SHA-512'], now });
  const fetch = async (request: Request): Promise<Response> => {
    let command = '';
    try {
      const raw = await readParameters(request);
      command = raw.get('command') ?? '';
      await authenticate(raw);
      const call = { command, parameters: redaction.parameters(raw), raw };
      note(request, call);
      return await tape(call);
    } catch (error) {
      const fault = faultOf(error, (cause) => onError(cause, command));
      return renderFault(answerForms('')('json'), 'errorresponse', fault);
    }
  };
  return { fetch, close: async () => undefined };
}

/** An answer as a server of CloudStack sends it. */
export function jsonAnswer(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json; charset=UTF-8' } });
}
