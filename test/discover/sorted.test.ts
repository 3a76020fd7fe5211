import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { savedCommands } from '../../generator/discover/compare-saved.js';
import { printSorted } from '../../generator/discover/sorted.js';
import type { ApiModel } from '../../generator/model/api-model.js';
import { generated, root, temporaryFolder, writeFiles } from '../support/pipeline.js';

type Json = Readonly<Record<string, unknown>>;

const document = readFileSync(join(root, 'specs/cloudstack.listapis.json'), 'utf8');
const commands = savedCommands(document) ?? [];

/** The same value with its lists and members in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  const mixed = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  if (Array.isArray(value)) return mixed(value.map((one: unknown) => shuffled(one, random)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(mixed(Object.entries(value)).map(([name, one]) => [name, shuffled(one, random)]));
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a model says, without where it was read. */
function meaning(model: ApiModel): unknown {
  return JSON.parse(
    JSON.stringify(model, (name, value: unknown) => (name === 'origin' ? undefined : value)),
  ) as unknown;
}

describe('the sorted text of a listApis answer', () => {
  it('is the same whatever the order in which a server tells it', () => {
    const text = printSorted(commands);
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(printSorted(shuffled(commands, sequence(seed)) as unknown[])).toBe(text);
      }),
      { numRuns: 4 },
    );
  });

  it('is JSON that is sorted already', () => {
    const text = printSorted(commands);
    expect(printSorted(savedCommands(text) ?? [])).toBe(text);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('describes the same API as the answer itself', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, [{ path: 'sorted.json', text: printSorted(commands) }]);
    const sorted = await generated({ listapis: [join(folder, 'sorted.json')] });
    const raw = await generated({ listapis: [join(root, 'specs/cloudstack.listapis.json')] });
    expect(meaning(sorted.model)).toEqual(meaning(raw.model));
  });

  it('has every parameter and every plain field on a line of its own', () => {
    const lines = printSorted(commands).split('\n');
    const isPlain = ({ response }: Json): boolean => response === undefined;
    const parameters = commands.flatMap((one) => ((one as Json)['params'] ?? []) as Json[]);
    expect(parameters.filter(isPlain).length).toBeGreaterThan(100);
    expect(lines.filter((line) => /^ {8}\{ "name": .*"required": .* \},?$/.test(line))).toHaveLength(parameters.length);
  });

  it('puts members in one order, and related commands by name', () => {
    const told = {
      response: [{ type: 'string', description: 'b', name: 'two' }, {}, { name: 'one', type: 'string' }, {}],
      related: 'listB,listA,listB',
      isasync: false,
      zz: { b: 1, a: [true, null] },
      params: [],
      name: 'listB',
    };
    expect(printSorted([told, {}, told])).toBe(
      `{
  "api": [
    {
      "name": "listB",
      "isasync": false,
      "related": "listA,listB",
      "zz": { "a": [true, null], "b": 1 },
      "params": [],
      "response": [
        { "name": "one", "type": "string" },
        { "name": "two", "type": "string", "description": "b" }
      ]
    }
  ]
}
`,
    );
  });

  it('keeps numbers that JavaScript cannot hold, and names that mean something to it', () => {
    const told = JSON.parse('{ "name": "a", "__proto__": "x", "constructor": 1 }') as Json;
    const text = printSorted([{ ...told, length: 9_007_199_254_740_993n }]);
    expect(text).toContain('"length": 9007199254740993');
    expect(text).toContain('"__proto__": "x"');
    expect(text).toContain('"constructor": 1');
  });

  it('changes one line when one parameter changes', () => {
    const before = printSorted(commands).split('\n');
    const changed = document.replace(
      '"description": "Only the command of exactly this name."',
      '"description": "New."',
    );
    const after = printSorted(savedCommands(changed) ?? []).split('\n');
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(1);
  });
});
