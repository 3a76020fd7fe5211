// Code units, since taking single characters out of a text of megabytes makes a string of each.
const [quote, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x7b, 0x7d, 0x5b, 0x5d];

/** A stretch of a text: from `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Walks a JSON text straight to what a pointer names, skipping all else: no tree is built, so that 4 MB take
 * milliseconds. It remembers where the items of the arrays on its way begin, so that later walks are shorter still.
 */
export class JsonScanner {
  readonly #text: string;
  /** Offset of the value that the walk has come to. */
  #at = 0;
  /** Offsets of the items met so far, by the offset of their array. */
  readonly #items = new Map<number, number[]>();

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * What the steps of a pointer lead to; where something is missing, its deepest parent.
   *
   * @returns `undefined` when the text, as far as it was read, is not JSON.
   */
  find(steps: readonly string[]): Span | undefined {
    this.#at = this.#space(0);
    let span: Span = { start: this.#at, end: this.#at + 1 };
    for (const step of steps) {
      const child = this.#enter(step);
      if (child === 'broken') return undefined;
      if (child === 'missing') break;
      span = child;
    }
    return span;
  }

  /** Goes into a member or an item of the current value. */
  #enter(step: string): Span | 'missing' | 'broken' {
    const opening = this.#text[this.#at];
    if (opening === '{') return this.#enterMember(step);
    return opening === '[' ? this.#enterItem(Number(step)) : 'missing';
  }

  #enterMember(name: string): Span | 'missing' | 'broken' {
    let at = this.#space(this.#at + 1);
    while (this.#text[at] === '"') {
      const key: Span = { start: at, end: this.#endOfString(at) };
      const colon = this.#space(key.end);
      if (this.#text[colon] !== ':') return 'broken';
      this.#at = this.#space(colon + 1);
      if (this.#isNamed(key, name)) return key;
      at = this.#next(this.#at);
    }
    return this.#text[at] === '}' ? 'missing' : 'broken';
  }

  #enterItem(index: number): Span | 'missing' | 'broken' {
    const items = this.#items.get(this.#at) ?? [];
    this.#items.set(this.#at, items);
    const last = items.at(-1);
    let at = last === undefined ? this.#space(this.#at + 1) : this.#next(last);
    while (items.length <= index && at < this.#text.length && this.#text[at] !== ']') {
      items.push(at);
      at = this.#next(at);
    }
    const found = items[index];
    if (found === undefined) return this.#text[at] === ']' ? 'missing' : 'broken';
    this.#at = found;
    return { start: found, end: this.#endOfValue(found) };
  }

  #isNamed({ start, end }: Span, name: string): boolean {
    const raw = this.#text.slice(start + 1, end - 1);
    if (!raw.includes('\\')) return raw === name;
    try {
      return JSON.parse(`"${raw}"`) === name;
    } catch {
      return false;
    }
  }

  /** From a value to what follows the comma after it, or to the closing bracket. */
  #next(at: number): number {
    const end = this.#space(this.#endOfValue(at));
    return this.#text[end] === ',' ? this.#space(end + 1) : end;
  }

  #endOfValue(at: number): number {
    const opening = this.#text[at];
    if (opening === '"') return this.#endOfString(at);
    if (opening === '{' || opening === '[') return this.#endOfBrackets(at);
    const scalar = /[^\s,\]}]*/y;
    scalar.lastIndex = at;
    scalar.test(this.#text);
    // At least one character, or a stray one would hold the walk for ever.
    return Math.max(scalar.lastIndex, at + 1);
  }

  #endOfBrackets(at: number): number {
    const text = this.#text;
    let depth = 0;
    for (let index = at; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit === quote) index = this.#endOfString(index) - 1;
      else if (unit === openBrace || unit === openBracket) depth += 1;
      else if (unit === closeBrace || unit === closeBracket) depth -= 1;
      else continue;
      if (depth === 0) return index + 1;
    }
    return text.length;
  }

  /** Just after the closing quote, or the end of the text. */
  #endOfString(at: number): number {
    let end = this.#text.indexOf('"', at + 1);
    while (end >= 0 && this.#isEscaped(end)) end = this.#text.indexOf('"', end + 1);
    return end < 0 ? this.#text.length : end + 1;
  }

  #isEscaped(end: number): boolean {
    let slashes = 0;
    while (this.#text[end - 1 - slashes] === '\\') slashes += 1;
    return slashes % 2 === 1;
  }

  #space(at: number): number {
    const space = /[\s\uFEFF]*/y;
    space.lastIndex = at;
    space.test(this.#text);
    return space.lastIndex;
  }
}
