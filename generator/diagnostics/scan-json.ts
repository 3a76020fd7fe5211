// Code units, since taking single characters out of a text of megabytes makes a string of each.
const [quote, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x7b, 0x7d, 0x5b, 0x5d];

/** A stretch of a text: from `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A member or an item of a container. */
interface Child {
  /** The member's name, the item's index. */
  readonly step: string;
  /** The member's key, which is what is shown; `null` for an item, which is shown itself. */
  readonly key: Span | null;
  /** Offset of its value. */
  readonly at: number;
}

/** What is known of an object or an array: its children up to the last one that was looked for. */
interface Container {
  readonly children: Map<string, Child>;
  last: Child | null;
}

/**
 * Walks a JSON text straight to what a pointer names, skipping all else: no tree is built, so that 4 MB take
 * milliseconds. What is passed on the way is remembered, so that thousands of walks together read each object and each
 * array that they enter once.
 */
export class JsonScanner {
  readonly #text: string;
  /** By their offsets. */
  readonly #containers = new Map<number, Container>();

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * What the steps of a pointer lead to; where something is missing, its deepest parent.
   *
   * @returns `undefined` when the text, as far as it was read, is not JSON.
   */
  find(steps: readonly string[]): Span | undefined {
    const start = this.#space(0);
    let found: Child = { step: '', key: { start, end: start + 1 }, at: start };
    for (const step of steps) {
      const child = this.#enter(found.at, step);
      if (child === 'broken') return undefined;
      if (child === 'missing') break;
      found = child;
    }
    return this.#spanOf(found);
  }

  #spanOf({ key, at }: Child): Span {
    return key ?? { start: at, end: this.#endOfValue(at) };
  }

  /** Goes into a member or an item of the value at an offset. */
  #enter(at: number, step: string): Child | 'missing' | 'broken' {
    const opening = this.#text[at];
    if (opening !== '{' && opening !== '[') return 'missing';
    const container = this.#containers.get(at) ?? { children: new Map<string, Child>(), last: null };
    this.#containers.set(at, container);
    const known = container.children.get(step);
    if (known !== undefined) return known;
    const closing = opening === '{' ? '}' : ']';
    for (;;) {
      const start = container.last === null ? this.#space(at + 1) : this.#next(container.last.at);
      const child = this.#text[start] === closing ? null : this.#read(start, opening, container.children.size);
      if (child === null) return this.#text[start] === closing ? 'missing' : 'broken';
      container.last = child;
      // Of two members of one name, the first is shown.
      if (!container.children.has(child.step)) container.children.set(child.step, child);
      if (child.step === step) return child;
    }
  }

  /** The child that begins at an offset; `null` where none can. */
  #read(start: number, opening: '{' | '[', index: number): Child | null {
    if (start >= this.#text.length) return null;
    if (opening === '[') return { step: String(index), key: null, at: start };
    if (this.#text[start] !== '"') return null;
    const key: Span = { start, end: this.#endOfString(start) };
    const colon = this.#space(key.end);
    return this.#text[colon] === ':' ? { step: this.#nameOf(key), key, at: this.#space(colon + 1) } : null;
  }

  /** A name that is no sound text stays as it is written. */
  #nameOf({ start, end }: Span): string {
    const raw = this.#text.slice(start + 1, end - 1);
    if (!raw.includes('\\')) return raw;
    try {
      return String(JSON.parse(`"${raw}"`));
    } catch {
      return raw;
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
