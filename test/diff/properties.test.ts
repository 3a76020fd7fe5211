import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, Rename } from '../../generator/diff/change.js';
import { compareModels } from '../../generator/diff/compare.js';
import { compareExports, exportsOf } from '../../generator/diff/exports.js';
import { findRenames } from '../../generator/diff/renames.js';
import type { ApiModel } from '../../generator/model/api-model.js';
import { withDefaults } from '../../generator/options.js';
import { plan } from '../../generator/plan/plan.js';
import { everyShape } from '../support/every-shape.js';
import { cases, type Part, together } from './cases.js';
import { command, modelOf } from './models.js';

/** A model in which every case is there as it was, as it is, or not at all. */
const anyModel = fc
  .tuple(...Object.values(cases).map((one) => fc.constantFrom<Part>(one.before, one.after, {})))
  .map((parts) =>
    modelOf(
      [command('anchorOne', { group: 'anchor' }), ...parts.flatMap((part) => part.commands ?? [])],
      parts.flatMap((part) => part.entities ?? []),
      Object.assign({}, ...parts.map(({ titles }) => titles ?? {})) as Readonly<Record<string, string>>,
    ),
  );

const opposite = { added: 'removed', removed: 'added', changed: 'changed' } as const;

/** What a change is in the other direction, whatever its rating. */
function mirrored({ of, on, name, action, aspect, before, after }: Change): object {
  return { of, on, name, action: opposite[action], aspect, before: after, after: before };
}

function plain({ of, on, name, action, aspect, before, after }: Change): object {
  return { of, on, name, action, aspect, before, after };
}

function turned({ of, on, from, to }: Rename): Rename {
  return { of, on, from: to, to: from };
}

const sorted = (all: readonly object[]): readonly string[] => all.map((one) => JSON.stringify(one)).sort();

describe('two models', () => {
  it('have the same changes in both directions, mirrored, and in the same order', () => {
    fc.assert(
      fc.property(anyModel, anyModel, (one, other) => {
        const there = compareModels(one, other);
        const back = compareModels(other, one);
        expect(back.map(plain)).toEqual(there.map(mirrored));
        expect(sorted(findRenames(other, one))).toEqual(sorted(findRenames(one, other).map(turned)));
      }),
      { numRuns: 25 },
    );
  });

  it('have no changes when they are one', () => {
    fc.assert(
      fc.property(anyModel, (one) => {
        expect(compareModels(one, structuredClone(one))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('lose no exported name without a breaking change, and gain none without a feature', () => {
    fc.assert(
      fc.property(anyModel, anyModel, (one, other) => {
        const changes = compareModels(one, other);
        const { added, removed } = compareExports(one, other);
        const ratings = new Set(changes.map(({ rating }) => rating));
        expect(removed.length > 0 && !ratings.has('breaking')).toBe(false);
        // What moves is gained where it goes to.
        expect(added.length > 0 && !ratings.has('feature') && !ratings.has('breaking')).toBe(false);
      }),
      { numRuns: 25 },
    );
  });
});

describe('every part of a model counts', () => {
  const whole = modelOf(together[0].commands ?? [], together[0].entities ?? [], together[0].titles);

  it('whichever text, number or flag is another', () => {
    const unnoticed = leavesOf(whole, []).filter((path) => compareModels(whole, altered(whole, path)).length === 0);
    expect(unnoticed.map((path) => path.join('.'))).toEqual([]);
  });
});

type Path = readonly (string | number)[];

/** Members that are no part of what the package shows, or that others depend on. */
const without: ReadonlySet<string> = new Set(['origin', 'example', 'kind']);

/** Paths of all texts, numbers and flags of a model's commands and entities. */
function leavesOf(value: unknown, path: Path): readonly Path[] {
  // How lists are written follows from where they stand.
  if (value === 'comma' || value === 'json') return [];
  if (typeof value !== 'object') return [path];
  if (value === null) return [];
  return Object.entries(value)
    .filter(([name]) => !without.has(name))
    .filter(([name]) => path.length > 0 || name === 'commands' || name === 'entities')
    .flatMap(([name, inner]: [string, unknown]) => leavesOf(inner, [...path, name]));
}

/** The model with another value in one place. */
function altered(model: ApiModel, path: Path): ApiModel {
  const copy = structuredClone(model);
  const last = path.at(-1) ?? '';
  const holder = path.slice(0, -1).reduce<unknown>((value, step) => Reflect.get(value as object, step), copy) as object;
  const value: unknown = Reflect.get(holder, last);
  Reflect.set(holder, last, another(String(last), value));
  return copy;
}

/** Words that mean something to the model, and what else could stand there. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  scalar: { string: 'boolean', id: 'boolean', boolean: 'string', integer: 'string', long: 'string', decimal: 'string' },
  encoding: { entries: 'pairs', pairs: 'entries' },
  execution: { sync: 'async', async: 'sync' },
  method: { GET: 'POST', POST: 'GET' },
};

function another(name: string, value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return name in words ? (words[name]?.[String(value)] ?? 'string') : `${String(value)}x`;
}

describe('the exported names', () => {
  it.each([
    ['of every shape', everyShape],
    ['of every case', modelOf(together[1].commands ?? [], together[1].entities ?? [])],
  ])('are those of the plan: %s', (_, model) => {
    const planned = plan(model, [], withDefaults({})).flatMap((file) => {
      const found = /^src\/(?:groups\/([^/]+)\/(?:client|params|validators|server)|(models)\/(?!index))/.exec(
        file.path,
      );
      if (found === null || file.kind !== 'template' || file.expected.language !== 'typescript') return [];
      return file.expected.exports.map((name) => `./${found[1] ?? found[2]} ${name}`);
    });
    const namespaces = model.groups.map(({ id }) => id).length;
    const names = exportsOf(model).map(({ entry, name }) => `${entry} ${name}`);
    expect(names.filter((name) => !name.endsWith(' commands')).sort()).toEqual(planned.sort());
    expect(names.filter((name) => name.endsWith(' commands'))).toHaveLength(namespaces);
  });
});
