import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, resolve } from 'node:path';
import type { Diagnostics } from '../diagnostics/diagnostics.js';
import { nearest } from '../diagnostics/nearest.js';
import { isAddress } from '../load/read-file.js';
import type { Origin } from '../model/source.js';
import { isObject } from './check-config.js';
import type { ConfigFile, Step } from './config-file.js';
import { type ConfigKey, documentsKey } from './keys.js';

/** What a config file says of one package, as if it had been typed. */
export interface ConfiguredPackage {
  /** Its name, under which it can be chosen. */
  readonly name: string;
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** Documents whose format is worked out. */
  readonly documents: readonly string[];
  /** Where each value stands. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** What was typed. */
export interface Given {
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly rest: readonly string[];
}

/** Options that name documents: a document without an option on the command line takes the place of all of them. */
const documentOptions: readonly string[] = ['openapi', 'slate', 'listapis'];

/** The name of a package that has none. */
const usualName = 'cloudstack-client';
/** Where it is written when nothing else is said. */
const usualFolder = 'output';

/** The packages of a config file that was checked: those of its list, or the file itself as the only one. */
export function packagesOf(file: ConfigFile, keys: readonly ConfigKey[]): readonly ConfiguredPackage[] {
  const { packages } = file.value;
  if (!Array.isArray(packages)) return [packageOf(file, keys, [])];
  return packages.map((_, index) => packageOf(file, keys, ['packages', index]));
}

/** Whether a config file has a list of packages, be it of one. */
export function hasSeveral({ value }: ConfigFile): boolean {
  return Array.isArray(value['packages']);
}

function packageOf(file: ConfigFile, keys: readonly ConfigKey[], path: readonly Step[]): ConfiguredPackage {
  const flags = new Map<string, readonly string[]>();
  const origins = new Map<string, Origin>();
  for (const key of keys) {
    const at = [...path, key.key];
    const found = valueAt(file.value, at);
    const value = found ?? valueAt(file.value, [key.key]);
    // A switch that is off is as one that was not typed.
    if (value === undefined || value === false) continue;
    flags.set(key.option, textsOf(value, key, dirname(file.file)));
    origins.set(key.option, file.placeOf(found === undefined ? [key.key] : at));
  }
  // The usual folder lies beside the config file, wherever that is.
  if (!flags.has('out')) flags.set('out', [beside(dirname(file.file), `./${usualFolder}`)]);
  const documents = flags.get(documentsKey) ?? [];
  flags.delete(documentsKey);
  return { name: flags.get('name')?.[0] ?? usualName, flags, documents, origins };
}

function valueAt(value: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>((inside, step) => {
    if (typeof step === 'number') return Array.isArray(inside) ? (inside as readonly unknown[])[step] : undefined;
    return isObject(inside) && Object.hasOwn(inside, step) ? inside[step] : undefined;
  }, value);
}

function textsOf(value: unknown, { isPath }: ConfigKey, folder: string): readonly string[] {
  const texts = value === true ? ['true'] : [value].flat().map(String);
  return isPath ? texts.map((text) => beside(folder, text)) : texts;
}

/** A path that is relative to a folder; an address is none. */
function beside(folder: string, path: string): string {
  if (folder === '.' || isAbsolute(path) || isAddress(path)) return path;
  return normalize(join(folder, path));
}

/**
 * What was typed, completed by what the config file says of a package: an option that was typed takes the place of the
 * file's, `--no-…` of a switch turns it off, and documents without an option take the place of all the file's documents.
 *
 * @param subjects how many of the arguments come before the documents.
 */
export function complete<G extends Given>(
  typed: G,
  configured: ConfiguredPackage,
  subjects: number,
): G & { readonly origins: ReadonlyMap<string, Origin> } {
  const isNamed = typed.rest.length > subjects;
  const kept = [...configured.flags].filter(
    ([option]) =>
      !typed.flags.has(option) && !typed.flags.has(`no-${option}`) && !(isNamed && documentOptions.includes(option)),
  );
  const flags = new Map([...kept, ...typed.flags]);
  const origins = new Map([...configured.origins].filter(([option]) => kept.some(([one]) => one === option)));
  return { ...typed, flags, origins, rest: isNamed ? typed.rest : [...typed.rest, ...configured.documents] };
}

/** The packages that `--only-package` chooses; all of them where it was not typed. */
export function choose(
  packages: readonly ConfiguredPackage[],
  wanted: readonly string[],
  diagnostics: Diagnostics,
): readonly ConfiguredPackage[] {
  const names = packages.map(({ name }) => name);
  for (const name of wanted.filter((one) => !names.includes(one))) {
    diagnostics.report('package-unknown', null, { name, names, meant: nearest(name, names) });
  }
  return wanted.length === 0 ? packages : packages.filter(({ name }) => wanted.includes(name));
}

/** Reports packages that would overwrite each other; `runs` is what each was completed to. */
export function checkFolders(
  packages: readonly ConfiguredPackage[],
  runs: readonly (Given & { readonly origins?: ReadonlyMap<string, Origin> })[],
  diagnostics: Diagnostics,
): void {
  const written = runs.map(({ flags }) => normalize(join(flags.get('out')?.at(-1) ?? '', '.')));
  const folders = written.map((out) => realFolder(resolve(out)));
  folders.forEach((folder, index) => {
    if (folders.indexOf(folder) !== index || folders.lastIndexOf(folder) === index) return;
    const out = written[index] ?? folder;
    const place = runs[folders.lastIndexOf(folder)]?.origins?.get('out') ?? null;
    const names = packages.filter((_, other) => folders[other] === folder).map(({ name }) => `"${name}"`);
    diagnostics.report('config-same-folder', place, { out, packages: names });
  });
}

/** Where a folder lies when all links are followed; of one that is not there yet, as far as the way to it is. */
function realFolder(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return path === dirname(path) ? path : join(realFolder(dirname(path)), basename(path));
}
