import { distance } from 'fastest-levenshtein';
import type { ApiModel, Command, Entity, Group } from '../model/api-model.js';
import type { Rename } from './change.js';
import { byName, match, type Matched } from './match.js';
import { resultNotation, typeNotation } from './notation.js';

/** Below this, two things are two things. */
const alike = 0.55;
/** Names less alike than this need more behind them than a few common parameters. */
const alikeInName = 0.4;
const enoughContents = 3;
/** What a name alone says, beside what is behind it. */
const weightOfName = 0.4;

/** Pairs of something gone and something new that are so much alike that one is probably the other's new name. */
export function findRenames(before: ApiModel, now: ApiModel): readonly Rename[] {
  const groups = match(before.groups, now.groups, ({ id }) => id);
  const commands = match(before.commands, now.commands, byName);
  const entities = match(before.entities, now.entities, byName);
  return [
    ...pairs(groups, ({ id }) => id, contentsOfGroup).map(named('group', null)),
    ...pairs(commands, byName, contentsOfCommand).map(named('command', null)),
    ...commands.kept.flatMap(([old, command]) =>
      pairs(match(old.parameters, command.parameters, byName), byName, ownType).map(named('parameter', command.name)),
    ),
    ...pairs(entities, byName, contentsOfEntity).map(named('entity', null)),
    ...entities.kept.flatMap(([old, entity]) =>
      pairs(match(old.fields, entity.fields, byName), byName, ownType).map(named('field', entity.name)),
    ),
  ];
}

function named(of: Rename['of'], on: string | null): (pair: readonly [string, string]) => Rename {
  return ([from, to]) => ({ of, on, from, to });
}

const contentsOfGroup = ({ commands }: Group): readonly string[] => commands;
const contentsOfCommand = ({ parameters, result }: Command): readonly string[] => [
  ...parameters.map(({ name, type }) => `${name}: ${typeNotation(type)}`),
  resultNotation(result),
];
const contentsOfEntity = ({ fields }: Entity): readonly string[] =>
  fields.map(({ name, type }) => `${name}: ${typeNotation(type)}`);
const ownType = ({ type }: Entity['fields'][number] | Command['parameters'][number]): readonly string[] => [
  typeNotation(type),
];

/** The best pairs first, and each thing in one of them at most. The other way round they are the same pairs. */
function pairs<T>(
  { removed, added }: Matched<T>,
  nameOf: (one: T) => string,
  contentsOf: (one: T) => readonly string[],
): readonly (readonly [string, string])[] {
  const candidates = removed.flatMap((old) =>
    added.map((one) => ({
      from: nameOf(old),
      to: nameOf(one),
      likeness: likenessOf(nameOf(old), nameOf(one), contentsOf(old), contentsOf(one)),
    })),
  );
  const sorted = candidates
    .filter(({ likeness }) => likeness >= alike)
    .sort((a, b) => b.likeness - a.likeness || (keyOf(a) < keyOf(b) ? -1 : 1));
  const taken = new Set<string>();
  return sorted.flatMap(({ from, to }): (readonly [string, string])[] => {
    if (taken.has(from) || taken.has(to)) return [];
    taken.add(from).add(to);
    return [[from, to]];
  });
}

function keyOf({ from, to }: { readonly from: string; readonly to: string }): string {
  return JSON.stringify([from, to].sort());
}

function likenessOf(from: string, to: string, before: readonly string[], now: readonly string[]): number {
  const names = likenessOfNames(from, to);
  if (names < alikeInName && Math.min(before.length, now.length) < enoughContents) return 0;
  return weightOfName * names + (1 - weightOfName) * likenessOfContents(before, now);
}

/** From 0 to 1, by the letters that differ. */
function likenessOfNames(a: string, b: string): number {
  return 1 - distance(a.toLowerCase(), b.toLowerCase()) / Math.max(a.length, b.length, 1);
}

/** From 0 to 1: the share of what both hold. */
function likenessOfContents(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b]);
  const both = a.filter((one) => b.includes(one));
  return all.size === 0 ? 0 : both.length / all.size;
}
