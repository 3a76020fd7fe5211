import { describe, expect, it } from 'vitest';
import { Project } from './people.js';

const head = `import type { ZoneHandlers } from '../groups/zone/server.js';\n\n`;

/** What is said of a file that people wrote for an API with createZone and listZones; the file must stay as it is. */
async function saidOf(
  text: string | Uint8Array,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const project = await Project.make();
  await project.write('zone', text);
  for (const [group, other] of Object.entries(more)) await project.write(group, other);
  const { handlers, said } = await project.generate('createZone', 'listZones');
  expect(handlers.filter(({ path }) => path.endsWith('zone.ts'))).toEqual([]);
  expect(await project.readFile('out/src/handlers/zone.ts')).toBe(Buffer.from(text).toString('utf8'));
  return said;
}

describe('a file that cannot be extended is left alone, and the place is told', () => {
  it('where it is not TypeScript', async () => {
    expect(await saidOf(`${head}export const zoneHandlers: ZoneHandlers = {\n  listZones() {\n};\n`)).toEqual([
      "handlers-syntax zone.ts:5:2 This is not TypeScript, so no handler was added to the file: ',' expected.",
    ]);
  });

  it.each([
    ['nothing of that name is exported', `const zoneHandlers = {};\n`],
    ['it is a class', `export const zoneHandlers = new (class {\n  listZones() {}\n})();\n`],
    ['a function makes it', `export const zoneHandlers = withAudit({ log });\n`],
    ['it is worth itself', `export const zoneHandlers = a;\nconst a = b;\nconst b = a;\n`],
    ['it stands in another file', `export { zoneHandlers } from './other.js';\n`],
    ['the file is empty', ''],
  ])('where %s', async (_, text) => {
    expect(await saidOf(text)).toEqual([
      'handlers-not-found zone.ts:1:1 This file exports no object "zoneHandlers" that can be read; whether there are handlers for createZone, listZones is unknown.',
    ]);
  });

  it.each([
    ['...makeHandlers(database)', 'a call'],
    ['...common', 'something of a package'],
    ['[`list${noun}`]: list', 'a name that is worked out'],
  ])('where it is unknown what it has: %s (%s)', async (member) => {
    const text = `${head}import { common } from 'elsewhere';\n\nexport const zoneHandlers: ZoneHandlers = {\n  ${member},\n  async createZone() {},\n};\n`;
    expect(await saidOf(text)).toEqual([
      `handlers-not-added zone.ts:6:3 Nothing was added: "${member}" may bring the handlers for listZones, and is not known before it runs.`,
    ]);
  });

  it('where it is unknown what another file of the folder has', async () => {
    const project = await Project.make();
    await project.write('zone', `import { lists } from './volume.js';\nexport const zoneHandlers = { ...lists };\n`);
    await project.write('volume', `export const lists = {\n  ...made(),\n};\nexport const volumeHandlers = {};\n`);
    const { handlers, said } = await project.generate('listZones', 'listVolumes');
    expect(said).toEqual([
      'handlers-not-added volume.ts:2:3 Nothing was added: "...made()" may bring the handlers for listZones, and is not known before it runs.',
    ]);
    expect(handlers.map(({ path, commands }) => [path, ...commands])).toEqual([
      ['src/handlers/volume.ts', 'listVolumes'],
    ]);
  });

  it('where it is not UTF-8', async () => {
    const project = await Project.make();
    const bytes = Buffer.from([0x2f, 0x2f, 0x20, 0xe9, 0x0a]);
    await project.write('zone', bytes);
    const { handlers, said } = await project.generate('listZones');
    expect(handlers).toEqual([]);
    expect(said).toEqual([
      'handlers-unreadable "zone.ts" could not be read, so no handler was added to it: it is not UTF-8.',
    ]);
  });

  it('where it is a folder', async () => {
    const project = await Project.make();
    await project.writeFile('out/src/handlers/zone.ts/mine.ts', 'mine');
    const { handlers, said } = await project.generate('listZones');
    expect(handlers).toEqual([]);
    expect(said).toEqual([
      'handlers-unreadable "zone.ts" could not be read, so no handler was added to it: it is a folder.',
    ]);
  });
});

describe('what belongs to no command is reported and left alone', () => {
  it('a handler whose command is gone', async () => {
    const text = `${head}export const zoneHandlers: ZoneHandlers = {\n  listZones,\n  createZone,\n\n  /** Mine. */\n  async deleteZone() {},\n};\nzoneHandlers.dedicateZone = f;\n`;
    expect(await saidOf(text)).toEqual([
      'handler-without-command zone.ts:8:3 "deleteZone" is no command of the group Zone, or not any more; its handler was left in place.',
      'handler-without-command zone.ts:10:1 "dedicateZone" is no command of the group Zone, or not any more; its handler was left in place.',
    ]);
  });

  it('but a handler for what the server answers itself may stand anywhere', async () => {
    const text = `${head}export const zoneHandlers: ZoneHandlers = { listZones, createZone, listApis, login };\n`;
    expect(await saidOf(text)).toEqual([]);
  });

  it('a handler whose command went to another group, which gets no stub in its place', async () => {
    const project = await Project.make();
    await project.write('zone', `${head}export const zoneHandlers = { listZones, listVolumes };\n`);
    const { said } = await project.generate('listZones', 'listVolumes', 'createVolume');
    expect(said).toEqual([
      'handler-misplaced zone.ts:3:42 "listVolumes" belongs to another group now; its handler was left in place.',
    ]);
    expect(await project.read('volume')).toContain('async createVolume(');
    expect(await project.read('volume')).not.toContain('listVolumes');
    await project.write('zone', `${head}export const zoneHandlers = { listZones };\n`);
    await project.generate('listZones', 'listVolumes', 'createVolume');
    expect(await project.read('volume')).toContain('async listVolumes(');
  });

  it('a file whose group is gone, and no other file of the folder', async () => {
    const project = await Project.make();
    await project.generate('listZones', 'listVolumes');
    const volume = await project.read('volume');
    await project.write('shared', `import type { ZoneHandlers } from '../groups/zone/server.js';\n`);
    const { said } = await project.generate('listZones');
    expect(said).toEqual([
      'handlers-without-group volume.ts:3:1 This file is about "volume", which is no group any more; it was left in place.',
    ]);
    expect(await project.read('volume')).toBe(volume);
    expect(await project.readFile('out/src/handlers.ts')).not.toContain('volume');
  });
});
