import type { Rule, RuleKind } from './api-model.js';
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
  /** The name with the capitals in which it is sent; only they may differ. */
  readonly name: string;
  readonly description: string;
  /** Version that brought the command or the parameter. */
  readonly since: string;
  /** The reason, such as what to use instead; `null` where the command is not deprecated. */
  readonly deprecated: string | null;
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
  /** Every allowed value; `null` where any text is taken. */
  readonly values: readonly string[] | null;
  /** In characters; `null` where there is no limit. */
  readonly maxLength: number | null;
  readonly constraints: ConstraintsFact;
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
  /** What really comes back, where the document declares another thing and no command answers the same. */
  readonly fields: readonly FactField[] | null;
}

/** What descriptions say wrongly, or not at all, about when and how to give a parameter. */
export interface ConstraintsFact {
  readonly add: readonly Rule[];
  /** Kinds of rules in descriptions that do not count; a tie goes when one of its parameters gives it up. */
  readonly remove: readonly RuleKind[];
}

/** How a map parameter is written. */
export interface MapFact {
  readonly encoding: 'entries' | 'pairs' | 'objects';
  /** Members of each element of `objects`. */
  readonly fields: readonly FactField[];
  /** Whether an element of `objects` takes further members of any name. */
  readonly open: boolean;
}

export interface FactField {
  readonly name: string;
  /** A type word. */
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

/** What hooks want: facts, which win over all others, and wishes for what no fact is about. */
export interface Wanted {
  /** Those about fields name the entity in the place of the command. */
  readonly facts: readonly Fact[];
  readonly wishes: readonly Wish[];
}

/** Something that a hook wants of the whole model, in the names that it has without hooks. */
export interface Wish {
  readonly of:
    { readonly command: string; readonly parameter?: string } | { readonly entity: string; readonly field?: string };
  readonly change:
    | { readonly kind: 'skip' }
    | { readonly kind: 'rename'; readonly name: string }
    | { readonly kind: 'doc'; readonly description: string };
  readonly reason: string;
  readonly origin: Origin;
}
