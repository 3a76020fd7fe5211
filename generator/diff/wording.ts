import type { Kind, Rename } from './change.js';
import type { ExportedName } from './exports.js';
import { type DiffReport, isDocumentation, type ReportedChange } from './report.js';
import { type RuleName, ruleNames, ruleOf } from './rules.js';

/** Changes that one rule rates, in the order of reports. */
export interface Section {
  readonly rule: RuleName;
  readonly title: string;
  readonly changes: readonly ReportedChange[];
}

/** Changes of one rating by their rules; changes of descriptions come together, as they are only counted. */
export function sectionsOf(changes: readonly ReportedChange[]): readonly Section[] {
  return ruleNames
    .filter((rule) => !isDocumentation({ rule }))
    .map((rule) => ({ rule, title: ruleOf(rule).title, changes: changes.filter((change) => change.rule === rule) }))
    .filter((section) => section.changes.length > 0);
}

/** What is changed: `createVolume`, `createVolume.name`, `Volume.size`. */
export function subjectOf({ on, name }: Pick<ReportedChange, 'on' | 'name'>): string {
  return name === null ? on : `${on}.${name}`;
}

/** Beside whom a change is listed: commands of a group, parameters of a command, fields of a type. */
export function ownerOf({ of, on, name, group }: ReportedChange): string | null {
  return of === 'command' ? group : name === null ? null : on;
}

/** What it is called beside its owner. */
export function shortSubjectOf({ on, name }: ReportedChange): string {
  return name ?? on;
}

/** What was and what is, as far as the rule's title leaves it open and it is not prose. */
export interface Detail {
  /** Of which property, where the title does not tell. */
  readonly aspect: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

const toldByTitle: ReadonlySet<string> = new Set(['always', 'deprecated', 'required']);

export function detailOf(change: ReportedChange): Detail | null {
  const { of, rule, action, aspect, before, after } = change;
  if (isDocumentation(change) || (aspect !== null && toldByTitle.has(aspect))) return null;
  if (action !== 'changed' && of !== 'constraint') return null;
  return { aspect: rule === 'command-wire' ? aspect : null, before, after };
}

/** Exported names by the entry point that they are imported from. */
export function byEntry(names: readonly ExportedName[]): ReadonlyMap<string, readonly string[]> {
  const entries = new Map<string, string[]>();
  for (const { entry, name } of names) entries.set(entry, [...(entries.get(entry) ?? []), name]);
  return entries;
}

/** A text that is cut where it is too long. */
export function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** New names that gone things probably have now, by what they are. */
export class Renames {
  readonly #names: ReadonlyMap<string, string>;

  constructor(renames: readonly Rename[]) {
    this.#names = new Map(renames.map(({ of, on, from, to }) => [keyOf(of, on, from), to]));
  }

  /** `null` when nothing new is like it. */
  of({ of, on, name, action }: ReportedChange): string | null {
    if (action !== 'removed') return null;
    return this.#names.get(name === null ? keyOf(of, null, on) : keyOf(of, on, name)) ?? null;
  }
}

function keyOf(of: Kind, on: string | null, name: string): string {
  return JSON.stringify([of, on, name]);
}

/** A row of the table of counts. */
export interface CountRow {
  readonly title: string;
  readonly breaking: number;
  readonly feature: number;
  readonly fix: number;
}

const rows: readonly (readonly [title: string, kinds: readonly Kind[]])[] = [
  ['groups', ['group']],
  ['commands', ['command']],
  ['parameters', ['parameter', 'constraint']],
  ['types', ['entity']],
  ['fields', ['field']],
];

/** How many changes of which rating concern what; a kind without any is left out. */
export function countsByKind({ changes }: DiffReport): readonly CountRow[] {
  return rows
    .map(([title, kinds]) => {
      const some = changes.filter(({ of }) => kinds.includes(of));
      const count = (rating: string): number => some.filter((change) => change.rating === rating).length;
      return { title, breaking: count('breaking'), feature: count('feature'), fix: count('fix') };
    })
    .filter(({ breaking, feature, fix }) => breaking + feature + fix > 0);
}

/** `a major version (1.4.0 → 2.0.0)` */
export function bumpInWords({ bump, rating, version }: DiffReport): string {
  if (bump === 'none') return 'the same version';
  if (version !== null) return `a ${bump} version, ${version.current} → ${version.next}`;
  const below = rating === 'breaking' ? 'minor' : 'patch';
  return bump === below ? `a ${bump} version` : `a ${bump} version (${below} while the package is below 1.0.0)`;
}
