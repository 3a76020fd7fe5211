import type { Code } from '../model/file-plan.js';

/** Width of the generated code, in columns; the same as prettier's `printWidth` for it. */
export const width = 120;

const reserved: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public ' +
    'return static super switch this throw true try typeof var void while with yield'
  ).split(' '),
);

/** Code out of code: the fixed parts stand in the generator's source, and only `Code` can be put between them. */
export function code(fixed: TemplateStringsArray, ...parts: readonly Code[]): Code {
  return fixed.reduce((text, part, index) => text + (parts[index - 1] ?? '') + part) as Code;
}

/**
 * A name that stands as an identifier.
 *
 * @throws {TypeError} when it cannot; names are checked before, so that is a bug of the generator.
 */
export function identifier(name: string): Code {
  if (!isIdentifier(name) || reserved.has(name)) throw new TypeError(`not an identifier: ${JSON.stringify(name)}`);
  return name as Code;
}

/** A name as a member of an object or interface: bare where it can be, else quoted. */
export function propertyName(name: string): Code {
  return isIdentifier(name) ? (name as Code) : literal(name);
}

/** A text, number or boolean as a literal, quoted as prettier would quote it. */
export function literal(value: string | number | boolean): Code {
  if (typeof value !== 'string') return JSON.stringify(value) as Code;
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  const singles = value.split("'").length;
  const doubles = value.split('"').length;
  if (singles > doubles) return `"${inner}"` as Code;
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'` as Code;
}

/**
 * A doc comment: on one line where it fits, else wrapped.
 *
 * @param paragraphs texts from documents, which cannot end the comment or speak to a tool; empty ones are left out.
 * @param indent columns in front of it.
 * @returns `null` when there is nothing to say.
 */
export function comment(paragraphs: readonly (string | null)[], indent: number): Code | null {
  const said = paragraphs.map((text) => harmless(text ?? '')).filter((text) => text !== '');
  const [only] = said;
  if (only === undefined) return null;
  if (said.length === 1 && only.length + indent + 7 <= width) return `/** ${only} */` as Code;
  const lines = said.flatMap((text, index) => [...(index === 0 ? [] : ['']), ...wrap(text, width - indent - 3)]);
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n') as Code;
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

/** No comment ends inside a comment, and no tag or directive is heard: `@internal`, `@ts-ignore`. */
function harmless(text: string): string {
  return oneLine(text)
    .replaceAll('*/', '*\\/')
    .replace(/(^|[^\w\\])@(?=[a-z])/gi, '$1\\@');
}

function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is removed
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
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
