import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Options } from '../../generator/options.js';
import { specs } from '../support/pipeline.js';
import { buildPackage, compile, hasSeeds, makeConsumer, needsSeeds, node, removeFolders, seeds } from './package.js';

afterAll(removeFolders);

/** What the program in fixtures/drive prints. */
interface Report {
  /** Commands that were answered well at least once. */
  readonly driven: readonly string[];
  readonly played: readonly { readonly name: string; readonly error: string | null }[];
}

/** Compiles the program against a generated package and runs it: server and client, over a real socket. */
async function drive(documents: Partial<Options>): Promise<Report & { readonly commands: readonly string[] }> {
  const built = await buildPackage(documents);
  const consumer = await makeConsumer(built);
  await cp(fileURLToPath(new URL('fixtures/drive', import.meta.url)), join(consumer, 'src'), { recursive: true });
  const compiled = await compile(consumer, '--skipLibCheck');
  if (compiled.exitCode !== 0) throw new Error(`The program does not compile:\n${compiled.output}`);
  const ended = await node(consumer, 'dist/main.js');
  if (ended.exitCode !== 0) throw new Error(`The program failed:\n${ended.output}`);
  return { ...(JSON.parse(ended.output) as Report), commands: built.model.commands.map(({ name }) => name) };
}

describe('a program that uses the package generated from specs/', async () => {
  const { driven, played, commands } = await drive(specs);

  it('drives every command of the model', () => {
    expect(commands).toHaveLength(11);
    expect(driven).toEqual(commands);
  });

  for (const { name, error } of played) it(name, () => expect(error).toBeNull());
});

describe.skipIf(!hasSeeds)(`the same program with the package generated from the seeds${needsSeeds}`, () => {
  it('drives every command of the model, and finds nothing else wrong either', async () => {
    const { driven, played, commands } = await drive(seeds);
    expect(driven).toEqual(commands);
    expect(played.filter(({ error }) => error !== null)).toEqual([]);
  });
});
