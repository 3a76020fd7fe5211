import type { Stated } from '../../model/source.js';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#58': ':',
};

/** A description as text: OpenAPI's are CommonMark, in which `<` is written `&lt;` where it must not open a tag. */
export function plainProse(text: string): string {
  return text.includes('&')
    ? text.replace(/&(amp|lt|gt|quot|#39|#58);/g, (whole, name: string) => entities[name] ?? whole)
    : text;
}

/** {@link plainProse} of a text with its place. */
export function readProse(text: Stated<string> | null): Stated<string> | null {
  return text === null ? null : { value: plainProse(text.value), origin: text.origin };
}
