/** Text in any case; `false` is what a thing without the field says too; of several values one must fit. */
export function same(held: unknown, asked: unknown): boolean {
  if (Array.isArray(asked)) return asked.some((one) => same(held, one));
  if (Array.isArray(held)) return held.some((one) => same(one, asked));
  if (typeof asked === 'boolean') return (textOf(held) === 'true') === asked;
  return held !== undefined && textOf(held) === textOf(asked);
}

/** In lower case; empty for nothing. */
export function textOf(value: unknown): string {
  return String(value ?? '').toLowerCase();
}
