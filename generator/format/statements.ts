import { kindOf, type Token } from './tokens.js';

/** A top-level statement of a generated file. */
export interface Statement {
  readonly kind: 'import' | 'reexport' | 'const' | 'type' | 'interface' | 'class' | 'function';
  /** Names that it exports; `*` stands for everything of another file. */
  readonly exports: readonly string[];
  /** The name that it declares without exporting it. */
  readonly local: string | null;
  /** The module that it names. */
  readonly from: string | null;
  readonly tokens: readonly Token[];
}

const pairs: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };
const declarations: ReadonlySet<string> = new Set(['const', 'type', 'interface', 'class', 'function']);
const withBody: ReadonlySet<string> = new Set(['interface', 'class', 'function']);

/**
 * Splits the tokens of a file into its top-level statements.
 *
 * @returns what was met instead, where something is no statement that templates print.
 */
export function statementsOf(tokens: readonly Token[]): readonly Statement[] | { readonly stray: string } {
  const statements: Statement[] = [];
  let start = 0;
  while (start < tokens.length) {
    const end = endOfStatement(tokens, start);
    const statement = end === null ? null : describe(tokens.slice(start, end));
    if (end === null || statement === null) return { stray: textAt(tokens, start) };
    statements.push(statement);
    start = end;
  }
  return statements;
}

/** After the semicolon outside all brackets; a body in braces ends its statement by itself. */
function endOfStatement(tokens: readonly Token[], start: number): number | null {
  const hasBody = tokens.slice(start, start + 2).some((token) => withBody.has(token));
  const open: string[] = [];
  for (let index = start; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    if (token.length > 1) continue;
    const closing = pairs[token];
    if (closing !== undefined) open.push(closing);
    else if (token === '}' || token === ')' || token === ']') {
      if (open.pop() !== token) return null;
      if (open.length === 0 && token === '}' && hasBody) return index + 1;
    } else if (token === ';' && open.length === 0) return index + 1;
  }
  return null;
}

function describe(tokens: readonly Token[]): Statement | null {
  const [first, second, third] = tokens;
  if (first === 'import') return { kind: 'import', exports: [], local: null, from: moduleOf(tokens), tokens };
  const exported = first === 'export';
  const keyword = exported ? second : first;
  const name = exported ? third : second;
  const isReexport = exported && (keyword === '*' || keyword === '{' || (keyword === 'type' && name === '*'));
  if (isReexport) return { kind: 'reexport', exports: reexported(tokens), local: null, from: moduleOf(tokens), tokens };
  if (keyword === undefined || name === undefined || !declarations.has(keyword)) return null;
  const kind = keyword as Statement['kind'];
  return { kind, exports: exported ? [name] : [], local: exported ? null : name, from: null, tokens };
}

/** `export * from`, `export * as name from`, `export { a, type B } from`. */
function reexported(tokens: readonly Token[]): readonly string[] {
  const words = tokens.filter((token) => kindOf(token) === 'word');
  const names = words.filter((word) => !['export', 'type', 'from', 'as'].includes(word));
  return names.length === 0 ? ['*'] : names;
}

function moduleOf(tokens: readonly Token[]): string | null {
  const string = tokens.find((token) => kindOf(token) === 'string');
  return string === undefined ? null : string.slice(1, -1);
}

function textAt(tokens: readonly Token[], start: number): string {
  return tokens.slice(start, start + 4).join(' ');
}
