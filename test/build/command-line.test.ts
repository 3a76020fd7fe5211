import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder, removeFolders, run, snapshot, specs } from '../cli/cli.js';

afterAll(removeFolders);

const built = [...specs, '--build', '--repository', 'https://github.com/acme/cloud', '--out', 'out'];

describe('generate --build', () => {
  let cwd = '';

  beforeAll(async () => {
    cwd = await makeFolder();
    expect((await run(['generate', ...built], { cwd })).exitCode).toBe(0);
  });

  it('writes dist/ with the package, and rests when nothing changed', async () => {
    const before = await snapshot(join(cwd, 'out'));
    expect([...before.keys()]).toContain(join(cwd, 'out/dist/index.js'));
    const { stderr } = await run(['generate', ...built], { cwd });
    expect(stderr).toContain('Nothing changed since the last run');
    expect(await snapshot(join(cwd, 'out'))).toEqual(before);
  });

  it('is checked with all that was built', async () => {
    expect(await run(['check', ...built], { cwd })).toMatchObject({ exitCode: 0, stdout: '' });
    const file = join(cwd, 'out/dist/client.js');
    await appendFile(file, '// mine\n');
    const { exitCode, stdout } = await run(['check', ...built], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('dist/client.js');
    expect(stdout).toContain('-// mine');
    await run(['generate', ...built], { cwd });
    expect(await readFile(file, 'utf8')).not.toContain('mine');
  });

  it('takes dist/ away again when the package is generated without it', async () => {
    const without = [...specs, '--out', 'out'];
    const { exitCode, stdout } = await run(['generate', ...without, '--dry-run', '--json'], { cwd });
    const { removed } = JSON.parse(stdout) as { removed: readonly string[] };
    expect(exitCode).toBe(0);
    expect(removed).toContain('dist/index.cjs');
    expect(removed.filter((path) => !path.startsWith('dist/'))).toEqual([]);
  });
});

describe('what cannot be built', () => {
  it('is a package with handlers: nothing is written', async () => {
    const cwd = await makeFolder();
    const { exitCode, stderr } = await run(['generate', ...built, '--emit', 'handlers'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('error  build-of-handlers');
    expect(await snapshot(cwd)).toEqual(new Map());
  });

  it('is any package where the compiler was not installed: nothing is written, and the reason is told', async () => {
    const cwd = await makeFolder();
    const env = { NAPI_RS_NATIVE_LIBRARY_PATH: join(cwd, 'missing.node'), NAPI_RS_FORCE_WASI: 'error' };
    const { exitCode, stderr } = await run(['generate', ...built], { cwd, env });
    expect(stderr).toContain('error  compiler-missing');
    expect(exitCode).toBe(2);
    expect(await snapshot(cwd)).toEqual(new Map());
  });
});
