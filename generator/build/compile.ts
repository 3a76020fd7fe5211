import { type SourceMap, transformSync, type TransformOptions } from 'oxc-transform';
import type { BuiltFile } from './build.js';

/** What the package's own `tsconfig.json` says of emitting. */
const options: TransformOptions = {
  target: 'es2022',
  sourcemap: true,
  typescript: { onlyRemoveTypeImports: true, declaration: {} },
};

/**
 * JavaScript and declarations of a source, each with its source map.
 *
 * @throws {Error} when the source does not compile: it was inspected before, so that is a bug of the generator.
 */
export function compile({ path, text }: BuiltFile): readonly BuiltFile[] {
  const { code, map, declaration, declarationMap, errors } = transformSync(path, text, options);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} does not compile: ${error.message}`);
  const target = path.replace(/^src\/(.*)\.ts$/, 'dist/$1');
  return [...mapped(`${target}.js`, code, map, path), ...mapped(`${target}.d.ts`, declaration, declarationMap, path)];
}

/** A text and its source map, which points at the source in the package instead of repeating it. */
function mapped(
  path: string,
  text: string | undefined,
  map: SourceMap | undefined,
  source: string,
): readonly BuiltFile[] {
  if (text === undefined || map === undefined) throw new Error(`${source} was compiled without ${path}`);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const up = '../'.repeat(path.split('/').length - 1);
  const { mappings, names } = map;
  const mapText = JSON.stringify({ version: 3, file, sources: [up + source], names, mappings });
  return [
    { path, text: `${text}//# sourceMappingURL=${file}.map\n` },
    { path: `${path}.map`, text: `${mapText}\n` },
  ];
}
