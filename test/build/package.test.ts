import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFlags, readFlags, readOptions } from '../../generator/commands/flags.js';
import { Diagnostics } from '../../generator/diagnostics/diagnostics.js';
import type { Options } from '../../generator/options.js';
import { generated, refusals, specs } from '../support/pipeline.js';

/** The parts of a built package's package.json that are looked at here. */
interface Manifest {
  readonly license: string;
  readonly repository?: { readonly type: string; readonly url: string };
  readonly main: string;
  readonly types: string;
  readonly typesVersions: Readonly<Record<'*', Readonly<Record<string, readonly string[]>>>>;
  readonly exports: Readonly<
    Record<string, string | Readonly<Record<'import' | 'require', Readonly<Record<string, string>>>>>
  >;
  readonly files: readonly string[];
  readonly engines: Readonly<Record<string, string>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
  readonly scripts?: unknown;
  readonly devDependencies?: unknown;
  readonly peerDependencies?: unknown;
  readonly sideEffects: boolean;
}

async function built(given: Partial<Options> = {}): Promise<{
  texts: ReadonlyMap<string, string>;
  manifest: Manifest;
}> {
  const { files } = await generated({ ...specs, build: true, ...given });
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return { texts, manifest: JSON.parse(texts.get('package.json') ?? '') as Manifest };
}

describe('a package that is built', async () => {
  const { texts, manifest } = await built();
  const entries = Object.entries(manifest.exports).flatMap(([subpath, entry]) =>
    typeof entry === 'string' ? [] : [{ subpath, ...entry }],
  );

  it('has JavaScript, declarations and their source maps for every source, and nothing else but what CommonJS needs', () => {
    const sources = [...texts.keys()].filter((path) => path.startsWith('src/'));
    const endings = ['.js', '.js.map', '.d.ts', '.d.ts.map'];
    const expected = sources.flatMap((path) =>
      endings.map((ending) => path.replace(/^src\/(.*)\.ts$/, `dist/$1${ending}`)),
    );
    const present = [...texts.keys()].filter((path) => path.startsWith('dist/') && !/\.(?:d\.cts|cjs)$/.test(path));
    expect(present.sort()).toEqual(expected.sort());
  });

  it('has behind each entry point a module and its types, for import and for require', () => {
    expect(entries.length).toBeGreaterThan(8);
    for (const entry of entries) {
      for (const target of [entry.import, entry.require]) {
        expect(Object.keys(target)).toEqual(['types', 'default']);
        for (const path of Object.values(target)) expect([...texts.keys()]).toContain(path.slice(2));
      }
    }
  });

  it('passes one and the same module to import and to require', () => {
    for (const { import: module, require } of entries) {
      const beside = `./${posix.basename(module['default'] ?? '')}`;
      expect(texts.get(require['default']?.slice(2) ?? '')).toBe(
        `'use strict';\n\nmodule.exports = require('${beside}');\n`,
      );
      expect(
        texts
          .get(require['types']?.slice(2) ?? '')
          ?.split('\n')
          .slice(1),
      ).toEqual([`export * from '${beside}';`, '']);
    }
  });

  it('names types where TypeScript does not read the exports map', () => {
    expect(texts.has(manifest.main.slice(2))).toBe(true);
    expect(texts.has(manifest.types.slice(2))).toBe(true);
    const named = manifest.typesVersions['*'];
    for (const { subpath, import: module } of entries.filter((one) => one.subpath !== '.')) {
      const name = subpath.slice(2);
      const [found] = named[name] ?? (named['*'] ?? []).map((pattern) => pattern.replace('*', name));
      expect(found, subpath).toBe(module['types']);
    }
  });

  it('can be published as it is: no scripts, nothing to install, engines that require ES modules, provenance', () => {
    expect(manifest).toMatchObject({
      license: 'UNLICENSED',
      sideEffects: false,
      files: ['dist', 'src', 'API.md'],
      engines: { node: '^20.19.0 || >=22.12.0' },
      publishConfig: { access: 'public', provenance: true },
      peerDependencies: { zod: '^4.0.0' },
    });
    expect(manifest.scripts).toBeUndefined();
    expect(manifest.devDependencies).toBeUndefined();
    expect(texts.has('LICENSE')).toBe(false);
  });

  it('stands in its own manifest.json, file by file', () => {
    const { files } = JSON.parse(texts.get('manifest.json') ?? '') as { files: Readonly<Record<string, string>> };
    expect(Object.keys(files)).toEqual([...texts.keys()].filter((path) => path !== 'manifest.json').sort());
  });

  it('has the sources of a package that is not', async () => {
    const { files } = await generated(specs);
    const plain = files.filter(({ path }) => path.startsWith('src/') || path === 'API.md');
    expect(plain.filter(({ path, text }) => texts.get(path) !== text)).toEqual([]);
    expect(files.filter(({ path }) => path.startsWith('dist/'))).toEqual([]);
  });

  it('says in its README how to install it, and not how to build it', () => {
    expect(texts.get('README.md')).toContain('npm install cloudstack-client\n');
    expect(texts.get('README.md')).not.toContain('npm run build');
  });
});

