import * as z from 'zod';
import type { Long, Page, Success } from './command.js';
import { nearest } from './nearest.js';

/** A zod schema that yields `T`. */
export type Validator<T> = z.ZodType<T>;

/** The two validators of a command. */
export interface CommandValidators<P, R> {
  /** Checks what is sent; unknown names are refused. */
  readonly params: Validator<P>;
  /** Checks what comes back; unknown fields are kept. */
  readonly result: Validator<R>;
}

type Shape<T> = { readonly [K in keyof T]-?: z.ZodType<T[K]> };

/** A rule over several parameters. */
export type Rule<Name extends string> = (value: Readonly<Record<Name, unknown>>) => string | null;

/**
 * A validator for the parameters of a command. It is built on first use, refuses names the command does not have,
 * and says which one was probably meant.
 */
export function params<P extends object>(
  shape: () => NoInfer<Shape<P>>,
  ...rules: readonly Rule<NoInfer<keyof P & string>>[]
): Validator<P> {
  return z.lazy(() => {
    const members = shape();
    const schema = z.strictObject(members, { error: (issue) => unknownNames(issue, Object.keys(members)) });
    const checked = rules.reduce<z.ZodType>((inner, rule) => withRule(inner, rule as Rule<string>), schema);
    return checked as unknown as Validator<P>;
  });
}

function unknownNames(
  issue: { readonly code?: string; readonly keys?: unknown },
  known: readonly string[],
): string | undefined {
  if (issue.code !== 'unrecognized_keys' || !Array.isArray(issue.keys)) return undefined;
  return issue.keys
    .map((name: unknown) => {
      const meant = nearest(String(name), known);
      return `Unknown parameter "${String(name)}"${meant === null ? '' : `; did you mean "${meant}"?`}`;
    })
    .join('. ');
}

function withRule(inner: z.ZodType, rule: Rule<string>): z.ZodType {
  return inner.superRefine((value, context) => {
    const broken = rule(value as Readonly<Record<string, unknown>>);
    if (broken !== null) context.addIssue({ code: 'custom', message: broken });
  });
}

/** A validator for an entity. It is built on first use, and keeps fields that it does not know. */
export function model<T extends object>(shape: () => NoInfer<Shape<T>>): Validator<T> {
  return z.lazy(() => z.looseObject(shape()) as unknown as Validator<T>);
}

/** A page of a list command. */
export function page<T>(item: Validator<T>): Validator<Page<T>> {
  return z.lazy(() => z.looseObject({ items: z.array(item), count: z.number().int() }));
}

/** The answer of a command that only says that it worked; old servers send the boolean as text. */
export function success(): Validator<Success> {
  return z.lazy(() => z.looseObject({ success: flag(), displaytext: z.string().optional() }));
}

/**
 * An id as servers take it: hexadecimal digits in the form of a UUID, of any version and case.
 *
 * @param also texts that are taken besides, such as `-1` for all projects.
 */
export function id(...also: readonly string[]): z.ZodType<string> {
  const form = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  return z.string().refine((text) => form.test(text) || also.includes(text), 'Expected a UUID');
}

/**
 * A 64-bit integer: a `number` where that is exact, else a `bigint`.
 *
 * @param minimum the smallest that is taken; `null` is no limit.
 * @param maximum the greatest that is taken; `null` is no limit.
 */
export function long(minimum: number | null = null, maximum: number | null = null): z.ZodType<Long> {
  const any = z.union([z.number().int(), z.bigint()]);
  if (minimum === null && maximum === null) return any;
  const isWithin = (value: Long): boolean => (minimum ?? value) <= value && value <= (maximum ?? value);
  const wanted = [minimum === null ? '' : `at least ${minimum}`, maximum === null ? '' : `at most ${maximum}`];
  return any.refine(isWithin, `Expected a number of ${wanted.filter((end) => end !== '').join(' and ')}`);
}

/** A date that is sent: a `Date`, or text as `yyyy-MM-dd`, `yyyy-MM-dd HH:mm:ss`, or ISO 8601 with an offset. */
export function date(): z.ZodType<string | Date> {
  const text = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
  return z.union([z.date(), z.string().regex(text, 'Expected a date such as 2026-01-31 or 2026-01-31T12:00:00+0000')]);
}

/** A boolean that comes back; some servers send it as text. */
export function flag(): z.ZodType<boolean> {
  return z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
}

/**
 * One of the words that a server takes. Like CloudStack it does not mind capitals, and yields the word as documented.
 *
 * @throws nothing: zod reports other words, without showing them.
 */
export function oneOf<const Value extends string>(words: readonly Value[]): z.ZodType<Value> {
  const documented = new Map(words.map((word) => [word.toLowerCase(), word]));
  const spelled = (value: unknown): unknown =>
    typeof value !== 'string' || words.some((word) => word === value)
      ? value
      : (documented.get(value.toLowerCase()) ?? value);
  return z.preprocess(spelled, z.enum(words, { error: `Expected one of ${words.join(', ')}` }));
}

/** A word of a list that newer servers may have made longer: every text passes. */
export function openEnum<const Value extends string>(_known: readonly Value[]): z.ZodType<Value | (string & {})> {
  return z.string();
}

/** Exactly one of these parameters must be given. */
export function exactlyOneOf<Name extends string>(...names: readonly Name[]): Rule<Name> {
  const [none, several] = [atLeastOneOf(...names), atMostOneOf(...names)];
  return (value) => none(value) ?? several(value);
}

/** At most one of these parameters may be given. */
export function atMostOneOf<Name extends string>(...names: readonly Name[]): Rule<Name> {
  return (value) => (given(value, names) <= 1 ? null : `Specify only one of the parameters ${listed(names, 'and')}`);
}

/** At least one of these parameters must be given. */
export function atLeastOneOf<Name extends string>(...names: readonly Name[]): Rule<Name> {
  return (value) => (given(value, names) >= 1 ? null : `Either ${listed(names, 'or')} must be specified`);
}

/** The first of these parameters may only be given together with all others. */
export function requires<Name extends string>(name: Name, ...others: readonly Name[]): Rule<Name> {
  return (value) => {
    const missing = given(value, [name]) === 0 ? undefined : others.find((other) => given(value, [other]) === 0);
    return missing === undefined ? null : `"${missing}" parameter is required when "${name}" is specified`;
  };
}

/** `a, b or c`. */
function listed(names: readonly string[], last: string): string {
  return [names.slice(0, -1).join(', '), names.at(-1)].join(` ${last} `);
}

function given<Name extends string>(value: Readonly<Record<Name, unknown>>, names: readonly Name[]): number {
  return names.filter((name) => value[name] !== undefined && value[name] !== null).length;
}

/** Names of the parameters that a validator knows. */
export function parameterNames(validator: Validator<unknown>): readonly string[] {
  return Object.keys(parameterSchemas(validator));
}

/** The schema of each parameter that a validator knows. */
export function parameterSchemas(validator: Validator<unknown>): Readonly<Record<string, z.ZodType>> {
  let schema: z.core.$ZodType = validator;
  while (!('shape' in schema)) {
    if (!(schema instanceof z.ZodLazy)) throw new TypeError('not a parameter validator');
    schema = schema.unwrap();
  }
  return schema.shape as Readonly<Record<string, z.ZodType>>;
}
