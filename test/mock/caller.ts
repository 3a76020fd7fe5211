import { type Mock } from '../../generator/mock/index.js';
import { envelope, signed } from '../unit/runtime-server/signing.js';

type Body = Readonly<Record<string, unknown>>;

/** How a command was answered. */
export interface Answered {
  readonly status: number;
  readonly envelope: string;
  readonly body: Body;
}

/** Calls a served mock over a socket, by POST, and without a client of ours. */
export async function call(mock: Mock, command: string, values: Record<string, string> = {}): Promise<Answered> {
  const response = await fetch(mock.url ?? '', { method: 'POST', body: signed({ command, ...values }, mock) });
  const copy = new Response(await response.text());
  const [name, body] = await envelope(copy);
  return { status: response.status, envelope: name, body };
}

/** What an asynchronous command ends with; a failed job is an answer with the job's own error. */
export async function outcome(mock: Mock, command: string, values: Record<string, string> = {}): Promise<Answered> {
  const begun = await call(mock, command, values);
  const { jobid } = begun.body;
  if (begun.status !== 200 || typeof jobid !== 'string') return begun;
  for (;;) {
    const { body } = await call(mock, 'queryAsyncJobResult', { jobid });
    if (body['jobstatus'] === 0) continue;
    const result = body['jobresult'] as Body;
    return {
      status: body['jobstatus'] === 1 ? 200 : Number(result['errorcode']),
      envelope: begun.envelope,
      body: result,
    };
  }
}
