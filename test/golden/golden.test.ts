import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Options } from '../../generator/options.js';
import { sha256 } from '../../generator/write/manifest.js';
import { generated, root } from '../support/pipeline.js';

const here = join(root, 'test/golden');
const expectedFolder = join(here, 'expected');
const runtimeFolder = join(root, 'templates/runtime');

const formats = {
  OpenAPI: { openapi: [join(here, 'six.openapi.yaml')] },
  Slate: { slate: [join(here, 'six.slate.md')] },
  listApis: { listapis: [join(here, 'six.listapis.json')] },
} satisfies Record<string, Partial<Options>>;

const [openapi, slate, listapis] = await Promise.all([
  generated(formats.OpenAPI),
  generated(formats.Slate),
  generated(formats.listApis),
]);

const isRuntime = (path: string): boolean => path.startsWith('src/runtime/');
const isManifest = (path: string): boolean => path === 'manifest.json';
/** Files whose text is expected as a whole: neither copies nor hashes. */
const printed = openapi.files.filter(({ path }) => !isRuntime(path) && !isManifest(path));

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** A value without the places that its parts were read from. */
function withoutOrigins(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOrigins);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => name !== 'origin');
  return Object.fromEntries(members.map(([name, member]) => [name, withoutOrigins(member)]));
}

describe('the same six commands', () => {
  it.each([
    ['Slate', slate],
    ['listApis', listapis],
  ])('are the same model, be they written as OpenAPI or as %s', (_, other) => {
    expect(withoutOrigins(other.model)).toEqual(withoutOrigins(openapi.model));
  });

  it.each([
    ['Slate', slate],
    ['listApis', listapis],
  ])('are the same files, be they written as OpenAPI or as %s', (_, other) => {
    expect(other.files.filter(({ path }) => !isManifest(path))).toEqual(
      openapi.files.filter(({ path }) => !isManifest(path)),
    );
  });

  it('show every shape that a command can have', () => {
    const shapes = openapi.model.commands.map(({ execution, result }) => `${execution} ${result.kind}`);
    expect(new Set(shapes)).toEqual(
      new Set(['async entity', 'async success', 'sync entity', 'sync list', 'sync success']),
    );
    const types = openapi.model.commands.flatMap(({ parameters }) =>
      parameters.map(({ type }) => (type.kind === 'scalar' ? type.scalar : type.kind)),
    );
    expect(new Set(types)).toEqual(
      new Set(['string', 'id', 'boolean', 'integer', 'long', 'date', 'enum', 'array', 'map']),
    );
  });
});

describe('the expected files', () => {
  /** Under `vitest -u` the folder follows the output; in any other run a file more or less is a failure. */
  const isUpdating = (): boolean => expect.getState().snapshotState.snapshotUpdateState === 'all';

  it('are one for every printed file, and no other', () => {
    const paths = printed.map(({ path }) => path).sort();
    const superfluous = filesIn(expectedFolder).filter((path) => !paths.includes(path));
    if (isUpdating()) for (const path of superfluous) rmSync(join(expectedFolder, path));
    else expect(filesIn(expectedFolder)).toEqual(paths);
  });

  it.each(printed)('$path', async ({ path, text }) => {
    const file = join(expectedFolder, path);
    // Without this, vitest would write a file that is missing, and be content.
    if (!isUpdating()) expect(existsSync(file), `${path} is expected`).toBe(true);
    await expect(text).toMatchFileSnapshot(file);
  });
});

it('the runtime is copied byte for byte', () => {
  const copied = openapi.files.filter(({ path }) => isRuntime(path));
  const sources = filesIn(runtimeFolder).filter((path) => path.endsWith('.ts'));
  expect(copied.map(({ path }) => path.slice('src/runtime/'.length)).sort()).toEqual(sources);
  for (const { path, text } of copied) {
    const source = readFileSync(join(runtimeFolder, path.slice('src/runtime/'.length)), 'utf8');
    expect(text === source, `${path} is as it is in templates/runtime`).toBe(true);
  }
});

it('the manifest names the generator, the documents and every other file by its hash', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const document = readFileSync(join(here, 'six.openapi.yaml'), 'utf8');
  const others = openapi.files.filter(({ path }) => !isManifest(path));
  const hashes = others.map(({ path, text }): [string, string] => [path, sha256(text)]).sort();
  const text = openapi.files.find(({ path }) => isManifest(path))?.text ?? '';
  expect(JSON.parse(text)).toEqual({
    generator: version,
    inputs: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    documents: [{ file: 'six.openapi.yaml', sha256: sha256(document) }],
    files: Object.fromEntries(hashes),
  });
  expect(Object.keys((JSON.parse(text) as { files: object }).files)).toEqual(hashes.map(([path]) => path));
});