describe('what is said of the package where it is published', () => {
  it.each([
    ['Apache-2.0', 'Apache License'],
    ['MIT', 'MIT License'],
    ['BSD-3-Clause', 'This package is licensed under BSD-3-Clause.'],
    ['(MIT OR Apache-2.0)', 'This package is licensed under (MIT OR Apache-2.0).'],
  ])('is its licence %s, with its text', async (license, first) => {
    const { texts, manifest } = await built({ license, build: false });
    expect(manifest.license).toBe(license);
    expect(texts.get('LICENSE')?.split('\n')[0]).toBe(first);
  });

  it('leaves a licence of your own to you, and publishes it', async () => {
    const { texts, manifest } = await built({ license: 'SEE LICENSE IN EULA.txt' });
    expect(texts.has('LICENSE')).toBe(false);
    expect(manifest.files).toContain('EULA.txt');
  });

  it('is no provenance where not everybody may install it', async () => {
    expect((await built({ access: 'restricted' })).manifest.publishConfig).toEqual({ access: 'restricted' });
  });

  it('is the repository, as npm writes it', async () => {
    const { manifest } = await built({ repository: 'https://github.com/acme/cloud' });
    expect(manifest.repository).toEqual({ type: 'git', url: 'git+https://github.com/acme/cloud.git' });
  });
});

it('handlers are not built: they are files of people', async () => {
  const found = await refusals({ ...specs, build: true, emit: new Set(['handlers']) });
  expect(found).toEqual([expect.stringMatching(/^build-of-handlers: /)]);
});

describe('the options of the command line', () => {
  function read(...argv: readonly string[]): { options: Options; said: readonly string[] } {
    const diagnostics = new Diagnostics();
    const options = readOptions(readFlags('generate', packageFlags, argv, diagnostics), diagnostics);
    return { options, said: diagnostics.all.map(({ code, message }) => `${code} ${message}`) };
  }

  it('build nothing unless they are told to', () => {
    expect(read()).toMatchObject({ options: { build: false, license: 'UNLICENSED', access: 'public' }, said: [] });
  });

  it.each([
    'https://github.com/acme/cloud',
    'https://github.com/acme/cloud.git',
    'git+https://github.com/acme/cloud.git',
    'https://github.com/acme/cloud/',
  ])('take the repository %s', (repository) => {
    const { options, said } = read('--build', '--repository', repository, '--license', 'MIT');
    expect(options).toMatchObject({ build: true, repository: 'https://github.com/acme/cloud', license: 'MIT' });
    expect(said).toEqual([]);
  });

  it('tell that npm wants a repository for provenance', () => {
    expect(read('--build').said).toEqual([expect.stringMatching(/^build-without-repository /)]);
    expect(read('--build', '--access', 'restricted').said).toEqual([]);
  });

  it.each([
    ['--repository', 'git@github.com:acme/cloud.git'],
    ['--repository', 'http://github.com/acme/cloud'],
    ['--repository', 'https://github.com/'],
    ['--repository', 'https://github.com/acme/cloud?token=1'],
    ['--license', '"; rm'],
    ['--license', 'MIT\nApache'],
    ['--access', 'private'],
  ])('refuse %s %j', (flag, value) => {
    expect(read(flag, value).said).toEqual([expect.stringMatching(/^flag-invalid /)]);
  });

  it('refuse a repository with a token in its address, without repeating the token', () => {
    const { said } = read('--repository', 'https://me:t0ken@github.com/acme/cloud');
    expect(said).toEqual([expect.stringContaining('"https://***@github.com/acme/cloud"')]);
    expect(said.join()).not.toContain('t0ken');
  });
});
