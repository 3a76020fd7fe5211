import type { Code } from '../model/file-plan.js';
import { code, literal } from './code.js';
import { group, indent, join, line, print, trailingComma } from './layout.js';

/** What a file takes from one module. */
export interface Import {
  readonly from: string;
  /** Names that exist at run time. */
  readonly values?: readonly Code[];
  /** Names that are types only. */
  readonly types?: readonly Code[];
  /** Everything, under one name. */
  readonly namespace?: Code;
  /** With `namespace`: only for its types. */
  readonly typeOnly?: boolean;
}

/** Import statements, packages first, then by path; a module of which nothing is needed is left out. */
export function importLines(imports: readonly Import[]): readonly Code[] {
  return needed(imports).map(importLine);
}

/** Modules that the import statements name. */
export function importedModules(imports: readonly Import[]): readonly string[] {
  return needed(imports).map(({ from }) => from);
}

function needed(imports: readonly Import[]): readonly Import[] {
  return imports
    .filter(
      ({ values, types, namespace }) => (values?.length ?? 0) + (types?.length ?? 0) > 0 || namespace !== undefined,
    )
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ one }) => one);
}

/** Packages first, then farther folders before nearer ones, as people write them. */
function rank({ from }: Import): string {
  return from.startsWith('.') ? `~${from.replaceAll('../', '  ').replace('./', '!')}` : from;
}

function importLine({ from, values = [], types = [], namespace, typeOnly = false }: Import): Code {
  const source = literal(from);
  if (namespace !== undefined) return code`import ${typeOnly ? code`type ` : code``}* as ${namespace} from ${source};`;
  const onlyTypes = values.length === 0;
  const marked = types.map((name) => (onlyTypes ? name : code`type ${name}`));
  const names = [...new Set([...values, ...marked])]
    .map((name) => ({ name, key: bare(name) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ name }) => name);
  const [only, second] = names;
  // Prettier never breaks a lone name out of its braces.
  if (only !== undefined && second === undefined) {
    return code`import ${onlyTypes ? code`type ` : code``}{ ${only} } from ${source};`;
  }
  const braces = group(code`{`, indent(line, join([code`,`, line], names)), trailingComma, line, code`}`);
  return print([code`import ${onlyTypes ? code`type ` : code``}`, braces, code` from ${source};`]);
}

function bare(name: Code): string {
  return name.replace(/^type /, '').toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
