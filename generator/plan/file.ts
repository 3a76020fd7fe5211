import type { TemplatePlan, View } from '../model/file-plan.js';
import { type Import, printImports } from './imports.js';

/** A TypeScript file of the package, planned. */
export type Planned = TemplatePlan;

/**
 * Plans a TypeScript file: what it exports and imports is announced, so that anything else is noticed. A template finds
 * the import statements as `imports`, where there can be any.
 */
export function planned(file: {
  readonly path: string;
  readonly template: string;
  readonly view: () => View;
  readonly imports: readonly Import[];
  readonly exports: readonly string[];
  /** Modules that are re-exported without being imported. */
  readonly reexports?: readonly string[];
  /** Names that are declared and not exported. */
  readonly locals?: readonly string[];
}): Planned {
  const { path, template, view, imports, exports, reexports = [], locals = [] } = file;
  const { text, modules } = printImports(imports);
  return {
    kind: 'template',
    path,
    template,
    view: imports.length === 0 ? view : () => ({ ...view(), imports: text }),
    expected: { language: 'typescript', exports, locals, imports: [...modules, ...reexports] },
  };
}
