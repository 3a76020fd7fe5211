import type { Constraint, Parameter, Scalar } from '../../model/api-model.js';
import { remember } from '../../model/remember.js';

/** A description as the readers of constraints see it. */
export interface Prose {
  /** The parameter that is described. */
  readonly owner: Parameter;
  readonly text: string;
  readonly sentences: readonly string[];
  /** Every parameter of the command, as prose may call them. */
  readonly names: Names;
}

/** A constraint and the parameter that it stands at. */
export interface Placed<Of = Constraint> {
  readonly owner: string;
  readonly constraint: Of;
}

/**
 * One of these stands in every description that has a rule, but for mere lists of values and ranges. First letters are
 * left out, as they may be capitals: a pattern that minds capitals takes a quarter of the time.
 */
const ruleWords =
  /ither |ne of|utually|ogether|both|ame time|ombination|long with|ust |need|o be |not be|n't be|only |efault|ssumed|equired|andatory|ecessary|eprecated/;
/** Nearly half of the descriptions of a whole API are word for word those of another command. */
const hasRuleWords = remember((text) => ruleWords.test(text));
/** What stands between values that are listed. */
export const betweenValues: RegExp = /[,/]| or | and /;
const aboutNumbers = /\d|zero|itive/;

/** Nobody writes longer ones, and some patterns look through a sentence from each of its words. */
const longestSentence = 1000;
const longestText = 20_000;

/** Which readers a description is for; most are for none, which is told at once. */
export function readersFor(text: string, { type }: Parameter): 'all' | 'values' | 'range' | 'none' {
  if (hasRuleWords(text)) return 'all';
  const element = type.kind === 'array' ? type.items : type;
  if (element.kind !== 'scalar') return 'none';
  if (element.scalar === 'string') return betweenValues.test(text) ? 'values' : 'none';
  return isNumber(element.scalar) && aboutNumbers.test(text) ? 'range' : 'none';
}

function isNumber(scalar: Scalar): boolean {
  return scalar === 'integer' || scalar === 'long' || scalar === 'decimal';
}

/** Whether what follows holds in some cases only. */
export function isConditional(text: string): boolean {
  return /\b(?:if|when|unless|where|in case)\b/i.test(text);
}

/** Also where the blank behind the full stop is missing: `the virtual machine.Mutually exclusive with …`. */
export const sentencesOf: (text: string) => readonly string[] = remember((text) =>
  text
    .slice(0, longestText)
    .split(/(?<=[.;!?])(?<!\b(?:i\.e|e\.g)\.)\s+|(?<=[a-z0-9]\.)(?=[A-Z][a-z])/)
    .filter((sentence) => sentence.length <= longestSentence),
);

/** Every match of a global pattern; `matchAll` would make the pattern anew for each text. */
export function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const next = pattern.lastIndex + (found[0] === '' ? 1 : 0);
    yield found;
    pattern.lastIndex = next;
  }
}

/** Finds parameters by what prose calls them: `domainId`, `'projectid'`, `the TYPE parameter`, `domain ID`. */
export class Names {
  readonly #parameters: readonly Parameter[];
  #byLowerCase: ReadonlyMap<string, string> | null = null;

  constructor(parameters: readonly Parameter[]) {
    this.#parameters = parameters;
  }

  /** The wire name that is meant where only a name can stand; `null` when the command has no such parameter. */
  meant(words: string): string | null {
    const bare = words.replace(/\bparameters?\b|^ ?the\b|["'`\s]/gi, '');
    return this.#byName.get(bare.toLowerCase()) ?? null;
  }

  /** The wire names in `a, b and c parameters`; `null` when anything in it means no parameter. */
  allMeant(list: string): readonly string[] | null {
    const names = list.split(/,? (?:and|or) |, ?/i).map((one) => this.meant(one));
    return names.every((name) => name !== null) ? [...new Set(names)].sort() : null;
  }

  /** The wire names in a sentence that can be nothing else: spelled exactly, or in camel case. */
  mentioned(sentence: string): readonly string[] {
    const found = (sentence.match(/[A-Za-z]\w*/g) ?? []).map((word) => {
      const name = this.#byName.get(word.toLowerCase());
      return name === word || /[a-z][A-Z]/.test(word) ? name : undefined;
    });
    return [...new Set(found.filter((name) => name !== undefined))].sort();
  }

  /** Few commands need it. */
  get #byName(): ReadonlyMap<string, string> {
    this.#byLowerCase ??= new Map(this.#parameters.map(({ name }) => [name.toLowerCase(), name]));
    return this.#byLowerCase;
  }
}
