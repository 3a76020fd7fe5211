import type { Code } from '../model/file-plan.js';
import { remember } from '../model/remember.js';
import { reservedWords } from '../model/reserved-words.js';
import { type Json, printJson } from './json.js';

/** Width of the generated code, in columns; the same as prettier's `printWidth` for it. */
export const width = 120;

/** Code out of code: the fixed parts stand in the generator's source, and only `Code` can be put between them. */
export function code(fixed: TemplateStringsArray, ...parts: readonly Code[]): Code {
  let text = fixed[0] ?? '';
  for (let index = 1; index < fixed.length; index += 1) text += (parts[index - 1] ?? '') + (fixed[index] ?? '');
  return text as Code;
}

/**
 * A name that stands as an identifier.
 *
 * @throws {TypeError} when it cannot; names are checked before, so that is a bug of the generator.
 */
export function identifier(name: string): Code {
  if (!isIdentifier(name) || reservedWords.has(name)) throw new TypeError(`not an identifier: ${JSON.stringify(name)}`);
  return name as Code;
}

/** A name as a member of an object or interface: bare where it can be, else quoted. */
export function propertyName(name: string): Code {
  return isIdentifier(name) ? (name as Code) : literal(name);
}

/** Printable ASCII without quotes and backslashes, as nearly all names and values are. */
const needsNoEscape = /^[ !#-&(-[\]-~]*$/;

/**
 * A text, number or boolean as a literal, quoted as prettier would quote it. Everything outside ASCII is escaped: no
 * mark for right-to-left text can then make the line look like another, and its width is the number of its characters.
 */
export function literal(value: string | number | boolean): Code {
  if (typeof value !== 'string') return JSON.stringify(value) as Code;
  if (needsNoEscape.test(value)) return `'${value}'` as Code;
  const inner = JSON.stringify(value)
    .slice(1, -1)
    .replace(/[^ -~]/g, escaped);
  const singles = value.split("'").length;
  const doubles = value.split('"').length;
  if (singles > doubles) return `"${inner}"` as Code;
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'` as Code;
}

/**
 * A doc comment: on one line where it fits, else wrapped.
 *
 * @param paragraphs texts from documents, which cannot end the comment or speak to a tool; empty ones are left out.
 * @param indent columns in front of it; the lines after the first one have them already.
 * @param tags the only ones that a comment ever has.
 * @returns `null` when there is nothing to say.
 */
export function comment(paragraphs: readonly (string | null)[], indent: number, tags: Tags = {}): Code | null {
  const said = paragraphs.map((text) => harmless(text ?? '')).filter((text) => text !== '');
  const tagged = tagLines(tags);
  const [only] = [...said, ...tagged];
  if (only === undefined) return null;
  if (said.length + tagged.length === 1 && only.length + indent + 7 <= width) return `/** ${only} */` as Code;
  const margin = `\n${' '.repeat(indent)} *`;
  const wrapped = said.map((text) => wrap(text, width - indent - 3, `${margin} `));
  if (tagged.length > 0) wrapped.push(tagged.map((tag) => wrap(tag, width - indent - 3, `${margin} `)).join(''));
  return `/**${wrapped.join(margin)}${margin}/` as Code;
}

/** What editors and other tools read in a doc comment; `null` is left out. */
export interface Tags {
  readonly minimum?: number | null;
  readonly maximum?: number | null;
  readonly default?: string | number | boolean | null;
  /** Why the thing should not be used any more. */
  readonly deprecated?: string | null;
}

const noTags: readonly string[] = [];

function tagLines({
  minimum = null,
  maximum = null,
  default: value = null,
  deprecated = null,
}: Tags): readonly string[] {
  if (minimum === null && maximum === null && value === null && deprecated === null) return noTags;
  return [
    ...(minimum === null ? [] : [`@minimum ${minimum}`]),
    ...(maximum === null ? [] : [`@maximum ${maximum}`]),
    ...(value === null ? [] : [`@default ${harmless(literal(value))}`]),
    ...(deprecated === null ? [] : [`@deprecated ${harmless(deprecated)}`.trim()]),
  ];
}

/**
 * A text on a line of its own in markdown, with nothing in it that markdown or HTML would act on. Inside a word it acts on
 * no underscore, and prettier takes the backslash away.
 */
export function markdown(text: string): Code {
  return oneLine(text).replace(/[\\`*{}[\]<>#|!&~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&') as Code;
}

/**
 * A value as a JSON document, without the newline at its end.
 *
 * @param arrays `broken`: one element a line, as npm writes `package.json`; `fitted`: on one line where they fit.
 */
export function json(value: unknown, arrays: 'broken' | 'fitted'): Code {
  return (arrays === 'broken' ? JSON.stringify(value, null, 2) : printJson(value as Json, width)) as Code;
}

/** Lines of code as one text. */
export function lines(parts: readonly Code[]): Code {
  return parts.join('\n') as Code;
}

/** The same names come again and again. */
const isIdentifier = remember((name) => /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name));

/** Words of printable ASCII with single blanks between them and no `@`; and what {@link harmless} would change in them. */
const plainWords = /^[!-?A-~]+(?: [!-?A-~]+)*$/;
const harmful = /\*\/|URL=/i;

/** No comment ends inside a comment, and no tag, directive or source map is heard of: `@internal`, `@ts-ignore`. */
function harmless(text: string): string {
  if (plainWords.test(text) && !harmful.test(text)) return text;
  return oneLine(text)
    .replaceAll('*/', '*\\/')
    .replace(/(source(?:Mapping)?URL)=/gi, '$1 =')
    .replace(/(^|[^\w\\])@(?=[a-z])/gi, '$1\\@');
}

/** Without line ends, control characters and marks that turn the direction of text; halves of characters are replaced. */
function oneLine(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- control characters are what is removed
      .replace(/[\s\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .trim()
  );
}

/** One UTF-16 unit as an escape sequence. */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A text in lines of so many columns at most, unless a word alone is longer; each line behind `margin`. */
function wrap(text: string, columns: number, margin: string): string {
  let wrapped = '';
  let start = 0;
  while (text.length - start > columns) {
    const last = text.lastIndexOf(' ', start + columns);
    const end = last > start ? last : text.indexOf(' ', start + columns);
    if (end < 0) break;
    wrapped += margin + text.slice(start, end);
    start = end + 1;
  }
  return wrapped + margin + text.slice(start);
}
