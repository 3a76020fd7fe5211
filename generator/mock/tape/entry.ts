import { isSecret, redacted } from '../../../templates/runtime/redact.js';
import type { RawParameters } from '../../../templates/runtime/server/request.js';
import type { ApiModel } from '../../model/api-model.js';

/** A command and how a real server answered it; one line of a recording. */
export interface TapeEntry {
  readonly command: string;
  /** As they were sent, sorted by name, with secrets replaced; nothing of how the request was signed. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The answer, with secrets replaced. */
  readonly body: unknown;
}

/** Parameters that say who calls, and how the answer is written. */
const transport: ReadonlySet<string> = new Set(
  'command response apikey signature signatureversion expires sessionkey _'.split(' '),
);

/** Takes out of requests and answers what nobody else may read, by the facts of the model and by names. */
export class Redaction {
  readonly #sensitive: readonly string[];

  constructor({ commands }: ApiModel) {
    const names = commands.flatMap(({ parameters }) => parameters.filter(({ sensitive }) => sensitive));
    this.#sensitive = [...new Set(names.map(({ name }) => name.toLowerCase()))];
  }

  /** What a command was given, fit to be written down and to be compared. */
  parameters(raw: RawParameters): Readonly<Record<string, string>> {
    const own = [...raw].filter(([name]) => !transport.has(name.toLowerCase()));
    const shown = own.map(([name, value]) => [name.toLowerCase(), this.#hides(name) ? redacted : value] as const);
    return Object.fromEntries(shown.sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
  }

  /** An answer without the values of members that are called secrets. */
  body(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.body(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        this.#hidesMember(name, inner) ? redacted : this.body(inner),
      ]),
    );
  }

  #hides(name: string): boolean {
    return isSecret({ name: '', method: 'GET', sensitive: this.#sensitive }, name.toLowerCase());
  }

  /** A password stands in an object of its name, in `getVMPassword`: what is looked into is not replaced whole. */
  #hidesMember(name: string, value: unknown): boolean {
    return (typeof value !== 'object' || value === null) && this.#hides(name);
  }
}

/** What is the same for the same call. */
export function keyOf({ command, parameters }: Pick<TapeEntry, 'command' | 'parameters'>): string {
  return JSON.stringify([command, ...Object.entries(parameters).flat()]);
}
