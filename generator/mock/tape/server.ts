import { parseJson } from '../../../templates/runtime/json.js';
import { createAuthenticator } from '../../../templates/runtime/server/authenticate.js';
import { faultOf } from '../../../templates/runtime/server/fault.js';
import type { AccountCredentials, CloudStackServer } from '../../../templates/runtime/server/index.js';
import { type RawParameters, readParameters } from '../../../templates/runtime/server/request.js';
import { type AnswerForm, answerForms, renderFault } from '../../../templates/runtime/server/respond.js';
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
  /** What answers in XML say that they come from. */
  readonly version: string | undefined;
}

/** Serves a tape. Only who signs with the mock's own keys gets an answer: behind a recording stands a real server. */
export function tapeServer(tape: Tape, options: TapeServerOptions): CloudStackServer {
  const { account, redaction, now, note, onError } = options;
  const formOf = answerForms(options.version);
  const authenticate = createAuthenticator({ accounts: [account], hashes: ['SHA-1', 'SHA-512'], now });
  const fetch = async (request: Request): Promise<Response> => {
    let command = '';
    let response: string | null | undefined = new URL(request.url).searchParams.get('response');
    try {
      const raw = await readParameters(request);
      command = raw.get('command') ?? '';
      response = raw.get('response');
      await authenticate(raw);
      const call = { command, parameters: redaction.parameters(raw), raw };
      note(request, call);
      return await formed(await tape(call), formOf(response));
    } catch (error) {
      const fault = faultOf(error, (cause) => onError(cause, command));
      return renderFault(formOf(response), 'errorresponse', fault);
    }
  };
  return { fetch, close: async () => undefined };
}

/** Tapes hold JSON; who wants that, and what is none, gets the answer as it is. */
async function formed(answer: Response, form: AnswerForm): Promise<Response> {
  if (form.contentType.startsWith('application/json')) return answer;
  const text = await answer.text();
  const [[envelope, body] = [], ...others] = membersOf(text);
  if (envelope === undefined || others.length > 0) return jsonAnswer(answer.status, text);
  const headers = { 'content-type': form.contentType };
  return new Response(form.write(envelope, body), { status: answer.status, headers });
}

function membersOf(text: string): readonly (readonly [name: string, value: unknown])[] {
  try {
    return Object.entries(parseJson(text) as object);
  } catch {
    return [];
  }
}

/** An answer as a server of CloudStack sends it. */
export function jsonAnswer(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json; charset=UTF-8' } });
}
