import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { nearest } from '../diagnostics/nearest.js';
import type { ConfigFile, Step } from './config-file.js';
import type { ConfigKey } from './keys.js';

/** Reports every key of a config file that does not exist, and every value that cannot be. */
export function checkConfig(file: ConfigFile, keys: readonly ConfigKey[], diagnostics: Diagnostics): void {
  new Checker(file, keys, diagnostics).check();
}

class Checker {
  readonly #file: ConfigFile;
  readonly #keys: ReadonlyMap<string, ConfigKey>;
  readonly #diagnostics: Diagnostics;

  constructor(file: ConfigFile, keys: readonly ConfigKey[], diagnostics: Diagnostics) {
    this.#file = file;
    this.#keys = new Map(keys.map((one) => [one.key, one]));
    this.#diagnostics = diagnostics;
  }

  check(): void {
    for (const [key, value] of Object.entries(this.#file.value)) {
      if (key === 'packages') this.#packages(value);
      else if (key !== '$schema') this.#member([key], value, ['packages', '$schema']);
      else if (typeof value !== 'string') this.#wrong([key], value, 'a text');
    }
  }

  #packages(value: unknown): void {
    if (!Array.isArray(value) || value.length === 0) return this.#wrong(['packages'], value, 'a list of packages');
    value.forEach((one: unknown, index) => {
      if (!isObject(one)) return this.#wrong(['packages', index], one, 'an object with the options of a package');
      for (const [key, inside] of Object.entries(one)) this.#member(['packages', index, key], inside, []);
    });
  }

  #member(path: readonly Step[], value: unknown, others: readonly string[]): void {
    const name = String(path.at(-1));
    const key = this.#keys.get(name);
    if (key !== undefined) return this.#value(key, path, value);
    const meant = nearest(name, [...this.#keys.keys(), ...others]);
    this.#diagnostics.report('config-key-unknown', this.#file.placeOf(path), { key: shown(path), meant });
  }

  #value(key: ConfigKey, path: readonly Step[], value: unknown): void {
    // A module may say `undefined` where it has nothing to say.
    if (value === undefined) return;
    if (key.kind === 'switch') {
      if (typeof value !== 'boolean') this.#wrong(path, value, 'true or false');
    } else if (key.kind === 'list' && Array.isArray(value)) {
      value.forEach((one: unknown, index) => this.#text(key, [...path, index], one));
    } else this.#text(key, path, value);
  }

  #text({ kind, choices }: ConfigKey, path: readonly Step[], value: unknown): void {
    if (typeof value === 'string' && (choices === null ? value !== '' : choices.includes(value))) return;
    const text = choices === null ? 'a text' : `one of ${choices.join(', ')}`;
    const isItem = typeof path.at(-1) === 'number';
    this.#wrong(path, value, kind === 'list' && !isItem ? `${text}, or a list of them` : text);
  }

  #wrong(path: readonly Step[], value: unknown, wanted: string): void {
    const values = { key: shown(path), found: kindOf(value), wanted };
    this.#diagnostics.report('config-value-wrong', this.#file.placeOf(path), values);
  }
}

/** A path as one writes it in code: `packages[0].out`. */
export function shown(path: readonly Step[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value is, for somebody who must find it. */
export function kindOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
