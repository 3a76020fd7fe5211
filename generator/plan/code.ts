import type { Code } from '../model/file-plan.js';
import { reservedWords } from '../model/reserved-words.js';

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
 * @param deprecated why the thing should not be used any more: the only tag that a comment ever has.
 * @returns `null` when there is nothing to say.
 */
export function comment(
  paragraphs: readonly (string | null)[],
  indent: number,
  deprecated: string | null = null,
): Code | null {
  const said = paragraphs.map((text) => harmless(text ?? '')).filter((text) => text !== '');
  if (deprecated !== null) said.push(`@deprecated ${harmless(deprecated)}`.trim());
  const [only] = said;
  if (only === undefined) return null;
  if (said.length === 1 && only.length + indent + 7 <= width) return `/** ${only} */` as Code;
  const lines = said.flatMap((text, index) => [...(index === 0 ? [] : ['']), ...wrap(text, width - indent - 3)]);
  const margin = ' '.repeat(indent);
  return ['/**', ...lines.map((line) => `${margin} * ${line}`.trimEnd()), `${margin} */`].join('\n') as Code;
}

/** A text on a line of its own in markdown, with nothing in it that markdown or HTML would act on. */
export function markdown(text: string): Code {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|!&~$]/g, '\\$&') as Code;
}

/**
 * A value as a JSON document, without the newline at its end.
 *
 * @param arrays `broken`: one element a line, as npm writes `package.json`; `fitted`: on one line where they fit.
 */
export function json(value: unknown, arrays: 'broken' | 'fitted'): Code {
  const broken = JSON.stringify(value, null, 2);
  if (arrays === 'broken') return broken as Code;
  return broken.replace(/^( *)(.*)\[\n([^[\]{}]*?)\n *\]/gm, (whole, margin: string, key: string, elements: string) => {
    const flat = `${margin}${key}[${elements.trim().replace(/,\n\s*/g, ', ')}]`;
    return flat.length < width ? flat : whole;
  }) as Code;
}

/** Lines of code as one text. */
export function lines(parts: readonly Code[]): Code {
  return parts.join('\n') as Code;
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}

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

function wrap(text: string, columns: number): readonly string[] {
  const wrapped: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      wrapped.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...wrapped, line];
}
