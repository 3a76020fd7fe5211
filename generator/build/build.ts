import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { commonJsFiles } from './common-js.js';

/** A file of the package. */
export interface BuiltFile {
  /** Inside the package, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/**
 * `dist/`: what `tsc` makes of `src/`, file by file and without type-checking, and for each entry point what CommonJS
 * needs to require it. The exports map of the package says where each of them goes.
 *
 * @param files the printed package.
 */
export async function build(files: readonly BuiltFile[], diagnostics: Diagnostics): Promise<readonly BuiltFile[]> {
  if (files.some(({ path }) => path === 'src/handlers.ts')) diagnostics.report('build-of-handlers', null, {});
  const compiler = await loadCompiler(diagnostics);
  diagnostics.stopIfErrors();
  const sources = files.filter(({ path }) => path.startsWith('src/') && path.endsWith('.ts'));
  return [...sources.flatMap((source) => compiler?.compile(source) ?? []), ...commonJsFiles(files)];
}

/** The compiler is a program for each platform; where the installation left it out, that is no bug of ours. */
async function loadCompiler(diagnostics: Diagnostics): Promise<typeof import('./compile.js') | null> {
  try {
    return await import('./compile.js');
  } catch (error) {
    const [reason = ''] = String(error).split('\n');
    diagnostics.report('compiler-missing', null, { reason });
    return null;
  }
}
