import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMock, type Mock } from '../../generator/mock/index.js';
import { type Ended, makeFolder, removeFolders, run } from '../cli/cli.js';
import { root } from '../support/pipeline.js';
import { scriptedServer } from '../unit/runtime/scripted-server.js';

const apiKey = 'key-of-ann';
const secretKey = 'secret-of-ann';

let mock: Mock;
let endpoint = '';
/** What the mock was asked. */
const asked: string[] = [];

beforeAll(async () => {
  const onRequest = ({ command }: { readonly command: string }): void => void asked.push(command);
  mock = await createMock({ listapis: `${root}specs/cloudstack.listapis.json`, apiKey, secretKey, onRequest });
  endpoint = await mock.serve();
});
afterAll(() => mock.close());
afterAll(removeFolders);

interface Discovery {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `discover` with a home of its own, and looks for secrets in what it prints. */
async function discover(argv: readonly string[], { cwd, env = {} }: Discovery = {}): Promise<Ended & { cwd: string }> {
  const folder = cwd ?? (await makeFolder());
  const ended = await run(['discover', ...argv], { cwd: folder, env: { HOME: folder, ...env } });
  for (const secret of [secretKey, 'password-of-ann']) expect(ended.stdout + ended.stderr).not.toContain(secret);
  return { ...ended, cwd: folder };
}

function keys(): Readonly<Record<string, string>> {
  return { CLOUDSTACK_ENDPOINT: endpoint, CLOUDSTACK_KEY: apiKey, CLOUDSTACK_SECRET: secretKey };
}

describe('discover', () => {
  it('prints what the server of the environment tells, and nothing else', async () => {
    const { exitCode, stdout, stderr } = await discover([], { env: keys() });
    expect([exitCode, stderr]).toEqual([0, '44 commands; nothing was written.\n']);
    expect((JSON.parse(stdout) as { api: unknown[] }).api).toHaveLength(44);
  });

  it('writes a file that generate reads, and leaves it alone while nothing changes', async () => {
    const first = await discover(['--out', 'specs/api.json'], { env: keys() });
    expect([first.exitCode, first.stderr]).toEqual([0, '44 commands: wrote specs/api.json.\n']);
    const again = await discover(['--out', 'specs/api.json'], { env: keys(), cwd: first.cwd });
    expect(again.stderr).toContain('specs/api.json is up to date, nothing was written');
    const { exitCode } = await run(['generate', '--listapis', 'specs/api.json', '--dry-run'], { cwd: first.cwd });
    expect(exitCode).toBe(0);
  });

  it('says how much has changed since, and reports it to machines', async () => {
    const before = await makeFolder({
      'api.json': '{"listapisresponse":{"api":[{"name":"listZones"},{"name":"gone"}]}}',
    });
    const { stdout } = await discover(['--out', 'api.json', '--json'], { env: keys(), cwd: before });
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 0,
      out: 'api.json',
      commands: 44,
      outcome: 'written',
      added: 43,
      removed: 1,
      changed: 1,
    });
  });

  it('logs in, and out again', async () => {
    const argv = ['--endpoint', endpoint, '--username', 'admin'];
    asked.length = 0;
    const { exitCode, stderr } = await discover(argv, { env: { CLOUDSTACK_PASSWORD: 'password' } });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    // The mock names only commands of the model: the others are the login and the logout.
    expect(asked).toEqual(['', 'listApis', '']);
    const wrong = await discover(argv, { env: { CLOUDSTACK_PASSWORD: 'password-of-ann' } });
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('discover-refused')]);
    const without = await discover(argv);
    expect([without.exitCode, without.stderr]).toEqual([2, expect.stringContaining('CLOUDSTACK_PASSWORD')]);
  });

  it('takes keys from the files of cs and of CloudMonkey', async () => {
    const home = await makeFolder({
      '.cloudstack.ini': `[east]\nendpoint = ${endpoint}\nkey = ${apiKey}\nsecret = ${secretKey}\n`,
      '.cmk/config': `[west]\nurl = ${endpoint}\napikey = ${apiKey}\nsecretkey = ${secretKey}\n`,
    });
    expect((await discover(['--region', 'east'], { cwd: home })).exitCode).toBe(0);
    expect((await discover(['--profile', 'west'], { cwd: home })).exitCode).toBe(0);
    const wrong = await discover(['--profile', 'east'], { cwd: home });
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('It has: west')]);
  });
});

describe('discover that fails', () => {
  it('leaves the file as it was, and nothing beside it', async () => {
    const folder = await makeFolder({ 'api.json': '{"api":[]}' });
    const page = await scriptedServer(() => ({ headers: { 'content-type': 'text/html' }, body: '<html>Sign in' }));
    const env = { ...keys(), CLOUDSTACK_ENDPOINT: page.endpoint };
    const { exitCode, stderr } = await discover(['--out', 'api.json'], { env, cwd: folder });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('discover-not-cloudstack')]);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('1 error. Nothing was written.');
    expect(await readFile(join(folder, 'api.json'), 'utf8')).toBe('{"api":[]}');
    expect(readdirSync(folder)).toEqual(['api.json']);
  });

  it('replaces no other file, unless it is told to', async () => {
    const folder = await makeFolder({ 'package.json': '{}', 'in/x': '' });
    const { exitCode, stderr } = await discover(['--out', 'package.json'], { env: keys(), cwd: folder });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('discover-other-file')]);
    expect((await discover(['--out', 'package.json', '--force'], { env: keys(), cwd: folder })).exitCode).toBe(0);
    expect((await discover(['--out', 'in'], { env: keys(), cwd: folder })).stderr).toContain('it is a folder');
    expect((await discover(['--out', 'in/x/y'], { env: keys(), cwd: folder })).stderr).toContain('discover-unwritable');
  });

  it('names what is wrong with its options', async () => {
    const { stderr } = await discover(['api.json', '--endpoint', 'https://ann:password-of-ann@x/', '--timeout', '0']);
    expect(stderr).toContain('"discover" takes no argument such as "api.json"');
    expect(stderr).toContain('"--endpoint" cannot be');
    expect(stderr).toContain('"--timeout" cannot be "0"');
    expect((await discover([])).stderr).toContain('No connection was found');
  });
});

describe('generate with an address', () => {
  it('fetches the document when the network is allowed, and else refuses', async () => {
    const document = await readFile(`${root}specs/cloudstack.listapis.json`, 'utf8');
    const server = await scriptedServer(() => ({ body: document }));
    const folder = await makeFolder();
    const argv = ['generate', '--listapis', `${server.endpoint}?token=secret`];
    const refused = await run(argv, { cwd: folder });
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('--allow-network')]);
    expect(server.requests).toEqual([]);
    const { exitCode, stderr } = await run([...argv, '--allow-network'], { cwd: folder });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('token') });
    expect(await readFile(join(folder, 'output/manifest.json'), 'utf8')).not.toContain('token');
  });
});
