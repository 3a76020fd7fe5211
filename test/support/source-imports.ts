import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'rolldown/utils';

/** One thing that a file imports. */
export interface Import {
  /** Of the file that imports, inside the folder that was read. */
  readonly from: string;
  readonly line: number;
  /** A package's name, or the path of a file inside the folder that was read. */
  readonly to: string;
  /** `dynamic`: loaded only when it is needed. `type`: gone when the program runs. */
  readonly how: 'static' | 'type' | 'dynamic';
}

/** Paths of the TypeScript files of a folder, sorted. */
export function sourcesIn(folder: string): readonly string[] {
  const paths = readdirSync(folder, { recursive: true }).map((path) => String(path).replaceAll('\\', '/'));
  return paths.filter((path) => path.endsWith('.ts')).sort();
}

/** Every import of every TypeScript file of a folder: statements, `import(…)`, and `require(…)`. */
export function importsIn(folder: string): readonly Import[] {
  return sourcesIn(folder).flatMap((path) => importsOf(path, readFileSync(join(folder, path), 'utf8')));
}

/** How an import reads in a failure: `plan/code.ts:3 → model/file-plan.ts`. */
export function shown({ from, line, to }: Import): string {
  return `${from}:${line} → ${to}`;
}

function importsOf(from: string, text: string): readonly Import[] {
  const { program, module, errors } = parseSync(from, text);
  if (errors.length > 0) throw new Error(`${from} does not parse: ${errors[0]?.message}`);
  const made = (name: string, at: number, how: Import['how']): Import => ({
    from,
    line: text.slice(0, at).split('\n').length,
    to: name.startsWith('.') ? posix.join(posix.dirname(from), name).replace(/\.js$/, '.ts') : name,
    how,
  });
  const statements = module.staticImports.map(({ moduleRequest, entries, start }) => {
    const onlyTypes = entries.length > 0 && entries.every(({ isType }) => isType);
    return made(moduleRequest.value, start, onlyTypes ? 'type' : 'static');
  });
  const reexports = module.staticExports.flatMap(({ entries, start }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null ? [] : [made(moduleRequest.value, start, isType ? 'type' : 'static')],
    ),
  );
  return [...statements, ...reexports, ...calledIn(program).map(({ name, start }) => made(name, start, 'dynamic'))];
}

/** Modules that are loaded by a call, wherever it stands. */
function calledIn(node: unknown): readonly { name: string; start: number }[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, source, callee, arguments: given, start } = node as Record<string, unknown>;
  const isRequire = type === 'CallExpression' && (callee as { name?: string }).name === 'require';
  const [argument] = type === 'ImportExpression' ? [source] : isRequire ? (given as readonly unknown[]) : [];
  const { value } = (argument ?? {}) as { value?: unknown };
  const here = typeof value === 'string' ? [{ name: value, start: Number(start) }] : [];
  return [...here, ...Object.values(node).flatMap(calledIn)];
}
