import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/pipeline.js';

const run = promisify(execFile);
const minutes = 60_000;
const document = join(root, 'test/golden/six.listapis.json');

/** A binary of Node of this line; the npm package `node` has one for each, which is kept in `.cache/`. */
async function nodeOf(major: string): Promise<string> {
  const folder = join(root, '.cache/node', major);
  const node = join(folder, 'node_modules/node/bin/node');
  if (!existsSync(node)) {
    await mkdir(folder, { recursive: true });
    await run('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `node@${major}`]);
  }
  return node;
}

// Slow, and online: what `npx` does in a folder where nothing is, by each Node that is supported.
describe('the packed generator by npx', () => {
  let folder = '';
  let tarball = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-npx-'));
    const argv = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [packed] = JSON.parse((await run('npm', argv, { cwd: root })).stdout) as readonly { filename: string }[];
    tarball = join(folder, packed?.filename ?? '');
  }, 5 * minutes);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(['20', '22', '24'])(
    'generates in an empty folder by Node %s',
    async (major) => {
      const node = await nodeOf(major);
      const cwd = join(folder, `node-${major}`);
      await mkdir(cwd);
      // A cache of its own: what another version has unpacked must not help.
      const env = {
        ...process.env,
        PATH: [dirname(node), process.env['PATH']].join(delimiter),
        npm_config_cache: join(folder, `cache-${major}`),
      };
      const npx = async (...argv: readonly string[]): Promise<string> => {
        const given = ['--yes', `--package=${tarball}`, '--', 'cloudstack-codegen', ...argv];
        return (await run('npx', given, { cwd, env, maxBuffer: 1 << 26 })).stdout;
      };
      expect((await run('node', ['--version'], { cwd, env })).stdout).toMatch(new RegExp(`^v${major}\\.`));
      expect(await npx('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
      const report = JSON.parse(await npx('generate', '--listapis', document, '--build', '--json')) as object;
      expect(report).toMatchObject({ exitCode: 0, outcome: 'written', commands: 6 });
      expect(await readdir(cwd)).toEqual(['output']);
      const program = "import('./output/dist/commands.js').then((all) => console.log(Object.keys(all).length > 0))";
      expect((await run('node', ['--eval', program], { cwd, env })).stdout).toBe('true\n');
      expect(JSON.parse(await npx('check', '--listapis', document, '--build', '--json'))).toMatchObject({
        exitCode: 0,
      });
    },
    5 * minutes,
  );
});
