import type { RawApi, RawCommand } from '../model/raw-api.js';
import type { DocumentFormat, Stated } from '../model/source.js';
import type { Claim } from '../model/provenance.js';
import { byCodeUnit, sortedBy } from './sort.js';

/** What one document says of a command. */
export interface Side {
  readonly by: DocumentFormat;
  readonly raw: RawCommand;
}

/** A command and everything that is said of it, the strongest document first. */
export interface Described {
  /** Wire name, as the strongest document spells it. */
  readonly name: string;
  readonly sides: readonly Side[];
}

/** Discovery comes from the server itself, OpenAPI from tools, Slate from people: in this order they are believed. */
const precedence: readonly DocumentFormat[] = ['listapis', 'openapi', 'slate'];

/**
 * The documents in order of precedence; of two of one format the one of the newer version counts first, then the one
 * with the greater numbers in its file name (`listApis-4.18.json` before `listApis-4.9.json`), then the one whose path
 * sorts last, so that the order in which they are given never counts.
 */
export function inPrecedence(apis: readonly RawApi[]): readonly RawApi[] {
  return [...apis].sort(
    (a, b) =>
      precedence.indexOf(a.format) - precedence.indexOf(b.format) ||
      compareVersions(b.version?.value ?? '', a.version?.value ?? '') ||
      compareVersions(baseName(b.file), baseName(a.file)) ||
      byCodeUnit(baseName(b.file), baseName(a.file)) ||
      byCodeUnit(b.file, a.file),
  );
}

/** Brings together what all documents say of each command; names that differ only in case are one command. */
export function gather(apis: readonly RawApi[]): readonly Described[] {
  const commands = new Map<string, Side[]>();
  for (const api of inPrecedence(apis)) {
    for (const raw of sortedBy(api.commands, ({ name }) => name.value)) {
      const key = raw.name.value.toLowerCase();
      const sides = commands.get(key) ?? [];
      sides.push({ by: api.format, raw });
      commands.set(key, sides);
    }
  }
  const described = [...commands.values()].map((sides) => ({ name: sides[0]?.raw.name.value ?? '', sides }));
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

/** The longest text, whitespace folded: documents shorten each other's sentences, and none is authoritative on prose. */
export function longest(texts: readonly (string | null | undefined)[]): string | null {
  let best = '';
  for (const text of texts) {
    const folded = fold(text ?? '');
    if (folded.length > best.length) best = folded;
  }
  return best === '' ? null : best;
}

function fold(text: string): string {
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
