import { type Diagnostics, InputError } from '../diagnostics/diagnostics.js';
import { printable } from '../diagnostics/printable.js';
import { readModel } from '../generate.js';
import {
  Mock,
  type MockOptions,
  readRecording,
  readStartData,
  type RequestReport,
  type Upstream,
} from '../mock/index.js';
import type { ApiModel } from '../model/api-model.js';
import { readOptions, type Typed } from './flags.js';
import { isRefused, refusal } from './strict.js';
import type { Outcome, Terminal } from './verb.js';

/** The port of CloudStack's own management server. */
const PORT = 8_080;
/** How much of a request's parameters a line of the log shows, in characters. */
const SHOWN = 200;

/** Serves a mock of the documents' API until it is interrupted. */
export async function runMock(typed: Typed, { out, diagnostics }: Terminal): Promise<Outcome> {
  const flags = new MockFlags(typed, diagnostics);
  const place = { host: flags.text('host') ?? '127.0.0.1', port: flags.number('port', 65_535) ?? PORT };
  const options = flags.options();
  const documents = readOptions(typed, diagnostics);
  diagnostics.stopIfErrors();
  const { model } = await readModel(documents, diagnostics);
  const [file, tape] = [flags.text('data'), flags.text('replay')];
  const data = file === undefined ? undefined : await readStartData(file, diagnostics);
  const replay = tape === undefined ? undefined : await readRecording(tape, diagnostics);
  const record = flags.record();
  diagnostics.stopIfErrors();
  if (isRefused(typed, diagnostics)) return { exitCode: 1, disk: `${refusal} Nothing was written.`, report: {} };
  const onRequest = typed.flags.has('quiet') ? undefined : logRequest;
  const mock = makeMock(model, { ...options, data, record, replay, onRequest, onError: logError }, diagnostics);
  const interrupted = interruption();
  const url = await listen(mock, place, diagnostics);
  out(
    typed.flags.has('json')
      ? `${JSON.stringify(connection(mock, url))}\n`
      : greeting(mock, url, typed.flags.has('secret-key')),
  );
  await interrupted;
  await mock.close();
  return { exitCode: 0, disk: '', report: null };
}

function makeMock(model: ApiModel, options: MockOptions, diagnostics: Diagnostics): Mock {
  try {
    return new Mock(model, options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (options.record === undefined || code === undefined) throw error;
    diagnostics.report('mock-cannot-write', null, { file: options.record.file, reason: code });
    throw new InputError();
  }
}

function connection({ apiKey, secretKey }: Mock, url: string): Readonly<Record<string, string>> {
  return { url, apiKey, secretKey };
}

/** How to call the mock; a secret key of the user's own is not shown. */
function greeting({ apiKey, secretKey: key }: Mock, url: string, isOwn: boolean): string {
  const secretKey = isOwn ? '…' : key;
  return [
    `The mock listens on ${url}`,
    `  CLOUDSTACK_ENDPOINT=${url} CLOUDSTACK_KEY=${apiKey} CLOUDSTACK_SECRET=${secretKey}`,
    `  new CloudStack({ endpoint: '${url}', apiKey: '${apiKey}', secretKey: '${secretKey}' })`,
    '',
  ].join('\n');
}

async function listen(
  mock: Mock,
  place: { readonly host: string; readonly port: number },
  diagnostics: Diagnostics,
): Promise<string> {
  try {
    return await mock.serve(place);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    diagnostics.report('mock-cannot-listen', null, { ...place, reason: code ?? message });
    throw new InputError();
  }
}

/** Settles when the process is asked to end. A second time ends it at once. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function logRequest({ method, command, parameters, status, milliseconds }: RequestReport): void {
  const shown = Object.entries(parameters).map(([name, value]) => `${name}=${textOf(value)}`);
  const line = `${status} ${method} ${[command, ...shown].join(' ').slice(0, SHOWN)} ${milliseconds} ms`;
  process.stderr.write(`${printable(line)}\n`);
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Only bugs of the mock come here: what a handler threw that is no answer. */
function logError(error: unknown, command: string): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${command} failed in the mock, which is a bug of cloudstack-codegen:\n${text}\n`);
}

/** The server that the environment names, or what is missing. */
function upstreamIn(environment: NodeJS.ProcessEnv, endpoint: string | undefined): Upstream | string {
  const { CLOUDSTACK_ENDPOINT, CLOUDSTACK_KEY, CLOUDSTACK_SECRET } = environment;
  const address = endpoint ?? CLOUDSTACK_ENDPOINT ?? '';
  if (!URL.canParse(address)) return 'its address is missing, or is none';
  if (!CLOUDSTACK_KEY || !CLOUDSTACK_SECRET) return 'the environment has no CLOUDSTACK_KEY, or no CLOUDSTACK_SECRET';
  return { endpoint: address, apiKey: CLOUDSTACK_KEY, secretKey: CLOUDSTACK_SECRET };
}

/** Reads the mock's own options; values that cannot be used are reported. */
class MockFlags {
  readonly #typed: Typed;
  readonly #diagnostics: Diagnostics;

  constructor(typed: Typed, diagnostics: Diagnostics) {
    this.#typed = typed;
    this.#diagnostics = diagnostics;
  }

  text(flag: string): string | undefined {
    return this.#typed.flags.get(flag)?.at(-1);
  }

  options(): MockOptions {
    return {
      apiKey: this.text('api-key'),
      secretKey: this.text('secret-key'),
      seed: this.number('seed', 2 ** 32 - 1),
      latencyMs: this.number('latency', 3_600_000),
      jobLatencyMs: this.number('job-latency', 86_400_000),
      failRate: this.#share('fail-rate'),
      enforcePost: this.#typed.flags.has('enforce-post'),
      cors: this.#cors(),
    };
  }

  number(flag: string, most: number): number | undefined {
    const value = this.text(flag);
    if (value === undefined || (/^\d{1,10}$/.test(value) && Number(value) <= most)) {
      return value === undefined ? undefined : Number(value);
    }
    return this.#refuse(flag, value, `a whole number from 0 to ${most}`);
  }

  /** Where a recording goes and comes from; the keys of the real server never stand in the arguments. */
  record(): MockOptions['record'] {
    const file = this.text('record');
    if (file === undefined) return undefined;
    const upstream = upstreamIn(process.env, this.text('upstream'));
    if (typeof upstream !== 'string') return { file, upstream };
    this.#diagnostics.report('mock-upstream-missing', null, { reason: upstream });
    return undefined;
  }

  #cors(): MockOptions['cors'] {
    const origins = this.#typed.flags.get('cors');
    if (origins === undefined) return undefined;
    if (origins.includes('*')) return { origins: '*' };
    const wrong = origins.find((text) => !URL.canParse(text) || new URL(text).origin !== text);
    if (wrong !== undefined) this.#refuse('cors', wrong, 'an origin such as https://ui.example.com, or *');
    return { origins, credentials: true };
  }

  #share(flag: string): number | undefined {
    const value = this.text(flag);
    if (value === undefined) return undefined;
    return /^(?:0(?:\.\d+)?|1(?:\.0+)?)$/.test(value)
      ? Number(value)
      : this.#refuse(flag, value, 'a number from 0 to 1');
  }

  #refuse(flag: string, value: string, wanted: string): undefined {
    this.#diagnostics.report('flag-invalid', null, { flag: `--${flag}`, value, wanted });
  }
}
