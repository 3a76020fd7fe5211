import type { RawType } from '../../model/raw-api.js';

/** A type for all of several, and whether that took a guess. */
export interface Chosen {
  readonly type: RawType;
  /** The alternatives are not the same on the wire, and one had to be taken. */
  readonly isGuessed: boolean;
}

const unknown: RawType = { word: '', values: null, items: null, shape: null };

/** From the narrowest; of several kinds of numbers the widest holds all. */
const numbers: readonly string[] = ['short', 'int', 'integer', 'long', 'float', 'double', 'bigdecimal'];
const texts: ReadonlySet<string> = new Set(['string', 'uuid', 'date', 'tzdate', 'url', 'boolean', ...numbers]);

/**
 * The type that suits every one of several alternatives: of equal ones that type, of numbers the widest, of a list
 * and its element the list (CloudStack takes one element as a list of one), of other scalars text, since all are text
 * on the wire. Objects beside scalars suit nothing: the type is unknown.
 */
export function bestType(alternatives: readonly RawType[]): Chosen {
  const said = alternatives.filter(({ word }) => word !== '');
  const words = [...new Set(said.map(({ word }) => word))];
  const [word = ''] = words;
  if (words.length <= 1) return { type: sameWord(word, said), isGuessed: said.length < alternatives.length };
  if (words.every((one) => numbers.includes(one))) {
    const widest = words.sort((a, b) => numbers.indexOf(b) - numbers.indexOf(a))[0] ?? '';
    return { type: { ...unknown, word: widest }, isGuessed: false };
  }
  if (words.every((one) => texts.has(one))) return { type: { ...unknown, word: 'string' }, isGuessed: true };
  const lists = said.filter((one) => one.word === 'list');
  if (lists.length > 0 && words.every((one) => one === 'list' || texts.has(one))) {
    return { type: sameWord('list', lists), isGuessed: false };
  }
  return { type: unknown, isGuessed: true };
}

/** Alternatives of one word: the values of all, unless one of them allows any. */
function sameWord(word: string, alternatives: readonly RawType[]): RawType {
  const isClosed = alternatives.length > 0 && alternatives.every(({ values }) => values !== null);
  const items = alternatives.flatMap((one) => one.items ?? []);
  return {
    word,
    values: isClosed ? [...new Set(alternatives.flatMap(({ values }) => values ?? []))] : null,
    items: items.length > 0 ? bestType(items).type : null,
    shape: alternatives.find(({ shape }) => shape !== null)?.shape ?? null,
  };
}
