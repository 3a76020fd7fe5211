import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, makeFolder, removeFolders, run, snapshot } from './cli.js';
import { facts, openApi, page } from './documents.js';

afterAll(removeFolders);

/** Something that cannot be used, and what is said of it. */
interface BadInput {
  readonly given: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly argv: readonly string[];
  readonly code: string;
  /** `file:line:column` of the complaint, or only the file; none where no document is to blame. */
  readonly place?: string;
  readonly says: string;
}

const noise = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919 + (index % 13) * 101) % 256);

const documents: readonly BadInput[] = [
  { given: 'no document', argv: [], code: 'no-documents', says: 'No document was given' },
  {
    given: 'a file that is missing',
    argv: ['--openapi', 'nowhere.yaml'],
    code: 'file-missing',
    says: 'There is no file "nowhere.yaml".',
  },
  {
    given: 'several files that are missing',
    argv: ['a.yaml', '--slate', 'b.md', '--listapis', 'c.json', '--overrides', 'd.json'],
    code: 'file-missing',
    says: '4 errors. Nothing was written.',
  },
  {
    given: 'a folder',
    files: { 'docs/x.md': page },
    argv: ['docs'],
    code: 'file-is-folder',
    says: '"docs" is a folder',
  },
  {
    given: 'an address',
    argv: ['--openapi', 'https://example.com/openapi.yaml'],
    code: 'network-refused',
    says: '"https://example.com/openapi.yaml" is an address',
  },
  {
    given: 'an address of overrides, which no option lets be fetched',
    files: { 'page.md': page },
    argv: ['page.md', '--allow-network', '--overrides', 'http://example.com/facts.json'],
    code: 'network-refused',
    says: 'only documents are ever fetched',
  },
  {
    given: 'an empty file of no known kind',
    files: { 'empty.txt': '' },
    argv: ['empty.txt'],
    code: 'format-unknown',
    says: 'neither an OpenAPI document, nor a Slate page, nor a listApis answer',
  },
  {
    given: 'an empty file as OpenAPI',
    files: { 'empty.yaml': '' },
    argv: ['--openapi', 'empty.yaml'],
    code: 'not-openapi',
    place: 'empty.yaml',
    says: 'This is no OpenAPI document',
  },
  {
    given: 'an empty file as Slate',
    files: { 'empty.md': '' },
    argv: ['empty.md'],
    code: 'slate-without-commands',
    place: 'empty.md:1:1',
    says: 'The page describes no CloudStack command',
  },
  {
    given: 'an empty file as listApis',
    files: { 'empty.json': '' },
    argv: ['--listapis', 'empty.json'],
    code: 'listapis-syntax',
    place: 'empty.json',
    says: 'not valid JSON',
  },
  ...(['openapi', 'slate', 'listapis', 'overrides'] as const).map((flag) => ({
    given: `a binary file as ${flag}`,
    files: { 'noise.bin': noise },
    argv: [`--${flag}`, 'noise.bin'],
    code: 'file-not-text',
    says: '"noise.bin" is not text in UTF-8',
  })),
];

