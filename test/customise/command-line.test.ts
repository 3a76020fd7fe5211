import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Ended, makeFolder, removeFolders, run } from '../cli/cli.js';
import { root } from '../support/pipeline.js';

afterAll(removeFolders);

const document = ['--listapis', join(root, 'test/golden/six.listapis.json')];
const hooks = `import { defineHooks, type Hooks } from 'cloudstack-codegen';
import { title } from './titles.ts';

const group: Hooks['group'] = ({ name }): string | null => (name === 'createVolume' ? title : null);
export default defineHooks({ group });
`;

/** Runs a verb on a small document, with hooks in TypeScript that import a file of their own. */
async function withHooks(text: string, argv: readonly string[]): Promise<Ended & { readonly cwd: string }> {
  const cwd = await makeFolder({ 'hooks.ts': text, 'titles.ts': "export const title: string = 'Disk';\n" });
  return { ...(await run([...argv, ...document, '--hooks', 'hooks.ts'], { cwd })), cwd };
}

describe('hooks in TypeScript', () => {
  it('are loaded with what they import, and explained with their place', async () => {
    const { exitCode, stdout, stderr } = await withHooks(hooks, ['explain', 'createVolume']);
    expect({ exitCode, stderr: stderr.includes('error') }).toEqual({ exitCode: 0, stderr: false });
    expect(stdout).toMatch(/^ {2}group +[=] disk +hook +hooks\.ts:4:7 +the hook "group"$/m);
  });

  it('are those of the documentation', async () => {
    const text = await readFile(join(root, 'docs/customising.md'), 'utf8');
    const sample = /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(sample).toContain('export default defineHooks({');
    const { exitCode, stdout } = await withHooks(sample, ['explain', 'createVolume.name']);
    expect({ exitCode, stdout: stdout.includes('createVolume.name') }).toEqual({ exitCode: 0, stdout: true });
  });

  it('count among what a package is made from, with what they import', async () => {
    const { cwd, exitCode } = await withHooks(hooks, ['generate']);
    expect(exitCode).toBe(0);
    const again = (): Promise<Ended> => run(['generate', ...document, '--hooks', 'hooks.ts'], { cwd });
    expect((await again()).stderr).toContain('Nothing changed since the last run');
    await writeFile(join(cwd, 'titles.ts'), "export const title: string = 'Storage';\n");
    expect((await again()).stderr).not.toContain('Nothing changed');
    expect(await readFile(join(cwd, 'output/src/client.ts'), 'utf8')).toContain('readonly storage');
    expect((await run(['check', ...document, '--hooks', 'hooks.ts'], { cwd })).exitCode).toBe(0);
    expect((await run(['check', ...document], { cwd })).exitCode).toBe(1);
  });

  it.each([
    [
      'throws',
      "export default {\n  doc(subject: { name: string }) {\n    if (subject.name === 'createVolume') throw new Error('no idea');\n    return null;\n  },\n};\n",
      'hooks.ts:3:48  error  hook-failed',
      'The hook "doc" failed when it was asked about createVolume: no idea.',
    ],
    [
      'is not TypeScript',
      'export default {\n  doc: (: string) => null,\n};\n',
      'hooks.ts:2:',
      'The hooks module cannot be loaded',
    ],
    ['imports what there is not', "import './nothing.ts';\nexport default {};\n", 'hooks.ts', 'cannot be loaded'],
    [
      'exports nothing',
      'export const doc = () => null;\n',
      'hooks.ts:1:1  error  hooks-not-object',
      'no object as its default export',
    ],
    [
      'has a hook that there is not',
      'export default {\n  docs: () => null,\n};\n',
      'hooks.ts:2:3  error  hook-unknown',
      'Did you mean "doc"?',
    ],
    [
      'has a hook that is no function',
      "export default {\n  doc: 'Ours',\n};\n",
      'hooks.ts:2:3  error  hook-not-function',
      'not a function',
    ],
    [
      'answers nonsense',
      'export default {\n  doc: () => 5,\n};\n',
      'hooks.ts:2:3  error  hook-answer-wrong',
      'answers 5 about',
    ],
  ])('in a module that %s are an error with its place, and no stack', async (_, text, place, says) => {
    const { exitCode, stdout, stderr } = await withHooks(text, ['generate']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(place);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).toMatch(/Nothing was written\.\n$/);
  });

  it('that wait for what never happens are an error', async () => {
    const { exitCode, stderr } = await withHooks('await new Promise(() => {});\nexport default {};\n', ['generate']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('hooks.ts:1:1  error  hooks-unloadable');
    expect(stderr).toContain('it awaits something that never happens');
  });

  it('tell the place of their errors in a folder with blanks and brackets, too', async () => {
    const text = "export default {\n  doc() {\n    throw new Error('no idea');\n  },\n};\n";
    const cwd = await makeFolder({ 'a b (c)/hooks.ts': text });
    const { stderr } = await run(['generate', ...document, '--hooks', 'hooks.ts'], { cwd: join(cwd, 'a b (c)') });
    expect(stderr).toContain('hooks.ts:3:11  error  hook-failed');
  });

  it('that are not there are an error', async () => {
    const cwd = await makeFolder();
    const { exitCode, stderr } = await run(['generate', ...document, '--hooks', 'none.ts'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is no file "none.ts".');
  });
});

describe('templates', () => {
  const headerOf = (cwd: string): Promise<string> =>
    readFile(join(cwd, 'output/src/client.ts'), 'utf8').then((text) => text.split('\n')[0] ?? '');

  it.each(['.', './', '../mine', '../mine/.'])('are found in a folder that is called %s', async (templates) => {
    const folder = await makeFolder({ 'mine/header.hbs': '// Ours.\n' });
    const argv = ['generate', ...document, '--templates', templates, '--out', '../output'];
    const { exitCode, stderr } = await run(argv, { cwd: join(folder, 'mine') });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('wrote') as string });
    expect(await headerOf(folder)).toBe('// Ours.');
  });

  it('may be links, to files and to folders, even to the folder that they are in', async () => {
    const cwd = await makeFolder({ 'shared/ours.hbs': '// Ours.\n', 'shared/package/README.md.hbs': 'Ours, too.\n' });
    await mkdir(join(cwd, 'mine'));
    await symlink('../shared/ours.hbs', join(cwd, 'mine/header.hbs'));
    await symlink('../shared/package', join(cwd, 'mine/package'));
    await symlink('.', join(cwd, 'mine/models'));
    expect((await run(['generate', ...document, '--templates', 'mine'], { cwd })).exitCode).toBe(0);
    expect(await headerOf(cwd)).toBe('// Ours.');
    expect(await readFile(join(cwd, 'output/README.md'), 'utf8')).toBe('Ours, too.\n');
  });

  it('that are links to nothing are an error, and not left out', async () => {
    const cwd = await makeFolder({ 'mine/lazy-schema.hbs': '' });
    await symlink('nowhere.hbs', join(cwd, 'mine/header.hbs'));
    const { exitCode, stderr } = await run(['generate', ...document, '--templates', 'mine'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"mine" cannot be read: "mine/header.hbs" leads nowhere.');
  });
});

describe('hooks and templates', () => {
  it('may be named in a config file, relative to it', async () => {
    const config = { listapis: join(root, 'test/golden/six.listapis.json'), hooks: 'hooks.mjs', templates: 'mine' };
    const cwd = await makeFolder({
      'build/cloudstack-codegen.config.json': JSON.stringify({ ...config, out: 'client' }),
      'build/hooks.mjs': "export default { rename: ({ kind }) => (kind === 'group' ? 'All' : null) };\n",
      'build/mine/header.hbs': '// Ours.\n',
    });
    const argv = ['generate', '--config', 'build/cloudstack-codegen.config.json'];
    const { exitCode, stderr } = await run(argv, { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('in 1 group') as string });
    expect(await readFile(join(cwd, 'build/client/src/client.ts'), 'utf8')).toMatch(/^\/\/ Ours\.\n/);
  });

  it('that are wrong are all told of at once', async () => {
    const cwd = await makeFolder({ 'hooks.mjs': 'export default { docs: 1 };\n', 'mine/heading.hbs': '' });
    const { exitCode, stderr } = await run(['generate', ...document, '--hooks', 'hooks.mjs', '--templates', 'mine'], {
      cwd,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('hook-unknown');
    expect(stderr).toContain('mine/heading.hbs:1:1  error  template-unknown');
  });
});
