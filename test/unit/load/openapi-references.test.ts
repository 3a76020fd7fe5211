import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/diagnostics/diagnostics.js';
import { readReferences } from '../../../generator/load/openapi-references.js';

const root = mkdtempSync(join(tmpdir(), 'references-'));
let folder = root;
let count = 0;

beforeEach(() => {
  folder = join(root, String((count += 1)));
  mkdirSync(folder);
});
afterAll(() => rmSync(root, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

async function read(
  text: string,
  file = join(folder, 'api.yaml'),
): Promise<{ files: string[]; texts: string[]; found: string[] }> {
  const diagnostics = new Diagnostics();
  const parts = await readReferences(file, text, diagnostics);
  const base = dirname(file);
  return {
    files: parts.map((part) => relative(base, part.file)),
    texts: parts.map((part) => part.text),
    found: diagnostics.all.map(
      ({ code, origin }) => `${code} ${relative(base, origin?.file ?? '')}#${String(origin?.at)}`,
    ),
  };
}

describe('files that references lead to', () => {
  it('are read, those that the parts refer to included, each once', async () => {
    write('paths/zones.yaml', 'get: { $ref: "../shared/op.json#/Op" }\nput: { $ref: "./more%20zones.yaml" }\n');
    write('shared/op.json', '{"Op": {"$ref": "../api.yaml#/x", "a": {"$ref": "op.json#/b"}}}');
    write('paths/more zones.yaml', 'get:\n  $ref: zones.yaml#/get\n');
    const text = 'a: { $ref: "paths/zones.yaml" }\nb: { $ref: "./paths/../paths/zones.yaml#/get" }\n';
    const { files, texts, found } = await read(text);
    expect(files).toEqual(['paths/zones.yaml', 'shared/op.json', 'paths/more zones.yaml']);
    expect(texts[2]).toContain('zones.yaml#/get');
    expect(found).toEqual([]);
  });

  it('are named in the style of the document: relative stays relative', async () => {
    write('shared/op.json', '{}');
    const file = relative(process.cwd(), join(folder, 'docs', 'api.yaml'));
    const parts = await readReferences(file, '{"$ref": "../shared/op.json"}', new Diagnostics());
    expect(parts).toEqual([{ file: relative(process.cwd(), join(folder, 'shared', 'op.json')), text: '{}' }]);
  });

  it('lose a byte order mark', async () => {
    write('b.yaml', '\uFEFFa: 1\n');
    expect((await read('$ref: b.yaml\n')).texts).toEqual(['a: 1\n']);
  });

  it.each([
    ['no reference', 'openapi: 3.0.3\n'],
    ['references inside the document', 'a: { $ref: "#/b" }\nb: { "$ref" : \'#/c\' }\n'],
    ['a name that only looks like a file', 'a: { properties: { $ref: { type: string } } }\n'],
    ['data in an example', 'a: { example: { $ref: missing.yaml } }\n'],
    ['a text that is no YAML', 'a: [1\nb: { $ref: missing.yaml }\n'],
  ])('are none: %s', async (_, text) => {
    expect(await read(text)).toEqual({ files: [], texts: [], found: [] });
  });
});

describe('references that cannot be followed', () => {
  it('are errors at the first $ref to a missing file, in whatever file it stands', async () => {
    write('b.yaml', 'c: { $ref: "missing/c.yaml#/x" }\nd: { $ref: "missing/c.yaml#/y" }\n');
    const { files, found } = await read('a:\n  $ref: b.yaml\nx: { $ref: gone.yaml }\n');
    expect(files).toEqual(['b.yaml']);
    expect(found).toEqual(['reference-not-found api.yaml#/x/$ref', 'reference-not-found b.yaml#/c/$ref']);
  });

  it.each(['https://example.com/a.yaml#/A', 'HTTP://example.com/a', '//example.com/a.yaml', 'file:///etc/passwd'])(
    'are errors where they leave the disk or name an address: %s',
    async (address) => {
      expect((await read(`a: { $ref: "${address}" }\n`)).found).toEqual(['remote-reference api.yaml#/a/$ref']);
    },
  );

  it('are errors where there is a folder, or a pipe that never ends', async () => {
    mkdirSync(join(folder, 'sub'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect((await read('a: { $ref: sub }\nb: { $ref: pipe }\n')).found).toEqual([
      'reference-unreadable api.yaml#/a/$ref',
      'reference-unreadable api.yaml#/b/$ref',
    ]);
  });
});