const openApis: readonly BadInput[] = [
  {
    given: 'broken YAML',
    files: { 'bad.yaml': 'openapi: 3.0.3\ninfo:\n  title: [Tiny\npaths: {}\n' },
    argv: ['--openapi', 'bad.yaml'],
    code: 'yaml-syntax',
    place: 'bad.yaml:4:1',
    says: 'The text is not valid YAML or JSON',
  },
  {
    given: 'broken JSON',
    files: { 'bad.json': '{\n  "openapi": "3.0.3",\n  "info": {"title" "Tiny"}\n}\n' },
    argv: ['bad.json'],
    code: 'yaml-syntax',
    place: 'bad.json:3:',
    says: 'The text is not valid YAML or JSON',
  },
  {
    given: 'YAML that is no OpenAPI',
    files: { 'other.yaml': 'name: build\non: push\n' },
    argv: ['--openapi', 'other.yaml'],
    code: 'not-openapi',
    place: 'other.yaml:1:1',
    says: 'This is no OpenAPI document',
  },
  {
    given: 'OpenAPI 2',
    files: { 'two.yaml': 'swagger: "2.0"\ninfo: {}\n' },
    argv: ['two.yaml'],
    code: 'openapi-version-unsupported',
    place: 'two.yaml:1:1',
    says: 'version 2.0 of OpenAPI',
  },
  {
    given: 'OpenAPI 3.2',
    files: { 'new.yaml': 'openapi: 3.2.0\ninfo: {}\n' },
    argv: ['new.yaml'],
    code: 'openapi-version-unsupported',
    place: 'new.yaml:1:1',
    says: 'version 3.2.0 of OpenAPI',
  },
  {
    given: 'OpenAPI that is not valid',
    files: { 'wrong.yaml': openApi('{ type: object }').replace('      responses:', '      respones:') },
    argv: ['wrong.yaml'],
    code: 'openapi-invalid',
    place: 'wrong.yaml:',
    says: 'responses',
  },
  {
    given: 'OpenAPI without commands',
    files: { 'pets.yaml': openApi('{ type: object }').replace('name: command', 'name: pet') },
    argv: ['pets.yaml'],
    code: 'openapi-without-commands',
    place: 'pets.yaml:5:1',
    says: 'No operation of the document names a CloudStack command',
  },
  {
    given: 'a $ref to a file that is missing',
    files: { 'ref.yaml': openApi('{ $ref: parts/zone.yaml#/Zone }') },
    argv: ['ref.yaml'],
    code: 'reference-not-found',
    place: 'ref.yaml:17:25',
    says: 'there is no file "parts/zone.yaml"',
  },
  {
    given: 'a $ref to nothing in a file that is there',
    files: { 'ref.yaml': openApi('{ $ref: parts/zone.yaml#/Zone }'), 'parts/zone.yaml': 'Volume: { type: object }\n' },
    argv: ['ref.yaml'],
    code: 'reference-not-found',
    place: 'ref.yaml:17:25',
    says: '"parts/zone.yaml" has nothing at "/Zone"',
  },
  {
    given: 'a $ref to nothing in the document itself',
    files: { 'ref.yaml': openApi(`{ $ref: '#/components/schemas/Zone' }`) },
    argv: ['ref.yaml'],
    code: 'reference-not-found',
    place: 'ref.yaml:17:25',
    says: '"ref.yaml" has nothing at "/components/schemas/Zone"',
  },
  {
    given: 'a $ref to a folder',
    files: { 'ref.yaml': openApi('{ $ref: parts }'), 'parts/zone.yaml': '{}' },
    argv: ['ref.yaml'],
    code: 'reference-unreadable',
    place: 'ref.yaml:17:25',
    says: 'it is not a file',
  },
  {
    given: 'a remote $ref',
    files: { 'ref.yaml': openApi('{ $ref: https://example.com/zone.yaml#/Zone }') },
    argv: ['ref.yaml'],
    code: 'remote-reference',
    place: 'ref.yaml:17:25',
    says: '"https://example.com/zone.yaml#/Zone" is on the network',
  },
];

