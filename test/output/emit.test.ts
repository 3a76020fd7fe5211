import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Part } from '../../generator/model/file-plan.js';
import { generated, specs } from '../support/pipeline.js';
import { type BuiltPackage, buildPackage, compile, everything, makeConsumer, node, removeFolders } from './package.js';
import { countExamples, examplesIn } from './readme-examples.js';

afterAll(removeFolders);

/** The parts of its package.json that tests look at. */
interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

async function build(...parts: readonly Part[]): Promise<BuiltPackage> {
  return buildPackage({ ...specs, emit: new Set(parts) }, parts.join() !== 'client');
}

function manifestOf({ files }: BuiltPackage): Manifest {
  return JSON.parse(files.find(({ path }) => path === 'package.json')?.text ?? '') as Manifest;
}

/** Entry points of the groups, from their classes: `VirtualMachine` has `./virtual-machine`. */
const groupsOf = ({ model }: BuiltPackage): string[] =>
  model.groups.map(({ id }) => `./${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
const inGroup = (built: BuiltPackage): string[] =>
  built.files
    .map(({ path }) => path)
    .filter((path) => path.startsWith('src/groups/zone/'))
    .map((path) => path.slice('src/groups/zone/'.length))
    .sort();

describe('--emit client', async () => {
  const built = await build('client');

  it('compiles where there is no zod', () => {
    expect(existsSync(join(built.folder, 'dist/index.js'))).toBe(true);
    expect(existsSync(join(built.folder, 'node_modules'))).toBe(false);
  });

  it('has no word of zod in any file, and no peer', () => {
    expect(built.files.filter(({ text }) => /\bzod\b/i.test(text)).map(({ path }) => path)).toEqual([]);
    expect(manifestOf(built).peerDependencies).toBeUndefined();
    expect(manifestOf(built).dependencies).toBeUndefined();
  });

  it('offers no entry point of the parts that are left out', () => {
    const entries = Object.keys(manifestOf(built).exports);
    expect(entries).toEqual(expect.arrayContaining(['.', './models', ...groupsOf(built)]));
    expect(entries).not.toContain('./server');
    expect(entries).not.toContain('./validators');
    expect(inGroup(built)).toEqual(['client.ts', 'commands.ts', 'index.ts', 'params.ts']);
  });

  it('can be imported in full by a project without zod', async () => {
    const consumer = await makeConsumer(built, { zod: false });
    const ended = await node(consumer, '--input-type=module', '--eval', importing(built));
    expect(ended).toEqual({ exitCode: 0, output: '' });
  });
});

describe('--emit validators', async () => {
  const built = await build('validators');

  it('has validators, but neither a client nor a server', async () => {
    expect(inGroup(built)).toEqual(['commands.ts', 'index.ts', 'params.ts', 'validators.ts']);
    expect(Object.keys(manifestOf(built).exports)).toContain('./validators');
    expect(Object.keys(manifestOf(built).exports)).not.toContain('./server');
    expect(built.files.map(({ path }) => path)).not.toContain('src/client.ts');
  });

  it('checks parameters all the same', async () => {
    const consumer = await makeConsumer(built);
    const program = `
      import { validators } from 'cloudstack-client/validators';
      import { listZonesParams } from 'cloudstack-client/zone';
      const { error } = listZonesParams.safeParse({ availabel: true });
      console.log(validators.listZones.params === listZonesParams, error.issues[0].message);`;
    const ended = await node(consumer, '--input-type=module', '--eval', program);
    expect(ended.output).toBe('true Unknown parameter "availabel"; did you mean "available"?\n');
  });
});

describe('--emit server', async () => {
  const built = await build('server');

  it('brings validators, and no client', () => {
    expect(inGroup(built)).toEqual(['commands.ts', 'index.ts', 'params.ts', 'server.ts', 'validators.ts']);
    expect(Object.keys(manifestOf(built).exports)).toEqual(expect.arrayContaining(['./server', './validators']));
    expect(built.files.map(({ path }) => path)).not.toContain('src/client.ts');
  });

  it('answers', async () => {
    const consumer = await makeConsumer(built);
    const program = `
      import { createServer } from 'cloudstack-client/server';
      const server = createServer({ accounts: [], handlers: {} });
      const response = await server.fetch(new Request('http://localhost/client/api?command=listZones'));
      console.log(response.status);`;
    expect(await node(consumer, '--input-type=module', '--eval', program)).toEqual({ exitCode: 0, output: '401\n' });
  });
});

describe('the whole package', async () => {
  const built = await buildPackage(everything);

  it('is what --emit client,server gives, as the server brings validators', async () => {
    const { files } = await generated({ ...everything, emit: new Set<Part>(['client', 'server']) });
    expect(files).toEqual(built.files);
  });

  it('has zod as its only peer and no dependency', () => {
    expect(Object.keys(manifestOf(built).peerDependencies ?? {})).toEqual(['zod']);
    expect(manifestOf(built).dependencies).toBeUndefined();
  });

  it('loads no zod with its main entry point', async () => {
    const consumer = await makeConsumer(built, { zod: false });
    const main = await node(consumer, '--input-type=module', '--eval', `await import('cloudstack-client')`);
    expect(main).toEqual({ exitCode: 0, output: '' });
    const validators = await node(
      consumer,
      '--input-type=module',
      '--eval',
      `await import('cloudstack-client/validators')`,
    );
    expect(validators.output).toContain(`Cannot find package 'zod'`);
  });

  it('has a module and its types behind every entry point', async () => {
    const { exports } = manifestOf(built);
    const files = Object.values(exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : [entry.types, entry.default],
    );
    expect(files.filter((file) => !existsSync(join(built.folder, file)))).toEqual([]);
    const consumer = await makeConsumer(built);
    const ended = await node(consumer, '--input-type=module', '--eval', importing(built));
    expect(ended).toEqual({ exitCode: 0, output: '' });
  });

  it.each(['node', 'dom'] as const)('has examples in its README that compile (%s)', async (platform) => {
    const consumer = await makeConsumer(built, { platform });
    const readme = built.files.find(({ path }) => path === 'README.md')?.text ?? '';
    expect(countExamples(readme)).toBeGreaterThan(3 + built.model.groups.length / 2);
    await mkdir(join(consumer, 'src'));
    await writeFile(join(consumer, 'src/examples.ts'), examplesIn(readme, built.model));
    expect(await compile(consumer, '--skipLibCheck', '--noUnusedLocals', 'false')).toEqual({ exitCode: 0, output: '' });
  });

  it('names in its API.md only files that are there', async () => {
    const links = built.files
      .filter(({ path }) => path === 'API.md')
      .flatMap(({ text }) => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? ''));
    expect(links).toHaveLength(built.model.commands.length);
    await Promise.all(links.map((target) => readFile(join(built.folder, target))));
  });
});

/** A program that imports every entry point of the package. */
function importing(built: BuiltPackage): string {
  const entries = Object.keys(manifestOf(built).exports).filter((entry) => entry !== './package.json');
  return entries.map((entry) => `await import('${built.name}${entry.slice(1)}');`).join('\n');
}
