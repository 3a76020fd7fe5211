/** The value, when it is right. @throws TypeError naming the option; the value is not shown, as it may be a key. */
export function checked<T>(isRight: boolean, option: string, value: T, wanted: string): T {
  if (isRight) return value;
  throw new TypeError(`The option ${option} must be ${wanted}.`);
}

/** A time, or a count: those are whole. @throws TypeError when it is not a number above zero. */
export function positive(option: string, value: number): number {
  const isRight = typeof value === 'number' && value > 0 && (option.endsWith('Ms') || Number.isSafeInteger(value));
  return checked(isRight, option, value, 'a number above zero');
}

/**
 * Numbers that are all given or have their default.
 *
 * @param path stands before the names in errors.
 * @throws TypeError as {@link positive} does.
 */
export function numbers<Name extends string>(
  defaults: Readonly<Record<Name, number>>,
  options: { readonly [N in NoInfer<Name>]?: number | null | undefined } = {},
  path = '',
): Record<Name, number> {
  const complete: Record<Name, number> = { ...defaults };
  for (const name in defaults) complete[name] = positive(path + name, options[name] ?? defaults[name]);
  return complete;
}
