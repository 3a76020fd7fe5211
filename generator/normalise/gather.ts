import type { RawApi, RawCommand } from '../model/raw-api.js';
import type { DocumentFormat, Stated } from '../model/source.js';
import type { Claim } from '../model/provenance.js';
import type { FactBook } from './fact-book.js';
import { byCodeUnit, sortedBy } from './sort.js';

/** What one document says of a command. */
export interface Side {
  readonly by: DocumentFormat;
  /** Name of the document; what it says may stand in a file that it refers to. */
  readonly file: string;
  readonly raw: RawCommand;
}

/** A command and everything that is said of it, the strongest document first. */
export interface Described {
  /** Wire name, as a fact or the strongest document spells it. */
  readonly name: string;
  readonly sides: readonly Side[];
}

/** Discovery comes from the server itself, OpenAPI from tools, Slate from people: in this order they are believed. */
const precedence: readonly DocumentFormat[] = ['listapis', 'openapi', 'slate'];

/** Orders what documents say by their kinds alone. */
export function byPrecedence(a: { readonly by: DocumentFormat }, b: { readonly by: DocumentFormat }): number {
  return precedence.indexOf(a.by) - precedence.indexOf(b.by);
}

/**
 * The documents in order of precedence; of two of one format the one of the newer version counts first, then the one
 * with the greater numbers in its file name (`listApis-4.18.json` before `listApis-4.9.json`), then the one whose path
 * sorts last, so that the order in which they are given never counts. One that is given twice counts once.
 */
export function inPrecedence(apis: readonly RawApi[]): readonly RawApi[] {
  const distinct = new Map(apis.map((api) => [`${api.format} ${api.file}`, api]));
  return [...distinct.values()].sort(
    (a, b) =>
      byPrecedence({ by: a.format }, { by: b.format }) ||
      compareVersions(b.version?.value ?? '', a.version?.value ?? '') ||
      compareVersions(baseName(b.file), baseName(a.file)) ||
      byCodeUnit(baseName(b.file), baseName(a.file)) ||
      byCodeUnit(b.file, a.file),
  );
}

/**
 * Brings together what all documents say of each command; names that differ only in case are one command.
 *
 * @param apis in order of precedence.
 */
export function gather(apis: readonly RawApi[], facts: FactBook): readonly Described[] {
  const commands = new Map<string, Side[]>();
  for (const api of apis) {
    for (const raw of sortedBy(api.commands, ({ name }) => name.value)) {
      const key = raw.name.value.toLowerCase();
      const sides = commands.get(key) ?? [];
      sides.push({ by: api.format, file: api.file, raw });
      commands.set(key, sides);
    }
  }
  const described = [...commands.values()].map((sides) => {
    const spelled = sides[0]?.raw.name.value ?? '';
    return { name: facts.nameOf(spelled)?.value ?? spelled, sides };
  });
  return sortedBy(described, ({ name }) => name);
}

/** What the sides state about one aspect, as claims, the strongest first. */
export function claims<T>(
  sides: readonly Side[],
  pick: (raw: RawCommand) => Stated<T> | null | undefined,
): readonly Claim<T>[] {
  return sides.flatMap(({ by, raw }) => {
    const stated = pick(raw);
    return stated === null || stated === undefined ? [] : [{ value: stated.value, by, origin: stated.origin }];
  });
}

/** A text with every run of whitespace as one blank, and none around it. */
export function fold(text: string): string {
  return /^\s|\s$|\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/** Orders versions such as `4.9.2` and `4.18.0.0` by their numbers. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => (version.match(/\d+/g) ?? []).map(Number));
  const length = Math.max(left?.length ?? 0, right?.length ?? 0);
  for (let index = 0; index < length; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
