import type { ApiModel, Entity } from '../model/api-model.js';
import { type Bump, bumpOf, stepFrom, type VersionStep } from './bump.js';
import { type Change, type Rating, ratings, type Rename } from './change.js';
import { compareModels } from './compare.js';
import { compareExports, type ExportChanges } from './exports.js';
import { findRenames } from './renames.js';
import { type RuleName, ruleOf } from './rules.js';

/** One of the two models, in a few words. */
export interface Side {
  /** What the report calls it. */
  readonly label: string;
  readonly title: string;
  /** As the documents state it; empty when none does. */
  readonly version: string;
  readonly groups: number;
  readonly commands: number;
  readonly entities: number;
}

/** A change with everything that a reader asks next. */
export interface ReportedChange extends Change {
  readonly reason: string;
  /** Of a command and what belongs to it: its group, in the new model if it is there. */
  readonly group: string | null;
  /** Of an entity and its fields: the commands of either model that answer it, alone, in a list or inside another. */
  readonly commands: readonly string[];
}

/** Everything that `diff` found out: what `--format json` prints, described in `docs/diff.md`. */
export interface DiffReport {
  readonly old: Side;
  readonly new: Side;
  readonly counts: Readonly<Record<Rating, number>>;
  /** The gravest rating; `null` when nothing has changed. */
  readonly rating: Rating | null;
  /** By the rules of the package's own version where that is known, else of versions from 1.0.0. */
  readonly bump: Bump;
  /** `null` when the package's version is not known. */
  readonly version: VersionStep | null;
  readonly changes: readonly ReportedChange[];
  readonly renames: readonly Rename[];
  readonly exports: ExportChanges;
}

/** A model under the name that the report has for it. */
export interface Labelled {
  readonly label: string;
  readonly model: ApiModel;
}

/**
 * Compares two models.
 *
 * @param current version of the package of the old one, if it is known.
 */
export function reportDiff(before: Labelled, now: Labelled, current: string | null = null): DiffReport {
  const groupOf = new Map([...before.model.commands, ...now.model.commands].map(({ name, group }) => [name, group]));
  const users = usersOf(before.model, now.model);
  const changes = compareModels(before.model, now.model).map((change): ReportedChange => {
    const isOfEntity = change.of === 'entity' || change.of === 'field';
    return {
      ...change,
      reason: ruleOf(change.rule).reason,
      group: isOfEntity ? null : change.of === 'group' ? change.on : (groupOf.get(change.on) ?? null),
      commands: isOfEntity ? [...(users.get(change.on) ?? [])].sort() : [],
    };
  });
  const count = (rating: Rating): number => changes.filter((change) => change.rating === rating).length;
  const counts = { breaking: count('breaking'), feature: count('feature'), fix: count('fix') };
  const rating = ratings.find((one) => counts[one] > 0) ?? null;
  const step = current === null ? null : stepFrom(current, rating);
  return {
    old: sideOf(before),
    new: sideOf(now),
    counts,
    rating,
    bump: step?.bump ?? bumpOf(rating, false),
    version: step === null ? null : { current: step.current, next: step.next },
    changes,
    renames: findRenames(before.model, now.model),
    exports: compareExports(before.model, now.model),
  };
}

function sideOf({ label, model: { title, version, groups, commands, entities } }: Labelled): Side {
  return { label, title, version, groups: groups.length, commands: commands.length, entities: entities.length };
}

/** Names of the commands of either model that answer each entity. */
function usersOf(...models: readonly ApiModel[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  for (const { commands, entities } of models) {
    const byName = new Map(entities.map((entity) => [entity.name, entity]));
    for (const { name, result } of commands) {
      if ('entity' in result) addUser(name, result.entity, byName, users, new Set());
    }
  }
  return users;
}

function addUser(
  command: string,
  entity: string,
  all: ReadonlyMap<string, Entity>,
  users: Map<string, Set<string>>,
  seen: Set<string>,
): void {
  if (seen.has(entity)) return;
  seen.add(entity);
  users.set(entity, (users.get(entity) ?? new Set()).add(command));
  for (const { type } of all.get(entity)?.fields ?? []) {
    let inner = type;
    while (inner.kind === 'array') inner = inner.items;
    if (inner.kind === 'entity') addUser(command, inner.entity, all, users, seen);
  }
}

/** Changes of documentation alone, which reports count and do not quote. */
export function isDocumentation({ rule }: { readonly rule: RuleName }): boolean {
  return rule.endsWith('-documentation');
}
