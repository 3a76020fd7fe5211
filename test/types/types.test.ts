import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { buildPackage, compile, makeConsumer, removeFolders } from '../output/package.js';
import { specs } from '../support/pipeline.js';

afterAll(removeFolders);

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const expectation = /^\s*\/\/ @ts-expect-error (TS\d+): .*$/;

/** Every line that must not compile, as `file:line code`. */
async function expectations(): Promise<readonly string[]> {
  const places: string[] = [];
  for (const file of (await readdir(fixtures)).sort()) {
    const lines = (await readFile(join(fixtures, file), 'utf8')).split('\n');
    lines.forEach((line, index) => {
      const code = expectation.exec(line)?.[1];
      if (code !== undefined) places.push(`${file}:${index + 2} ${code}`);
    });
  }
  return places;
}

describe('the types of the generated package', async () => {
  const built = await buildPackage(specs);

  it.each(['node', 'dom'] as const)('are what the fixtures claim (types of the platform: %s)', async (platform) => {
    const consumer = await makeConsumer(built, { platform });
    await cp(fixtures, join(consumer, 'src'), { recursive: true });
    expect(await compile(consumer, '--noEmit')).toEqual({ exitCode: 0, output: '' });
  });

  it('refuse every line that the fixtures expect them to, for the reason that they give', async () => {
    const consumer = await makeConsumer(built);
    await cp(fixtures, join(consumer, 'src'), { recursive: true });
    for (const file of await readdir(fixtures)) {
      const text = await readFile(join(fixtures, file), 'utf8');
      const bare = text.split('\n').map((line) => (expectation.test(line) ? '' : line));
      await writeFile(join(consumer, 'src', file), bare.join('\n'));
    }
    const { output } = await compile(consumer, '--noEmit', '--skipLibCheck', '--pretty', 'false');
    const found = [...output.matchAll(/^src\/(\S+)\((\d+),\d+\): error (TS\d+)/gm)];
    const places = found.map(([, file, line, code]) => `${file}:${line} ${code}`);
    expect(places.sort()).toEqual([...(await expectations())].sort());
  });
});