const others: readonly BadInput[] = [
  {
    given: 'markdown without a command',
    files: { 'hello.md': '# Hello\n\nworld\n' },
    argv: ['hello.md'],
    code: 'slate-without-commands',
    place: 'hello.md:1:1',
    says: 'The page describes no CloudStack command',
  },
  {
    given: 'broken JSON as listApis',
    files: { 'api.json': '{"api": [}' },
    argv: ['api.json'],
    code: 'listapis-syntax',
    place: 'api.json:1:',
    says: 'not valid JSON',
  },
  {
    given: 'other JSON as listApis',
    files: { 'api.json': '{"count": 1}' },
    argv: ['--listapis', 'api.json'],
    code: 'not-listapis',
    place: 'api.json:1:1',
    says: 'an object with "count"',
  },
  {
    given: 'listApis without commands',
    files: { 'api.json': '{"api": []}' },
    argv: ['api.json'],
    code: 'listapis-without-commands',
    place: 'api.json:1:2',
    says: 'its list "api" is empty',
  },
  {
    given: 'broken JSON as facts',
    files: { 'page.md': page, 'facts.json': '{"rows": [' },
    argv: ['page.md', '--overrides', 'facts.json'],
    code: 'facts-syntax',
    place: 'facts.json:1:',
    says: 'not valid JSON',
  },
  {
    given: 'other JSON as facts',
    files: { 'page.md': page, 'facts.json': '{"about": "nothing"}' },
    argv: ['page.md', '--overrides', 'facts.json'],
    code: 'fact-invalid',
    place: 'facts.json:1:1',
    says: 'no list "rows"',
  },
  {
    given: 'a fact of an unknown kind',
    files: { 'page.md': page, 'facts.json': facts({ fact: 'envelop', command: 'listZones', value: 'x' }) },
    argv: ['page.md', '--overrides', 'facts.json'],
    code: 'fact-invalid',
    place: 'facts.json:4:5',
    says: 'its "fact" is "envelop"',
  },
  {
    given: 'a fact without a command',
    files: { 'page.md': page, 'facts.json': facts({ fact: 'method', value: 'GET' }) },
    argv: ['page.md', '--overrides', 'facts.json'],
    code: 'fact-invalid',
    place: 'facts.json:4:5',
    says: 'no "command"',
  },
  {
    given: 'a fact with a value that makes no sense',
    files: { 'page.md': page, 'facts.json': facts({ fact: 'method', command: 'listZones', value: 'PUT' }) },
    argv: ['page.md', '--overrides', 'facts.json'],
    code: 'fact-invalid',
    place: 'facts.json:4:5',
    says: 'not one of GET, POST',
  },
  {
    given: '--only that matches nothing',
    files: { 'page.md': page },
    argv: ['page.md', '--only', 'listUnicorns'],
    code: 'filter-unmatched',
    says: '--only names "listUnicorns"',
  },
  {
    given: '--exclude that leaves nothing',
    files: { 'page.md': page },
    argv: ['page.md', '--exclude', '*'],
    code: 'nothing-left',
    says: 'no command is left',
  },
  {
    given: 'hooks that skip everything',
    files: { 'page.md': page, 'hooks.mjs': "export default { skip: ({ kind }) => kind === 'command' };\n" },
    argv: ['page.md', '--hooks', 'hooks.mjs'],
    code: 'nothing-left',
    says: 'the hook "skip" no command is left',
  },
  {
    given: 'hooks that skip everything, and --only',
    files: { 'page.md': page, 'hooks.mjs': "export default { skip: ({ kind }) => kind === 'command' };\n" },
    argv: ['page.md', '--hooks', 'hooks.mjs', '--only', 'listZones'],
    code: 'nothing-left',
    says: 'the hook "skip" no command is left',
  },
];

/** What every refusal has in common. */
function expectRefusal({ exitCode, stdout, stderr }: Ended, { code, place, says }: BadInput): void {
  expect(stderr).toContain(says);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^\d+ errors?(, .*)?\. Nothing was written\.\n$/m);
  expect(stderr.endsWith('Nothing was written.\n')).toBe(true);
  expect(stderr).not.toMatch(/^\s+at /m);
  // oxlint-disable-next-line no-control-regex
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  const lines = stderr.split('\n');
  const errors = lines.filter((line) => /(?:^|  )error  [a-z-]+$/.test(line));
  const sentences = lines.filter((line) => /^  \S/.test(line) && !/^ +\d* \|/.test(line));
  // Each says what and why, and what to do.
  expect(sentences.length).toBeGreaterThanOrEqual(2 * errors.length);
  const head = lines.findIndex((line) => line.endsWith(`error  ${code}`));
  expect(lines[head]?.startsWith(place ?? '')).toBe(true);
  if (place?.includes(':')) {
    expect(lines[head]).toMatch(/^\S+:\d+:\d+  error  /);
    expect(stderr).toMatch(/^ +\d+ \|.*\n +\| +\^+$/m);
  }
}

describe.concurrent('generate refuses', () => {
  let out = '';
  let before: Awaited<ReturnType<typeof snapshot>>;

  beforeAll(async () => {
    const folder = await makeFolder({ 'page.md': page });
    out = `${folder}/out`;
    const { exitCode } = await run(['generate', 'page.md', '--out', out], { cwd: folder });
    expect(exitCode).toBe(0);
    before = await snapshot(out);
    expect(before.size).toBeGreaterThan(20);
  });

  afterAll(async () => {
    expect(await snapshot(out)).toEqual(before);
  });

  for (const bad of [...documents, ...openApis, ...others]) {
    it(bad.given, async () => {
      const cwd = await makeFolder(bad.files);
      expectRefusal(await run(['generate', ...bad.argv, '--out', out], { cwd }), bad);
      expect(await snapshot(out)).toEqual(before);
    });
  }
});
