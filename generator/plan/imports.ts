import type { Code } from '../model/file-plan.js';
import { code, lines, literal, width } from './code.js';

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
  return { text: lines(ranked.map(({ one }) => rememberedLine(one))), modules: ranked.map(({ one }) => one.from) };
}

function isNeeded({ values, types, namespace }: Import): boolean {
  return (values?.length ?? 0) + (types?.length ?? 0) > 0 || namespace !== undefined;
}

/** Packages first, then farther folders before nearer ones, as people write them. */
function rank({ from }: Import): string {
  return from.startsWith('.') ? `~${from.replaceAll('../', '  ').replace('./', '!')}` : from;
}

/** What several files import alike is one object, and printed once. */
const known = new WeakMap<Import, Code>();

function rememberedLine(one: Import): Code {
  const text = known.get(one) ?? importLine(one);
  known.set(one, text);
  return text;
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
  const word = onlyTypes ? code`import type` : code`import`;
  const flat = code`${word} { ${names.join(', ') as Code} } from ${source};`;
  // Prettier never breaks a lone name out of its braces.
  if (flat.length <= width || names.length === 1) return flat;
  return lines([code`${word} {`, ...names.map((name) => code`  ${name},`), code`} from ${source};`]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
