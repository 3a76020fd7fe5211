import type { Origin } from '../model/source.js';
import { type Located, locator } from './locate.js';
import { Lines } from './lines.js';
import { printable } from './printable.js';

/** Where something stands, as people and machines read it; `null` when the place is unknown. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  /** How much to underline. */
  readonly length: number;
}

/** Works out lines and columns of origins, only when asked: nobody pays for positions that nobody sees. */
export class Places {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #locators = new Map<string, (pointer: string) => Located | null>();
  readonly #lines = new Map<string, Lines>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  find({ file, at }: Origin): Place {
    if (typeof at !== 'string') return { file, ...at, length: 1 };
    const found = this.#locator(file)(at);
    return found === null ? { file, line: null, column: null, length: 1 } : { file, ...found };
  }

  /** `file:line:column`, as far as it is known. */
  print(origin: Origin): string {
    const { file, line, column } = this.find(origin);
    return printable(line === null ? file : `${file}:${line}:${column ?? 1}`);
  }

  /** A line of a file, counted from 1; empty when there is none. */
  line(file: string, number: number): string {
    return this.#linesOf(file).text(number);
  }

  #linesOf(file: string): Lines {
    const lines = this.#lines.get(file) ?? new Lines(this.#texts.get(file) ?? '');
    this.#lines.set(file, lines);
    return lines;
  }

  #locator(file: string): (pointer: string) => Located | null {
    const known = this.#locators.get(file);
    if (known !== undefined) return known;
    const text = this.#texts.get(file);
    const made = text === undefined ? () => null : locator(text, this.#linesOf(file));
    this.#locators.set(file, made);
    return made;
  }
}
