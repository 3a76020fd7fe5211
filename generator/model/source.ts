/** Which kind of document a source is. */
export type DocumentFormat = 'openapi' | 'slate' | 'listapis';

/** A file as it stands on the disk; `file` is the path as the user gave it, and what diagnostics show. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** A document with everything it refers to, read and ready to parse. */
export interface Source extends SourceFile {
  readonly format: DocumentFormat;
  /** Local files the document pulls in: `$ref` targets of OpenAPI, `includes:` partials of Slate. */
  readonly parts: readonly SourceFile[];
  /** What overlays make of an OpenAPI document; then it counts instead of the text. */
  readonly overlaid?: Overlaid;
}

/** A document's value after overlays, which knows the places of what they have changed. */
export interface Overlaid {
  readonly value: unknown;
  /** Where a member or an item comes from; `null` when it stands where the document's pointer says. */
  originOf(holder: object, step: string): Origin | null;
  /** Where the value at a pointer into {@link Overlaid.value} is stated. */
  placeOf(pointer: string): Origin;
}

/** A place in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a fact was read. JSON and YAML keep a JSON pointer (`/paths/~1/get`), which costs nothing until somebody
 * looks: line and column are worked out when the origin is shown. Markdown knows its position at once.
 */
export interface Origin {
  readonly file: string;
  readonly at: string | Position;
}

/** A value together with the place that states it. */
export interface Stated<T> {
  readonly value: T;
  readonly origin: Origin;
}
