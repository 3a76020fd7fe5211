import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { compile, makeFolder, removeFolders } from '../output/package.js';
import { countExamples, examplesIn } from '../output/readme-examples.js';
import { catalogue, generated, linkPackages, needsCatalogue, writeFiles } from '../support/pipeline.js';
import { unformatted } from '../support/prettier.js';

afterAll(removeFolders);

// Slow: type-checks the whole API.
it.skipIf(needsCatalogue !== '')(
  `every sample in the README of 4.18 compiles, and prettier leaves README and API.md as they are${needsCatalogue}`,
  async () => {
    const { model, files } = await generated({ listapis: [catalogue] });
    const docs = files.filter(({ path }) => path.endsWith('.md'));
    expect(docs.map(({ path }) => path).sort()).toEqual(['API.md', 'README.md']);
    expect(await unformatted(docs)).toEqual([]);
    const readme = docs.find(({ path }) => path === 'README.md')?.text ?? '';
    expect(countExamples(readme)).toBeGreaterThan(80);
    const folder = await makeFolder();
    await writeFiles(folder, files);
    await linkPackages(folder);
    await mkdir(join(folder, 'samples'));
    await writeFile(join(folder, 'samples/readme.ts'), examplesIn(readme, model));
    await writeFile(join(folder, 'tsconfig.json'), compilerOptions());
    expect(await compile(folder)).toEqual({ exitCode: 0, output: '' });
  },
);

/** The package as it is imported, straight from its sources. */
function compilerOptions(): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'ES2023',
      lib: ['ES2023', 'DOM', 'DOM.Iterable'],
      module: 'NodeNext',
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: true,
      paths: {
        'cloudstack-client': ['./src/index.ts'],
        'cloudstack-client/*': ['./src/*.ts', './src/groups/*/index.ts'],
      },
    },
    include: ['samples'],
  });
}
