import type { GridCell } from './grid.js';
import { withoutInvisible } from './lines.js';
import { readType } from './type-cell.js';
import { typeSynonyms } from './vocabulary.js';
import { booleanOf, isTypeWord } from './wording.js';

/** What the cell of a name says besides the name. */
export interface NameCell {
  /** As written, without quotes, marks and remarks; `nic[].id` and blanks stay. */
  readonly written: string;
  /** How far it is moved to the right, by marks (`»`, `→`) or blanks; 0 for none. */
  readonly width: number;
  /** Blanks before it that a reader does not see. */
  readonly blanks: number;
  readonly required: boolean | null;
  readonly type: string | null;
  readonly since: string | null;
  /** Whether only a star or question mark tells that it is required, or not. */
  readonly starred: boolean;
  /** A remark that means nothing here. */
  readonly ignored: string | null;
}

type Remarks = Pick<NameCell, 'required' | 'type' | 'since' | 'ignored'>;

const hardBlank = /&nbsp;|&#160;|&#x0*a0;|&e[mn]sp;|[\u00A0\u2000-\u200A]/gi;
const mark = /^(?:[»›→↳⤷⇒➜➔▸▹►•·◦└├│─┗┣┃━╰+>]|[-=]+>|[–—-]|\*(?=\s)|\.(?=[.\s\w]))\s*/;
/** Marks count as much as four hard blanks, so that `&nbsp;↳` and `»»` nest alike. */
const markWidth = 4;
const quoted = /^([“”„«»‹'"‘’])(.*)[“”»«›'"‘’]$/;

/** Takes the cell of a name apart. */
export function readNameCell(cell: GridCell): NameCell {
  const before =
    /^(?:\s|&[a-z#0-9]+;|[*_`\u2000-\u200A\u00A0]|<[a-z][^<>]{0,100}>)*/i.exec(withoutInvisible(cell.raw))?.[0] ?? '';
  const { text, marks } = withoutMarks(cell.text.replace(/[:：,]+$/, ''));
  const hard = before.match(hardBlank)?.length ?? 0;
  const blanks = /^[ \t]*/.exec(cell.raw)?.[0].length ?? 0;
  const { name, ...remarks } = readRemarks(text.replace(quoted, '$2').trim());
  return { written: name, width: cell.indent + hard + marks * markWidth, blanks, ...remarks };
}

/** Marks count only before something that can be a name. */
function withoutMarks(text: string): { text: string; marks: number } {
  let rest = text;
  let marks = 0;
  for (let found = mark.exec(rest); found !== null && marks < 20; found = mark.exec(rest)) {
    marks += 1;
    rest = rest.slice(found[0].length);
  }
  return /^[“„‘"'`*_]{0,3}[A-Za-z]/.test(rest) && !quoted.test(text) ? { text: rest, marks } : { text, marks: 0 };
}

function readRemarks(text: string): Remarks & { readonly name: string; readonly starred: boolean } {
  let name = text;
  let remarks: Remarks = { required: null, type: null, since: null, ignored: null };
  for (let found = lastRemark(name); found !== null; found = lastRemark(found.name)) {
    remarks = merge(classify(found.remark), remarks);
    name = found.name;
  }
  const starred = /^([\w.[\]()]+?)\s*(\*|\?|†|‡)+$/.exec(name.replace(/\(\*\)$/, ''));
  if (starred?.[1] === undefined) return { name, starred: false, ...remarks };
  const required = starred[2] === '*' ? true : starred[2] === '?' ? false : null;
  return {
    name: starred[1],
    starred: required !== null && remarks.required === null,
    ...merge(remarks, { required, type: null, since: null, ignored: null }),
  };
}

/** What is left of the text of a cell without quotes, marks and remarks. */
export function bareName(text: string): string {
  return readRemarks(withoutMarks(text).text.replace(quoted, '$2').trim()).name;
}

/** Words that never are the end of a name that somebody wrote with blanks ("zone id", "ip to network list"). */
const trailing = /^(\S+(?:\[\])?)(?:\s*[:：|]\s*|\s+)(\S+(?:\s+\S+)?)$/;
/** No cell of a name is longer. */
const maxCharacters = 300;
const sureTypes = new Set(['string', 'uuid', 'integer', 'int', 'boolean', 'bool', 'long']);

function lastRemark(text: string): { name: string; remark: string } | null {
  if (text.length > maxCharacters) return null;
  const bracketed = /^(.*?\S)\s*[([<{（【]([^()[\]<>{}（）【】]{2,100})[)\]>}）】]$/.exec(text);
  const [, name = '', remark = ''] = bracketed ?? [];
  // "tags[key]" is a member of a map; "id [string]" and "id(required)" are remarks.
  const isMember = /[\w\]]\[[\w*-]+\]$/.test(text) && classify(remark).ignored !== null;
  if (bracketed !== null && !isMember) return { name, remark };
  const words = trailing.exec(text);
  const all = words?.[2]?.toLowerCase().split(/[\s,;]+/) ?? [];
  const isSure = all.length > 0 && all.every((word) => sureTypes.has(word) || isSureMark(word));
  return isSure ? { name: words?.[1] ?? '', remark: all.join(', ') } : null;
}

/** "required" and the like; "no" and "true" may belong to a name. */
function isSureMark(word: string): boolean {
  return word.length > 4 && word !== 'false' && booleanOf(word) !== null;
}

function classify(remark: string): Remarks {
  const parts = remark.split(/\s*[,;/|]\s*/);
  let found: Remarks = { required: null, type: null, since: null, ignored: null };
  for (const part of parts) found = merge(found, classifyPart(part.trim()));
  return found;
}

function classifyPart(part: string): Remarks {
  const nothing: Remarks = { required: null, type: null, since: null, ignored: null };
  const since = sinceOf(part);
  if (since !== null) return { ...nothing, since };
  const required = booleanOf(part);
  if (required !== null) return { ...nothing, required };
  if (isTypeWord(part) || typeSynonyms.has(part.toLowerCase()) || readType(part).known)
    return { ...nothing, type: part };
  return { ...nothing, ignored: part };
}

function merge(a: Remarks, b: Remarks): Remarks {
  return {
    required: a.required ?? b.required,
    type: a.type ?? b.type,
    since: a.since ?? b.since,
    ignored: a.ignored ?? b.ignored,
  };
}

/** The version in "since 4.11", "added in version 4.5.1", "4.2+"; `null` for any other text. */
export function sinceOf(text: string): string | null {
  const found =
    /^\W*(?:(?:available |supported |new )?(?:since|as of|starting (?:with|from)|introduced in|added in|new in|seit|depuis|desde|с)\s*:?\s*(?:version |v\.?|acs |cloudstack )*)(\d+(?:\.\d+){1,3})\W*$/i.exec(
      text,
    ) ?? /^(\d+\.\d+(?:\.\d+){0,2})\+$/.exec(text);
  return found?.[1] ?? null;
}

/** The same, where a description ends with it or has it in brackets or a sentence of its own. */
export function sinceInProse(text: string): string | null {
  const found =
    /(?:^|[([]|[.;,] )\s*((?:available |supported )?(?:since|added in|introduced in|as of)\b[^()[\]]{0,30}?\d+(?:\.\d+)+)\s*(?:[.)\];]|$)/i.exec(
      text,
    );
  return found?.[1] === undefined ? null : sinceOf(found[1]);
}
