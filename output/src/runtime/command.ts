declare const types: unique symbol;

/**
 * How a parameter's value stands on the wire. A parameter that is not listed in its descriptor is plain text.
 *
 * - `boolean`, `integer`, `long` (64 bits), `decimal`: their usual text
 * - `date`: `yyyy-MM-ddTHH:mm:ss+0000` for a `Date`, a string as it is
 * - `list`: elements joined by bare commas
 * - `entries`: `name[0].<key>=<value>` for every entry
 * - `pairs`: `name[i].key=<key>&name[i].value=<value>`, one index per entry
 * - `objects`: `name[i].<field>=<value>`, one index per element, all fields text
 */
export type WireType = 'boolean' | 'integer' | 'long' | 'decimal' | 'date' | 'list' | 'entries' | 'pairs' | 'objects';

/** `objects` whose elements have fields that are more than text: how each of those is written. */
export type ObjectFields = Readonly<Record<string, 'boolean' | 'integer' | 'long' | 'decimal'>>;

/** The facts that client and server share about a command. */
export interface CommandFacts {
  /** Value of the `command` parameter. */
  readonly name: string;
  /** The verb that every server accepts; both verbs are understood by servers that do not enforce POST. */
  readonly method: 'GET' | 'POST';
  /** The single top-level member of the answer, where it is not the lower-cased name plus `response`. */
  readonly envelope?: string;
  /** Parameters that are more than plain text. */
  readonly parameters?: Readonly<Record<string, WireType | ObjectFields>>;
  /** Parameters that must never be shown, such as passwords. */
  readonly sensitive?: readonly string[];
  /** Fields that are 64-bit integers, wherever they stand in the answer. */
  readonly longs?: readonly string[];
}

/** A command that answers at once. `P` is what is sent, `R` what comes back. */
export interface SyncCommand<P extends object, R> extends CommandFacts {
  readonly mode: 'sync';
  /** The member of the envelope that holds the answer; absent when the envelope's body is the answer. */
  readonly resultKey?: string;
  readonly [types]?: (params: P) => R;
}

/** A command that starts a job. `R` is what the job ends with. */
export interface AsyncCommand<P extends object, R> extends CommandFacts {
  readonly mode: 'async';
  /** The member of `jobresult` that holds the outcome; absent when `jobresult` is the outcome. */
  readonly resultKey?: string;
  /** The acknowledgement carries the id of the thing being made beside the job's. */
  readonly acknowledgesId?: true;
  readonly [types]?: (params: P) => R;
}

/** A command that answers a list. `R` is one item. */
export interface ListCommand<P extends object, R> extends CommandFacts {
  readonly mode: 'list';
  /** The member of the envelope that holds the items. */
  readonly resultKey: string;
  /** Whether `page` and `pagesize` are understood. */
  readonly paged: boolean;
  readonly [types]?: (params: P) => R;
}

/** Any command. */
export type Command<P extends object = never, R = unknown> = SyncCommand<P, R> | AsyncCommand<P, R> | ListCommand<P, R>;

/** The parameters of a command, from its descriptor. */
export type ParamsOf<C> = C extends { readonly [types]?: (params: infer P) => unknown } ? P : never;

/** What a command's handler returns and its result validator checks: the outcome, or a page of items. */
export type ResultOf<C> =
  C extends ListCommand<never, infer T>
    ? Page<T>
    : C extends { readonly [types]?: (params: never) => infer R }
      ? R
      : never;

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** What the server calls the total; many commands count only the page, so never rely on it to stop. */
  readonly count: number;
}

/** The answer of a command that has nothing to tell but that it worked. */
export interface Success {
  readonly success: boolean;
  readonly displaytext?: string | undefined;
}

/**
 * A 64-bit integer: a `number` while that is exact (up to 2^53 - 1), a `bigint` beyond; always a `bigint` in answers to a
 * client with the option `longs: 'bigint'`. `Number(x)` or `BigInt(x)` settles it.
 */
export type Long = number | bigint;

/** The top-level member of a command's answer. */
export function envelopeOf(command: CommandFacts): string {
  return command.envelope ?? `${command.name.toLowerCase()}response`;
}
