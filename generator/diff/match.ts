/** Members of two lists by what they are called. */
export interface Matched<T> {
  readonly removed: readonly T[];
  readonly added: readonly T[];
  /** Those that both lists have. */
  readonly kept: readonly (readonly [before: T, now: T])[];
}

/** Pairs the members of two lists that have the same name. */
export function match<T>(before: readonly T[], now: readonly T[], nameOf: (one: T) => string): Matched<T> {
  const old = new Map(before.map((one) => [nameOf(one), one]));
  const fresh = new Map(now.map((one) => [nameOf(one), one]));
  return {
    removed: before.filter((one) => !fresh.has(nameOf(one))),
    added: now.filter((one) => !old.has(nameOf(one))),
    kept: before.flatMap((one) => {
      const other = fresh.get(nameOf(one));
      return other === undefined ? [] : [[one, other] as const];
    }),
  };
}

/** What somebody calls by its name. */
export const byName = ({ name }: { readonly name: string }): string => name;

/** {@link match} for texts. */
export function matchTexts(before: readonly string[], now: readonly string[]): Matched<string> {
  return match(before, now, (text) => text);
}
