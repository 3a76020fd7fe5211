import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostileListApis } from '../hostile/list-apis.js';
import { compile, node } from '../output/package.js';
import { linkPackages, root } from '../support/pipeline.js';
import { unformatted } from '../support/prettier.js';
import { Project } from './people.js';

/** Flags that people may have beside those of the package; parameters of stubs are there to be used. */
const strict = [
  '--noUnusedLocals',
  '--noImplicitOverride',
  '--noImplicitReturns',
  '--noPropertyAccessFromIndexSignature',
];

const id = '5b0fd0c1-6f2e-4b0a-9d0d-0a9c4b1f6a11';

/** A client of the server that answers with the handlers, in one process. */
const program = `
  import { CloudStack } from './dist/index.js';
  import { handlers } from './dist/handlers.js';
  import { createServer } from './dist/server.js';
  const account = { apiKey: 'key', secretKey: 'secret' };
  const server = createServer({ accounts: [account], handlers });
  const cloudstack = new CloudStack({
    endpoint: 'http://localhost/client/api', ...account, fetch: (...given) => server.fetch(new Request(...given)),
  });
  const id = '${id}';
  const outcome = (call) => call.then(JSON.stringify, ({ code, errorcode, errortext }) => [code, errorcode, errortext].join());
  console.log(await outcome(cloudstack.zone.listZones()));
  console.log(await outcome(cloudstack.zone.updateZone({ id })));
  console.log(await outcome((async () => (await cloudstack.zone.createZone({ id })).result())()));
  console.log(await outcome(cloudstack.zone.migrateZone({ id })));
  console.log(await outcome(cloudstack.call('listApis', { name: 'listZones' }).then(({ count }) => count)));
  console.log(await outcome(cloudstack.call('listAsyncJobs', {}).then(({ count }) => count)));
  console.log(globalThis.pwned);
  await server.close();
`;

/** The file of handlers in the README. */
async function shownInReadme(): Promise<string> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  return /^## Handlers of your own$[^]*?^```typescript\n([^]*?)^```$/m.exec(readme)?.[1] ?? '';
}

describe('a package with handlers', () => {
  it('compiles and answers in every generation, whatever the documents say', async () => {
    const project = await Project.make();
    await project.writeFile('hostile.json', hostileListApis());
    project.documents.push('hostile.json');
    const first = ['listZones', 'updateZone', 'createZone', 'listApis', 'listAsyncJobs', 'queryAsyncJobResult'];
    await project.generate(...first);
    await project.write('zone', await shownInReadme());
    expect(await project.generate(...first)).toEqual({ handlers: [], said: [] });
    const thing = await project.read('hostile-thing');
    await project.write('hostile-thing', thing.replace(/= \{\n[^]*\n\};/, '= {};'));

    await project.generate(...first, 'migrateZone', `create${'VeryLong'.repeat(11)}`);
    expect(await project.read('zone')).toContain('async migrateZone(');
    expect((await project.read('hostile-thing')).match(/async \w+\(/g)).toHaveLength(3);
    await linkPackages(project.out);
    expect(await compile(project.out, ...strict)).toEqual({ exitCode: 0, output: '' });
    await writeFile(join(project.out, 'program.js'), program);
    const { output } = await node(project.out, 'program.js');
    expect(output.split('\n')).toEqual([
      '{"items":[{"id":"6f1c7d9e-0000-4000-8000-000000000001","name":"east"}],"count":1}',
      `api,431,Invalid parameter id value=${id} due to incorrect long value format, or entity does not exist`,
      'job-failed,432,createZone is not implemented yet',
      'api,432,migrateZone is not implemented yet',
      '1',
      '1',
      'undefined',
      '',
    ]);
  });

  it('is what prettier would write', async () => {
    const project = await Project.make();
    await project.writeFile('hostile.json', hostileListApis());
    project.documents.push('hostile.json');
    const { handlers } = await project.generate('listZones', 'createZone', 'addVirtualMachineToAffinityGroupOfZone');
    const files = handlers.map(({ path, after }) => ({ path, text: after ?? '' }));
    files.push({ path: 'src/handlers.ts', text: await project.readFile('out/src/handlers.ts') });
    expect(files.length).toBeGreaterThan(2);
    expect(await unformatted(files)).toEqual([]);
  });
});
