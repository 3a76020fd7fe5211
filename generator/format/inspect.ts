import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Expected } from '../model/file-plan.js';
import { strayIn } from './rules.js';
import { type Statement, statementsOf } from './statements.js';
import { kindOf, tokenize } from './tokens.js';

/** A printed file, with what it was planned to consist of. */
export interface Printed {
  readonly plan: { readonly path: string } & (
    { readonly kind: 'copy' } | { readonly kind: 'template'; readonly expected: Expected }
  );
  readonly text: string;
  /** The user's own template that it was printed from. */
  readonly template?: string;
}

/**
 * Reads every printed file statement by statement and compares it with its plan. An injection is something that nobody planned, so it is
 * refused even when the text compiles.
 */
export function inspect(files: readonly Printed[], diagnostics: Diagnostics): void {
  for (const { plan, text, template } of files) {
    if (plan.kind === 'copy') continue;
    const { expected } = plan;
    const what =
      expected.language === 'typescript'
        ? unplanned(text, expected, template === undefined ? 'ours' : 'any')
        : unplannedData(text, expected);
    if (what === null) continue;
    const values = { path: plan.path, what };
    if (template === undefined) diagnostics.report('output-unexpected', null, values);
    else diagnostics.report('template-unplanned', { file: template, at: { line: 1, column: 1 } }, values);
  }
}

function unplannedData(text: string, expected: Expected): string | null {
  if (expected.language !== 'json') return null;
  try {
    JSON.parse(text);
    return null;
  } catch {
    return 'text that is no JSON';
  }
}

type TypeScript = Extract<Expected, { language: 'typescript' }>;

function unplanned(text: string, expected: TypeScript, comments: 'ours' | 'any'): string | null {
  const tokens = tokenize(text, comments);
  if ('stray' in tokens) return `something that no template prints: ${JSON.stringify(tokens.stray)}`;
  const statements = statementsOf(tokens);
  if ('stray' in statements) return `a statement that no template prints: ${JSON.stringify(statements.stray)}`;
  const known = new Set([...expected.exports, ...expected.locals, ...statements.flatMap(importedNames)]);
  return unplannedModule(statements, expected) ?? unplannedName(statements, expected) ?? firstStray(statements, known);
}

function importedNames({ kind, tokens }: Statement): readonly string[] {
  if (kind !== 'import') return [];
  const keywords = ['import', 'type', 'as', 'from'];
  return tokens.filter((token) => kindOf(token) === 'word' && !keywords.includes(token));
}

function unplannedModule(statements: readonly Statement[], expected: TypeScript): string | null {
  const stranger = statements.find(({ from }) => from !== null && !expected.imports.includes(from));
  return stranger === undefined ? null : `an import of ${JSON.stringify(stranger.from)}`;
}

/** Every planned name is exported once, and no other; what is declared without being exported is planned too. */
function unplannedName(statements: readonly Statement[], expected: TypeScript): string | null {
  const exported = statements.flatMap((statement) => statement.exports);
  const rest = [...expected.exports];
  for (const name of exported) {
    const place = rest.indexOf(name);
    if (place < 0) return `an export of ${JSON.stringify(name)}`;
    rest.splice(place, 1);
  }
  if (rest.length > 0) return `no export of ${JSON.stringify(rest[0])}`;
  const hidden = statements.find((one) => one.local !== null && !expected.locals.includes(one.local));
  return hidden === undefined ? null : `a declaration of ${JSON.stringify(hidden.local)}`;
}

function firstStray(statements: readonly Statement[], known: ReadonlySet<string>): string | null {
  for (const statement of statements) {
    const what = strayIn(statement, known);
    if (what !== null) return what;
  }
  return null;
}
