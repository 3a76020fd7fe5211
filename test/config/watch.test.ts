import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { cli, makeFolder, removeFolders } from '../cli/cli.js';
import { document } from './run-with.js';

afterAll(removeFolders);

/** `generate --watch` in a process of its own; ended after the test if it has not ended by itself. */
class Watching {
  readonly folder: string;
  readonly #child: ChildProcess;
  #told = '';
  #seen = 0;

  constructor(folder: string, argv: readonly string[]) {
    this.folder = folder;
    const env = { PATH: process.env['PATH'] };
    this.#child = spawn(process.execPath, [cli, 'generate', '--watch', ...argv], { cwd: folder, env });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (text) => (this.#told += text));
    onTestFinished(() => void this.#child.kill('SIGKILL'));
  }

  /** What is told from now on until it ends with this. */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.#told.slice(this.#seen))) {
      const streams = [this.#child.stdout, this.#child.stderr].map((stream) =>
        once(stream as NodeJS.EventEmitter, 'data'),
      );
      await Promise.race([...streams, this.#failure()]);
    }
    const text = this.#told.slice(this.#seen);
    this.#seen = this.#told.length;
    return text;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  write(path: string, text: string): Promise<void> {
    return writeFile(join(this.folder, path), text);
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  async #failure(): Promise<never> {
    await once(this.#child, 'exit');
    throw new Error(`it ended, and told only:\n${this.#told}`);
  }
}

async function watching(files: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<Watching> {
  const watching = new Watching(await makeFolder(files), argv);
  await watching.until(/Watching for changes/);
  return watching;
}

const changed = document.replace('Lists zones.', 'Lists all zones.');

describe('generate --watch', () => {
  it('generates again when a document changes, and says what has changed', async () => {
    const one = await watching({ 'api.json': document, 'notes.txt': '' }, 'api.json');
    await one.write('notes.txt', 'not a document');
    await one.write('api.json', changed);
    expect(await one.until(/wrote/)).toMatch(/^api\.json changed: .*wrote \d+ files? to \.\/output/m);
    expect(await one.read('output/src/groups/zone/client.ts')).toContain('Lists all zones.');
    expect(await one.end('SIGINT')).toBe(0);
  });

  it('keeps sight of a file that an editor puts in the place of another', async () => {
    const one = await watching({ 'api.json': document }, 'api.json');
    for (const text of [changed, document]) {
      await one.write('.api.json.swp', text);
      await rename(join(one.folder, '.api.json.swp'), join(one.folder, 'api.json'));
      expect(await one.until(/wrote/)).toContain('api.json changed: ');
    }
    expect(await one.end('SIGTERM')).toBe(0);
  });

  it('goes on after a mistake, and when what was missing has come', async () => {
    const one = await watching({ 'api.json': document }, 'api.json', '--overrides', 'facts/own.json');
    await mkdir(join(one.folder, 'facts'));
    await one.write('facts/own.json', '[]');
    await one.until(/ written|wrote/);
    await one.write('api.json', '{ "api": [');
    expect(await one.until(/Nothing was written/)).toContain('listapis-syntax');
    await one.write('api.json', changed);
    expect(await one.until(/wrote/)).toContain('api.json changed: ');
    expect(await one.end('SIGINT')).toBe(0);
  });

  it('follows a folder that is gone for a while', async () => {
    const one = await watching({ 'docs/api.json': document }, 'docs/api.json');
    await rm(join(one.folder, 'docs'), { recursive: true });
    await one.until(/There is no file/);
    await mkdir(join(one.folder, 'docs'));
    await one.write('docs/api.json', changed);
    await one.until(/wrote/);
    expect(await one.end('SIGINT')).toBe(0);
  });

  it('loads a config file anew, with what it imports and for all its packages', async () => {
    const config =
      "import { only } from './only.js';\nexport default { listapis: 'api.json', packages: [{ name: 'a', only }] };\n";
    const one = await watching({
      'api.json': document,
      'cloudstack-codegen.config.ts': config,
      'only.ts': "export const only: string = 'listZones';\n",
    });
    await one.write('only.ts', "export const only: string = 'list*';\n");
    expect(await one.until(/only\.ts changed: 1 package/)).toMatch(/^a: .*2 commands.*wrote/m);
    await one.write('cloudstack-codegen.config.ts', config.replace("name: 'a'", "nam: 'a'"));
    expect(await one.until(/Nothing was written/)).toContain('Did you mean "name"?');
    await one.write('cloudstack-codegen.config.ts', config.replace("name: 'a'", "name: 'b'"));
    expect(await one.until(/1 package: 1 fine/)).toMatch(/^b: .*wrote/m);
    expect(await one.end('SIGINT')).toBe(0);
  });

  it('follows parts of a document', async () => {
    const api = `openapi: 3.0.3
info: { title: t, version: 1.0.0 }
paths:
  /listZones:
    get:
      operationId: listZones
      description: Lists zones.
      parameters: [{ $ref: parts/name.yaml }, { name: command, in: query, schema: { enum: [listZones] } }]
      responses: { '200': { description: ok } }
`;
    const part = 'name: name\nin: query\ndescription: Its name.\nschema: { type: string }\n';
    const one = await watching({ 'api.yaml': api, 'parts/name.yaml': part }, 'api.yaml');
    await one.write('parts/name.yaml', part.replace('Its name.', 'The name.'));
    expect(await one.until(/wrote/)).toContain('parts/name.yaml changed: ');
    expect(await one.end('SIGINT')).toBe(0);
  });

  it('notices what changes while the first run finds out what it depends on', async () => {
    const edit =
      "if (name === 'listZones') writeFileSync('api.json', text.replace('Lists zones.', 'Lists all zones.'));";
    const one = new Watching(
      await makeFolder({
        'api.json': document,
        'hooks.mjs': `import { readFileSync, writeFileSync } from 'node:fs';
const text = readFileSync('api.json', 'utf8');
export default { group: ({ name }) => { ${edit} } };
`,
        'cloudstack-codegen.config.json': '{ "listapis": "api.json", "hooks": "hooks.mjs" }',
      }),
      [],
    );
    await one.until(/^api\.json changed: .*wrote/m);
    expect(await one.read('output/src/groups/zone/client.ts')).toContain('Lists all zones.');
    expect(await one.end('SIGINT')).toBe(0);
  });

  it('tells machines of each run in one line', async () => {
    const one = new Watching(await makeFolder({ 'api.json': document }), ['api.json', '--json']);
    const report = async (): Promise<unknown> => JSON.parse(/^\{.*\}$/m.exec(await one.until(/^\{.*\}$/m))?.[0] ?? '');
    expect(await report()).toMatchObject({ because: null, exitCode: 0, outcome: 'written' });
    await one.write('api.json', changed);
    expect(await report()).toMatchObject({ because: 'api.json changed', exitCode: 0 });
    expect(await one.end('SIGINT')).toBe(0);
  });
});
