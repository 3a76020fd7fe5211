import type { RuleName } from './rules.js';

/** What a change means to whoever compiled against the package of the old documents. */
export type Rating = 'breaking' | 'feature' | 'fix';

/** Ratings, the gravest first. */
export const ratings: readonly Rating[] = ['breaking', 'feature', 'fix'];

/** What a change is about; a constraint ties several parameters of a command to each other. */
export type Kind = 'group' | 'command' | 'parameter' | 'constraint' | 'entity' | 'field';

/** Which property of a thing has changed. */
export type Aspect =
  | 'accepts'
  | 'acknowledgement'
  | 'always'
  | 'condition'
  | 'default'
  | 'deprecated'
  | 'description'
  | 'envelope'
  | 'execution'
  | 'group'
  | 'length'
  | 'method'
  | 'open'
  | 'paged'
  | 'range'
  | 'required'
  | 'result'
  | 'result key'
  | 'sensitive'
  | 'since'
  | 'title'
  | 'type'
  | 'value';

/** One difference between two models, not yet judged. */
export interface Difference {
  readonly of: Kind;
  /** Name of the command, entity or group. */
  readonly on: string;
  /**
   * Name of the parameter or field, and of a member of each of its elements behind `[]`: `iptonetworklist[].ip`; `null`
   * for the command, entity or group itself, and for constraints that belong to no parameter more than to another.
   */
  readonly name: string | null;
  readonly action: 'added' | 'removed' | 'changed';
  /** `null` for what was added or removed as a whole. */
  readonly aspect: Aspect | null;
  /** In the words of the report; `null` where there was nothing. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A difference with its rating. */
export interface Change extends Difference {
  /** The rule that rates it: a row of the table in `docs/diff.md`. */
  readonly rule: RuleName;
  readonly rating: Rating;
  /** Where a breaking change is noticed: when code is compiled, or when a validator checks a value. */
  readonly noticed: 'compiling' | 'validating' | null;
}

/** Something gone and something new that are much alike: a guess, which rates nothing. */
export interface Rename {
  readonly of: Kind;
  /** Name of the command or entity that the parameter or field belongs to. */
  readonly on: string | null;
  readonly from: string;
  readonly to: string;
}
