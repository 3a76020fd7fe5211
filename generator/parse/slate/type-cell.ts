import type { RawType } from '../../model/raw-api.js';
import { typeFormats, typeSynonyms } from './vocabulary.js';
import { booleanOf, isTypeWord } from './wording.js';

/** What a type column or a remark behind a name says. */
export interface TypeCell {
  readonly type: RawType;
  /** Whether every word of it is one that CloudStack's documents use. */
  readonly known: boolean;
  /** Whether the word had to be read as another. */
  readonly translated: boolean;
  readonly required: boolean | null;
  readonly maxLength: number | null;
}

export function plainType(word: string): RawType {
  return { word, values: null, items: null, shape: null };
}

/** Reads `string`, `bool`, `string (255)`, `integer(int64)`, `[string]`, `list of uuid`, `string, required`, `enum (a, b)`. */
export function readType(written: string): TypeCell {
  const text = written.toLowerCase().replace(/\s*(?:[|¦]|\bor\b)\s*null$|^nullable\s+|[,;]?\s*nullable$/g, '');
  if (isTypeWord(text))
    return { type: plainType(text), known: true, translated: false, required: null, maxLength: null };
  const [head = '', ...remarks] = text.split(/\s*[,;]\s*(?![^([]*[)\]])/);
  const required = remarks.map(booleanOf).find((value) => value !== null) ?? null;
  const inBrackets = /^(.*\S)\s*[([](.+)[)\]]$/.exec(head);
  const [, outer = head, inner = ''] = inBrackets ?? [];
  const stated = required ?? (inBrackets === null ? null : requiredWord(inner));
  const maxLength = /^(?:max(?:imum)?\.?\s*)?(\d{1,9})(?:\s*(?:chars?|characters))?$/.exec(inner)?.[1];
  const rest = { required: stated, maxLength: maxLength === undefined ? null : Number(maxLength) };
  const values = /^(?:enum|string)$/.test(outer) && inner !== '' ? valuesOf(written) : null;
  if (maxLength !== undefined || (stated !== null && required === null)) return { ...typeOf(outer), ...rest };
  if (values !== null)
    return { type: { ...plainType('string'), values }, known: true, translated: outer === 'enum', ...rest };
  return { ...typeOf(head), ...rest };
}

function requiredWord(text: string): boolean | null {
  return /^\d+$/.test(text) ? null : booleanOf(text);
}

function typeOf(text: string): Pick<TypeCell, 'type' | 'known' | 'translated'> {
  if (isTypeWord(text)) return { type: plainType(text), known: true, translated: false };
  const list = /^\[(.*)\]$|^(?:array|list|set|collection)\s*(?:of\s+|[<([]\s*)(.*?)\s*[>)\]]?$|^(.*?)\s*\[\s*\]$/.exec(
    text,
  );
  const element = list?.[1] ?? list?.[2] ?? list?.[3];
  if (element !== undefined) {
    const items = wordOf(element) ?? 'object';
    const word = text.startsWith('set') ? 'set' : 'list';
    return { type: { ...plainType(word), items: plainType(items) }, known: true, translated: true };
  }
  if (/^map\s*(?:<|\(|of\b)|^key[\s/-]+value|^\{.*\}$/.test(text))
    return { type: plainType('map'), known: true, translated: true };
  const word = wordOf(text);
  return word === null
    ? { type: plainType(text), known: false, translated: false }
    : { type: plainType(word), known: true, translated: true };
}

function wordOf(text: string): string | null {
  if (isTypeWord(text)) return text;
  const format = /^(\w+)\s*[(<]\s*([\w-]+)\s*[)>]$/.exec(text);
  return typeSynonyms.get(text) ?? typeFormats.get(`${format?.[1] ?? ''} ${format?.[2] ?? ''}`) ?? null;
}

const value = /^["'“”‘’]?([\w.-]{1,60})["'“”‘’]?$/;

/** The allowed values in brackets, as they are written; `null` where that is no list of single words. */
function valuesOf(written: string): readonly string[] | null {
  const inner = /[([](.+)[)\]]$/.exec(written)?.[1] ?? '';
  const values = readValues(inner);
  return values === null || values.length < 2 ? null : values;
}

/** A list of allowed values: single words between commas, bars or slashes; `null` for anything else. */
export function readValues(text: string): readonly string[] | null {
  const words = text.split(/\s*[,;|/、]\s*/, 200).map((word) => value.exec(word.trim())?.[1]);
  const sound = words.filter((word) => word !== undefined);
  return sound.length === 0 || sound.length < words.length ? null : [...new Set(sound)];
}
