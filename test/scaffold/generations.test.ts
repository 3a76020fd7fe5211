import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import { generate } from '../../generator/generate.js';
import { withDefaults } from '../../generator/options.js';
import { answeredByServer } from '../../generator/plan/handlers.js';
import { write } from '../../generator/write/write.js';
import { builtInCommands } from '../../templates/runtime/server/built-in.js';
import { Project } from './people.js';

describe('the first run', () => {
  it('begins a file for each group, which names every command', async () => {
    const project = await Project.make();
    const { handlers, said } = await project.generate('listZones', 'createZone', 'listVolumes');
    expect(said).toEqual([]);
    expect(handlers.map(({ path, kind, commands }) => ({ path, kind, commands }))).toEqual([
      { path: 'src/handlers/volume.ts', kind: 'new', commands: ['listVolumes'] },
      { path: 'src/handlers/zone.ts', kind: 'new', commands: ['createZone', 'listZones'] },
    ]);
    expect(await project.read('zone'))
      .toBe(`// Yours to edit: generate adds handlers for new commands here, and changes nothing else.

import type { ZoneHandlers } from '../groups/zone/server.js';
import { unsupportedAction } from '../server.js';

/** Answers the commands of the group Zone. */
export const zoneHandlers: ZoneHandlers = {
  /** Does createZone. */
  async createZone(params, context) {
    throw unsupportedAction(\`\${context.command} is not implemented yet\`);
  },

  /** Does listZones. */
  async listZones(params, context) {
    throw unsupportedAction(\`\${context.command} is not implemented yet\`);
  },
};
`);
  });

  it('leaves to the server what the server answers itself', async () => {
    const project = await Project.make();
    await project.generate('listZones', 'listAsyncJobs', 'queryAsyncJobResult', 'listApis', 'login', 'logout');
    expect(await readdir(join(project.out, 'src/handlers'))).toEqual(['zone.ts']);
  });

  it('knows all that the server answers itself', () => {
    const builtIn = builtInCommands(null as never, () => []).keys();
    expect(answeredByServer).toEqual(new Set([...builtIn, 'login', 'logout']));
  });

  it('names handler files in no manifest', async () => {
    const project = await Project.make();
    await project.generate('listZones');
    const manifest = JSON.parse(await project.readFile('out/manifest.json')) as { files: object };
    expect(Object.keys(manifest.files)).toContain('src/handlers.ts');
    expect(Object.keys(manifest.files).filter((path) => path.startsWith('src/handlers/'))).toEqual([]);
  });
});

describe('later runs', () => {
  it('write nothing where nothing is missing', async () => {
    const project = await Project.make();
    await project.generate('listZones', 'createZone');
    expect((await project.generate('listZones', 'createZone')).handlers).toEqual([]);
    const reordered = await project.read('zone');
    await project.write('zone', reordered.replace('// Yours to edit', '// Ours'));
    expect((await project.generate('listZones', 'createZone')).handlers).toEqual([]);
  });

  it('add what new commands need, once, and keep what people wrote, to the byte', async () => {
    const project = await Project.make();
    await project.generate('listZones');
    const begun = await project.read('zone');
    const mine = begun
      .replace('throw unsupportedAction(`${context.command} is not implemented yet`);', 'return page( zones,params )')
      .replace('{ unsupportedAction }', '{ page,  unsupportedAction }')
      .replace('// Yours to edit', '//  Mine,   oddly  spaced');
    await project.write('zone', mine);
    const { handlers, said } = await project.generate('listZones', 'createZone', 'listVolumes');
    expect(said).toEqual([]);
    expect(handlers.map(({ path, kind, commands }) => ({ path, kind, commands }))).toEqual([
      { path: 'src/handlers/volume.ts', kind: 'new', commands: ['listVolumes'] },
      { path: 'src/handlers/zone.ts', kind: 'changed', commands: ['createZone'] },
    ]);
    const added = `
  /** Does createZone. */
  async createZone(params, context) {
    throw unsupportedAction(\`\${context.command} is not implemented yet\`);
  },
`;
    const grown = await project.read('zone');
    expect(grown).toBe(mine.replace(/\};\n$/, `${added}};\n`));
    await project.generate('listZones', 'createZone', 'updateZone');
    const third = await project.read('zone');
    expect(third).toBe(grown.replace(/\};\n$/, `${added.replaceAll('createZone', 'updateZone')}};\n`));
  });

  it('keep the handler of a command that is gone', async () => {
    const project = await Project.make();
    await project.generate('listZones', 'createZone');
    const before = await project.read('zone');
    const { handlers, said } = await project.generate('listZones');
    expect(handlers).toEqual([]);
    expect(await project.read('zone')).toBe(before);
    expect(said).toEqual([
      'handler-without-command zone.ts:9:3 "createZone" is no command of the group Zone, or not any more; its handler was left in place.',
    ]);
    expect((await project.generate('listZones', 'createZone')).said).toEqual([]);
  });

  it('begin a file again that was removed, and put a handler back that was', async () => {
    const project = await Project.make();
    await project.generate('listZones', 'createZone', 'listVolumes');
    const [zone, volume] = [await project.read('zone'), await project.read('volume')];
    await rm(join(project.out, 'src/handlers/volume.ts'));
    await project.write('zone', zone.replace(/ {2}\/\*\* Does listZones[^]*?\n {2}\},\n/, ''));
    await project.generate('listZones', 'createZone', 'listVolumes');
    expect(await project.read('volume')).toBe(volume);
    expect(await project.read('zone')).toContain('async listZones(');
  });

  it('leave the handlers when they are not asked for any more', async () => {
    const project = await Project.make();
    await project.generate('listZones');
    const zone = await project.read('zone');
    const options = withDefaults({ listapis: [join(project.folder, 'api.json')], out: project.out });
    const diagnostics = new Diagnostics();
    const { changes } = await generate(options, diagnostics);
    await write(changes, project.out, diagnostics);
    expect(await readdir(join(project.out, 'src'))).not.toContain('handlers.ts');
    expect(await project.read('zone')).toBe(zone);
  });
});
