import { parseSync } from 'oxc-parser';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import type { Expected } from '../model/file-plan.js';
import { unplannedNode } from './nodes.js';

/** A printed file, with what it was planned to consist of. */
export interface Printed {
  readonly plan: { readonly path: string } & (
    { readonly kind: 'copy' } | { readonly kind: 'template'; readonly expected: Expected }
  );
  readonly text: string;
}

/**
 * Parses every printed file and compares it with its plan. An injection is something that nobody planned, so it is
 * refused even when the text compiles.
 */
export function inspect(files: readonly Printed[], diagnostics: Diagnostics): void {
  for (const { plan, text } of files) {
    if (plan.kind === 'copy') continue;
    const what =
      plan.expected.language === 'typescript'
        ? unplanned(plan.path, text, plan.expected)
        : unplannedData(text, plan.expected);
    if (what !== null) diagnostics.report('output-unexpected', null, { path: plan.path, what });
  }
}

function unplannedData(text: string, expected: Expected): string | null {
  if (expected.language === 'markdown') return null;
  try {
    JSON.parse(text);
    return null;
  } catch {
    return 'text that is no JSON';
  }
}

type TypeScript = Extract<Expected, { language: 'typescript' }>;

function unplanned(path: string, text: string, expected: TypeScript): string | null {
  const { program, errors, module } = parseSync(path, text);
  if (errors.length > 0) return `text that does not parse (${errors[0]?.message ?? ''})`;
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  const stranger = imported.find((name) => !expected.imports.includes(name));
  if (stranger !== undefined) return `an import of ${JSON.stringify(stranger)}`;
  return unplannedExport(module.staticExports, expected) ?? unplannedNode(program);
}

interface StaticExport {
  readonly entries: readonly {
    readonly exportName: { readonly name: string | null };
    readonly moduleRequest: { readonly value: string } | null;
  }[];
}

function unplannedExport(exports: readonly StaticExport[], expected: TypeScript): string | null {
  const names = exports.flatMap(({ entries }) =>
    entries.map(({ exportName, moduleRequest }) => exportName.name ?? (moduleRequest === null ? '' : '*')),
  );
  const extra = names.find((name) => !expected.exports.includes(name));
  if (extra !== undefined) return `an export of ${JSON.stringify(extra)}`;
  const missing = expected.exports.find((name) => name !== '*' && !names.includes(name));
  return missing === undefined ? null : `no export of ${JSON.stringify(missing)}`;
}
