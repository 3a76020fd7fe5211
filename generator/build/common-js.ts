import type { BuiltFile } from './build.js';

/** What this needs of a `package.json`: where each entry point is, for `import` and for `require`. */
interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<'import' | 'require', Target>>>>;
}

interface Target {
  readonly types: string;
  readonly default: string;
}

/**
 * For each entry point a module that CommonJS can require, with its declarations. Both only pass on the ES module,
 * which Node's `require` loads since 20.19 and 22.12: a second build would double the package, and a program that
 * loads both would have two classes of each name.
 */
export function commonJsFiles(files: readonly BuiltFile[]): readonly BuiltFile[] {
  const text = files.find(({ path }) => path === 'package.json')?.text ?? '{"exports":{}}';
  const { exports } = JSON.parse(text) as Manifest;
  return Object.values(exports).flatMap((entry) => (typeof entry === 'string' ? [] : facade(entry)));
}

function facade({ import: { default: module }, require }: Readonly<Record<'import' | 'require', Target>>): BuiltFile[] {
  const beside = `./${module.slice(module.lastIndexOf('/') + 1)}`;
  return [
    { path: inPackage(require.default), text: `'use strict';\n\nmodule.exports = require('${beside}');\n` },
    {
      path: inPackage(require.types),
      // TypeScript calls it an error, and finds the types all the same.
      text: `// @ts-ignore -- until 5.8, TypeScript does not know that this can be required\nexport * from '${beside}';\n`,
    },
  ];
}

function inPackage(path: string): string {
  return path.replace(/^\.\//, '');
}
