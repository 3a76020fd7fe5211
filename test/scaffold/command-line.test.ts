import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run, snapshot } from '../cli/cli.js';
import { listApis } from './people.js';

afterAll(removeFolders);

const argv = ['api.json', '--out', 'out', '--emit', 'handlers'];

/** A folder with a package, and handlers, for these commands. */
async function withHandlers(...names: readonly string[]): Promise<string> {
  const cwd = await makeFolder({ 'api.json': listApis(...names) });
  const { exitCode } = await run(['generate', ...argv], { cwd });
  expect(exitCode).toBe(0);
  return cwd;
}

const handlersIn = (cwd: string, group: string): string => join(cwd, 'out/src/handlers', `${group}.ts`);

describe.concurrent('generate --emit handlers', () => {
  it('says which files it began and which it extended, and machines read it', async () => {
    const cwd = await withHandlers('listZones');
    await writeFile(join(cwd, 'api.json'), listApis('listZones', 'createZone', 'listVolumes'));
    const { stderr } = await run(['generate', ...argv, '--dry-run'], { cwd });
    expect(stderr).toMatch(/For you to edit: would begin 1 file of handlers, would add 1 handler to 1 file\.\n$/);
    const { stdout } = await run(['generate', ...argv, '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 0,
      disk: expect.stringMatching(/For you to edit: began 1 file of handlers, added 1 handler to 1 file\.$/) as string,
      scaffolded: [{ path: 'src/handlers/volume.ts', commands: ['listVolumes'] }],
      extended: [{ path: 'src/handlers/zone.ts', commands: ['createZone'] }],
    });
    const again = await run(['generate', ...argv], { cwd });
    expect(again.stderr).toMatch(/No file of handlers was touched\.\n$/);
  });

  it('brings the server and its validators, and no client', async () => {
    const cwd = await withHandlers('listZones');
    const files = [...(await snapshot(join(cwd, 'out'))).keys()].map((path) => path.slice(cwd.length + 5));
    expect(files).toEqual(expect.arrayContaining(['src/server.ts', 'src/validators.ts', 'src/handlers.ts']));
    expect(files).not.toContain('src/client.ts');
  });

  it('writes nothing with --dry-run', async () => {
    const cwd = await withHandlers('listZones');
    await writeFile(join(cwd, 'api.json'), listApis('listZones', 'createZone', 'listVolumes'));
    const before = await snapshot(cwd);
    await run(['generate', ...argv, '--dry-run'], { cwd });
    expect(await snapshot(cwd)).toEqual(before);
  });

  it('notices a file that is missing, and a handler, though no document changed', async () => {
    const cwd = await withHandlers('listZones', 'listVolumes');
    const before = await snapshot(join(cwd, 'out'));
    await rm(handlersIn(cwd, 'volume'));
    await writeFile(handlersIn(cwd, 'zone'), 'export const zoneHandlers = {};\n');
    const { stderr } = await run(['generate', ...argv], { cwd });
    expect(stderr).toMatch(
      /out is up to date, but for its handlers\. For you to edit: began 1 file of handlers, added 1 handler to 1 file\.\n$/,
    );
    expect(await readFile(handlersIn(cwd, 'volume'), 'utf8')).toBe(before.get(handlersIn(cwd, 'volume'))?.text);
    expect(await readFile(handlersIn(cwd, 'zone'), 'utf8')).toContain('async listZones(');
  });

  it('does not touch a file that lacks nothing, on any run', async () => {
    const cwd = await withHandlers('listZones', 'createZone');
    await writeFile(
      handlersIn(cwd, 'zone'),
      (await readFile(handlersIn(cwd, 'zone'), 'utf8')).replace('//', '// Ours.'),
    );
    const before = await snapshot(join(cwd, 'out'));
    for (const more of [[], ['--strict', '--json']]) {
      expect((await run(['generate', ...argv, ...more], { cwd })).exitCode).toBe(0);
    }
    expect(await snapshot(join(cwd, 'out'))).toEqual(before);
  });

  it('warns of a handler whose command is gone, with its place, and refuses that under --strict', async () => {
    const cwd = await withHandlers('createZone', 'listZones');
    await writeFile(join(cwd, 'api.json'), listApis('listZones'));
    const before = await snapshot(join(cwd, 'out'));
    const refused = await run(['generate', ...argv, '--strict'], { cwd });
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('out/src/handlers/zone.ts:9:3  warning  handler-without-command\n');
    expect(refused.stderr).toContain('  9 |   async createZone(params, context) {\n    |   ^\n');
    expect(await snapshot(join(cwd, 'out'))).toEqual(before);
    const { exitCode } = await run(['generate', ...argv], { cwd });
    expect(exitCode).toBe(0);
    const zone = handlersIn(cwd, 'zone');
    expect((await snapshot(join(cwd, 'out'))).get(zone)).toEqual(before.get(zone));
  });

  it('goes on with the package where a file of handlers is not TypeScript', async () => {
    const cwd = await withHandlers('listZones');
    await writeFile(handlersIn(cwd, 'zone'), 'export const zoneHandlers = {');
    await writeFile(join(cwd, 'api.json'), listApis('listZones', 'listVolumes'));
    const { exitCode, stderr } = await run(['generate', ...argv], { cwd });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('out/src/handlers/zone.ts:1:30  warning  handlers-syntax\n');
    expect(await readFile(handlersIn(cwd, 'zone'), 'utf8')).toBe('export const zoneHandlers = {');
    expect(await readFile(handlersIn(cwd, 'volume'), 'utf8')).toContain('async listVolumes(');
  });

  it('refuses a file of people where its own list of handlers belongs', async () => {
    const cwd = await makeFolder({ 'api.json': listApis('listZones'), 'out/src/handlers.ts': '// mine\n' });
    const { exitCode, stderr } = await run(['generate', ...argv], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"out/src/handlers.ts" exists already');
    expect([...(await snapshot(cwd)).keys()]).toHaveLength(2);
  });
});

describe.concurrent('check --emit handlers', () => {
  it('is content whatever people wrote, and where they wrote nothing', async () => {
    const cwd = await withHandlers('listZones', 'listVolumes');
    await writeFile(handlersIn(cwd, 'zone'), 'mine');
    await rm(handlersIn(cwd, 'volume'));
    const { exitCode, stdout } = await run(['check', ...argv], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  });

  it('finds that the list of handlers is stale', async () => {
    const cwd = await withHandlers('listZones');
    await writeFile(join(cwd, 'api.json'), listApis('listZones', 'listVolumes'));
    const { exitCode, stdout } = await run(['check', ...argv], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('src/handlers.ts is out of date\n');
    expect(stdout).not.toContain('src/handlers/');
  });
});
