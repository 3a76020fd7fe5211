import type { Origin, Stated } from '../../model/source.js';

export type Json = Readonly<Record<string, unknown>>;

/** A member whose value is none of its type. */
export interface Misfit {
  readonly member: string;
  readonly wanted: string;
  readonly found: string;
}

/** What there is on entries. `null`, an empty text and an absent member all say nothing. */
export class Entry {
  readonly #json: Json;
  readonly #place: Origin & { readonly at: string };
  readonly #report: (misfit: Misfit) => void;

  constructor(json: Json, place: Origin & { readonly at: string }, report: (misfit: Misfit) => void) {
    this.#json = json;
    this.#place = place;
    this.#report = report;
  }

  text(member: string): Stated<string> | null {
    return this.#read(member, 'a text', (value) => (typeof value === 'string' ? value : undefined));
  }

  /** A version, which converters write as the number that it looks like. */
  version(member: string): Stated<string> | null {
    return this.#read(member, 'a version', (value) =>
      typeof value === 'string' || typeof value === 'number' ? String(value) : undefined,
    );
  }

  boolean(member: string): Stated<boolean> | null {
    return this.#read(member, 'true or false', (value) => {
      const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
      if (word === true || word === 'true') return true;
      return word === false || word === 'false' ? false : undefined;
    });
  }

  integer(member: string): Stated<number> | null {
    return this.#read(member, 'a whole number', (value) => {
      const number = typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;
      return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
    });
  }

  list(member: string): Stated<readonly unknown[]> | null {
    return this.#read(member, 'a list', (value) => (Array.isArray(value) ? (value as readonly unknown[]) : undefined));
  }

  #read<T>(member: string, wanted: string, as: (value: unknown) => T | undefined): Stated<T> | null {
    const value = this.#json[member];
    if (value === undefined || value === null || value === '') return null;
    const read = as(value);
    if (read !== undefined) return { value: read, origin: this.#at(member) };
    this.#report({ member, wanted, found: inWords(value) });
    return null;
  }

  #at(member: string): Origin {
    return { file: this.#place.file, at: `${this.#place.at}/${member}` };
  }
}

function inWords(value: unknown): string {
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object';
  return JSON.stringify(value).slice(0, 40);
}
