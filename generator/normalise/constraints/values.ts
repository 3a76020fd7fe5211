import type { AllowedValues } from '../../model/api-model.js';
import { remember } from '../../model/remember.js';
import { betweenValues, matchesOf, sentencesOf } from './prose.js';

/** Words behind which a list of values may stand. */
interface Lead {
  readonly says: RegExp;
  /** Whether they promise that there are no others. */
  readonly whole: boolean;
  /** Whether nothing but values can stand there. */
  readonly sure?: true;
  /** Whether what can be done may stand there as well: `can be attached or detached`. */
  readonly doing?: true;
  /** Whether the list has to end the sentence, as nothing else tells that it is one. */
  readonly last?: true;
}

const kind = '(?:values?|options?|types?|states?|actions?|methods?|modes?|protocols?|keys)';

/** From the surest. */
const leads: readonly Lead[] = [
  // Valid values are A, B. Possible types are A or B. Valid location types: A, B. valid value can be one of A, B
  {
    says: new RegExp(
      `\\b(?:valid|allowed|possible|supported|available|accepted|permitted)(?: \\w+)? ${kind}` +
        '(?: (?:are|is|currently|can be)(?: ?[,:-])?(?: (?:one|any) of:?)?| ?[:=-]) ?',
      'gi',
    ),
    whole: true,
    sure: true,
  },
  // Values are A and B. Options are A and B.
  { says: /\b(?:values|options) are ?:? ?/gi, whole: true },
  // , can be A or B. can be: A or B. value can be one of [A, B]. value can be a list of [A, B]
  {
    says: /(?:^|[.,;:(]|\bvalue|\bit) ?(?:can|could|may|must) be ?:? ?(?:one of:? |either |a list of )?/gi,
    whole: true,
    doing: true,
  },
  // One of : A, B. to use, either A or B
  { says: /(?:^|[.,;:(-]) ?(?:one of ?:?|either) ?/gi, whole: true },
  // Possible values include A and B.
  { says: /\bvalues? (?:include|such as):? ?/gi, whole: false },
  // the type of the cluster: A, B. the mode - A or B. the algorithm (A, B). A or B.
  { says: /\w ?(?: - |: ?|(?=[([]))|^/g, whole: false, last: true },
];

const word = '["\'`‘’“”]?(?:[a-z0-9][\\w.-]*\\w|[a-z0-9])["\'`‘’“”]?';
/** A value and what is said of it: `vmwaresvs (for the standard switch)`; not `if not specified` behind the last one. */
const item = `(?!default|if |when |but |valid |any |other )${word}(?: ?\\([^()]{1,60}\\))?`;
const list = new RegExp(`[[(]? ?(?<items>${item}(?:(?: ?, ?(?:and |or )?| (?:and|or) | ?/ ?)${item})+) ?[\\])]?`, 'iy');

/** Behind a list that is whole: the end, or words about what happens without a value. */
const done = /^["')\]]?(?:$|[.;*]|,? ?(?:if|when) (?:it is )?(?:not|null)|,? ?\(?default)/i;
/** Behind a list that could go on. */
const more = /^,? ?(?:or|and)? ?(?:any |a )?(?:valid|other|etc|so on|more)\b|^ ?\.\.\./i;

const noValues =
  /^(?:an?|the|any|see|empty|null|not|yes|true|false|used|set|given|passed|specified|in|to|for|be|are|or|and)$/i;
/** Words of prose, but values as well where nothing else can stand: `ON, OFF`, `fr, is, no`. */
const seldomValues = /^(?:no|of|on|is)$/i;
const deed = /^[a-z]+(?:ed|ing|able)$/;
const noun = /^(?:names?|ids?|uuids?|description|displaytext|url|username|password|path|e-?mail)$/i;

/** A list of values that a description gives; `null` when it gives none, or none that is certainly one. */
export const readValues: (text: string) => AllowedValues | null = remember((text) => {
  const sentences = sentencesOf(text);
  for (const [index, sentence] of sentences.entries()) {
    if (!betweenValues.test(sentence)) continue;
    for (const lead of leads) {
      const found = readList(sentence, lead);
      if (found === null) continue;
      const explained = [found.rest, ...sentences.slice(index + 1)].flatMap(explainedValues);
      return { kind: 'values', values: [...new Set([...found.values, ...explained])], open: found.open };
    }
  }
  return null;
});

interface List {
  readonly values: readonly string[];
  readonly open: boolean;
  readonly rest: string;
}

function readList(sentence: string, { says, whole, sure, doing, last }: Lead): List | null {
  for (const led of matchesOf(says, sentence)) {
    list.lastIndex = led.index + led[0].length;
    const found = list.exec(sentence);
    if (found === null) continue;
    const isCertain = sure === true || /^[[(]/.test(found[0]);
    const values = valuesOf(found.groups?.['items'] ?? '', isCertain);
    const rest = sentence.slice(found.index + found[0].length);
    const goesOn = more.test(rest);
    if (values === null || (doing && values.every((value) => deed.test(value)))) continue;
    if (last === true ? !done.test(rest) || isSentence(values) : !done.test(rest) && !goesOn) continue;
    return { values, open: !whole || goesOn || /\w ?\/ ?\w/.test(found[0]), rest };
  }
  return null;
}

/** `Name or description`, `Host or pod`: words of a sentence that happens to be short. */
function isSentence(values: readonly string[]): boolean {
  const [first = '', ...others] = values;
  const startsOne = /^[A-Z][a-z]/.test(first) && others.every((value) => /^[a-z]/.test(value));
  return startsOne || values.some((value) => noun.test(value));
}

function valuesOf(items: string, isCertain: boolean): readonly string[] | null {
  const values = items
    .replace(/ ?\([^()]*\)/g, '')
    .split(/ ?, ?(?:and |or )?| (?:and|or) | ?\/ ?/i)
    .map((value) => value.replace(/["'`‘’“”]/g, ''));
  const distinct = [...new Set(values)];
  const isNone = (value: string): boolean =>
    value === '' || noValues.test(value) || (!isCertain && seldomValues.test(value));
  if (distinct.length < 2 || distinct.some(isNone)) return null;
  return distinct.every((value) => /^\d/.test(value)) ? null : distinct;
}

const explanation = /\* ?(\w+) ?:/g;

/** `* featured : templates that …`: what each value means, and values that the list forgot. */
function explainedValues(text: string): readonly string[] {
  return text.includes('*') ? [...matchesOf(explanation, text)].map(([, value = '']) => value) : [];
}
