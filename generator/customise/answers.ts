import { nearest } from '../diagnostics/nearest.js';
import type { ApiModel } from '../model/api-model.js';
import type { TypeFact } from '../model/fact.js';
import { typeWords } from '../model/type-words.js';

/** An answer that can be used, or what would have been one. */
export type Checked<T> = { readonly value: T } | { readonly wanted: string };

/** A name that becomes an identifier and a file. */
export function entityName(answer: unknown): Checked<string> {
  const isName = typeof answer === 'string' && /^[A-Z][A-Za-z0-9]{0,99}$/.test(answer);
  return isName ? { value: answer } : { wanted: 'a name such as VirtualMachine' };
}

export function groupTitle(answer: unknown): Checked<string> {
  const isTitle = typeof answer === 'string' && /^[A-Za-z][A-Za-z0-9 _-]{0,99}$/.test(answer);
  return isTitle ? { value: answer } : { wanted: 'a title such as Virtual Machine' };
}

export function yesOrNo(answer: unknown): Checked<boolean> {
  return typeof answer === 'boolean' ? { value: answer } : { wanted: 'true or false' };
}

export function prose(answer: unknown): Checked<string> {
  return typeof answer === 'string' && answer.trim() !== '' ? { value: answer } : { wanted: 'a text' };
}

/** What a type becomes: a word of CloudStack's, or the values that there are. */
export type CheckedType = { readonly type: TypeFact } | { readonly values: readonly string[] };

export function newType(answer: unknown, model: ApiModel): Checked<CheckedType> {
  const wanted = 'a word such as uuid, { word, items, like } or { values }';
  const given: unknown = typeof answer === 'string' ? { word: answer } : answer;
  if (typeof given !== 'object' || given === null) return { wanted };
  if ('values' in given) return valuesOf(given.values);
  const { word, items = null, like = null, ...rest } = given as Readonly<Record<string, unknown>>;
  if (typeof word !== 'string' || Object.keys(rest).length > 0) return { wanted };
  for (const one of items === null ? [word] : [word, items]) {
    if (typeof one !== 'string' || !typeWords.has(one)) return { wanted: wantedInstead(String(one), [...typeWords]) };
  }
  const commands = model.commands.map(({ name }) => name);
  if (like !== null && !commands.includes(String(like)))
    return { wanted: `${wantedInstead(String(like), commands)} as like` };
  return { value: { type: { word, items: textOrNull(items), like: textOrNull(like) } } };
}

function valuesOf(values: unknown): Checked<CheckedType> {
  const isList =
    Array.isArray(values) && values.length > 0 && values.every((one) => typeof one === 'string' && one !== '');
  return isList ? { value: { values: values as readonly string[] } } : { wanted: 'a list of texts as values' };
}

function wantedInstead(given: string, known: readonly string[]): string {
  const meant = nearest(given, known);
  return meant === null ? `one of ${known.slice(0, 8).join(', ')}…` : `perhaps ${meant}`;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
