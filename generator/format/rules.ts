import { strayInForm } from './forms.js';
import type { Statement } from './statements.js';
import { kindOf, type Token } from './tokens.js';

/** Methods of zod that templates call, on `z`, on a schema, or on what such a call gives. */
const methods: ReadonlySet<string> = new Set(
  'array boolean catchall int max min number object optional record strictObject string unknown'.split(' '),
);

const literals: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** Words that no type and no name of a member needs, as far as templates print them. */
const refused: ReadonlySet<string> = new Set(
  (
    'abstract async await case catch class continue debugger declare default delete do else enum eval finally for function ' +
    'get global globalThis if import instanceof let module namespace new process require return satisfies set static super ' +
    'switch this throw try var void while window with yield'
  ).split(' '),
);

/** Marks that belong to types, or to nothing that templates print, and so never stand in a value. */
const typeMarks: ReadonlySet<string> = new Set(['?', '|', '&', '<', '>', ';', '*', '=']);

/**
 * Says what a statement holds that no template prints; `null` when there is nothing of the kind.
 *
 * @param known names that the file may use and call: what it imports and what it was planned to declare.
 */
export function strayIn(statement: Statement, known: ReadonlySet<string>): string | null {
  const { kind, tokens } = statement;
  if (kind === 'import' || kind === 'reexport') return strayImport(tokens);
  if (kind === 'class' || kind === 'function') return strayInForm(kind, tokens);
  const value = kind === 'const' ? tokens.indexOf('=') : tokens.length;
  // The last token of a constant is its semicolon.
  const end = kind === 'const' ? tokens.length - 1 : tokens.length;
  for (let index = 0; index < end; index += 1) {
    const what = index > value ? strayInValue(tokens, index, known) : strayInType(statement, index);
    if (what !== null) return what;
  }
  return null;
}

/** An import or re-export is names in braces, or everything, and one module. */
function strayImport(tokens: readonly Token[]): string | null {
  const stray = tokens.find((token) => {
    const kind = kindOf(token);
    return kind === 'number' || (kind === 'mark' && !'{}*,;'.includes(token));
  });
  if (stray !== undefined) return `${stray} in an import`;
  return tokens.filter((token) => kindOf(token) === 'string').length === 1 ? null : 'an import of more than one module';
}

/** Types cannot run; what is refused are calls, second values and words that would make something else of them. */
function strayInType({ kind, tokens }: Statement, index: number): string | null {
  const text = tokens[index] ?? '';
  if (text === '=>') return 'a function';
  if (text === '=') {
    const isFirst = tokens.indexOf('=') === index;
    return (kind === 'const' || kind === 'type') && isFirst ? null : 'an assignment';
  }
  if (kindOf(text) !== 'word') return null;
  // `readonly ('a' | 'b')[]`
  if (tokens[index + 1] === '(' && text !== 'readonly') return `a call of ${text}`;
  return refused.has(text) && !isKey(tokens, index) ? `the word ${text}` : null;
}

/** A value is literals, objects, arrays of literals, calls, and names that the file knows. */
function strayInValue(tokens: readonly Token[], index: number, known: ReadonlySet<string>): string | null {
  const text = tokens[index] ?? '';
  const kind = kindOf(text);
  if (kind === 'word' || kind === 'string') {
    if (isKey(tokens, index)) return /^['"]?__proto__['"]?$/.test(text) ? 'a member "__proto__"' : null;
    return kind === 'word' ? strayName(tokens, index, known) : null;
  }
  if (kind !== 'mark') return null;
  const before = tokens[index - 1] ?? '';
  if (typeMarks.has(text)) return `the operator ${text}`;
  if (text === '[') return before === ':' || before === '(' || before === '=' ? null : 'a computed name';
  if (text === '=>') {
    const takesNothing = before === ')' && tokens[index - 2] === '(';
    return takesNothing && tokens[index + 1] === '(' ? null : 'a function';
  }
  if (text !== '(') return null;
  const opensArrow = tokens[index + 1] === ')' && tokens[index + 2] === '=>' && before === '(';
  return opensArrow || before === '=>' || kindOf(before) === 'word' ? null : 'an expression in brackets';
}

/** `z.array(`, `id(`, `.optional(`, `commands.listZones`, `zoneSchema`. */
function strayName(tokens: readonly Token[], index: number, known: ReadonlySet<string>): string | null {
  const word = tokens[index] ?? '';
  const isCall = tokens[index + 1] === '(';
  if (tokens[index - 1] !== '.') {
    const planned = known.has(word) || (!isCall && literals.has(word));
    return planned ? null : `${isCall ? 'a call of' : 'the name'} ${word}`;
  }
  const on = tokens[index - 2] ?? '';
  if (isCall) return methods.has(word) && /^\)$|^z$|^\w+Schema$/.test(on) ? null : `a call of ${word}`;
  // A member of something imported; a member of a member could lead anywhere.
  const isLast = tokens[index + 1] !== '.' && tokens[index - 3] !== '.';
  return isLast && known.has(on) ? null : `the member ${word}`;
}

/** The name of a member: `name:`, `name?:`. */
function isKey(tokens: readonly Token[], index: number): boolean {
  const after = tokens[index + 1];
  return after === ':' || (after === '?' && tokens[index + 2] === ':');
}
