import type { Code } from '../model/file-plan.js';
import { code, lines, literal } from './code.js';
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

/** Import statements, packages first, then by path, and the modules that they name. */
export interface PrintedImports {
  readonly text: Code;
  readonly modules: readonly string[];
}

/** A module of which nothing is needed is left out. */
export function printImports(imports: readonly Import[]): PrintedImports {
  const ranked = imports
    .filter(isNeeded)
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => compare(a.rank, b.rank));
  return { text: lines(ranked.map(({ one }) => importLine(one))), modules: ranked.map(({ one }) => one.from) };
}

function isNeeded({ values, types, namespace }: Import): boolean {
  return (values?.length ?? 0) + (types?.length ?? 0) > 0 || namespace !== undefined;
}

/** Packages first, then farther folders before nearer ones, as people write them. */
function rank({ from }: Import): string {
  return from.startsWith('.') ? `~${from.replaceAll('../', '  ').replace('./', '!')}` : from;
}

function importLine({ from, values = [], types = [], namespace, typeOnly = false }: Import): Code {
  const source = literal(from);
  if (namespace !== undefined) return code`import ${typeOnly ? code`type ` : code``}* as ${namespace} from ${source};`;
  const onlyTypes = values.length === 0;
  const names = [
    ...[...new Set(values)].map((name) => ({ name, key: name.toLowerCase() })),
    ...[...new Set(types)].map((name) => ({ name: onlyTypes ? name : code`type ${name}`, key: name.toLowerCase() })),
  ]
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
