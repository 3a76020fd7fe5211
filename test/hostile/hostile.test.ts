import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { generated, linkPackages, root, writeFiles } from '../support/pipeline.js';
import { unformatted } from '../support/prettier.js';
import { hostileListApis } from './list-apis.js';
import { hostileOpenApi } from './openapi.js';
import { memberNames } from './payloads.js';
import { hostileSlate } from './slate.js';

const run = promisify(execFile);
const tsc = join(root, 'node_modules/typescript/bin/tsc');

const folder = await mkdtemp(join(tmpdir(), 'cloudstack-codegen-hostile-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const openapi = join(folder, 'openapi.json');
const slate = join(folder, 'slate.md');
const listapis = join(folder, 'listapis.json');
await writeFile(openapi, hostileOpenApi());
await writeFile(slate, hostileSlate());
await writeFile(listapis, hostileListApis());

const packages = [
  { kind: 'OpenAPI', files: (await generated({ openapi: [openapi] })).files },
  { kind: 'Slate', files: (await generated({ slate: [slate] })).files },
  { kind: 'listApis', files: (await generated({ listapis: [listapis] })).files },
];

/** Imports every module, and says so with its exit code when that had an effect; zod's own effect does not count. */
const importer = `
  await import('zod');
  const before = new Set(Reflect.ownKeys(globalThis));
  const prototype = Reflect.ownKeys(Object.prototype).length;
  for (const url of process.argv.slice(1)) await import(url);
  const added = Reflect.ownKeys(globalThis).filter((name) => !before.has(name));
  if (added.length > 0 || prototype !== Reflect.ownKeys(Object.prototype).length) process.exitCode = 9;
`;

/** What a compiler with the strictest flags says of the package; it leaves the compiled modules in `dist`. */
async function compile(target: string): Promise<string> {
  return run(process.execPath, [tsc, '-p', target, '--erasableSyntaxOnly']).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

async function importAll(target: string): Promise<{ stdout: string; stderr: string }> {
  const modules = (await readdir(join(target, 'dist'), { recursive: true })).filter((name) => name.endsWith('.js'));
  expect(modules.length).toBeGreaterThan(20);
  const urls = modules.map((name) => pathToFileURL(join(target, 'dist', name)).href);
  return run(process.execPath, ['--input-type=module', '--eval', importer, ...urls], { cwd: target });
}

describe.each(packages)('a package from $kind whose every text is an attack', ({ kind, files }) => {
  it('compiles, and does nothing when it is imported', async () => {
    const target = join(folder, kind);
    await writeFiles(target, files);
    await linkPackages(target);
    expect(await compile(target)).toBe('');
    expect(await importAll(target)).toEqual({ stdout: '', stderr: '' });
  });

  it('is left as it is by prettier', async () => {
    expect(await unformatted(files)).toEqual([]);
  });

  it('holds no marks that turn the direction of text, and no control characters', () => {
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    const odd = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u;
    expect(files.filter(({ text }) => odd.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

it('the attacks are still there, as names of members', () => {
  const model = packages[0]?.files.find(({ path }) => path === 'src/models/hostile-thing.ts')?.text ?? '';
  const plain = memberNames.filter((name) => !/^[\w$]+$/.test(name) && /^[ -~]+$/.test(name) && !/['"\\]/.test(name));
  expect(plain.length).toBeGreaterThan(20);
  expect(plain.filter((name) => !model.includes(`'${name}'?: string | undefined;`))).toEqual([]);
});
