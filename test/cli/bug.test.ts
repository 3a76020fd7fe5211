import { cp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../support/pipeline.js';
import { makeFolder, removeFolders, run, snapshot } from './cli.js';
import { page } from './documents.js';

afterAll(removeFolders);

/** An installation that has lost something. */
async function brokenInstallation(lost: string): Promise<string> {
  const folder = await makeFolder();
  for (const part of ['dist', 'templates', 'specs', 'package.json']) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  await rm(join(folder, lost), { recursive: true });
  return join(folder, 'dist/cli.js');
}

describe.concurrent('a bug', () => {
  it.each([
    ['the runtime', 'dist/runtime.json.br', 'ENOENT'],
    ['the built-in facts', 'specs/facts', 'ENOENT'],
    ['the code of the verb', 'dist/generate.js', 'ERR_MODULE_NOT_FOUND'],
  ])('such as the loss of %s ends with 3 and a stack', async (_, lost, says) => {
    const program = await brokenInstallation(lost);
    const cwd = await makeFolder({ 'page.md': page });
    const before = await snapshot(cwd);
    const { exitCode, stdout, stderr } = await run(['generate', 'page.md'], { cwd, program });
    expect(stderr).toContain(says);
    expect(stderr).toMatch(/^\s+at .*(?:dist\/|node:)/m);
    expect(stderr).toMatch(/This is a bug of cloudstack-codegen: please report it with the lines above\.\n$/);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(await snapshot(cwd)).toEqual(before);
  });

  it('is told to machines too', async () => {
    const program = await brokenInstallation('specs/facts');
    const cwd = await makeFolder({ 'page.md': page });
    const { exitCode, stdout } = await run(['generate', 'page.md', '--json'], { cwd, program });
    expect({ exitCode, report: JSON.parse(stdout) as unknown }).toEqual({
      exitCode: 3,
      report: { exitCode: 3, bug: expect.stringContaining('ENOENT') as string },
    });
  });

  it('elsewhere does not keep --version and --help from answering', async () => {
    const program = await brokenInstallation('dist/generate.js');
    const cwd = await makeFolder();
    expect((await run(['--version'], { cwd, program })).exitCode).toBe(0);
    expect((await run(['--help'], { cwd, program })).exitCode).toBe(0);
  });
});
