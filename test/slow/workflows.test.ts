import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMock, type Mock } from '../../generator/mock/index.js';
import { root } from '../support/pipeline.js';

const run = promisify(execFile);
const minutes = 60_000;
const docs = join(root, 'docs/workflows');

/** A step of a GitHub workflow: an action or lines of a shell. */
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly jobs: {
    readonly client: { readonly env: Readonly<Record<string, string>>; readonly steps: readonly Step[] };
  };
}

interface Pipeline {
  readonly client: Readonly<Record<'before_script' | 'script', readonly string[]>>;
}

/** What became of a repository: what was said, and what stands in it. */
interface Run {
  readonly output: string;
  readonly repository: string;
}

async function documentOf(name: string): Promise<unknown> {
  return parse(await readFile(join(docs, name), 'utf8')) as unknown;
}

// Slow, and online: the examples of the documents run as they stand, with the packed generator, against a mock server.
describe('the workflows in the documents', () => {
  let folder = '';
  let mock: Mock;
  let environment: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-workflows-'));
    mock = await createMock({ listapis: join(root, 'specs/cloudstack.listapis.json'), seed: 1 });
    environment = {
      CLOUDSTACK_ENDPOINT: await mock.serve(),
      CLOUDSTACK_KEY: mock.apiKey,
      CLOUDSTACK_SECRET: mock.secretKey,
    };
    const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [packed] = JSON.parse((await run('npm', pack, { cwd: root })).stdout) as readonly { filename: string }[];
    await makeRepository(join(folder, 'repository'), join(folder, packed?.filename ?? ''));
  }, 5 * minutes);

  afterAll(async () => {
    await mock.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The repository of the document, begun as it says; the server has since got one command more. */
  async function makeRepository(repository: string, tarball: string): Promise<void> {
    await mkdir(join(repository, 'test'), { recursive: true });
    await copyFile(join(docs, 'cloudstack-codegen.config.json'), join(repository, 'cloudstack-codegen.config.json'));
    await copyFile(join(docs, 'client.test.mjs'), join(repository, 'test/client.test.mjs'));
    const manifest = { private: true, scripts: { test: 'node --test test/*.mjs' } };
    await writeFile(join(repository, 'package.json'), JSON.stringify(manifest));
    const options = { cwd: repository, env: { ...process.env, ...environment }, maxBuffer: 1 << 26 };
    await run('npm', ['install', '--save-dev', tarball, 'zod', '--no-audit', '--no-fund'], options);
    const file = join(repository, 'cloudstack.listapis.json');
    await run('npx', ['--no-install', 'cloudstack-codegen', 'discover', '--out', file], options);
    const discovered = JSON.parse(await readFile(file, 'utf8')) as {
      readonly api: readonly { readonly name: string }[];
    };
    const older = discovered.api.filter(({ name }) => name !== 'stopVirtualMachine');
    await writeFile(file, JSON.stringify({ ...discovered, api: older }));
    await run('npx', ['--no-install', 'cloudstack-codegen', 'generate', '--package-version', '1.0.0'], options);
  }

  /** Runs lines of a shell in a copy of the repository, as a runner of the service would. */
  async function runIn(name: string, lines: readonly string[], env: Readonly<Record<string, string>>): Promise<Run> {
    const repository = join(folder, name);
    await cp(join(folder, 'repository'), repository, { recursive: true, verbatimSymlinks: true });
    const text = ['set -eu', ...lines].join('\n');
    const { PATH = '', HOME = '' } = process.env;
    const options = { cwd: repository, env: { PATH, HOME, CI: 'true', ...env }, maxBuffer: 1 << 26 };
    const { stdout, stderr } = await run('bash', ['-c', text], options);
    return { output: stdout + stderr, repository };
  }

  /** What each of them must have done. */
  async function expectReleased({ output, repository }: Run, changes: string): Promise<void> {
    expect(changes).toContain('stopVirtualMachine');
    const manifest = JSON.parse(await readFile(join(repository, 'client/package.json'), 'utf8')) as { version: string };
    expect(manifest.version).toBe('1.1.0');
    expect(await readFile(join(repository, 'client/dist/groups/virtual-machine/commands.js'), 'utf8')).toContain(
      'stopVirtualMachine',
    );
    expect(output).toMatch(/# pass 1|ℹ pass 1/);
    expect(output).toContain('+ @example/cloudstack@1.1.0');
    expect(output).not.toContain(mock.secretKey);
  }

  it(
    'of GitHub discovers, tells, generates, tests and shows what would be published',
    async () => {
      const { env, steps } = ((await documentOf('github-actions.yml')) as Workflow).jobs.client;
      const actions = steps.flatMap(({ uses }) => uses ?? []).map((uses) => uses.replace(/@.*/, ''));
      expect(actions).toEqual(['actions/checkout', 'actions/setup-node']);
      expect(env['CLOUDSTACK_ENDPOINT']).toBe('${{ vars.CLOUDSTACK_ENDPOINT }}');
      const named = steps.flatMap((step) =>
        Object.entries(step.env ?? {}).filter(([name]) => name.startsWith('CLOUD')),
      );
      expect(named).toEqual([
        ['CLOUDSTACK_KEY', '${{ secrets.CLOUDSTACK_KEY }}'],
        ['CLOUDSTACK_SECRET', '${{ secrets.CLOUDSTACK_SECRET }}'],
      ]);
      const conditions = steps.flatMap((step) => step.if ?? []);
      expect(conditions).toEqual(['env.VERSION != env.CURRENT']);
      // What a step writes into this file is in the environment of those after it.
      const lines = steps.flatMap((step) =>
        step.run === undefined ? [] : [step.run, '. "$GITHUB_ENV"; export VERSION CURRENT'],
      );
      const files = { GITHUB_ENV: join(folder, 'github-env'), GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
      await writeFile(files.GITHUB_ENV, 'VERSION=\nCURRENT=\n');
      const ended = await runIn('github', lines, { ...environment, ...files, GITHUB_ACTIONS: 'true' });
      await expectReleased(ended, await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'));
    },
    5 * minutes,
  );

  it(
    'of GitLab does the same',
    async () => {
      const { before_script: before, script } = ((await documentOf('gitlab-ci.yml')) as Pipeline).client;
      const ended = await runIn('gitlab', [...before, ...script], { ...environment, GITLAB_CI: 'true' });
      await expectReleased(ended, await readFile(join(ended.repository, 'CHANGES.md'), 'utf8'));
    },
    5 * minutes,
  );

  it(
    'for a shell does the same, and ends at the first step that fails',
    async () => {
      const script = await readFile(join(docs, 'release.sh'), 'utf8');
      const ended = await runIn('shell', [script], environment);
      await expectReleased(ended, await readFile(join(ended.repository, 'CHANGES.md'), 'utf8'));
      const refused = runIn('refused', [script], { ...environment, CLOUDSTACK_SECRET: 'wrong' });
      await expect(refused).rejects.toMatchObject({ code: 2, stderr: expect.not.stringContaining('wrong') as string });
      const kept = JSON.parse(await readFile(join(folder, 'refused/client/package.json'), 'utf8')) as {
        version: string;
      };
      expect(kept.version).toBe('1.0.0');
    },
    5 * minutes,
  );
});

describe('the examples of caching', async () => {
  const text = await readFile(join(root, 'docs/workflows.md'), 'utf8');
  const config = JSON.parse(await readFile(join(docs, 'cloudstack-codegen.config.json'), 'utf8')) as Record<
    string,
    string
  >;
  const [turbo, nx] = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => JSON.parse(json) as unknown);

  it('name what goes in and what comes out', () => {
    const documents = [config['listapis'], 'cloudstack-codegen.config.json'];
    expect(turbo).toMatchObject({
      tasks: {
        generate: {
          inputs: expect.arrayContaining(documents) as unknown,
          outputs: [`${config['out']}/**`],
        },
      },
    });
    expect(nx).toMatchObject({
      targets: {
        generate: {
          cache: true,
          inputs: expect.arrayContaining(documents.map((file) => `{projectRoot}/${file}`)) as unknown,
          outputs: [`{projectRoot}/${config['out']}`],
        },
      },
    });
  });
});
