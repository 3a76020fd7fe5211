import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostileOpenApi } from '../hostile/openapi.js';
import { everyShape } from '../support/every-shape.js';
import { root, specs, temporaryFolder } from '../support/pipeline.js';
import { documentOf, textOf } from './document.js';
import { problemsIn } from './linter.js';
import { modelOf } from './round-trip.js';

describe('a linter', () => {
  it.each([
    ['our own documents', specs],
    ['a discovery document', { listapis: [`${root}specs/cloudstack.listapis.json`] }],
  ])('finds nothing wrong with the document of %s', async (_, given) => {
    expect(await problemsIn(textOf((await modelOf(given)).model))).toEqual([]);
  });

  it('finds nothing wrong with shapes that documents rarely have', async () => {
    expect(await problemsIn(textOf(everyShape))).toEqual([]);
  });

  it('finds nothing that could run among texts that try to', async () => {
    const file = join(await temporaryFolder(), 'hostile.json');
    await writeFile(file, hostileOpenApi());
    const { model } = await modelOf({ openapi: [file] });
    const problems = await problemsIn(textOf(model));
    expect(problems.filter((problem) => problem.includes('no-unsafe-markdown'))).toEqual([]);
    expect(problems.filter((problem) => problem.startsWith('error'))).toEqual([]);
  });

  it('knows that components may be used by jobs alone, and leaves none that nobody uses', async () => {
    const { model } = await modelOf(specs);
    const text = textOf(model);
    const { components } = documentOf(model);
    const unused = Object.entries(components).flatMap(([kind, members]) =>
      Object.keys(members).filter(
        (name) => kind !== 'securitySchemes' && !text.includes(`"#/components/${kind}/${name}"`),
      ),
    );
    expect(unused).toEqual([]);
  });
});
