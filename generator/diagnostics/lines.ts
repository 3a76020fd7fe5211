/** The lines of a text, by offset and by number; where they begin is worked out once, when first asked. */
export class Lines {
  readonly #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line that holds an offset, counted from 1, and where it begins and the next one does. */
  at(offset: number): { line: number; start: number; end: number } {
    const starts = this.#begin();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, start: starts[low] ?? 0, end: starts[low + 1] ?? this.#text.length };
  }

  /** A line without its end, counted from 1; empty when there is none. */
  text(line: number): string {
    const starts = this.#begin();
    const start = starts[line - 1];
    return start === undefined ? '' : this.#text.slice(start, starts[line]).replace(/\r?\n$/, '');
  }

  #begin(): readonly number[] {
    this.#starts ??= startsOf(this.#text);
    return this.#starts;
  }
}

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
