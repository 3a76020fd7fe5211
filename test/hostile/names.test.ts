import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { builtCli, refusals, temporaryFolder } from '../support/pipeline.js';

const run = promisify(execFile);

/** What is odd about a document that is sound otherwise. */
interface Names {
  readonly command?: string;
  readonly parameter?: string;
  readonly field?: string;
  readonly tag?: string;
  readonly title?: string;
}

/** A discovery document of one command. */
function listApisWith({ command = 'updateThing', parameter = 'id', field = 'id' }: Names): string {
  const text = (name: string) => ({ name, type: 'string' });
  const api = [{ name: command, isasync: false, params: [text(parameter)], response: [text(field), text('other')] }];
  return JSON.stringify({ api });
}

/** An OpenAPI document of one command. */
function openApiWith({ tag = 'Thing', title = 'Thing' }: Names): string {
  const command = { name: 'command', in: 'query', schema: { type: 'string', enum: ['updateThing'] } };
  const schema = { type: 'object', title, properties: { id: { type: 'string' }, other: { type: 'string' } } };
  const responses = { 200: { description: 'A thing.', content: { 'application/json': { schema } } } };
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Things', version: '1.0.0' },
    paths: { '/': { get: { tags: [tag], parameters: [command], responses } } },
  });
}

async function refusalsOf(names: Names): Promise<readonly string[]> {
  const inOpenApi = names.tag !== undefined || names.title !== undefined;
  const file = join(await temporaryFolder(), 'names.json');
  await writeFile(file, inOpenApi ? openApiWith(names) : listApisWith(names));
  return refusals(inOpenApi ? { openapi: [file] } : { listapis: [file] });
}

const proto = '__proto__';

const words = ['delete', 'class', 'await', 'eval', 'arguments', 'import', 'default', 'undefined', 'globalThis'];
const oddWords = [
  'x;globalThis.pwned=1',
  'list Zones',
  'list\nZones',
  'list-zones',
  '1st',
  '$',
  '_private',
  'ünïcödé',
  "'",
  '`${1}`',
  '*/',
  proto,
  '../../escape',
  'a'.repeat(101),
];

describe('a document is refused', () => {
  it.each(oddWords)('when a command is called %j', async (command) => {
    expect(await refusalsOf({ command })).toContainEqual(expect.stringMatching(/^name-unusable: .* a command/s));
  });

  it.each([...words, 'constructor', 'call', 'list', 'submit', 'Thing', 'Success', 'Promise'])(
    'when a command is called %j, which means something else',
    async (command) => {
      expect(await refusalsOf({ command })).toContainEqual(expect.stringMatching(/^name-reserved: .* a command/));
    },
  );

  it.each(['***', '中文', '1', `1${'a'.repeat(200)}`, 'word '.repeat(30)])('when a group is called %j', async (tag) => {
    expect(await refusalsOf({ tag })).toEqual([expect.stringMatching(/^name-unusable: .* a group/)]);
  });

  it.each(['Server', 'Call', 'Constructor', 'Job', 'List', 'Send', 'Submit', 'to string'])(
    'when a group is called %j, which means something else',
    async (tag) => {
      expect(await refusalsOf({ tag })).toEqual([expect.stringMatching(/^name-reserved: .* a group/)]);
    },
  );

  it.each(['***', '1', '1st', 'Long '.repeat(30)])('when a thing is called %j', async (title) => {
    expect(await refusalsOf({ title })).toEqual([expect.stringMatching(/^name-unusable: .* an entity/)]);
  });

  it.each(['Promise', 'Record', 'Page', 'Index', 'Validator', 'ThingClient', 'ThingHandlers', 'UpdateThingParams'])(
    'when a thing is called %j, which means something else',
    async (title) => {
      expect(await refusalsOf({ title })).toEqual([expect.stringMatching(/^name-reserved: .* an entity/)]);
    },
  );

  const inherited = [proto, 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'];

  it.each([...inherited, '__PROTO__', 'x'.repeat(101), 'x'.repeat(1_000_000)])(
    'when a parameter is called %.100j',
    async (parameter) => {
      expect(await refusalsOf({ parameter })).toEqual([
        expect.stringMatching(/^member-unusable: updateThing has .{0,300}$/),
      ]);
    },
  );

  it.each([...inherited, 'x'.repeat(101)])('when a field is called %.100j', async (field) => {
    expect(await refusalsOf({ field })).toEqual([expect.stringMatching(/^member-unusable: Thing has .{0,300}$/)]);
  });
});

it('the documents are sound but for their names', async () => {
  expect(await refusalsOf({})).toEqual([]);
  expect(await refusalsOf({ tag: 'Thing' })).toEqual([]);
});

it('two things whose files would have one name are refused', async () => {
  const folder = await temporaryFolder();
  const nested = (name: string, member: string) => ({
    name,
    type: 'set',
    response: [{ name: member, type: 'string' }],
  });
  const api = [{ name: 'updateThing', params: [], response: [nested('nic', 'id'), nested('nics', 'name')] }];
  await writeFile(join(folder, 'clash.json'), JSON.stringify({ api }));
  expect(await refusals({ listapis: [join(folder, 'clash.json')] })).toEqual([
    expect.stringMatching(/^name-taken: .*ThingNic.*models\/thing-nic\.ts/),
  ]);
});

it.each([{ command: 'delete' }, { parameter: proto }])(
  'the command line writes nothing for %j, says so and exits with 2',
  async (names) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'names.json'), listApisWith(names));
    const argv = [builtCli(), 'generate', '--listapis', 'names.json', '--out', 'out'];
    const { code, stderr } = await run(process.execPath, argv, { cwd: folder }).then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/Nothing was written\.\s*$/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  },
);
