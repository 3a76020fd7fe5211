import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../generator/diagnostics/diagnostics.js';
import { load } from '../generator/load/load.js';
import { type Options, withDefaults } from '../generator/options.js';
import { builtCli, generated, root, specs, temporaryFolder } from './support/pipeline.js';

const run = promisify(execFile);
const golden = join(root, 'test/golden');
const openapi = join(golden, 'six.openapi.yaml');
const slate = join(golden, 'six.slate.md');
const listapis = join(golden, 'six.listapis.json');
const specsOpenapi = join(root, 'specs/cloudstack.openapi.yaml');
const specsSlate = join(root, 'specs/cloudstack.slate.md');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line in a process of its own. */
async function cli(argv: readonly string[], { cwd = root, env = {} }: Surroundings = {}): Promise<Ended> {
  return run(process.execPath, [builtCli(), ...argv], { cwd, env: { ...process.env, ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => error,
  );
}

async function generateFrom(document: string, out: string): Promise<void> {
  const { code, stderr } = await cli(['generate', document, '--out', out]);
  expect(code, stderr).toBe(0);
}

interface OnDisk {
  readonly text: string;
  readonly changed: bigint;
}

/** Every file of a folder by its path inside. */
async function filesIn(folder: string): Promise<Map<string, OnDisk>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = await Promise.all(
    entries.map(async (entry): Promise<[string, OnDisk]> => {
      const path = join(entry.parentPath, entry.name);
      const { mtimeNs } = await stat(path, { bigint: true });
      return [relative(folder, path).replaceAll('\\', '/'), { text: await readFile(path, 'utf8'), changed: mtimeNs }];
    }),
  );
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function textsOf(files: ReadonlyMap<string, OnDisk>): Record<string, string> {
  return Object.fromEntries([...files].map(([path, { text }]) => [path, text]));
}

/** What the pipeline prints, by path; the manifest, which holds the documents' hashes, only when asked for. */
async function texts(options: Partial<Options>, withManifest = false): Promise<Record<string, string>> {
  const { files } = await generated(options);
  const kept = files.filter(({ path }) => withManifest || path !== 'manifest.json');
  return Object.fromEntries(kept.map(({ path, text }) => [path, text]));
}

interface Entry {
  readonly name: string;
  readonly type?: string;
  readonly description?: string;
  readonly response?: readonly Entry[];
  readonly params?: readonly Entry[];
}

async function commandsOf(document: string): Promise<readonly Entry[]> {
  const { listapisresponse } = JSON.parse(await readFile(document, 'utf8')) as {
    listapisresponse: { api: readonly Entry[] };
  };
  return listapisresponse.api;
}

const pair: readonly Entry[] = [{ name: 'key' }, { name: 'value' }].map((one) => ({ ...one, type: 'string' }));

/** A command in which the order could matter: two fields of one shape, and two sentences about one rule. */
const ambiguous: Entry = {
  name: 'updateThing',
  params: [
    { name: 'a', type: 'string', description: 'The parameters a and b cannot both be given; one of them is required.' },
    { name: 'b', type: 'string', description: 'The parameters a and b cannot be given together.' },
  ],
  response: [
    { name: 'labels', type: 'set', response: pair },
    { name: 'tags', type: 'set', response: pair },
  ],
};

describe('the same bytes come out', () => {
  it('whatever the order of the documents', async () => {
    const documents = [openapi, slate, listapis, specsOpenapi, specsSlate];
    const first = await texts({ documents }, true);
    const orders = [
      [...documents].reverse(),
      [slate, specsSlate, specsOpenapi, openapi, listapis],
      [specsOpenapi, listapis, openapi, specsSlate, slate],
    ];
    for (const order of orders) expect(await texts({ documents: order }, true)).toEqual(first);
  });

  it('whatever the order of two documents of one name and one version', async () => {
    const folder = await temporaryFolder();
    const [a, b] = [join(folder, 'a/api.json'), join(folder, 'b/api.json')];
    const [first, ...others] = await commandsOf(listapis);
    for (const [file, description] of [
      [a, 'One sentence.'],
      [b, 'The other one'],
    ] as const) {
      await mkdir(dirname(file));
      await writeFile(file, JSON.stringify({ api: [{ ...first, description }, ...others] }));
    }
    expect(await texts({ documents: [a, b] }, true)).toEqual(await texts({ documents: [b, a] }, true));
  });

  it('and the same diagnostics, in the order of the documents, whichever is read faster', async () => {
    const folder = await temporaryFolder();
    const [large, small] = ['large', 'small'].map((name) => join(folder, `${name}.md`));
    const page = (include: string): string => `---\ntitle: API\nincludes:\n  - ${include}\n---\n`;
    await writeFile(large ?? '', page('first') + '\n'.repeat(30_000_000));
    await writeFile(small ?? '', page('second'));
    const diagnostics = new Diagnostics();
    await load(withDefaults({ slate: [large ?? '', small ?? ''] }), diagnostics);
    const missing = diagnostics.all.filter(({ code }) => code === 'include-missing');
    expect(missing.map(({ origin }) => origin?.file)).toEqual([large, small]);
  });

  it('whatever the order of commands, parameters and fields in a discovery document', async () => {
    const api = [...(await commandsOf(listapis)), ambiguous];
    const file = join(await temporaryFolder(), 'shuffled.json');
    await writeFile(file, JSON.stringify({ api }));
    const first = await texts({ listapis: [file] });
    expect(first['src/groups/thing/validators.ts']).toContain("exactlyOneOf('a', 'b')");
    await fc.assert(
      fc.asyncProperty(shuffled(api), async (order) => {
        await writeFile(file, JSON.stringify({ api: order }));
        expect(await texts({ listapis: [file] })).toEqual(first);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    { title: 'another time zone', env: { TZ: 'Pacific/Kiritimati' } },
    { title: 'another language', env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' } },
    { title: 'another folder to work in', cwd: golden },
    { title: 'a continuous integration', env: { CI: 'true', GITHUB_ACTIONS: 'true', FORCE_COLOR: '1' } },
  ])('under $title', async ({ env = {}, cwd = root }) => {
    const out = await temporaryFolder();
    const documents = [specsOpenapi, specsSlate, listapis].map((file) => relative(cwd, file));
    const { code, stderr } = await cli(['generate', ...documents, '--out', relative(cwd, out)], { cwd, env });
    expect(code, stderr).toBe(0);
    const here = { openapi: [specsOpenapi], slate: [specsSlate], listapis: [listapis] };
    expect(textsOf(await filesIn(out))).toEqual(await texts(here, true));
  });

  it.each([
    ['OpenAPI', openapi],
    ['Slate', slate],
    ['listApis', listapis],
  ])('when %s has other line ends, or a mark of its byte order', async (_, document) => {
    const folder = await temporaryFolder();
    const text = await readFile(document, 'utf8');
    const first = await texts({ documents: [document] });
    for (const [index, other] of [
      text.replaceAll('\n', '\r\n'),
      `\ufeff${text}`,
      `\ufeff${text.replaceAll('\n', '\r\n')}`,
    ].entries()) {
      const file = join(folder, `${index}-${basename(document)}`);
      await writeFile(file, other);
      expect(await texts({ documents: [file] })).toEqual(first);
    }
  });

  it('the same text with a mark of its byte order is the same document to the manifest', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, basename(slate));
    await writeFile(file, `\ufeff${await readFile(slate, 'utf8')}`);
    expect(await texts({ slate: [file] }, true)).toEqual(await texts({ slate: [slate] }, true));
  });

  it('with line feeds only, and one at the end', async () => {
    for (const [path, text] of Object.entries(await texts(specs, true))) {
      expect([path, text.includes('\r'), /[^\n]\n$/.test(text)]).toEqual([path, false, true]);
    }
  });
});

/** A list of entries in any order, and with it the lists inside each. */
function shuffled(entries: readonly Entry[]): fc.Arbitrary<readonly Entry[]> {
  const inside = entries.map(({ response, params, ...entry }) =>
    fc
      .tuple(response ? shuffled(response) : fc.constant(null), params ? shuffled(params) : fc.constant(null))
      .map(([fields, parameters]): Entry => ({
        ...entry,
        ...(fields === null ? {} : { response: fields }),
        ...(parameters === null ? {} : { params: parameters }),
      })),
  );
  return fc.tuple(...inside).chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));
}

describe('a second run', () => {
  it('writes no file', async () => {
    const out = await temporaryFolder();
    await generateFrom(listapis, out);
    const before = await filesIn(out);
    const { code, stderr } = await cli(['generate', listapis, '--out', out]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('nothing was written')]);
    expect(await filesIn(out)).toEqual(before);
    expect(await cli(['check', listapis, '--out', out])).toMatchObject({ code: 0, stdout: '' });
  });

  it('touches only what it must when a document changes', async () => {
    const folder = await temporaryFolder();
    const [document, out] = [join(folder, 'api.json'), join(folder, 'out')];
    const six = await commandsOf(listapis);
    const [response] = six.flatMap((entry) => (entry.name === 'deleteSnapshot' ? [entry.response] : []));
    const deleteVolume = {
      name: 'deleteVolume',
      isasync: true,
      params: [{ name: 'id', type: 'uuid', required: true }],
      response,
    };
    const generateSix = async (api: readonly object[]): Promise<Differences> => {
      const before = await filesIn(out).catch(() => new Map<string, OnDisk>());
      await writeFile(document, JSON.stringify({ api }));
      await generateFrom(document, out);
      return differences(before, await filesIn(out));
    };
    await generateSix(six);
    const inGroup = ['client', 'commands', 'params', 'server', 'validators'].map(
      (name) => `src/groups/volume/${name}.ts`,
    );
    const added = await generateSix([...six, deleteVolume]);
    expect(added).toEqual({
      added: [],
      removed: [],
      changed: ['API.md', 'manifest.json', ...inGroup, 'src/validators.ts'],
    });
    expect(await generateSix(six)).toEqual(added);

    const group = ['client', 'commands', 'index', 'params', 'server', 'validators'];
    const gone = [...group.map((name) => `src/groups/service-offering/${name}.ts`), 'src/models/service-offering.ts'];
    const indexes = ['client', 'commands', 'models/index', 'server', 'validators'].map((name) => `src/${name}.ts`);
    const changed = ['API.md', 'README.md', 'manifest.json', 'package.json', ...indexes];
    const without = six.filter(({ name }) => name !== 'createServiceOffering');
    expect(await generateSix(without)).toEqual({ added: [], removed: gone, changed });
    expect((await readdir(join(out, 'src/groups'))).includes('service-offering')).toBe(false);
    expect(await generateSix(six)).toEqual({ added: gone, removed: [], changed });
  });
});

interface Differences {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** What a run did to a folder; a file that was written again counts as changed even if its text is the same. */
function differences(before: ReadonlyMap<string, OnDisk>, after: ReadonlyMap<string, OnDisk>): Differences {
  return {
    added: [...after.keys()].filter((path) => !before.has(path)),
    removed: [...before.keys()].filter((path) => !after.has(path)),
    changed: [...after]
      .filter(([path, { changed }]) => before.has(path) && before.get(path)?.changed !== changed)
      .map(([path]) => path),
  };
}

describe('files in the output folder', () => {
  it('that people wrote are left alone, even in the folder of a group that goes', async () => {
    const folder = await temporaryFolder();
    const [document, out] = [join(folder, 'api.json'), join(folder, 'out')];
    const six = await commandsOf(listapis);
    await writeFile(document, JSON.stringify({ api: six }));
    await generateFrom(document, out);
    const mine = ['notes.md', 'src/mine.ts', 'src/groups/snapshot/mine.ts', 'src/groups/mine/index.ts'];
    for (const path of mine) {
      await mkdir(dirname(join(out, path)), { recursive: true });
      await writeFile(join(out, path), `my own ${path}`);
    }
    await writeFile(document, JSON.stringify({ api: six.filter(({ name }) => name !== 'deleteSnapshot') }));
    await generateFrom(document, out);
    const files = await filesIn(out);
    expect(mine.map((path) => files.get(path)?.text)).toEqual(mine.map((path) => `my own ${path}`));
    expect(await readdir(join(out, 'src/groups/snapshot'))).toEqual(['mine.ts']);
  });

  it('that somebody edited are told of by check, and restored by generate', async () => {
    const out = await temporaryFolder();
    await generateFrom(listapis, out);
    const before = textsOf(await filesIn(out));
    const edited = join(out, 'src/groups/volume/params.ts');
    await writeFile(edited, `${await readFile(edited, 'utf8')}// mine\n`);
    const { code, stdout } = await cli(['check', listapis, '--out', out]);
    expect(code).toBe(1);
    expect(stdout).toContain('src/groups/volume/params.ts');
    expect(stdout).toMatch(/edited by hand/);
    expect(stdout).toMatch(/^-\/\/ mine$/m);
    await generateFrom(listapis, out);
    expect(textsOf(await filesIn(out))).toEqual(before);
  });

  it.each(['README.md', 'src/groups/volume/client.ts'])(
    'that stand where %s belongs and are in no manifest are refused, and nothing is written',
    async (path) => {
      const out = await temporaryFolder();
      await mkdir(dirname(join(out, path)), { recursive: true });
      await writeFile(join(out, path), 'somebody else wrote this');
      const { code, stderr } = await cli(['generate', listapis, '--out', out]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('file-not-ours')]);
      expect(textsOf(await filesIn(out))).toEqual({ [path]: 'somebody else wrote this' });
    },
  );

  it('are refused when one is a folder', async () => {
    const out = await temporaryFolder();
    await mkdir(join(out, 'README.md'));
    const { code, stderr } = await cli(['generate', listapis, '--out', out]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('output-unreadable')]);
    expect(await readdir(out, { recursive: true })).toEqual(['README.md']);
  });
});
