import type { Origin } from './source.js';

/** Something that no document says, or says wrongly, about a command; each with its reason and source. */
export interface Fact<K extends FactKind = FactKind> {
  readonly kind: K;
  /** A command's name, or `*` for every command that has the member. */
  readonly command: string;
  /** The parameter or the field that the fact is about; both `null` when it is about the command itself. */
  readonly parameter: string | null;
  readonly field: string | null;
  readonly value: FactValues[K];
  readonly reason: string;
  readonly source: string;
  /** `always`: wins over documents; `fallback`, for names of groups and entities: used when no document gives one. */
  readonly precedence: 'always' | 'fallback';
  readonly origin: Origin;
}

/** The value that each kind of fact carries. */
export interface FactValues {
  /** The top-level member of the answer. */
  readonly envelope: string;
  readonly result: ResultFact;
  /** Name of the entity that the command answers, or that its field holds. */
  readonly entity: string;
  /** The group's title, as in `Virtual Machine`. */
  readonly group: string;
  /** The acknowledgement of the job carries the new thing's id. */
  readonly acknowledgesId: boolean;
  readonly execution: 'sync' | 'async';
  readonly map: MapFact;
  /** Type word of a list's elements. */
  readonly list: string;
  readonly method: 'GET' | 'POST';
  /** Whether a list command understands `page` and `pagesize`. */
  readonly paged: boolean;
  readonly sensitive: boolean;
  readonly required: boolean;
  readonly type: TypeFact;
  /** Whether -1 is taken where an id stands. */
  readonly allowsMinusOne: boolean;
}

export type FactKind = keyof FactValues;

/** What a command answers, where rule or document are wrong. */
export interface ResultFact {
  readonly kind: 'list' | 'entity' | 'success';
  /** `null`: the envelope's body is the thing itself. */
  readonly key: string | null;
  /** A command that answers the same entity, where the document declares another. */
  readonly like: string | null;
}

/** How a map parameter is written. */
export interface MapFact {
  readonly encoding: 'entries' | 'pairs' | 'objects';
  /** Members of each element of `objects`. */
  readonly fields: readonly MapField[];
  /** Whether an element of `objects` takes further members of any name. */
  readonly open: boolean;
}

export interface MapField {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

/** A type that documents get wrong: a type word, and for lists the word of the elements. */
export interface TypeFact {
  readonly word: string;
  readonly items: string | null;
  /** A command that answers the entity which stands here, alone or in a list. */
  readonly like: string | null;
}
